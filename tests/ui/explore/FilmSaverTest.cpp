// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/FilmSaver.h"
#include "tests/ui/explore/ExploreFixture.h"

#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>

#include <cstdlib>
#include <map>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class FilmSaverTest : public test::ExploreFixture {
    Q_OBJECT

    std::unique_ptr<QSignalSpy> m_saved, m_failed;
    FilmSaver* m_films = nullptr;

    void openWindow() {
        show(new QWidget, {400, 300});
        m_films = new FilmSaver(*m_exploration, *m_widget);
        m_saved = std::make_unique<QSignalSpy>(m_films, &FilmSaver::saved);
        m_failed = std::make_unique<QSignalSpy>(m_films, &FilmSaver::failed);
        open();
    }
    std::vector<float> film() const {
        CodeValues end = m_exploration->code();
        for (float& number : end)
            number = -number;
        return walk(m_exploration->code(), end, 4, WalkPath::Straight);
    }
    QFileDialog* dialog() const { return m_widget->findChild<QFileDialog*>(); }
    void nameTheFile(const QString& path) {
        QTRY_VERIFY(dialog());
        dialog()->selectFile(path);
        QTest::keyClick(dialog(), Qt::Key_Return);
        QTRY_VERIFY(!dialog());
    }
    QByteArray contents(const QString& path) const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aFilmIsWritten_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("beginning");
        const std::map<std::string, QByteArray> beginnings{
            {".gif", "GIF89a"}, {".mp4", QByteArray("\0\0\0", 3)}, {".png", "\x89PNG"}, {".npy", "\x93NUMPY"}};
        for (const std::string& extension : filmExtensions()) {
            const auto known = beginnings.find(extension);
            QTest::newRow(extension.c_str())
                << QString::fromStdString("walk" + extension) << (known == beginnings.end() ? QByteArray() : known->second);
        }
    }
    void aFilmIsWritten() {
        QFETCH(QString, name);
        QFETCH(QByteArray, beginning);
        openWindow();
        m_films->save(film(), 4, {});
        const QString path = m_folder.filePath(name);
        nameTheFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_saved->count(), 1, Patience);
        QCOMPARE(m_saved->first().first().toString(), path);
        QVERIFY(contents(path).size() > 100);
        QVERIFY(contents(path).startsWith(beginning));
        QCOMPARE(m_failed->count(), 0);
    }

    void theStripHasItsColumns() {
        openWindow();
        m_films->save(film(), 2, {});
        const QString path = m_folder.filePath("square.png");
        nameTheFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_saved->count(), 1, Patience);
        const QImage image(path);
        QVERIFY(!image.isNull());
        QVERIFY(std::abs(image.width() - image.height()) < 8); // two by two
    }

    void withoutAFilmThatIsSaid() {
        openWindow();
        m_films->save({}, 4, {});
        QCOMPARE(m_failed->count(), 1);
        QVERIFY(m_failed->first().first().toString().contains("no film"));
        QVERIFY(!dialog());
    }

    void whatCannotBeWrittenIsSaid() {
        openWindow();
        m_films->save(film(), 4, {});
        QTRY_VERIFY(dialog());
        const QString path = m_folder.filePath("no folder/walk.png");
        Q_EMIT dialog()->fileSelected(path);
        dialog()->close();
        QTRY_COMPARE_WITH_TIMEOUT(m_failed->count(), 1, Patience);
        QVERIFY2(m_failed->first().first().toString().contains("walk.png"),
                 qPrintable(m_failed->first().first().toString()));
        QCOMPARE(m_saved->count(), 0);
    }
};

HOURGLASS_TEST(FilmSaverTest)
#include "FilmSaverTest.moc"
