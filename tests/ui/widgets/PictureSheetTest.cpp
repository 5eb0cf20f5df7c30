// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureSheet.h"
#include "tests/support/TestMain.h"
#include "ui/widgets/SampleMime.h"

#include <QApplication>
#include <QDrag>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>

#include <memory>

using namespace hourglass::ui;

class PictureSheetTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PictureSheet> m_sheet;
    std::unique_ptr<QSignalSpy> m_chosen;

    static QColor colourOf(int item) { return QColor::fromHsv(item * 37 % 360, 200, 200); }
    static std::vector<PictureSheet::Item> items(int count, const QString& caption = {}) {
        std::vector<PictureSheet::Item> items;
        for (int i = 0; i < count; ++i) {
            QImage picture(28, 28, QImage::Format_RGB888);
            picture.fill(colourOf(i));
            items.push_back({picture, caption, QString("picture %1").arg(i)});
        }
        return items;
    }
    QRect placeOf(int item) const { return m_sheet->placeOf(std::size_t(item)); }
    bool isSeen(int item) const { return m_sheet->viewport()->rect().contains(placeOf(item)); }
    void press(Qt::Key key) { QTest::keyClick(m_sheet.get(), key); }
    int lastChosen() const { return m_chosen->isEmpty() ? -1 : m_chosen->last().first().toInt(); }
    void askForToolTip(const QPoint& place) {
        QHelpEvent help(QEvent::ToolTip, place, m_sheet->viewport()->mapToGlobal(place));
        QApplication::sendEvent(m_sheet->viewport(), &help);
    }

