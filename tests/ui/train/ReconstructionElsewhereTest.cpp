// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/train/ReconstructionFixture.h"
#include "ui/train/ElsewhereControls.h"
#include "ui/widgets/FaultLabel.h"

#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTimer>

using namespace hourglass;
using namespace hourglass::ui;

class ReconstructionElsewhereTest : public test::ReconstructionFixture {
    Q_OBJECT

private Q_SLOTS:
    void dataFromElsewhereStandBesideTheOwn() {
        choose(Mode::Elsewhere);
        QVERIFY(emptyTextIsShown());
        controls()->open("customers-products"); // cannot be brought to pictures
        QTRY_VERIFY(fault()->isVisible());
        QVERIFY2(fault()->text().contains("1 × 28 × 28"), qPrintable(fault()->text()));
        QVERIFY(!m_watch.elsewhere);

        auto* menu = controls()->findChild<QMenu*>();
        QTimer::singleShot(0, menu, [menu] {     // the button waits for its menu
            QTest::keyClick(menu, Qt::Key_Down); // the digits come first
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(button("Data to show to the network"), Qt::LeftButton);
        QTRY_VERIFY(m_watch.elsewhere);
        QVERIFY(!fault()->isVisible());

        m_panel->showSnapshot(withStrangers(), true);
        QVERIFY2(note().contains("Own data 0.03, these 0.3") && note().contains("specific"), qPrintable(note()));
        QVERIFY(view()->visibleColumns() > 4);
        QCOMPARE(view()->ownSample(2), std::optional<std::int64_t>(2));
        QVERIFY(!view()->ownSample(3)); // the strangers begin here
        click(3);
        QVERIFY(m_panel->pinned().empty());
        QVERIFY(view()->csv()().contains("\nHandwritten digits,2,one,0.03,original,"));
        QVERIFY(view()->csv()().count("\n" + QByteArray::fromStdString(m_watch.elsewhere->info().title) + ",15,") >= 4);
    }

    /// A snapshot that was on its way when other data were chosen has the ones before.
    void oneSetOfDataIsNeverTakenForAnother() {
        choose(Mode::Elsewhere);
        controls()->open("digits");
        QTRY_VERIFY(m_watch.elsewhere);
        m_panel->showSnapshot(withStrangers(), true);
        QVERIFY(!view()->isEmpty());
        const auto digits = m_watch.elsewhere;
        controls()->open(write("black.pgm", "P5\n2 2\n255\n" + QByteArray(4, 0)));
        QTRY_VERIFY(m_watch.elsewhere && m_watch.elsewhere != digits);
        m_panel->showSnapshot(withStrangers(), false);
        QVERIFY(emptyTextIsShown());
        m_panel->showSnapshot(withStrangers(), true);
        QVERIFY(!view()->isEmpty());
    }

    void theTitleOfALongFileIsCutShort() {
        choose(Mode::Elsewhere);
        controls()->open(write(QString(120, 'x') + ".pgm", "P5\n2 2\n255\n" + QByteArray(4, 0)));
        QTRY_VERIFY(m_watch.elsewhere);
        QVERIFY(m_panel->minimumSizeHint().width() < 350);
    }

    void beforeThereIsANetworkNothingIsOpened() {
        ReconstructionPanel panel;
        auto* early = panel.findChild<ElsewhereControls*>();
        early->open("digits");
        QVERIFY(early->isOpening() && early->waitsForNetwork());
        panel.begin(test::run());
        QVERIFY(early->isOpening() && !early->waitsForNetwork());
        QTRY_VERIFY(early->album());
    }

    void aDroppedFileIsShown() {
        QVERIFY(!m_panel->acceptDrops()); // the window opens it
        choose(Mode::Elsewhere);
        QVERIFY(m_panel->acceptDrops());
        drop(write("half.pgm", "P5\n2 2\n255\n" + QByteArray("\x00\xff\x00\xff", 4)));
        QTRY_VERIFY(m_watch.elsewhere);
        QCOMPARE(m_watch.elsewhere->info().title, std::string("half.pgm"));
        drop(write("damaged.png", QByteArray("\x89PNG\r\n\x1a\n", 8) + "no picture"));
        QTRY_VERIFY(fault()->isVisible());
        QVERIFY2(fault()->text().contains("damaged.png"), qPrintable(fault()->text()));
        QVERIFY(!m_watch.elsewhere);
        choose(Mode::Varied);
        QVERIFY(!fault()->isVisible() && !m_panel->acceptDrops());
    }

    void whatIsOpenIsOpenedForTheNextNetwork() {
        choose(Mode::Elsewhere);
        controls()->open("digits");
        QTRY_VERIFY(m_watch.elsewhere);
        const auto first = m_watch.elsewhere;
        m_panel->begin(test::run());
        QCOMPARE(m_watch.elsewhere, first); // the same data
        RunInfo smaller = test::run("pictures");
        smaller.dataset.sampleShape = Shape{{1, 14, 14}};
        m_panel->begin(smaller);
        QVERIFY(!m_watch.elsewhere);
        QTRY_VERIFY(m_watch.elsewhere);
        QVERIFY(m_watch.elsewhere->info().sampleShape == Shape({{1, 14, 14}}));
    }

private:
    ElsewhereControls* controls() const { return m_panel->findChild<ElsewhereControls*>(); }
    FaultLabel* fault() const { return m_panel->findChild<FaultLabel*>(); }
    /// Of the data that are asked for.
    Snapshot withStrangers() const {
        Snapshot snapshot = look();
        for (std::int64_t i = 0; i < m_watch.elsewhere->count(); ++i)
            snapshot.elsewhere.push_back(test::rebuilt(i, 0.3));
        return snapshot;
    }
    QString write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test's own file cannot be written.");
        return file.fileName();
    }
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_panel.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_panel.get(), &event);
    }

    QTemporaryDir m_folder;
};

HOURGLASS_TEST(ReconstructionElsewhereTest)
#include "ReconstructionElsewhereTest.moc"
