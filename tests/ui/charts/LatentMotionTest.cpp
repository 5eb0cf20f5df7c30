// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/ui/charts/LatentMaps.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCategoryAxis>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;
using test::pixelOf;

/// Points that glide, and the part of the map that is on show.
class LatentMotionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LatentPlot> m_plot;

    QCategoryAxis* axis(Qt::Orientation orientation) const {
        return static_cast<QCategoryAxis*>(m_plot->chart()->axes(orientation).first());
    }
    double left() const { return axis(Qt::Horizontal)->min(); }
    double right() const { return axis(Qt::Horizontal)->max(); }
    double bottom() const { return axis(Qt::Vertical)->min(); }
    double top() const { return axis(Qt::Vertical)->max(); }
    double width() const { return right() - left(); }

    bool isPointAt(const QPointF& value) const {
        return m_plot->grab().toImage().pixelColor(pixelOf(*m_plot, value)) == classColour(0, m_plot->palette());
    }
    void turnWheel(const QPoint& place, int notches) {
        QWheelEvent wheel(place, m_plot->viewport()->mapToGlobal(QPointF(place)), {}, QPoint(0, 120 * notches), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_plot->viewport(), &wheel);
    }
    static LatentMap cornersAnd(float x, float y) {
        return test::mapOf({0, 10, 0, 10, x}, {0, 0, 10, 10, y}, {1, 1, 1, 1, 0});
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        QApplication::setEffectEnabled(Qt::UI_General, true);
        m_plot = std::make_unique<LatentPlot>();
        m_plot->resize(420, 380);
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowActive(m_plot.get()));
        m_plot->begin(nullptr, {});
        test::show(*m_plot, cornersAnd(2, 2));
        QVERIFY(isPointAt({2, 2}));
    }

    void pointsGlideToTheirPlaces() {
        m_plot->setMap(cornersAnd(8, 8));
        m_plot->refreshNow();
        QVERIFY(!isPointAt({8, 8})); // not yet
        QTRY_VERIFY(isPointAt({8, 8}));
    }

    void withoutMotionTheyJump() {
        QApplication::setEffectEnabled(Qt::UI_General, false);
        m_plot->setMap(cornersAnd(8, 8));
        m_plot->refreshNow();
        QVERIFY(isPointAt({8, 8}));
    }

    // Between two maps of other axes, or of other samples, there is nothing.
    void otherAxesOrSamplesJump() {
        LatentMap other = cornersAnd(8, 8);
        other.xLabel = "code 3";
        m_plot->setMap(other);
        m_plot->refreshNow();
        QVERIFY(isPointAt({8, 8}));
        LatentMap more = other;
        more.x.insert(more.x.begin(), 5);
        more.y.insert(more.y.begin(), 5);
        more.labels.insert(more.labels.begin(), 1);
        more.x.back() = more.y.back() = 2;
        m_plot->setMap(more);
        m_plot->refreshNow();
        QVERIFY(isPointAt({2, 2}));
    }

    // The share that an axis has of the variance is another with every map.
    void theSameComponentsGlide() {
        LatentMap map = cornersAnd(2, 2);
        map.xLabel = "principal component 1 (43 %)";
        test::show(*m_plot, map);
        map = cornersAnd(8, 8);
        map.xLabel = "principal component 1 (44 %)";
        m_plot->setMap(map);
        m_plot->refreshNow();
        QVERIFY(!isPointAt({8, 8}));
        QTRY_VERIFY(isPointAt({8, 8}));
    }

    void aPointSetsOutFromWhereItIsSeen() {
        const QPoint before = pixelOf(*m_plot, {2, 2});
        LatentMap wider = cornersAnd(2, 2);
        wider.x[1] = wider.x[3] = 40; // the axis grows at once
        m_plot->setMap(wider);
        m_plot->refreshNow();
        QVERIFY((pixelOf(*m_plot, {2, 2}) - before).manhattanLength() > 10);
        const QColor colour = m_plot->grab().toImage().pixelColor(before);
        QCOMPARE(colour, classColour(0, m_plot->palette()));
        QTRY_VERIFY(isPointAt({2, 2}));
    }

    void motionEnds() {
        PointMotion motion;
        QSignalSpy moved(&motion, &PointMotion::moved);
        motion.jumpTo({{0, 4}, {0, 8}});
        QVERIFY(!motion.isMoving());
        motion.glideTo({{0, 4}, {0, 8}}); // they are there
        QVERIFY(!motion.isMoving());
        motion.glideTo({{10, 4}, {0, 0}});
        QVERIFY(motion.isMoving());
        QTRY_VERIFY(moved.count() > 0);
        QVERIFY(motion.places().x[0] > 0);
        QTRY_VERIFY(!motion.isMoving());
        QCOMPARE(motion.places().x, std::vector<float>({10, 4}));
        QCOMPARE(motion.places().y, std::vector<float>({0, 0}));
        motion.glideTo({{1}, {1}}); // other points
        QVERIFY(!motion.isMoving());
    }

    void theWheelComesCloserInBothDirections() {
        const QPoint place = pixelOf(*m_plot, {7, 4});
        const double before = width();
        const auto share = [this] { return (7 - left()) / width(); }; // of the width, left of it
        const double shareBefore = share();
        turnWheel(place, 3);
        QVERIFY(width() < 0.6 * before);
        QVERIFY(top() - bottom() < 0.6 * before);
        QVERIFY(std::abs(share() - shareBefore) < 0.01);
        turnWheel(place, -9);
        QCOMPARE(width(), before);
        turnWheel(place, 100); // there is an end to it
        QVERIFY(width() > 0.001 * before);
    }

    void theMiddleButtonMoves() {
        turnWheel(pixelOf(*m_plot, {5, 5}), 4);
        const double before = left();
        const QPoint from = pixelOf(*m_plot, {5, 5});
        QTest::mousePress(m_plot->viewport(), Qt::MiddleButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, from + QPoint(-30, 20), m_plot->viewport()->mapToGlobal(from), Qt::NoButton,
                         Qt::MiddleButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_plot->viewport(), &move);
        QTest::mouseRelease(m_plot->viewport(), Qt::MiddleButton, {}, from + QPoint(-30, 20));
        QVERIFY((pixelOf(*m_plot, {5, 5}) - (from + QPoint(-30, 20))).manhattanLength() <= 2);
        QVERIFY(left() > before);
        QMouseEvent later(QEvent::MouseMove, from, m_plot->viewport()->mapToGlobal(from), Qt::NoButton, Qt::NoButton,
                          Qt::NoModifier);
        const double after = left();
        QCoreApplication::sendEvent(m_plot->viewport(), &later);
        QCOMPARE(left(), after);
    }

    void keysDoTheSame() {
        m_plot->setFocus();
        QTest::keyClick(m_plot.get(), '+');
        QTest::keyClick(m_plot.get(), '+');
        const double span = width(), x = left(), y = bottom();
        QVERIFY(span < 8);
        QTest::keyClick(m_plot.get(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(left() > x);
        QTest::keyClick(m_plot.get(), Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(bottom() > y);
        QTest::keyClick(m_plot.get(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(m_plot.get(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(std::abs(left() - x) < 1e-9 && std::abs(bottom() - y) < 1e-9);
        QTest::keyClick(m_plot.get(), '-');
        QVERIFY(width() > span);
        QTest::keyClick(m_plot.get(), Qt::Key_Home);
        QVERIFY(left() < 0 && right() > 10);
    }

    void aDoubleClickShowsAll() {
        const double before = width();
        turnWheel(pixelOf(*m_plot, {5, 5}), 4);
        const QPoint place = pixelOf(*m_plot, {5.5, 5});
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(m_plot->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(width(), before);
    }

    // The arrows take the window along to a point outside it.
    void theCursorStaysInSight() {
        turnWheel(pixelOf(*m_plot, {2, 2}), 6);
        QVERIFY(right() < 9);
        m_plot->setFocus();
        QTest::keyClick(m_plot.get(), Qt::Key_Right); // (0, 0)
        QTest::keyClick(m_plot.get(), Qt::Key_Right); // (10, 0)
        QVERIFY(right() > 10);
    }

    void theDensityIsShaded() {
        const auto ground = [this] { return m_plot->grab().toImage().pixelColor(pixelOf(*m_plot, {2.35, 2.35})); };
        const QColor before = ground();
        m_plot->setDensityShown(true);
        QVERIFY(ground() != before);
        m_plot->setDensityShown(false);
        QCOMPARE(ground(), before);
    }
};

HOURGLASS_TEST(LatentMotionTest)
#include "LatentMotionTest.moc"
