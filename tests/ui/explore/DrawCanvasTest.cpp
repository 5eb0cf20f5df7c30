// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/DrawCanvas.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSignalSpy>

#include <memory>

using namespace hourglass::ui;

class DrawCanvasTest : public QObject {
    Q_OBJECT

    std::unique_ptr<DrawCanvas> m_canvas;
    std::unique_ptr<QSignalSpy> m_drawn;

    /// Of the picture, at that share of its sides.
    QColor colourAt(double x, double y) const {
        const QImage& picture = m_canvas->picture();
        return picture.pixelColor(int(x * (picture.width() - 1)), int(y * (picture.height() - 1)));
    }
    /// The same of the widget, all of which is the picture.
    QPoint pixelAt(double x, double y) const { return QPointF(x * m_canvas->width(), y * m_canvas->height()).toPoint(); }
    void stroke(double fromX, double fromY, double toX, double toY, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(m_canvas.get(), button, {}, pixelAt(fromX, fromY));
        QTest::mouseMove(m_canvas.get(), pixelAt(toX, toY));
        QTest::mouseRelease(m_canvas.get(), button, {}, pixelAt(toX, toY));
    }
    bool isBlank() const {
        QImage blank = m_canvas->picture();
        blank.fill(Qt::black);
        return m_canvas->picture() == blank;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_canvas.get(), key, modifiers); }
    /// Whether a key goes on to the window.
    bool isPassedOn(Qt::Key key) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(m_canvas.get(), &event);
        return !event.isAccepted();
    }

