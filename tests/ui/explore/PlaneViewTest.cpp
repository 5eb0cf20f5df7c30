// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/PlaneView.h"
#include "tests/support/TestMain.h"
#include "tests/ui/explore/ShownCard.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace hourglass::ui;

class PlaneViewTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlaneView> m_view;
    std::vector<QPointF> m_pinned;
    std::vector<std::optional<QPointF>> m_hovered;
    std::unique_ptr<QSignalSpy> m_chosen, m_dragged, m_range;

    QWidget* pane() const { return m_view->viewport(); }
    QPoint pixelOf(double x, double y) const { return m_view->toPixels({x, y}).toPoint(); }
    static bool isNear(const QPointF& place, double x, double y, double reach = 0.03) {
        return std::abs(place.x() - x) < reach && std::abs(place.y() - y) < reach;
    }
    QColor colourAt(double x, double y) const { return pane()->grab().toImage().pixelColor(pixelOf(x, y)); }
    static QImage painted(const QColor& colour) {
        QImage image(10, 10, QImage::Format_RGB32);
        image.fill(colour);
        return image;
    }
    /// One in the middle and one in the upper right corner.
    void showPoints() {
        PointPlaces points;
        points.x = {0, 1.5};
        points.y = {0, 1.5};
        m_view->setPoints(points, {0, 1});
        pane()->grab(); // points are found where they are painted
    }
    void turn(const QPoint& place, int delta) {
        QWheelEvent event(place, pane()->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(pane(), &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_view.get(), key, modifiers); }
    double span() const { return m_view->range().right - m_view->range().left; }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() {
        QApplication::setEffectEnabled(Qt::UI_General, false);
        m_pinned.clear();
        m_hovered.clear();
        m_view = std::make_unique<PlaneView>();
        connect(m_view.get(), &PlaneView::pinned, this, [this](const QPointF& place) { m_pinned.push_back(place); });
        connect(m_view.get(), &PlaneView::hovered, this,
                [this](const std::optional<QPointF>& place) { m_hovered.push_back(place); });
        m_chosen = std::make_unique<QSignalSpy>(m_view.get(), &PlaneView::pointChosen);
        m_dragged = std::make_unique<QSignalSpy>(m_view.get(), &PlaneView::pointDragged);
        m_range = std::make_unique<QSignalSpy>(m_view.get(), &PlaneView::rangeChanged);
        m_view->resize(500, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setInvitation({});
        m_view->setWhole({-2, 2, -2, 2});
        QCoreApplication::processEvents();
        m_view->setFocus();
        m_range->clear();
    }
    void cleanup() { m_view.reset(); }

    void placesGoToPixelsAndBack() {
        for (const QPointF& place : {QPointF(0, 0), QPointF(-1.5, 1), QPointF(2, -2)}) {
            const QPointF back = m_view->toPlane(m_view->toPixels(place));
            QVERIFY(isNear(back, place.x(), place.y(), 1e-6));
        }
        QVERIFY(m_view->toPixels({0, 1}).y() < m_view->toPixels({0, 0}).y());
    }

    void thePointerHovers() {
        QTest::mouseMove(pane(), pixelOf(1, -1));
        QVERIFY(!m_hovered.empty() && m_hovered.back());
        QVERIFY(isNear(*m_hovered.back(), 1, -1));
        QTest::mouseMove(pane(), QPoint(1, 1)); // outside of the axes
        QVERIFY(!m_hovered.back() && !m_view->hoveredPlace());
        QVERIFY(m_pinned.empty());
    }

    void aClickPins() {
        QTest::mouseClick(pane(), Qt::LeftButton, {}, pixelOf(0.5, 1));
        QCOMPARE(m_pinned.size(), 1U);
        QVERIFY(isNear(m_pinned.back(), 0.5, 1));
        QTest::mouseClick(pane(), Qt::RightButton, {}, pixelOf(1, 1));
        QTest::mouseClick(pane(), Qt::LeftButton, {}, QPoint(1, 1));
        QCOMPARE(m_pinned.size(), 1U);
    }

    void aDragPinsAllTheWay() {
        QTest::mousePress(pane(), Qt::LeftButton, {}, pixelOf(-1, 0));
        for (const double x : {-0.5, 0.0, 0.5}) {
            QTest::mouseMove(pane(), pixelOf(x, 0.5));
            QVERIFY(isNear(m_pinned.back(), x, 0.5));
        }
        QTest::mouseMove(pane(), QPoint(pixelOf(0, 0).x(), 1)); // past the upper edge, it stays at that
        QVERIFY(isNear(m_pinned.back(), 0, 2));
        QTest::mouseRelease(pane(), Qt::LeftButton, {}, pixelOf(0, 0));
        const auto count = m_pinned.size();
        QTest::mouseMove(pane(), pixelOf(1, 1));
        QCOMPARE(m_pinned.size(), count);
    }

    void aPointIsChosenByAClick() {
        showPoints();
        QTest::mouseClick(pane(), Qt::LeftButton, {}, pixelOf(1.5, 1.5) + QPoint(2, 1));
        QCOMPARE(m_chosen->count(), 1);
        QCOMPARE(m_chosen->first().first().toInt(), 1);
        QVERIFY(m_pinned.empty());
        QTest::mouseClick(pane(), Qt::LeftButton, {}, pixelOf(1.5, 1.5) + QPoint(20, 0)); // beside it
        QCOMPARE(m_chosen->count(), 1);
        QCOMPARE(m_pinned.size(), 1U);
    }

    void aPointIsDraggedAway() {
        showPoints();
        QTest::mousePress(pane(), Qt::LeftButton, {}, pixelOf(0, 0));
        QTest::mouseMove(pane(), pixelOf(0, 0) + QPoint(2, 0)); // a hand trembles
        QCOMPARE(m_dragged->count(), 0);
        QTest::mouseMove(pane(), pixelOf(0, 0) + QPoint(QApplication::startDragDistance() + 5, 0));
        QCOMPARE(m_dragged->count(), 1);
        QCOMPARE(m_dragged->first().first().toInt(), 0);
        QTest::mouseRelease(pane(), Qt::LeftButton, {}, pixelOf(1, 1));
        QCOMPARE(m_chosen->count(), 0);
        QVERIFY(m_pinned.empty());
    }

    void hiddenPointsAreInNobodysWay() {
        showPoints();
        const QImage shown = pane()->grab().toImage();
        m_view->setPointsShown(false);
        QVERIFY(pane()->grab().toImage() != shown);
        QTest::mouseClick(pane(), Qt::LeftButton, {}, pixelOf(0, 0));
        QCOMPARE(m_chosen->count(), 0);
        QCOMPARE(m_pinned.size(), 1U);
    }

    void theArrowKeysMoveACursor() {
        key(Qt::Key_Right); // from the middle
        QVERIFY(m_hovered.back() && isNear(*m_hovered.back(), 0.1, 0, 1e-6));
        key(Qt::Key_Up);
        QVERIFY(isNear(*m_hovered.back(), 0.1, 0.1, 1e-6));
        key(Qt::Key_Left);
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QVERIFY(isNear(*m_hovered.back(), 0, -0.1, 1e-6));
        key(Qt::Key_Return);
        QCOMPARE(m_pinned.size(), 1U);
        QVERIFY(isNear(m_pinned.back(), 0, -0.1, 1e-6));
        for (int i = 0; i < 60; ++i)
            key(Qt::Key_Left);
        QVERIFY(isNear(*m_hovered.back(), -2, -0.1, 1e-6)); // the edge
        key(Qt::Key_Escape);
        QVERIFY(!m_hovered.back());
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &escape);
        QVERIFY(!escape.isAccepted()); // the window has a use for it
    }

    void theCursorBeginsAtTheCodeAtHand() {
        m_view->setMark(QPointF(1, -1));
        key(Qt::Key_Up);
        QVERIFY(isNear(*m_hovered.back(), 1, -0.9, 1e-6));
        const QImage withCursor = pane()->grab().toImage();
        m_view->clearFocus();
        QVERIFY(!m_hovered.back());
        QVERIFY(pane()->grab().toImage() != withCursor);
    }

    void theWheelComesCloserWhereThePointerIs() {
        const QPoint place = pixelOf(1, 1);
        turn(place, 120);
        QVERIFY(m_range->count() > 0);
        QVERIFY(span() < 4);
        QVERIFY(isNear(m_view->toPlane(place), 1, 1));
        for (int i = 0; i < 8; ++i)
            turn(place, -120);
        QCOMPARE(m_view->range(), (PlaneRange{-2, 2, -2, 2}));
    }

    void theKeysZoomAndPan() {
        key(Qt::Key_Plus);
        const double closer = span();
        QVERIFY(closer < 4);
        const double left = m_view->range().left;
        key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(m_view->range().left > left);
        QVERIFY(std::abs(span() - closer) < 1e-9);
        QVERIFY(m_hovered.empty()); // that was not the cursor
        key(Qt::Key_Minus);
        QVERIFY(span() > closer);
        key(Qt::Key_Plus);
        m_range->clear();
        key(Qt::Key_Home);
        QVERIFY(m_range->count() > 0);
        QCOMPARE(m_view->range(), (PlaneRange{-2, 2, -2, 2}));
    }

    void theMiddleButtonPans() {
        key(Qt::Key_Plus);
        const double left = m_view->range().left;
        QTest::mousePress(pane(), Qt::MiddleButton, {}, pixelOf(0, 0));
        QTest::mouseMove(pane(), pixelOf(0, 0) - QPoint(40, 0));
        QTest::mouseRelease(pane(), Qt::MiddleButton, {}, pixelOf(0, 0) - QPoint(40, 0));
        QVERIFY(m_view->range().left > left);
        QVERIFY(m_pinned.empty());
    }

    void aSheetCoversItsPartOfThePlane() {
        m_view->setSheet(painted(Qt::red), {-1, 1, -1, 1});
        QCOMPARE(colourAt(0.1, 0.4), QColor(Qt::red));
        QVERIFY(colourAt(1.5, 0.4) != QColor(Qt::red));
        turn(pixelOf(0, 0), 120); // until the next one comes, the old one stays in its place
        QCOMPARE(colourAt(0.1, 0.4), QColor(Qt::red));
        m_view->setSheet({}, {});
        QVERIFY(colourAt(0.1, 0.4) != QColor(Qt::red));
    }

    void aLayerLiesOverIt() {
        m_view->setLayer(painted(Qt::blue), {-2, 2, -2, 2});
        QCOMPARE(colourAt(0.1, 0.4), QColor(Qt::blue));
        m_view->setSheet(painted(Qt::red), {-2, 2, -2, 2});
        const QColor mixed = colourAt(0.1, 0.4);
        QVERIFY(mixed.red() > 40 && mixed.blue() > 40);
        const QImage before = pane()->grab().toImage();
        m_view->setLayerEnds("0", "3.5");
        QVERIFY(pane()->grab().toImage() != before);
    }

    void pathMarkAndEllipseAreDrawn() {
        QImage before = pane()->grab().toImage();
        m_view->setPath(QPolygonF({{-1, -1}, {0.5, 1}}));
        QCOMPARE(colourAt(-0.25, 0), m_view->palette().color(QPalette::Highlight));
        m_view->setPath({});
        QCOMPARE(pane()->grab().toImage(), before);
        m_view->setMark(QPointF(1, 1));
        QVERIFY(pane()->grab().toImage() != before);
        m_view->setMark(std::nullopt);
        QCOMPARE(pane()->grab().toImage(), before);
        m_view->setMark(QPointF(0, 0), QRectF(-0.5, -0.5, 1, 1));
        QVERIFY(pane()->grab().toImage() != before);
        m_view->setMark(std::nullopt);
        QCOMPARE(pane()->grab().toImage(), before);
    }

    void densityIsShown() {
        showPoints();
        const QImage before = pane()->grab().toImage();
        m_view->setDensityShown(true);
        QVERIFY(pane()->grab().toImage() != before);
        m_view->setDensityShown(false);
        QCOMPARE(pane()->grab().toImage(), before);
    }

    void theCardStandsBesideThePointer() {
        HoverCard card;
        card.picture = painted(Qt::red);
        card.lines.push_back({QColor(), "0.5, 1"});
        m_view->showCard(card); // the pointer has gone meanwhile
        QVERIFY(!hourglass::test::shownCard(*m_view));
        QTest::mouseMove(pane(), pixelOf(0.5, 1));
        m_view->showCard(card);
        QVERIFY(hourglass::test::shownCard(*m_view));
        m_view->hide();
        QVERIFY(!hourglass::test::shownCard(*m_view));
        QVERIFY(!m_hovered.back());
    }

    void anEmptyPlaneDoesNothing() {
        m_view->setInvitation("There is no plane");
        QVERIFY(m_view->isEmpty());
        m_hovered.clear();
        QTest::mouseClick(pane(), Qt::LeftButton, {}, pane()->rect().center());
        for (const Qt::Key some : {Qt::Key_Left, Qt::Key_Return, Qt::Key_Plus, Qt::Key_Escape})
            key(some);
        turn(pane()->rect().center(), 120);
        QVERIFY(m_pinned.empty());
        QVERIFY(std::ranges::none_of(m_hovered, [](const auto& place) { return place.has_value(); }));
    }

    void anotherSizeIsTold() {
        m_view->resize(600, 500);
        QTRY_VERIFY(m_range->count() > 0);
    }
};

HOURGLASS_TEST(PlaneViewTest)
#include "PlaneViewTest.moc"
