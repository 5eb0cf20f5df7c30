// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/BatchBar.h"
#include "tests/ui/pictures/PicturesFixture.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class BatchBarTest : public test::PicturesFixture {
    Q_OBJECT

    std::unique_ptr<QWidget> m_window; ///< of the bar: it hides itself
    BatchBar* m_bar = nullptr;

    void start(const QStringList& paths, const QString& folder = "out") {
        PictureBatch::Order order;
        order.paths = paths;
        order.model.file = modelFile();
        m_bar->start(order, path(folder));
    }
    QString text() const { return m_bar->findChild<QLabel*>()->text(); }
    QToolButton* button() const { return m_bar->findChild<QToolButton*>(); }
    void answer(const QString& name) {
        auto* question = m_bar->findChild<QMessageBox*>();
        QVERIFY(question);
        for (QAbstractButton* button : question->buttons())
            if (button->text() == name)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL(qPrintable("no button " + name));
    }

private Q_SLOTS:
    void init() {
        m_window = std::make_unique<QWidget>();
        m_bar = new BatchBar(m_window.get());
        m_window->resize(800, 120);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(QDir(path("")).mkpath("out"));
        for (const QString& name : QDir(path("out")).entryList(QDir::Files))
            QFile::remove(path("out/" + name));
    }
    void cleanup() { m_window.reset(); }

    void allAreWrittenAndWhatFailedIsListed() {
        start({pictureFile("a.png"), textFile("notes.png"), pictureFile("b.png", {90, 60}, true)});
        QVERIFY(m_bar->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QString("Close"), Patience);
        QVERIFY2(text().contains(": 2 of 3."), qPrintable(text()));
        QVERIFY2(text().contains("notes.png"), qPrintable(text()));
        QCOMPARE(QImage(path("out/a.png")).size(), QSize(120, 90));
        QVERIFY(!QImage(path("out/b.png")).isGrayscale());
        QVERIFY(!QFile::exists(path("out/notes.png")));
        QTest::mouseClick(button(), Qt::LeftButton);
        QVERIFY(!m_bar->isVisible());
    }

    void nothingIsReplacedWithoutAsking() {
        pictureFile("a.png");
        pictureFile("b.png");
        textFile("out/a.png"); // something of the user's
        start({path("a.png"), path("b.png")});
        answer("Cancel");
        QVERIFY(!m_bar->isRunning());
        QVERIFY(!QFile::exists(path("out/b.png")));

        start({path("a.png"), path("b.png")});
        answer("Write the others only");
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(": 1 of 1."), Patience);
        QVERIFY(QImage(path("out/a.png")).isNull());

        start({path("a.png"), path("b.png")});
        answer("Replace");
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(": 2 of 2."), Patience);
        QCOMPARE(QImage(path("out/a.png")).size(), QSize(120, 90));

        start({path("a.png")});
        answer("Write the others only");
        QTRY_VERIFY_WITH_TIMEOUT(text().startsWith("Nothing was written"), Patience);
    }

    /// No picture takes another one's place, and no original is lost without a word.
    void picturesOfTheSameNameAreKeptApart() {
        QVERIFY(QDir(path("")).mkpath("one") && QDir(path("")).mkpath("two"));
        const QStringList both{pictureFile("one/a.png", {64, 48}), pictureFile("two/a.png", {72, 40})};
        start(both);
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(": 2 of 2."), Patience);
        QCOMPARE(QImage(path("out/a.png")).size(), QSize(64, 48));
        QCOMPARE(QImage(path("out/a-2.png")).size(), QSize(72, 40));

        start(both, "two");
        auto* question = m_bar->findChild<QMessageBox*>();
        QVERIFY(question && question->text().contains("1 of them are the originals"));
        answer("Write the others only");
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(": 1 of 1."), Patience);
        QCOMPARE(QImage(path("two/a.png")), waves({72, 40}));
        QCOMPARE(QImage(path("two/a-2.png")).size(), QSize(64, 48));
    }

    void onlyOneAtATime() {
        QSignalSpy running(m_bar, &BatchBar::runningChanged);
        QStringList many;
        for (int i = 0; i < 50; ++i)
            many << pictureFile(QString("one-%1.png").arg(i));
        start(many);
        QVERIFY(m_bar->isRunning());
        start({pictureFile("a.png")});
        QTRY_VERIFY_WITH_TIMEOUT(!m_bar->isRunning(), Patience);
        QVERIFY2(text().contains(": 50 of 50."), qPrintable(text()));
        QCOMPARE(running.count(), 2);
    }

    void itCanBeCancelled() {
        QStringList many;
        for (int i = 0; i < 200; ++i)
            many << pictureFile(QString("many-%1.png").arg(i));
        start(many);
        QTest::mouseClick(button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(text().startsWith("Cancelled"), Patience);
        QVERIFY(QDir(path("out")).entryList(QDir::Files).size() < 200);
    }

    void aModelThatIsNoneIsNamed() {
        PictureBatch::Order wrong;
        wrong.paths = QStringList{pictureFile("a.png")};
        wrong.model.file = textFile("wrong.hourglass");
        m_bar->start(wrong, path("out"));
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(": 0 of 1."), Patience);
        QVERIFY2(text().contains("wrong.hourglass"), qPrintable(text()));
    }
};

HOURGLASS_TEST(BatchBarTest)
#include "BatchBarTest.moc"