private Q_SLOTS:
    void init() {
        m_sheet = std::make_unique<PictureSheet>();
        m_chosen = std::make_unique<QSignalSpy>(m_sheet.get(), &PictureSheet::chosen);
        m_sheet->resize(400, 200);
        m_sheet->show();
        QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
        m_sheet->setFocus();
    }
    void cleanup() { m_sheet.reset(); }

    void asManyInARowAsThereIsRoomFor() {
        m_sheet->setItems(items(9));
        for (int i = 0; i < 9; ++i) {
            QVERIFY(isSeen(i));
            QCOMPARE(placeOf(i).size(), placeOf(0).size());
            for (int other = 0; other < i; ++other)
                QVERIFY(!placeOf(i).intersects(placeOf(other)));
        }
        QCOMPARE(placeOf(1).top(), placeOf(0).top());
        QVERIFY(placeOf(8).top() > placeOf(0).top());
        QVERIFY(m_sheet->verticalScrollBar()->maximum() == 0);
        const int before = placeOf(0).width();
        m_sheet->resize(200, 100);
        QVERIFY(placeOf(0).width() < before); // smaller, so that all are seen
        QVERIFY(isSeen(8));
    }

    void manyAreScrolled() {
        m_sheet->setItems(items(300));
        QVERIFY(m_sheet->verticalScrollBar()->maximum() > 0);
        QVERIFY(!isSeen(299));
        m_sheet->verticalScrollBar()->setValue(m_sheet->verticalScrollBar()->maximum());
        QVERIFY(isSeen(299) && !isSeen(0));
        QCOMPARE(m_sheet->viewport()->grab().toImage().pixel(placeOf(299).center()), colourOf(299).rgb());
        m_sheet->setItems(items(2));
        QCOMPARE(m_sheet->verticalScrollBar()->maximum(), 0);
        QVERIFY(isSeen(0));
    }

    void aCaptionHasRoom() {
        m_sheet->setItems(items(40, "12345.678"));
        QVERIFY(placeOf(0).width() >= m_sheet->fontMetrics().horizontalAdvance("12345.678") / 2);
        int below = 1;
        while (placeOf(below).top() == placeOf(0).top())
            ++below;
        QVERIFY(placeOf(below).top() - placeOf(0).bottom() > 8); // the line of text
        const QRect line(placeOf(0).left(), placeOf(0).bottom() + 1, placeOf(0).width(),
                         placeOf(below).top() - placeOf(0).bottom() - 1);
        const QImage captioned = m_sheet->viewport()->grab(line).toImage();
        m_sheet->setItems(items(40, "          "));
        QVERIFY(m_sheet->viewport()->grab(line).toImage() != captioned);
    }

    void anEmptySheetSaysSo() {
        const QImage before = m_sheet->viewport()->grab().toImage();
        m_sheet->setEmptyText("Nothing yet");
        QVERIFY(m_sheet->viewport()->grab().toImage() != before);
        QVERIFY(m_sheet->pictureSize().isEmpty());
        for (const int key : {Qt::Key_Right, Qt::Key_Return}) {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
            QApplication::sendEvent(m_sheet.get(), &event);
            QVERIFY(!event.isAccepted());
        }
        QTest::mouseClick(m_sheet->viewport(), Qt::LeftButton, {}, QPoint(20, 20));
        QCOMPARE(m_chosen->count(), 0);
    }

    void aClickChooses() {
        m_sheet->setItems(items(5));
        QTest::mouseClick(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(3).center());
        QCOMPARE(m_chosen->count(), 1);
        QCOMPARE(lastChosen(), 3);
        QTest::mouseClick(m_sheet->viewport(), Qt::RightButton, {}, placeOf(2).center());
        QTest::mouseClick(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(4).center() + QPoint(placeOf(4).width(), 0));
        QCOMPARE(m_chosen->count(), 1);
    }

    void aSampleIsChosenOrDraggedAway() {
        auto some = items(3);
        some[1].sample = 17;
        m_sheet->setItems(some);
        QTest::mousePress(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(1).center());
        QCOMPARE(m_chosen->count(), 0); // it may become a drag
        QTest::mouseRelease(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(1).center());
        QCOMPARE(lastChosen(), 1);
        QTest::mousePress(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(1).center());
        QTest::mouseMove(m_sheet->viewport(), placeOf(1).center() + QPoint(2, 0)); // a hand trembles
        QVERIFY(!m_sheet->findChild<QDrag*>());
        QTest::mouseMove(m_sheet->viewport(), placeOf(1).center() + QPoint(QApplication::startDragDistance() + 4, 0));
        const auto* drag = m_sheet->findChild<QDrag*>();
        QVERIFY(drag);
        QCOMPARE(sampleIn(*drag->mimeData()), std::optional<std::int64_t>(17));
        QTest::mouseRelease(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(2).center());
        QCOMPARE(m_chosen->count(), 1); // that was no click
    }

    void whatIsNoSampleStays() {
        m_sheet->setItems(items(3));
        QTest::mousePress(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(1).center());
        QTest::mouseMove(m_sheet->viewport(), placeOf(1).center() + QPoint(QApplication::startDragDistance() + 4, 0));
        QVERIFY(!m_sheet->findChild<QDrag*>());
    }

    void theKeysWalkAndChoose() {
        m_sheet->setItems(items(9));
        int columns = 1;
        while (placeOf(columns).top() == placeOf(0).top())
            ++columns;
        press(Qt::Key_Right); // the first one
        press(Qt::Key_Right);
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture 1"));
        press(Qt::Key_Down);
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture %1").arg(1 + columns));
        press(Qt::Key_Left);
        press(Qt::Key_Up);
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture 0"));
        press(Qt::Key_Left); // there is none before
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture 0"));
        QCOMPARE(m_chosen->count(), 0);
        press(Qt::Key_Return);
        QCOMPARE(lastChosen(), 0);
        for (int i = 0; i < 20; ++i)
            press(Qt::Key_Right);
        press(Qt::Key_Enter);
        QCOMPARE(lastChosen(), 8);
        QKeyEvent other(QEvent::KeyPress, Qt::Key_R, Qt::NoModifier, "r");
        QApplication::sendEvent(m_sheet.get(), &other);
        QVERIFY(!other.isAccepted()); // the window's shortcuts
    }

    void theKeysScroll() {
        m_sheet->setItems(items(300));
        press(Qt::Key_Right);
        for (int i = 0; i < 60; ++i)
            press(Qt::Key_Down);
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture 299"));
        QVERIFY(isSeen(299));
        for (int i = 0; i < 60; ++i)
            press(Qt::Key_Up);
        QVERIFY(isSeen(0));
    }

    void theFocusCanBeSeen() {
        m_sheet->setItems(items(3));
        m_sheet->clearFocus();
        const QImage before = m_sheet->viewport()->grab().toImage();
        m_sheet->setFocus(Qt::TabFocusReason);
        QVERIFY(m_sheet->viewport()->grab().toImage() != before);
        QCOMPARE(m_sheet->accessibleDescription(), QString("picture 0"));
        QVERIFY(m_sheet->focusPolicy() & Qt::TabFocus);
    }

    void fewerItemsLeaveNoneBeyond() {
        m_sheet->setItems(items(9));
        QTest::mouseClick(m_sheet->viewport(), Qt::LeftButton, {}, placeOf(8).center());
        m_sheet->setItems(items(3));
        QVERIFY(m_sheet->accessibleDescription().isEmpty());
        press(Qt::Key_Return);
        QCOMPARE(m_chosen->count(), 1);
    }

    void thePointerIsTold() {
        m_sheet->setToolTip("what all of them are");
        m_sheet->setItems(items(3));
        askForToolTip(placeOf(2).center());
        QVERIFY2(QToolTip::text().contains("picture 2"), qPrintable(QToolTip::text()));
        askForToolTip(QPoint(placeOf(2).center().x(), m_sheet->viewport()->height() - 2));
        QVERIFY2(QToolTip::text().contains("what all of them are"), qPrintable(QToolTip::text()));
    }

    void allAreInThePictureForAFile() {
        m_sheet->setItems(items(300));
        m_sheet->verticalScrollBar()->setValue(40);
        QImage picture(m_sheet->pictureSize(), QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        m_sheet->paintPicture(painter);
        painter.end();
        for (const int item : {0, 150, 299})
            QCOMPARE(picture.pixel(placeOf(item).center() + QPoint(0, 40)), colourOf(item).rgb());
    }
};

HOURGLASS_TEST(PictureSheetTest)
#include "PictureSheetTest.moc"
