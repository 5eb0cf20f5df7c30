// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/window/HelpViewer.h"
#include "ui/window/TrainMenu.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextBrowser>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

/// Counts what the Train menu is asked for. The run's state would show it only a while later.
class Triggered {
public:
    explicit Triggered(MainWindow& window)
        : m_spy(window.findChild<TrainMenu*>(), &QMenu::triggered) {}

    qsizetype count() const { return m_spy.count(); }

private:
    QSignalSpy m_spy;
};

} // namespace

class ShortcutTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void spaceTrainsAndPauses();
    void sStepsAndRResets();
    void typingInFieldsIsNoShortcut_data();
    void typingInFieldsIsNoShortcut();
    void aSpaceAfterANumberTrains();
    void typingInAFloatingPanelIsNoShortcut();
    void returnTakesTheEntryOfAnOpenList();
    void undoFromAField();
    void spacePressesTheButtonThatHasTheFocus();
    void everyKeyIsListed();

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
    const auto* question = m_window->findChild<QMessageBox*>();
    QVERIFY(question);
    QTest::mouseClick(question->button(QMessageBox::Discard), Qt::LeftButton);
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
    const Triggered triggered(*m_window);
    auto* field = spinBox ? static_cast<QWidget*>(new QSpinBox) : new QLineEdit;
    m_window->centralWidget()->layout()->addWidget(field);
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_R})
        press(key);
    QCOMPARE(triggered.count(), 0);
    if (!spinBox)
        QCOMPARE(static_cast<QLineEdit*>(field)->text(), "sr");
    press(Qt::Key_Space);
    QCOMPARE(triggered.count(), spinBox ? 1 : 0); // a space belongs to no number
}

void ShortcutTest::aSpaceAfterANumberTrains() {
    open(test::endlessExperiment());
    auto* field = new QSpinBox;
    field->setKeyboardTracking(false);
    m_window->centralWidget()->layout()->addWidget(field);
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    field->selectAll();
    press(Qt::Key_7);
    press(Qt::Key_Space);
    QCOMPARE(field->value(), 7);
    QTRY_COMPARE(controller().state(), State::Training);
    QCOMPARE(field->text(), "7");
}

void ShortcutTest::typingInAFloatingPanelIsNoShortcut() {
    open(test::endlessExperiment());
    const Triggered triggered(*m_window);
    auto* panel = m_window->findChild<QDockWidget*>("SettingsDock");
    panel->setFloating(true);
    auto* field = panel->widget()->findChild<QAbstractSpinBox*>();
    QVERIFY(field);
    panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(panel));
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_R})
        press(key);
    QCOMPARE(triggered.count(), 0);

    panel->setFocus(); // which has no use for the key
    QTRY_VERIFY(panel->hasFocus());
    press(Qt::Key_S);
    QCOMPARE(triggered.count(), 1);
}

void ShortcutTest::returnTakesTheEntryOfAnOpenList() {
    open(test::endlessExperiment());
    auto* list = m_window->findChild<QComboBox*>("kind");
    QVERIFY(list);
    const int before = list->currentIndex();
    list->showPopup();
    QTRY_VERIFY(list->view()->isVisible());
    QTest::keyClick(list->view(), Qt::Key_Down);
    QTest::keyClick(list->view(), Qt::Key_Return);
    QTRY_VERIFY(!list->view()->isVisible());
    QCOMPARE(list->currentIndex(), before + 1);
}

void ShortcutTest::undoFromAField() {
    open(test::endlessExperiment());
    const Experiment before = session().editor().experiment();
    const QString other = QString::number(before.network.code.size + 1);
    auto* field = m_window->findChild<QDockWidget*>("SettingsDock")->widget()->findChild<QAbstractSpinBox*>();
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    field->selectAll();
    QTest::keyClicks(field, other);
    QTest::keySequence(field, QKeySequence::Undo); // what was typed
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(session().editor().experiment() == before);

    field->selectAll();
    QTest::keyClicks(field, other);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(session().editor().experiment() != before);
    QTest::keySequence(field, QKeySequence::Undo); // what was taken over
    QVERIFY(session().editor().experiment() == before);
    QTest::keySequence(field, QKeySequence::Redo);
    QVERIFY(session().editor().experiment() != before);
}

void ShortcutTest::spacePressesTheButtonThatHasTheFocus() {
    open(test::endlessExperiment());
    auto* box = new QCheckBox("A choice");
    m_window->centralWidget()->layout()->addWidget(box);
    const Triggered triggered(*m_window);
    box->setFocus();
    QTRY_VERIFY(box->hasFocus());
    press(Qt::Key_Space);
    QVERIFY(box->isChecked());
    QCOMPARE(triggered.count(), 0);
}

void ShortcutTest::everyKeyIsListed() {
    open(test::endlessExperiment());
    const auto actions = m_window->findChildren<QAction*>();
    const auto list = std::ranges::find(actions, "&Keyboard shortcuts", &QAction::text);
    QVERIFY(list != actions.end());
    (*list)->trigger();
    const QString text = m_window->findChild<HelpViewer*>()->findChild<QTextBrowser*>()->toPlainText();
    for (const QAction* action : actions)
        if (!action->shortcut().isEmpty())
            QVERIFY2(text.contains(action->shortcut().toString(QKeySequence::NativeText)) &&
                         text.contains(action->statusTip()),
                     qPrintable(action->text()));
    for (const char* key : {"Home", "F2", "Insert", "Delete", "Ctrl+Up", "0 to 9"})
        QVERIFY2(text.contains(key), key);
}

HOURGLASS_TEST(ShortcutTest)
#include "ShortcutTest.moc"
