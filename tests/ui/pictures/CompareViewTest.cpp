// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/CompareView.h"
#include "tests/ui/pictures/PicturesFixture.h"
#include "ui/style/HeatScale.h"

#include <QSignalSpy>
#include <QWheelEvent>

#include <memory>

using namespace hourglass::ui;

class CompareViewTest : public hourglass::test::PicturesFixture {
    Q_OBJECT

    std::unique_ptr<CompareView> m_view;

    static CompareView::Side plain(const QColor& colour, const QSize& size = {200, 100}) {
        QImage picture(size, QImage::Format_RGB888);
        picture.fill(colour);
        return {PicturePyramid(picture), {}};
    }
    /// Of what is on the screen.
    QColor colourAt(const QPoint& place) const { return m_view->grab().toImage().pixelColor(place); }
    void drag(const QPoint& from, const QPoint& to, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(m_view.get(), button, {}, from);
        QTest::mouseMove(m_view.get(), (from + to) / 2);
        QTest::mouseMove(m_view.get(), to);
        QTest::mouseRelease(m_view.get(), button, {}, to);
    }
    void wheel(const QPointF& place, int notches) {
        QWheelEvent event(place, m_view->mapToGlobal(place), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &event);
    }

private Q_SLOTS:
    void init() {
        m_view = std::make_unique<CompareView>();
        m_view->resize(400, 240);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setPictures({200, 100}, plain(Qt::red), plain(Qt::blue));
    }
    void cleanup() { m_view.reset(); }

    void itBeginsWithAllInSightAndTheLineInTheMiddle() {
        QCOMPARE(m_view->pictureRect(), QRectF(0, 20, 400, 200));
        QCOMPARE(m_view->scale(), 2.0);
        QCOMPARE(colourAt({60, 150}), QColor(Qt::red));
        QCOMPARE(colourAt({340, 150}), QColor(Qt::blue));
    }

