// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/SlidersFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

/// DimensionSliders by the keyboard.
class SliderKeysTest : public test::SlidersFixture {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsTyped_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::newRow("plain") << "1.25" << 1.25;
        QTest::newRow("comma") << "1,25" << 1.25;
        QTest::newRow("negative") << "-0.5" << -0.5;
        QTest::newRow("outside of the range") << "40" << 40.0;
        QTest::newRow("exponent") << "2e-1" << 0.2;
    }

    void aNumberIsTyped() {
        QFETCH(QString, text);
        QFETCH(double, value);
        QTest::mouseDClick(view(), Qt::LeftButton, {}, m_sliders->numberOf(1).center());
        QVERIFY(editor());
        QVERIFY(m_sliders->isHeld());
        m_changed->clear();
        QTest::keyClicks(QApplication::focusWidget(), text);
        QCOMPARE(m_changed->count(), 0); // not at every digit
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!editor());
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(changedDimension(), 1);
        QCOMPARE(changedTo(), value);
        QVERIFY(!m_sliders->isHeld());
        QVERIFY(m_sliders->hasFocus());
    }

    void escapeLeavesItAsItWas() {
        QTest::mouseDClick(view(), Qt::LeftButton, {}, m_sliders->numberOf(1).center());
        m_changed->clear();
        QTest::keyClicks(QApplication::focusWidget(), "1.5");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!editor());
        QCoreApplication::processEvents();
        QCOMPARE(m_changed->count(), 0);
        QVERIFY(m_sliders->hasFocus());
    }

    void aClickElsewhereTakesWhatWasTyped() {
        QTest::mouseDClick(view(), Qt::LeftButton, {}, m_sliders->numberOf(1).center());
        QTest::keyClicks(QApplication::focusWidget(), "1.5");
        m_changed->clear();
        click(m_sliders->lockOf(3).center());
        QVERIFY(!editor());
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(changedDimension(), 1);
        QCOMPARE(changedTo(), 1.5);
        QCOMPARE(m_locked->count(), 1);
    }

    void oneNumberIsTypedAfterTheOther() {
        for (const int row : {0, 1, 2}) {
            QTest::mouseDClick(view(), Qt::LeftButton, {}, m_sliders->numberOf(std::size_t(row)).center());
            QCoreApplication::processEvents();
            QVERIFY2(editor(), "what ended the one before ended this one too");
            QTest::keyClicks(QApplication::focusWidget(), QString::number(row + 1));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!editor());
        QCOMPARE(changedDimension(), 2);
        QCOMPARE(changedTo(), 3.0);
        m_sliders->setFocus();
        QTest::keyClick(m_sliders.get(), Qt::Key_Up);
        QVERIFY2(m_sliders->accessibleDescription().contains(": 2.00."), qPrintable(m_sliders->accessibleDescription()));
    }

    void aDigitBeginsToType() {
        QTest::keyClick(m_sliders.get(), Qt::Key_Down);
        QTest::keyClick(m_sliders.get(), Qt::Key_Down);
        QTest::keyClick(m_sliders.get(), Qt::Key_Minus);
        QVERIFY(editor());
        QTest::keyClicks(QApplication::focusWidget(), "1.5");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Enter);
        QTRY_VERIFY(!editor());
        QCOMPARE(changedDimension(), *m_sliders->currentDimension());
        QCOMPARE(changedTo(), -1.5);
    }

    void theKeysChangeIt() {
        QTest::keyClick(m_sliders.get(), Qt::Key_Home);
        QCOMPARE(changedTo(), -2.0);
        QTest::keyClick(m_sliders.get(), Qt::Key_End);
        QCOMPARE(changedTo(), 2.0);
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Backspace}) {
            QTest::keyClick(m_sliders.get(), Qt::Key_End);
            QTest::keyClick(m_sliders.get(), key);
            QCOMPARE(changedTo(), 0.5);
        }
        QTest::keyClick(m_sliders.get(), Qt::Key_Right);
        const double coarse = changedTo() - 0.5;
        QVERIFY(coarse > 0.01);
        QTest::keyClick(m_sliders.get(), Qt::Key_Left);
        QVERIFY(std::abs(changedTo() - 0.5) < 1e-6);
        QTest::keyClick(m_sliders.get(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(changedTo() - 0.5 > 0 && changedTo() - 0.5 < coarse / 5);
        QCOMPARE(changedDimension(), 0);
        QTest::keyClick(m_sliders.get(), Qt::Key_L);
        QCOMPARE(m_locked->count(), 1);
        for (const Qt::Key key : {Qt::Key_R, Qt::Key_Space, Qt::Key_S}) { // the window's shortcuts
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, QString(QChar(char(key))));
            QApplication::sendEvent(m_sliders.get(), &event);
            QVERIFY(!event.isAccepted());
        }
    }

    void theKeysGoFromOneToTheNext() {
        m_sliders->setRows(rows(64));
        m_sliders->setValues(std::vector<float>(64));
        QCOMPARE(m_sliders->currentDimension().value_or(0), 0);
        m_sliders->setFocus();
        QTest::keyClick(m_sliders.get(), Qt::Key_PageDown);
        const auto screenful = *m_sliders->currentDimension();
        QVERIFY(screenful > 1);
        QTest::keyClick(m_sliders.get(), Qt::Key_Up);
        QCOMPARE(*m_sliders->currentDimension(), screenful - 1);
        for (int i = 0; i < 64; ++i)
            QTest::keyClick(m_sliders.get(), Qt::Key_PageDown);
        QCOMPARE(*m_sliders->currentDimension(), 63);
        QCOMPARE(m_sliders->rowsInSight().back().dimension, 63);
        QTest::keyClick(m_sliders.get(), Qt::Key_End);
        QCOMPARE(changedDimension(), 63);
        for (int i = 0; i < 64; ++i)
            QTest::keyClick(m_sliders.get(), Qt::Key_PageUp);
        QCOMPARE(*m_sliders->currentDimension(), 0);
        QCOMPARE(m_sliders->verticalScrollBar()->value(), 0);
    }

    void aScreenReaderIsToldTheNumber() {
        QCOMPARE(m_sliders->accessibleName(), QString("Numbers of the code"));
        click(handle(2, 1));
        QCOMPARE(m_sliders->accessibleDescription(),
                 QString("Number 3 of the code: 2.00. Of 100 samples 98 have it from -2.00 to 2.00."));
        m_sliders->setValues({0, 0, -1, 0});
        QVERIFY(m_sliders->accessibleDescription().contains(": -1.00."));
        auto wider = rows(4);
        wider[2].highest = 7;
        m_sliders->setRows(wider);
        QVERIFY2(m_sliders->accessibleDescription().contains("to 7.00"), qPrintable(m_sliders->accessibleDescription()));
        m_sliders->setRows({});
        QVERIFY(m_sliders->accessibleDescription().isEmpty());
    }

    void theFocusCanBeSeen() {
        m_sliders->clearFocus();
        const QImage before = view()->grab().toImage();
        m_sliders->setFocus(Qt::TabFocusReason);
        QVERIFY(view()->grab().toImage() != before);
    }
};

HOURGLASS_TEST(SliderKeysTest)
#include "SliderKeysTest.moc"
