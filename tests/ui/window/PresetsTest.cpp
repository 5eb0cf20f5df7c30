// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/widgets/FaultLabel.h"
#include "ui/window/ChoiceMenu.h"
#include "ui/window/PresetDialog.h"
#include "ui/window/UserPresets.h"

#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>

#include <algorithm>

#include <unistd.h>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::withCodeSize;

/// The user's own presets, in the menus and in their folder.
class PresetsTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { QDir(UserPresets::usualFolder()).removeRecursively(); }

    void theyLieInTheFolderOfTheDesktop() {
        QVERIFY(UserPresets::usualFolder().startsWith(m_folder.filePath("data")));
        QVERIFY(UserPresets::usualFolder().endsWith("/presets"));
    }

    void aSavedOneIsInTheMenuAndCanBeChosen() {
        open(endlessExperiment());
        const Experiment edited = withCodeSize(endlessExperiment(), 5);
        session().editor().edit("Code size", edited);
        save("  My own  one ");
        QTRY_VERIFY(choice("My own one"));
        QTRY_VERIFY(m_window->statusBar()->currentMessage().contains("My own one"));
        QVERIFY(choice("My own one")->isChecked()); // it is what is on the desk
        session().editor().undoStack()->undo();
        QVERIFY(!choice("My own one")->isChecked());
        choice("My own one")->trigger();
        QVERIFY(session().editor().experiment() == edited);
        QCOMPARE(session().editor().undoStack()->undoText(), "Preset: My own one");

        // Another window finds it.
        m_window.reset();
        open(endlessExperiment());
        QTRY_VERIFY(choice("My own one"));
    }

    void theSameNameAsksToReplace() {
        open(endlessExperiment());
        save("Mine");
        QTRY_VERIFY(choice("Mine"));
        session().editor().edit("Code size", withCodeSize(endlessExperiment(), 5));
        save("Mine");
        QTRY_VERIFY(question());
        answer(QMessageBox::Cancel);
        QTRY_VERIFY(!question());
        save("Mine");
        QTRY_VERIFY(question());
        QSignalSpy saved(&presets(), &UserPresets::saved);
        answer(QMessageBox::Yes);
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(presets().entries().size(), std::size_t(1));
        QCOMPARE(presets().entries().front().preset.experiment.network.code.size, 5);
    }

    void namesThatAreNoNamesOfFiles() {
        open(endlessExperiment());
        for (const char* name : {"../../escape", "a/b", "a b", ".hidden", "Äöü"}) {
            QSignalSpy saved(&presets(), &UserPresets::saved);
            save(name);
            QTRY_COMPARE(saved.count(), 1);
            QVERIFY2(choice(QString::fromUtf8(name)), name);
        }
        QCOMPARE(QDir(UserPresets::usualFolder()).entryList(QDir::Files | QDir::Hidden).size(), 5);
    }

    void theyAreRenamedAndDeleted() {
        open(endlessExperiment());
        save("First");
        save("Second");
        QTRY_COMPARE(presets().entries().size(), std::size_t(2));
        auto* dialog = manage();
        auto* list = dialog->findChild<QListWidget*>();
        QCOMPARE(list->count(), 2);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_F2);
        auto* field = list->findChild<QLineEdit*>();
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, "Zeroth");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(isThere("Zeroth"));
        QVERIFY(!isThere("First"));
        QTRY_COMPARE(list->item(1)->text(), "Zeroth");

        list->setCurrentRow(0); // "Second"
        QTest::mouseClick(button(*dialog, "Delete"), Qt::LeftButton);
        auto* sure = dialog->findChild<QMessageBox*>();
        QVERIFY(sure && sure->informativeText().contains("Second"));
        QTest::mouseClick(sure->button(QMessageBox::Yes), Qt::LeftButton);
        QTRY_COMPARE(presets().entries().size(), std::size_t(1));
        QCOMPARE(QDir(UserPresets::usualFolder()).entryList({"*.json"}).size(), 1);
        QVERIFY(!choice("Second"));
        QVERIFY(choice("Zeroth"));
    }

    void aNameThatIsTakenIsNotGivenTwice() {
        open(endlessExperiment());
        save("First");
        save("Second");
        QTRY_COMPARE(presets().entries().size(), std::size_t(2));
        auto* dialog = manage();
        auto* list = dialog->findChild<QListWidget*>();
        list->item(0)->setText("Second");
        QTRY_COMPARE(list->item(0)->text(), "First");
        QVERIFY(isThere("First"));
        const auto* fault = dialog->findChild<FaultLabel*>();
        QTRY_VERIFY2(fault->text().contains("“Second” already"), qPrintable(fault->text()));
        list->item(0)->setText("  ");
        QTRY_VERIFY2(fault->text().contains("needs a name"), qPrintable(fault->text()));
        QCOMPARE(list->item(0)->text(), "First");
    }

    void aSurpriseIsOneEdit() {
        open(endlessExperiment());
        action("Surprise me")->trigger();
        QVERIFY(session().editor().experiment().network != endlessExperiment().network);
        QVERIFY(session().obstacle().isEmpty());
        QCOMPARE(session().editor().undoStack()->undoText(), "Surprise");
        QTRY_VERIFY(controller().runInfo() && controller().runInfo()->experiment == session().editor().experiment());
        session().editor().undoStack()->undo();
        QVERIFY(session().editor().experiment() == endlessExperiment());
    }

    // Also one that was saved in the window beside this one.
    void anotherWindowsPresetIsNotReplacedUnasked() {
        open(endlessExperiment());
        UserPresets beside;
        QSignalSpy written(&beside, &UserPresets::saved);
        beside.save("Shared", withCodeSize(endlessExperiment(), 7), UserPresets::Existing::Keep);
        QTRY_COMPARE(written.count(), 1);
        save("Shared");
        QTRY_VERIFY(question());
        answer(QMessageBox::Cancel);
        presets().refresh();
        QTRY_VERIFY(isThere("Shared"));
        QCOMPARE(presets().entries().front().preset.experiment.network.code.size, std::int64_t(7));
        save("Shared");
        QTRY_VERIFY(question());
        answer(QMessageBox::Yes);
        QTRY_COMPARE(presets().entries().front().preset.experiment.network.code.size, endlessExperiment().network.code.size);
    }

    void damagedFilesAreListedAndSayWhy() {
        QVERIFY(QDir().mkpath(UserPresets::usualFolder()));
        QFile file(UserPresets::usualFolder() + "/broken.json");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"title\": \"Half\"");
        file.close();
        open(endlessExperiment());
        QTRY_VERIFY(choice("broken.json (damaged)"));
        QVERIFY(!choice("broken.json (damaged)")->isEnabled());
        QVERIFY(choice("broken.json (damaged)")->toolTip().contains("not valid JSON"));
        save("Good");
        QTRY_VERIFY(choice("Good"));
        auto* dialog = manage();
        auto* list = dialog->findChild<QListWidget*>();
        list->setCurrentRow(1); // the damaged ones stand last
        QVERIFY(!button(*dialog, "Rename")->isEnabled());
        QVERIFY(button(*dialog, "Delete")->isEnabled());
        QTest::mouseClick(button(*dialog, "Delete"), Qt::LeftButton);
        QTest::mouseClick(dialog->findChild<QMessageBox*>()->button(QMessageBox::Yes), Qt::LeftButton);
        QTRY_VERIFY(!QFile::exists(file.fileName()));
        QTRY_COMPARE(list->count(), 1);
    }

    void whatCannotBeWrittenIsSaid() {
        open(endlessExperiment());
        QVERIFY(QDir().mkpath(QFileInfo(UserPresets::usualFolder()).path()));
        QFile occupied(UserPresets::usualFolder()); // a file in the place of the folder
        QVERIFY(occupied.open(QIODevice::WriteOnly));
        occupied.close();
        save("Nowhere");
        QTRY_VERIFY2(problem().contains(UserPresets::usualFolder()), qPrintable(problem()));
        QVERIFY(!choice("Nowhere"));
        QVERIFY(QFile::remove(UserPresets::usualFolder()));
    }

