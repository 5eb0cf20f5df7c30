// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/train/LatentPanelFixture.h"
#include "ui/train/SampleStrip.h"

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace hourglass;
using namespace hourglass::ui;
using test::drawAround;
using test::pixelOf;

class LatentPanelTest : public test::LatentPanelFixture {
    Q_OBJECT

    QLabel* neighbours() const { return named<QLabel>("Neighbours of the picked sample"); }
    QLabel* selection() const { return named<QLabel>("Selected samples"); }
    SampleStrip* neighbourStrip() const { return named<SampleStrip>("Neighbours of the picked sample"); }
    /// With the neighbours of sample 5, two of them of its class.
    static LatentMap neighboursOfFive() {
        LatentMap map = test::lattice(4);
        map.dimensions = 8;
        map.neighboursOf = 5;
        map.neighbours = {{1, 0.25}, {9, 0.5}, {6, 0.75}};
        return map;
    }

private Q_SLOTS:
    void aPickAsksForNeighboursAndShowsThem() {
        QSignalSpy edited(m_panel.get(), &LatentPanel::watchEdited);
        QVERIFY(!neighbours()->isVisible());
        QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, pixelOf(plot(), {1, 1}));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.last().first().value<LatentWatch>().neighboursOf, std::optional<std::int64_t>(5));
        QVERIFY(neighbours()->isVisible());
        QVERIFY2(neighbours()->text().contains("next map"), qPrintable(neighbours()->text()));
        show(neighboursOfFive());
        QCOMPARE(neighbours()->text(),
                 QString("Sample 5 (b). Of the 3 nearest in the code, 2 are of the same class (67 %)."));
        LatentMap later = neighboursOfFive();
        later.neighbours[2].sample = 13;
        show(later); // training goes on
        QVERIFY(neighbours()->text().contains("3 are of the same class (100 %)"));
    }

    void aPictureOfTheStripIsPickedInTurn() {
        plot().pick(5);
        show(neighboursOfFive());
        QSignalSpy edited(m_panel.get(), &LatentPanel::watchEdited);
        neighbourStrip()->setFocus();
        QTest::keyClick(neighbourStrip(), Qt::Key_Right);
        QTest::keyClick(neighbourStrip(), Qt::Key_Right);
        QCOMPARE(neighbourStrip()->accessibleDescription(), QString("sample 9 (b): distance 0.5"));
        QTest::keyClick(neighbourStrip(), Qt::Key_Return);
        QCOMPARE(edited.last().first().value<LatentWatch>().neighboursOf, std::optional<std::int64_t>(9));
    }

    void theSelectionIsCounted() {
        QVERIFY(!selection()->isVisible());
        drawAround(plot(), {-0.15, -0.15}, {1.5, 2.5});
        QVERIFY(selection()->isVisible());
        QCOMPARE(selection()->text().replace(QChar::Nbsp, QChar::Space), QString("6 samples: a × 3, b × 3"));
        drawAround(plot(), {0.5, 0.5}, {1.5, 2.5}, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(selection()->text().replace(QChar::Nbsp, QChar::Space), QString("4 samples: a × 3, b × 1"));
        plot().setFocus();
        QTest::keyClick(&plot(), Qt::Key_Escape);
        QVERIFY(!selection()->isVisible());
    }

    void buttonsForget() {
        plot().pick(5);
        plot().select({1, 2});
        QTest::mouseClick(named<QToolButton>("Pick no sample (Escape)"), Qt::LeftButton);
        QVERIFY(!plot().picked());
        QVERIFY(!neighbours()->isVisible());
        QTest::mouseClick(named<QToolButton>("Select nothing (Escape)"), Qt::LeftButton);
        QVERIFY(plot().selected().empty());
        QVERIFY(!selection()->isVisible());
    }

    void withoutRoomOnlyTheLatestRowIsShown() {
        m_panel->resize(350, 330);
        plot().pick(5);
        QVERIFY(neighbours()->isVisible());
        plot().select({1, 2});
        QVERIFY(selection()->isVisible() && !neighbours()->isVisible());
        plot().pick(6);
        QVERIFY(neighbours()->isVisible() && !selection()->isVisible());
        m_panel->resize(350, 600);
        QVERIFY(neighbours()->isVisible() && selection()->isVisible());
    }

    void aSmallPanelHoldsEverything_data() {
        QTest::addColumn<QString>("plane");
        QTest::newRow("plane of the code") << "Principal components";
        QTest::newRow("embedding") << "Neighbours (t-SNE)";
    }
    void aSmallPanelHoldsEverything() {
        QFETCH(QString, plane);
        choosePlane(plane);
        m_panel->showEmbeddingStarted();
        m_panel->showEmbedding(test::lattice(4));
        m_panel->resize(350, 250);
        QCoreApplication::processEvents();
        QCOMPARE(m_panel->size(), QSize(350, 250));
        QVERIFY(plot().height() >= plot().minimumSizeHint().height());
        plot().pick(5);
        QCoreApplication::processEvents();
        QCOMPARE(m_panel->size(), QSize(350, 250));
        QVERIFY(neighbourStrip()->isVisible());
        QVERIFY(m_panel->rect().contains(QRect(neighbourStrip()->mapTo(m_panel.get(), QPoint()), neighbourStrip()->size())));
        QVERIFY2(plot().height() >= 80, qPrintable(QString::number(plot().height())));
    }

    void theSelectionOutlivesTheChoiceOfAPlane() {
        plot().select({1, 2});
        choosePlane("Neighbours (t-SNE)");
        QVERIFY(plot().isEmpty());
        QVERIFY(selection()->isVisible());
        m_panel->showEmbedding(test::lattice(4));
        QCOMPARE(plot().selected(), std::vector<int>({1, 2}));
    }

    void unseenItAsksForNoMoreThanUsual() {
        choosePlane("Two numbers of the code");
        plot().pick(3);
        QSignalSpy edited(m_panel.get(), &LatentPanel::watchEdited);
        m_panel->hide();
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.last().first().value<LatentWatch>(), LatentWatch());
        m_panel->begin(run());
        QCOMPARE(edited.count(), 1);
        m_panel->show();
        QCOMPARE(edited.count(), 2);
        QCOMPARE(edited.last().first().value<LatentWatch>().axes, LatentWatch::Axes::Chosen);
        QCOMPARE(edited.last().first().value<LatentWatch>().neighboursOf, std::optional<std::int64_t>(3));
    }

    void choicesGoIntoTheWatch() {
        QSignalSpy edited(m_panel.get(), &LatentPanel::watchEdited);
        choosePlane("Two numbers of the code");
        QCOMPARE(edited.last().first().value<LatentWatch>().axes, LatentWatch::Axes::Chosen);
        plot().pick(3);
        const auto watch = edited.last().first().value<LatentWatch>();
        QCOMPARE(watch.axes, LatentWatch::Axes::Chosen);
        QCOMPARE(watch.neighboursOf, std::optional<std::int64_t>(3));
        const auto before = edited.count();
        m_panel->begin(run()); // the same data and as large a code: nothing else to look at
        QCOMPARE(edited.count(), before);
        RunInfo flat = run();
        flat.network.code->output = Shape{{2}};
        m_panel->begin(flat);
        QCOMPARE(edited.last().first().value<LatentWatch>().axes, LatentWatch::Axes::Principal);
    }

    void theEmptyStateTeaches() {
        LatentPanel fresh;
        QVERIFY(fresh.chart().isEmpty());
        fresh.resize(400, 300);
        const QImage image = fresh.grab().toImage();
        QVERIFY(image.width() == 400);
        int inked = 0;
        for (int y = 60; y < 240; ++y)
            for (int x = 20; x < 380; ++x)
                inked += int(image.pixelColor(x, y) != image.pixelColor(2, 200));
        QVERIFY(inked > 500); // the sentences
    }
};

HOURGLASS_TEST(LatentPanelTest)
#include "LatentPanelTest.moc"