    void theLineIsDraggedAndMovedByKeys() {
        drag({200, 150}, {300, 150});
        QVERIFY(std::abs(m_view->wipe() - 0.75) < 0.02);
        QCOMPARE(colourAt({280, 60}), QColor(Qt::red));
        drag({80, 60}, {80, 60}); // where all is in sight, a press anywhere brings it there
        QVERIFY(std::abs(m_view->wipe() - 0.2) < 0.01);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(m_view->wipe() > 0.21);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Left);
        QCOMPARE(m_view->wipe(), 0.0);
        QCOMPARE(colourAt({30, 150}), QColor(Qt::blue));
    }

    void whatIsUnderTheWheelStaysThere() {
        QImage marked = waves({200, 100});
        marked.setPixelColor(150, 25, Qt::white);
        m_view->setPictures({200, 100}, {PicturePyramid(marked), {}}, {PicturePyramid(marked), {}});
        m_view->setMode(CompareView::Mode::After);
        const QPoint place(301, 71); // of that pixel's middle
        wheel(place, 5);
        QVERIFY(m_view->scale() > 5);
        QCOMPARE(colourAt(place), QColor(Qt::white));
        wheel(place, -20);
        QCOMPARE(m_view->scale(), 2.0); // no smaller than all of it
    }

    void aClosePictureIsMovedNoFurtherThanItsEdge() {
        m_view->setMode(CompareView::Mode::After);
        m_view->zoom(4);
        drag({200, 120}, {390, 230});
        for (int i = 0; i < 20; ++i)
            drag({20, 20}, {390, 230});
        QCOMPARE(m_view->pictureRect().topLeft(), QPointF(0, 0));
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_Right);
            QTest::keyClick(m_view.get(), Qt::Key_Down);
        }
        QCOMPARE(m_view->pictureRect().bottomRight(), QPointF(400, 240));
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->pictureRect(), QRectF(0, 20, 400, 200));
        QTest::keyClick(m_view.get(), Qt::Key_1);
        QCOMPARE(m_view->scale(), 1.0);
    }

    void sideBySideBothShowTheSamePart() {
        const PicturePyramid both(waves({200, 100}));
        m_view->setPictures({200, 100}, {both, {}}, {both, {}});
        m_view->setMode(CompareView::Mode::SideBySide);
        wheel({300, 90}, 6);
        const QImage shown = m_view->grab().toImage();
        const int shift = 203; // half of the room, and half of the gap
        for (const QPoint place : {QPoint(20, 60), QPoint(100, 120), QPoint(180, 200)})
            QCOMPARE(shown.pixelColor(place), shown.pixelColor(place + QPoint(shift, 0)));
    }

    void theDifferenceIsTakenFromTheOriginal() {
        m_view->setPictures({200, 100}, plain(QColor(90, 90, 90)), plain(QColor(100, 100, 100)));
        m_view->setMode(CompareView::Mode::Difference);
        QCOMPARE(colourAt({200, 150}).rgb(), heatColour(CompareView::DifferenceGain * 10 / 255));
        m_view->setReference(plain(QColor(100, 120, 100)));
        QCOMPARE(colourAt({200, 150}).rgb(), heatColour(CompareView::DifferenceGain * 20 / 255));
    }

    void strokesAreCountedInThePicturesPixels() {
        QSignalSpy painted(m_view.get(), &CompareView::strokesPainted);
        m_view->setMode(CompareView::Mode::After);
        m_view->setPainting(true);
        m_view->setBrush(20);
        drag({100, 120}, {300, 120});
        QCOMPARE(painted.count(), 1);
        QCOMPARE(m_view->strokes().size(), std::size_t(1));
        const BrushStroke stroke = m_view->strokes().front();
        QCOMPARE(stroke.width, 10.0);
        QCOMPARE(stroke.points.front(), QPointF(50, 50));
        QCOMPARE(stroke.points.back(), QPointF(150, 50));
        QVERIFY(!stroke.rubsOut);
        QCOMPARE(colourAt({200, 120}), QColor(Qt::blue)); // what it became is not hidden
        m_view->setMode(CompareView::Mode::Before);
        QVERIFY(colourAt({200, 120}) != QColor(Qt::red)); // over what it was it can be seen
        QCOMPARE(colourAt({200, 160}), QColor(Qt::red));
        drag({200, 120}, {200, 120}, Qt::RightButton);
        QVERIFY(m_view->strokes().back().rubsOut);
        QCOMPARE(colourAt({200, 112}), QColor(Qt::red));
        m_view->setPainting(false);
        QCOMPARE(colourAt({150, 120}), QColor(Qt::red)); // nothing is missing any more
    }

    void strokesMayBeTakenAwayWhileOneIsPainted() {
        QSignalSpy painted(m_view.get(), &CompareView::strokesPainted);
        m_view->setMode(CompareView::Mode::Before);
        m_view->setPainting(true);
        drag({100, 60}, {300, 60});
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {100, 120});
        m_view->setStrokes({}); // undone by a key
        QTest::mouseMove(m_view.get(), {200, 120});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {200, 120});
        QVERIFY(m_view->strokes().empty());
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {100, 120});
        QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, {100, 120}); // that changes nothing
        QTest::mouseMove(m_view.get(), {200, 120});
        QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, {200, 120});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {200, 120});
        QCOMPARE(m_view->strokes().size(), std::size_t(1));
        QCOMPARE(painted.count(), 2);
    }

    void anotherSizeBeginsAnew() {
        m_view->zoom(3);
        m_view->setPictures({100, 100}, plain(Qt::red, {100, 100}), plain(Qt::blue, {100, 100}));
        QCOMPARE(m_view->pictureRect(), QRectF(80, 0, 240, 240));
    }

    void whileEmptyItSaysSoAndBearsEverything() {
        m_view->setPictures({}, {}, {});
        m_view->setEmptyText("Drop a photograph here");
        QVERIFY(m_view->isEmpty());
        drag({10, 10}, {50, 50});
        wheel({100, 100}, 3);
        for (const Qt::Key key : {Qt::Key_Plus, Qt::Key_Minus, Qt::Key_0, Qt::Key_1, Qt::Key_Left, Qt::Key_Up})
            QTest::keyClick(m_view.get(), key);
        m_view->grab();
        QVERIFY(m_view->isEmpty());
    }
};

HOURGLASS_TEST(CompareViewTest)
#include "CompareViewTest.moc"
