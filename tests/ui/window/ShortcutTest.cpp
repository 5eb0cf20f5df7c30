// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include <QLayout>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>

using namespace hourglass;
using namespace hourglass::ui;

class ShortcutTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void spaceTrainsAndPauses();
    void sStepsAndRResets();
    void typingInFieldsIsNoShortcut_data();
    void typingInFieldsIsNoShortcut();
    void spacePressesTheButtonThatHasTheFocus();

private:
    /// As a keyboard does it: to whatever has the focus.
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
};

void ShortcutTest::spaceTrainsAndPauses() {
    open(test::endlessExperiment());
    press(Qt::Key_Space);
    QTRY_VERIFY(controller().stepsDone() > 0);
    press(Qt::Key_Space);
    QTRY_COMPARE(controller().state(), State::Paused);
}

void ShortcutTest::sStepsAndRResets() {
    open(test::endlessExperiment());
    press(Qt::Key_S);
    QTRY_COMPARE(controller().stepsDone(), 1);
    QTRY_COMPARE(controller().state(), State::Paused);
    press(Qt::Key_R);
    QTRY_COMPARE(controller().state(), State::Ready);
    QCOMPARE(controller().stepsDone(), 0);
}

void ShortcutTest::typingInFieldsIsNoShortcut_data() {
    QTest::addColumn<bool>("spinBox");
    QTest::newRow("spin box") << true;
    QTest::newRow("line edit") << false;
}

void ShortcutTest::typingInFieldsIsNoShortcut() {
    QFETCH(bool, spinBox);
    open(test::endlessExperiment());
    auto* field = spinBox ? static_cast<QWidget*>(new QSpinBox) : new QLineEdit;
    m_window->centralWidget()->layout()->addWidget(field);
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_Space, Qt::Key_R})
        press(key);
    if (!spinBox)
        QCOMPARE(static_cast<QLineEdit*>(field)->text(), "s r");
    QCOMPARE(controller().state(), State::Ready);
    QCOMPARE(controller().stepsDone(), 0);
}

void ShortcutTest::spacePressesTheButtonThatHasTheFocus() {
    open(test::endlessExperiment());
    auto* box = new QCheckBox("A choice");
    m_window->centralWidget()->layout()->addWidget(box);
    box->setFocus();
    QTRY_VERIFY(box->hasFocus());
    press(Qt::Key_Space);
    QVERIFY(box->isChecked());
    QCOMPARE(controller().state(), State::Ready);
}

HOURGLASS_TEST(ShortcutTest)
#include "ShortcutTest.moc"
