// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/ui/charts/LatentMaps.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;
using test::drawAround;
using test::pixelOf;

/// Selecting and picking samples in the latent space, by mouse and by keys.
class LatentSelectionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LatentPlot> m_plot;

    QColor colourAt(const QPointF& value) const { return m_plot->grab().toImage().pixelColor(pixelOf(*m_plot, value)); }
    void click(const QPointF& value) { QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, value)); }

    bool isCardShown() const {
        const QImage image = m_plot->grab().toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == test::thumbnailColour)
                    return true;
        return false;
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    // Points 0 to 15, row by row from below.
    void init() {
        m_plot = std::make_unique<LatentPlot>();
        m_plot->resize(420, 380);
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowActive(m_plot.get()));
        m_plot->begin(test::withClasses({"a", "b", "c", "d"}, 16).album, {"a", "b", "c", "d"});
        test::show(*m_plot, test::lattice(4));
    }

    void whatIsDrawnAroundIsSelected() {
        QSignalSpy changed(m_plot.get(), &LatentPlot::selectionChanged);
        drawAround(*m_plot, {-0.15, -0.15}, {1.5, 1.5});
        QCOMPARE(m_plot->selected(), std::vector<int>({0, 1, 4, 5}));
        QCOMPARE(changed.count(), 1);
        const QColor full = classColour(1, m_plot->palette());
        QCOMPARE(colourAt({1, 1}), full);
        QVERIFY(colourAt({1, 3}).lightness() > full.lightness() + 40); // fades towards the ground
    }

    void theAreaMayHaveAnyShape() {
        // A triangle over the lower left half of the square.
        QWidget* const view = m_plot->viewport();
        QTest::mousePress(view, Qt::LeftButton, {}, pixelOf(*m_plot, {-0.15, -0.15}));
        QTest::mouseMove(view, pixelOf(*m_plot, {3.15, -0.15}));
        QTest::mouseMove(view, pixelOf(*m_plot, {-0.15, 2.5}));
        QTest::mouseRelease(view, Qt::LeftButton, {}, pixelOf(*m_plot, {-0.15, 2.5}));
        QCOMPARE(m_plot->selected(), std::vector<int>({0, 1, 2, 4, 5, 8}));
    }

    void shiftAddsAndBothKeysRemove() {
        drawAround(*m_plot, {-0.15, -0.15}, {1.5, 1.5});
        drawAround(*m_plot, {1.6, -0.15}, {2.5, 0.5}, Qt::ShiftModifier);
        QCOMPARE(m_plot->selected(), std::vector<int>({0, 1, 2, 4, 5}));
        drawAround(*m_plot, {-0.15, 0.5}, {2.5, 1.5}, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(m_plot->selected(), std::vector<int>({0, 1, 2}));
        drawAround(*m_plot, {-0.15, -0.15}, {0.5, 0.5}, Qt::AltModifier);
        QCOMPARE(m_plot->selected(), std::vector<int>({1, 2}));
        drawAround(*m_plot, {2.5, 2.5}, {3.15, 3.15});
        QCOMPARE(m_plot->selected(), std::vector<int>({15}));
    }

    void hiddenClassesAreNotSelected() {
        m_plot->setHidden({1});
        drawAround(*m_plot, {-0.15, -0.15}, {1.5, 1.5});
        QCOMPARE(m_plot->selected(), std::vector<int>({0, 4}));
        QTest::keyClick(m_plot.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_plot->selected().size(), std::size_t(12));
    }

    void escapeAndAClickOnNothingForget() {
        for (const bool byKey : {true, false}) {
            drawAround(*m_plot, {-0.15, -0.15}, {1.5, 1.5});
            m_plot->pick(15);
            if (byKey)
                QTest::keyClick(m_plot.get(), Qt::Key_Escape);
            else
                click({1.5, 1.5});
            QVERIFY(m_plot->selected().empty());
            QVERIFY(!m_plot->picked());
            QCOMPARE(colourAt({1, 3}), classColour(1, m_plot->palette()));
        }
    }

    void escapeCallsAnAreaOff() {
        m_plot->select({3});
        QTest::mousePress(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, {-0.15, -0.15}));
        QTest::mouseMove(m_plot->viewport(), pixelOf(*m_plot, {3, 3}));
        QTest::keyClick(m_plot.get(), Qt::Key_Escape);
        QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, {0, 3}));
        QCOMPARE(m_plot->selected(), std::vector<int>({3}));
    }

    // Over a menu, say.
    void anAreaThatWasLetGoElsewhereIsForgotten() {
        QTest::mousePress(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, {-0.15, -0.15}));
        QTest::mouseMove(m_plot->viewport(), pixelOf(*m_plot, {3, 3}));
        const QPoint place = pixelOf(*m_plot, {0, 3});
        QMouseEvent move(QEvent::MouseMove, place, m_plot->viewport()->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(m_plot->viewport(), &move);
        QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, place);
        QVERIFY(m_plot->selected().empty());
    }

    void aClickPicks() {
        QSignalSpy changed(m_plot.get(), &LatentPlot::pickChanged);
        m_plot->select({1});
        click({2, 1});
        QCOMPARE(m_plot->picked(), std::optional(6));
        QCOMPARE(m_plot->selected(), std::vector<int>({1})); // stays
        QCOMPARE(changed.count(), 1);
    }

    void enterPicksWhereTheArrowsAre() {
        m_plot->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QVERIFY(!m_plot->picked());
        QTest::keyClick(m_plot.get(), Qt::Key_Return);
        QCOMPARE(m_plot->picked(), std::optional(2));
        QTest::keyClick(m_plot.get(), Qt::Key_Escape);
        QVERIFY(!m_plot->picked());
    }

    void theCardOfTheArrowsGoesWithTheFocusAndByEscape() {
        QLineEdit other(m_plot.get());
        other.show();
        for (const bool byKey : {true, false}) {
            m_plot->setFocus();
            QTest::keyClick(m_plot.get(), Qt::Key_Right);
            QVERIFY(isCardShown());
            if (byKey)
                QTest::keyClick(m_plot.get(), Qt::Key_Escape);
            else
                other.setFocus();
            QVERIFY(!isCardShown());
        }
        m_plot->setFocus();
        QTest::mouseMove(m_plot->viewport(), pixelOf(*m_plot, {2, 1}));
        QTRY_VERIFY(isCardShown());
        other.setFocus();
        QVERIFY(isCardShown()); // the pointer is on it
    }

    void linesLeadToTheNeighbours() {
        LatentMap map = test::lattice(4);
        map.neighboursOf = 5;
        map.neighbours = {{10, 0.5}, {7, 0.8}};
        const auto ground = [this](const QPointF& value) { // no line within a pixel
            const QImage image = m_plot->grab().toImage();
            for (const QPoint& beside : {QPoint(0, -1), QPoint(0, 0), QPoint(0, 1)})
                if (image.pixelColor(pixelOf(*m_plot, value) + beside).lightness() < 225)
                    return false;
            return true;
        };
        m_plot->pick(6);
        test::show(*m_plot, map);
        QVERIFY(ground({1.5, 1.6})); // those are another sample's
        m_plot->pick(5);
        QVERIFY(!ground({1.5, 1.5}));
        QVERIFY(!ground({2.5, 1}));
        m_plot->setHidden({2});
        QVERIFY(ground({1.5, 1.5})); // to no place
        QVERIFY(!ground({2.5, 1}));
    }

    void theCardTellsTheDistanceOfANeighbour() {
        LatentMap map = test::lattice(4);
        map.neighboursOf = 0;
        map.neighbours = {{1, 0.5}};
        m_plot->pick(0);
        test::show(*m_plot, map);
        m_plot->setFocus();
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QCOMPARE(m_plot->accessibleDescription(), QStringLiteral("sample 1, b, distance 0.5"));
    }

    // One of fewer samples comes, or none until it is made: what was selected is there again later.
    void theSelectionOutlivesAMapWithoutIt() {
        m_plot->select({1, 14, 15});
        QSignalSpy changed(m_plot.get(), &LatentPlot::selectionChanged);
        const QColor full = classColour(0, m_plot->palette());
        test::show(*m_plot, test::lattice(3));
        QVERIFY(colourAt({0, 2}).lightness() > full.lightness() + 40); // flags and points fit together
        test::show(*m_plot, {});
        test::show(*m_plot, test::lattice(1));
        QCOMPARE(colourAt({0, 0}), full); // nothing stands out where nothing that is selected is
        test::show(*m_plot, test::lattice(4));
        QCOMPARE(m_plot->selected(), std::vector<int>({1, 14, 15}));
        QCOMPARE(changed.count(), 0);
        QCOMPARE(colourAt({3, 3}), classColour(3, m_plot->palette()));
        m_plot->forgetChoices();
        QVERIFY(m_plot->selected().empty());
    }

    void aStraightLineIsCalledOff() {
        m_plot->select({3});
        for (const QPointF& end : {QPointF(-0.15, 2.5), QPointF(2.5, -0.15)}) {
            QTest::mousePress(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, {-0.15, -0.15}));
            QTest::mouseMove(m_plot->viewport(), pixelOf(*m_plot, end));
            QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, end));
            QCOMPARE(m_plot->selected(), std::vector<int>({3}));
        }
    }

    // Whether its first click meets a point or not.
    void aDoubleClickChangesNoChoice() {
        m_plot->select({3});
        m_plot->pick(5);
        for (const QPointF& value : {QPointF(2, 1), QPointF(1.5, 1.5)}) {
            click(value);
            QVERIFY(m_plot->picked() != std::optional(5));
            QTest::mouseDClick(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, value));
            QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, pixelOf(*m_plot, value));
            QCOMPARE(m_plot->picked(), std::optional(5));
            QCOMPARE(m_plot->selected(), std::vector<int>({3}));
        }
    }

    void aClickWithShiftOnNothingChangesNothing() {
        m_plot->select({3});
        m_plot->pick(5);
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, Qt::ShiftModifier, pixelOf(*m_plot, {1.5, 1.5}));
        QCOMPARE(m_plot->picked(), std::optional(5));
        QCOMPARE(m_plot->selected(), std::vector<int>({3}));
    }
};

HOURGLASS_TEST(LatentSelectionTest)
#include "LatentSelectionTest.moc"
