// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/design/DesignPanelFixture.h"

#include "ui/design/RoundButton.h"
#include "ui/widgets/NumberBox.h"

#include <QApplication>
#include <QComboBox>
#include <QWheelEvent>

using namespace hourglass;
using namespace hourglass::ui;

/// The values of a layer and of the code are edited where they stand.
class BarEditingTest : public test::DesignPanelFixture {
    Q_OBJECT

    void turnWheelOn(QWidget* widget, int eighthsOfADegree) {
        const QPointF centre = widget->rect().center();
        QWheelEvent wheel(centre, widget->mapToGlobal(centre), {}, QPoint(0, eighthsOfADegree), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &wheel);
    }

private Q_SLOTS:
    void doubleClickEditsTheMainValue() {
        QTest::mouseDClick(bar(BarRole::Encoder, 0), Qt::LeftButton);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        auto* editor = bar(BarRole::Encoder, 0)->findChild<NumberBox*>("valueEditor");
        QVERIFY(editor);
        QTest::keyClicks(editor, "300");
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(units(), (std::vector<std::int64_t>{300, 128}));
        QCOMPARE(m_edits, QStringList("Set units to 300"));
        QVERIFY(bar(BarRole::Encoder, 0)->hasFocus());
    }

    void typingANumberEditsTheMainValueAndEscapeLeavesIt() {
        bar(BarRole::Encoder, 1)->setFocus();
        QTest::keyClick(bar(BarRole::Encoder, 1), Qt::Key_6);
        QTest::keyClicks(QApplication::focusWidget(), "4");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_edits.isEmpty());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_6);
        QTest::keyClicks(QApplication::focusWidget(), "4");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(units(), (std::vector<std::int64_t>{512, 64}));
    }

    void clickOpensTheWholeLayer() {
        QTest::mouseClick(bar(BarRole::Encoder, 0), Qt::LeftButton);
        QWidget* popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        auto* activation = popup->findChild<QComboBox*>("activation");
        activation->setFocus();
        activation->setCurrentIndex(activation->findData("elu"));
        QTest::keyClick(activation, Qt::Key_Down);
        QCOMPARE(m_network.encoder[0].parameters.text("activation"), std::string("gelu"));
        auto* kind = popup->findChild<QComboBox*>("kind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(m_network.encoder[0].kind, std::string("convolution"));
        QCOMPARE(m_network.encoder[0].parameters.text("activation"), std::string("gelu"));
        QVERIFY(popup->findChild<NumberBox*>("kernel"));
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void enterOpensTheCode() {
        bar(BarRole::Code)->setFocus();
        QTest::keyClick(bar(BarRole::Code), Qt::Key_Return);
        QWidget* popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        auto* kind = popup->findChild<QComboBox*>("kind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(m_network.code.kind, std::string("maps"));
        popup->close();
    }

    void codeSizeChangesOnTheWaist() {
        LayerBar* code = bar(BarRole::Code);
        const auto buttons = code->findChildren<RoundButton*>();
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(m_network.code.size, std::int64_t(33));
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(m_network.code.size, std::int64_t(31));
        QCOMPARE(m_mergeKeys.last(), QString("network.code.size"));

        bar(BarRole::Input)->setFocus();
        turnWheelOn(code, 120); // Scrolls; the size is another matter without the focus.
        QCOMPARE(m_network.code.size, std::int64_t(31));
        code->setFocus();
        turnWheelOn(code, 120);
        turnWheelOn(code, 60);
        QCOMPARE(m_network.code.size, std::int64_t(32));
        turnWheelOn(code, 60);
        QCOMPARE(m_network.code.size, std::int64_t(33));
        QTest::keyClick(code, Qt::Key_Minus);
        QCOMPARE(m_network.code.size, std::int64_t(32));
        QTest::keyClick(code, Qt::Key_2);
        QTest::keyClick(code->findChild<NumberBox*>("valueEditor"), Qt::Key_Return);
        QCOMPARE(m_network.code.size, std::int64_t(2));
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QTest::mouseClick(buttons[0], Qt::LeftButton); // There is no code of size 0.
        QCOMPARE(m_network.code.size, std::int64_t(1));
    }
};

HOURGLASS_TEST(BarEditingTest)
#include "BarEditingTest.moc"