private:
    bool isThere(const char* title) {
        return std::ranges::any_of(presets().entries(),
                                   [&](const UserPresets::Entry& entry) { return entry.preset.title == title; });
    }
    UserPresets& presets() { return *m_window->findChild<UserPresets*>(); }

    /// In the menu of the toolbar, or null.
    QAction* choice(const QString& title) {
        for (auto* menu : m_window->findChildren<ChoiceMenu*>())
            if (menu->title() == "Preset")
                for (QAction* action : menu->actions())
                    if (action->text() == title)
                        return action;
        return nullptr;
    }
    void save(const QString& name) {
        action("Save as preset…")->trigger();
        QInputDialog* dialog = nullptr;
        for (auto* open : m_window->findChildren<QInputDialog*>())
            if (open->isVisible())
                dialog = open;
        QVERIFY(dialog);
        QInputMethodEvent typed; // letters that no key of QTest has
        typed.setCommitString(name);
        QApplication::sendEvent(dialog->findChild<QLineEdit*>(), &typed);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
    }
    PresetDialog* manage() {
        action("Manage presets…")->trigger();
        auto* dialog = m_window->findChild<PresetDialog*>();
        if (!dialog || !QTest::qWaitForWindowActive(dialog))
            qFatal("There is no dialog.");
        return dialog;
    }
    static QPushButton* button(const QWidget& dialog, const QString& text) {
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (QString(button->text()).remove('&') == text)
                return button;
        return nullptr;
    }
};

HOURGLASS_TEST(PresetsTest)
#include "PresetsTest.moc"