private Q_SLOTS:
    void init() {
        m_canvas = std::make_unique<DrawCanvas>();
        m_drawn = std::make_unique<QSignalSpy>(m_canvas.get(), &DrawCanvas::drawn);
        m_canvas->resize(200, 200);
        m_canvas->begin({28, 28}, false);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
        m_canvas->setFocus();
    }
    void cleanup() { m_canvas.reset(); }

    void itBeginsEmptyInTheShapeOfTheSamples() {
        QVERIFY(isBlank());
        QVERIFY(!m_canvas->canUndo());
        QVERIFY(m_canvas->picture().isGrayscale());
        m_canvas->begin({40, 20}, true);
        QCOMPARE(m_canvas->picture().width(), 2 * m_canvas->picture().height());
        m_canvas->begin({2000, 1000}, true);
        QVERIFY(m_canvas->picture().width() <= 256); // it is kept many times
    }

    void theLeftButtonDrawsAndTheRightOneRubsOut() {
        stroke(0.2, 0.5, 0.8, 0.5);
        for (const double x : {0.2, 0.5, 0.8})
            QCOMPARE(colourAt(x, 0.5), QColor(Qt::white));
        QCOMPARE(colourAt(0.5, 0.8), QColor(Qt::black));
        QVERIFY(m_drawn->count() >= 2); // as it goes on
        stroke(0.5, 0.4, 0.5, 0.6, Qt::RightButton);
        QCOMPARE(colourAt(0.5, 0.5), QColor(Qt::black));
        QCOMPARE(colourAt(0.2, 0.5), QColor(Qt::white));
        QTest::mouseClick(m_canvas.get(), Qt::MiddleButton, {}, pixelAt(0.5, 0.9));
        QCOMPARE(colourAt(0.5, 0.9), QColor(Qt::black));
    }

    void aMoveWithoutAButtonDrawsNothing() {
        QTest::mouseMove(m_canvas.get(), pixelAt(0.2, 0.2));
        QTest::mouseMove(m_canvas.get(), pixelAt(0.6, 0.6));
        QVERIFY(isBlank());
        QCOMPARE(m_drawn->count(), 0);
    }

    void aClickIsADot() {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, pixelAt(0.3, 0.7));
        QCOMPARE(colourAt(0.3, 0.7), QColor(Qt::white));
        QCOMPARE(colourAt(0.5, 0.7), QColor(Qt::black));
    }

    void theBrushHasAWidth() {
        m_canvas->setBrush(0.02);
        stroke(0.2, 0.3, 0.8, 0.3);
        m_canvas->setBrush(0.3);
        stroke(0.2, 0.7, 0.8, 0.7);
        QCOMPARE(colourAt(0.5, 0.35), QColor(Qt::black));
        QCOMPARE(colourAt(0.5, 0.6), QColor(Qt::white));
        QCOMPARE(colourAt(0.5, 0.8), QColor(Qt::white));
    }

    void theBrushHasAColour() {
        m_canvas->begin({32, 32}, true);
        m_canvas->setColour(QColor(220, 40, 40));
        stroke(0.2, 0.5, 0.8, 0.5);
        QCOMPARE(colourAt(0.5, 0.5), QColor(220, 40, 40));
        m_canvas->begin({28, 28}, false);
        stroke(0.2, 0.5, 0.8, 0.5);
        const QColor grey = colourAt(0.5, 0.5);
        QVERIFY(grey.red() == grey.green() && grey.green() == grey.blue() && grey.red() > 0);
    }

    void strokesAreUndone() {
        stroke(0.2, 0.3, 0.8, 0.3);
        const QImage one = m_canvas->picture();
        stroke(0.2, 0.7, 0.8, 0.7);
        const QImage two = m_canvas->picture();
        stroke(0.5, 0.2, 0.5, 0.8, Qt::RightButton);
        m_canvas->undo();
        QCOMPARE(m_canvas->picture(), two);
        m_drawn->clear();
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_canvas->picture(), one);
        QCOMPARE(m_drawn->count(), 1);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(isBlank());
        QVERIFY(!m_canvas->canUndo());
        m_canvas->undo(); // there is nothing left
        QCOMPARE(m_drawn->count(), 2);
    }

    void clearingIsUndoneToo() {
        stroke(0.2, 0.3, 0.8, 0.3);
        const QImage before = m_canvas->picture();
        press(Qt::Key_Delete);
        QVERIFY(isBlank());
        m_canvas->undo();
        QCOMPARE(m_canvas->picture(), before);
        m_canvas->clear();
        QVERIFY(isBlank());
    }

    void notEverythingIsKept() {
        for (int i = 0; i < 60; ++i)
            QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, pixelAt(i / 60.0, 0.5));
        int undone = 0;
        for (; m_canvas->canUndo(); ++undone)
            m_canvas->undo();
        QCOMPARE(undone, 50);
        QVERIFY(!isBlank());
    }

    void theKeysMoveAPen() {
        press(Qt::Key_Right);
        press(Qt::Key_Down);
        QVERIFY(isBlank()); // it is lifted
        press(Qt::Key_Space);
        for (int i = 0; i < 10; ++i)
            press(Qt::Key_Right);
        QCOMPARE(colourAt(0.525, 0.525), QColor(Qt::white));
        QCOMPARE(colourAt(0.7, 0.525), QColor(Qt::white));
        const QImage drawn = m_canvas->picture();
        press(Qt::Key_Space);
        press(Qt::Key_Up);
        for (int i = 0; i < 10; ++i)
            press(Qt::Key_Up);
        QCOMPARE(m_canvas->picture(), drawn);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(isBlank()); // one stroke
    }

    void thePenStaysInThePicture() {
        press(Qt::Key_Space);
        for (int i = 0; i < 60; ++i)
            press(Qt::Key_Left);
        QCOMPARE(colourAt(0, 0.5), QColor(Qt::white));
        press(Qt::Key_Down);
        for (int i = 0; i < 4; ++i)
            press(Qt::Key_Down);
        QCOMPARE(colourAt(0, 0.6), QColor(Qt::white)); // it did not go on beyond the edge
    }

    void thePenIsLiftedWhenTheFocusGoes() {
        press(Qt::Key_Space);
        m_canvas->clearFocus();
        m_canvas->setFocus();
        const QImage before = m_canvas->picture();
        press(Qt::Key_Right);
        QCOMPARE(m_canvas->picture(), before);
    }

    void otherKeysAreTheWindows() {
        QVERIFY(isPassedOn(Qt::Key_R));
        QVERIFY(isPassedOn(Qt::Key_Escape));
        QVERIFY(!isPassedOn(Qt::Key_Right));
        const auto isTaken = [this](int key, Qt::KeyboardModifiers modifiers) {
            QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
            event.ignore();
            QApplication::sendEvent(m_canvas.get(), &event);
            return event.isAccepted();
        };
        QVERIFY(isTaken(Qt::Key_Z, Qt::ControlModifier)); // or else the window would undo something else
        QVERIFY(isTaken(Qt::Key_Space, Qt::NoModifier));
        QVERIFY(!isTaken(Qt::Key_S, Qt::ControlModifier));
    }

    void aPictureIsDrawnOver() {
        QImage picture(14, 14, QImage::Format_Grayscale8);
        picture.fill(90);
        m_canvas->setPicture(picture);
        QCOMPARE(colourAt(0.5, 0.5), QColor(90, 90, 90));
        QCOMPARE(m_drawn->count(), 1);
        stroke(0.2, 0.5, 0.8, 0.5);
        QCOMPARE(colourAt(0.5, 0.5), QColor(Qt::white));
        QCOMPARE(colourAt(0.5, 0.9), QColor(90, 90, 90));
        m_canvas->undo();
        m_canvas->undo();
        QVERIFY(isBlank());
        m_canvas->setPicture({});
        QVERIFY(!m_canvas->canUndo());
    }

    void itIsSeen() {
        stroke(0.2, 0.3, 0.8, 0.3);
        m_canvas->clearFocus();
        const QImage seen = m_canvas->grab().toImage();
        QCOMPARE(seen.pixelColor(pixelAt(0.5, 0.3)), QColor(Qt::white));
        QCOMPARE(seen.pixelColor(pixelAt(0.5, 0.7)), QColor(Qt::black));
        m_canvas->setFocus();
        QTRY_VERIFY(m_canvas->hasFocus());
        QVERIFY(m_canvas->grab().toImage() != seen);
    }

    void aWideWidgetIsNotAllPicture() {
        m_canvas->resize(400, 200);
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(200, 100));
        QCOMPARE(colourAt(0.5, 0.5), QColor(Qt::white));
        m_canvas->undo();
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(30, 100)); // beside it
        QVERIFY(isBlank());
    }

    void withoutAPictureNothingIsDrawn() {
        DrawCanvas canvas;
        canvas.resize(100, 100);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        QSignalSpy drawn(&canvas, &DrawCanvas::drawn);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, QPoint(50, 50));
        for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_Delete})
            QTest::keyClick(&canvas, key);
        QCOMPARE(drawn.count(), 0);
        QVERIFY(!canvas.canUndo());
    }
};

HOURGLASS_TEST(DrawCanvasTest)
#include "DrawCanvasTest.moc"
