// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "tests/ui/history/Records.h"
#include "ui/charts/LossPlot.h"
#include "ui/compare/CompareWorkspace.h"
#include "ui/compare/RunListView.h"
#include "ui/compare/RunTable.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"
#include "ui/window/HistoryMenu.h"
#include "ui/window/MessageBar.h"
#include "ui/window/Workspaces.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QSqlQuery>
#include <QStatusBar>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

/// The history in the whole window.
class CompareTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() {
        m_window.reset();
        QFile::remove(RunHistory::defaultPath());
    }

    void whatIsTrainedAppears();
    void everyWorkspaceHasItsKey();
    void aDeletionIsUndoneByItsButtonAndByTheKeys();
    void messagesCanBeReadInTheDark();
    void aRunBecomesANewExperiment();
    void aRunWhoseFileIsGoneOpensItsExperiment();
    void returnOpensTheChosenRun();
    void whatTheHistoryCouldNotDoIsSaidAndForgotten();
    void anExperimentThatCannotBeReadIsSaid();
    void theTableIsExported();
    void whatTheQuestionSavesIsTheRunsFile();
    void aHistoryThatCannotBeKeptIsSaidAndTrainingGoesOn();

private:
    CompareWorkspace& compare() { return *m_window->findChild<CompareWorkspace*>(); }
    RunListView& list() { return *m_window->findChild<RunListView*>(); }
    QString nameAt(int row) { return list().model()->index(row, RunTable::Name).data().toString(); }
    QAction* action(const QString& text) {
        const auto actions = m_window->findChild<HistoryMenu*>()->actions();
        const auto found = std::ranges::find_if(
            actions, [&](const QAction* action) { return QString(action->text()).remove('&') == text; });
        return found == actions.end() ? nullptr : *found;
    }
    /// Puts a run into the history before the window opens it.
    static void keep(const RunRecord& run, const QString& file = {}) {
        HistoryDatabase database(RunHistory::defaultPath());
        database.write(run);
        database.setFile(run.summary.id, file);
    }
    /// Opens the workspace and chooses the only run.
    void choose() {
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+4"));
        QTRY_COMPARE(list().model()->rowCount(), 2);
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                          list().visualRect(list().model()->index(1, RunTable::Name)).center());
        QVERIFY(compare().current());
    }
    void setTicked() { list().model()->setData(list().model()->index(1, RunTable::Tick), Qt::Checked, Qt::CheckStateRole); }
    MessageBar* messageBar(const QString& name) {
        for (auto* bar : m_window->findChildren<MessageBar*>())
            if (bar->accessibleName() == name)
                return bar;
        return nullptr;
    }
    QString shownMessage(const QString& name) {
        const MessageBar* bar = messageBar(name);
        return bar->isVisible() ? bar->text() : QString();
    }
};

void CompareTest::whatIsTrainedAppears() {
    open(test::tinyExperiment(50));
    QTest::keySequence(&*m_window, QKeySequence("Ctrl+4"));
    QVERIFY(compare().isVisible());
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Finished);
    QTRY_COMPARE(list().model()->rowCount(), 2);
    QTRY_COMPARE(list().model()->index(1, RunTable::State).data().toString(), "Completed");
    const Metrics& metrics = controller().finished()->metrics;
    QCOMPARE(list().model()->index(1, RunTable::Epochs).data().toString(), "50");
    QCOMPARE(compare().shown().at(0).mse, std::optional(metrics.mse));
}

void CompareTest::everyWorkspaceHasItsKey() {
    open(test::endlessExperiment());
    auto* workspaces = m_window->findChild<Workspaces*>();
    QCOMPARE(workspaces->count(), 4);
    for (int i = workspaces->count() - 1; i >= 0; --i) {
        QTest::keySequence(&*m_window, QKeySequence(QString("Ctrl+%1").arg(i + 1)));
        QCOMPARE(workspaces->currentIndex(), i);
        QVERIFY(workspaces->tabToolTip(i).contains(QString("Ctrl+%1").arg(i + 1)));
    }
    QVERIFY(!action("Delete runs")->isEnabled()); // nothing is seen of them
}

void CompareTest::aDeletionIsUndoneByItsButtonAndByTheKeys() {
    keep(test::record("mine"));
    open(test::endlessExperiment());
    session().editor().edit("Code size", test::withCodeSize(test::endlessExperiment(), 3));
    choose();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_VERIFY(compare().shown().empty());
    QCOMPARE(shownMessage("Deleted runs"), "One run was deleted.");
    for (auto* button : m_window->findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == "Undo")
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(compare().shown().size(), 1U);
    QVERIFY(shownMessage("Deleted runs").isEmpty());

    choose();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_VERIFY(compare().shown().empty());
    compare().search(); // where nothing is typed, the keys undo what was done to the runs
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::Undo));
    QTRY_COMPARE(compare().shown().size(), 1U);
    QCOMPARE(session().editor().experiment().network.code.size, 3);
    QTest::keySequence(&*m_window, QKeySequence("Ctrl+1")); // and elsewhere the experiment's edits
    QTest::keySequence(&*m_window, QKeySequence(QKeySequence::Undo));
    QCOMPARE(session().editor().experiment().network.code.size, 2);
}

void CompareTest::messagesCanBeReadInTheDark() {
    keep(test::record("mine"));
    m_window.emplace(test::endlessExperiment(), Appearance{ThemeChoice::Dark});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(&*m_window));
    choose();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_VERIFY(!shownMessage("Deleted runs").isEmpty());
    const QPalette colours = messageBar("Deleted runs")->palette();
    QVERIFY(colours.color(QPalette::Window).lightness() < 100);
    QVERIFY(colours.color(QPalette::WindowText).lightness() > 150);
}

void CompareTest::aRunBecomesANewExperiment() {
    RunRecord run = test::record("mine");
    const Experiment experiment = test::withCodeSize(test::endlessExperiment(), 3);
    run.details.experiment = QString::fromStdString(toJson(experiment));
    keep(run);
    open(test::endlessExperiment());
    choose();
    action("Duplicate as new experiment")->trigger();
    QTRY_VERIFY(session().editor().experiment() == experiment);
    QVERIFY(session().editor().undoStack()->undoText().contains("mine"));
    QVERIFY(m_window->windowTitle().startsWith("Untitled"));
}

void CompareTest::aRunWhoseFileIsGoneOpensItsExperiment() {
    RunRecord run = test::record("mine");
    const Experiment experiment = test::withCodeSize(test::endlessExperiment(), 4);
    run.details.experiment = QString::fromStdString(toJson(experiment));
    keep(run, m_folder.filePath("gone.hourglass"));
    open(test::endlessExperiment());
    choose();
    action("Open run")->trigger();
    QTRY_VERIFY(session().editor().experiment() == experiment);
}

void CompareTest::returnOpensTheChosenRun() {
    RunRecord run = test::record("mine");
    const Experiment experiment = test::withCodeSize(test::endlessExperiment(), 5);
    run.details.experiment = QString::fromStdString(toJson(experiment));
    keep(run);
    open(test::endlessExperiment());
    choose();
    QTest::keyClick(&list(), Qt::Key_Return);
    QTRY_VERIFY(session().editor().experiment() == experiment);
}

void CompareTest::whatTheHistoryCouldNotDoIsSaidAndForgotten() {
    RunRecord run = test::record("mine");
    run.details.experiment = QString::fromStdString(toJson(test::withCodeSize(test::endlessExperiment(), 3)));
    keep(run);
    open(test::endlessExperiment());
    choose();
    const QString path = RunHistory::defaultPath();
    {
        QSqlDatabase other = QSqlDatabase::addDatabase("QSQLITE", "other"); // a newer program comes by
        other.setDatabaseName(path);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec("ALTER TABLE runs RENAME TO gone"));
        QVERIFY(QSqlQuery(other).exec("ALTER TABLE details RENAME TO away"));
        QTest::keyClick(&list(), Qt::Key_Delete);
        QTRY_VERIFY2(shownMessage("Problem with the run history").contains(path), "the file is named");
        QVERIFY(shownMessage("Deleted runs").isEmpty()); // it is still there
        QVERIFY(compare().current());
        action("Duplicate as new experiment")->trigger();
        auto* const bar = messageBar("Problem with the run history");
        bar->say({});
        QTRY_VERIFY(!bar->text().isEmpty()); // the same sentence, of something else that was asked for
        QVERIFY(QSqlQuery(other).exec("ALTER TABLE gone RENAME TO runs"));
        QVERIFY(QSqlQuery(other).exec("ALTER TABLE away RENAME TO details"));
    }
    QSqlDatabase::removeDatabase("other");
    QTRY_VERIFY(compare().shown().empty()); // what was kept is done
    QCOMPARE(shownMessage("Deleted runs"), "One run was deleted.");
    QTRY_VERIFY(shownMessage("Problem with the run history").isEmpty());
    compare().undoStack()->undo();
    QTRY_COMPARE(compare().shown().size(), 1U);
    setTicked(); // which asks for the same details as the forgotten wish
    QTRY_VERIFY(!compare().findChild<LossPlot*>()->isEmpty());
    QVERIFY(session().editor().experiment() == test::endlessExperiment());
}

void CompareTest::anExperimentThatCannotBeReadIsSaid() {
    RunRecord run = test::record("mine");
    run.details.experiment = R"({"network": {"waist": 3}})";
    keep(run);
    open(test::endlessExperiment());
    choose();
    action("Duplicate as new experiment")->trigger();
    QTRY_VERIFY2(shownMessage("Problem with the run history").contains("waist"), "the field is named");
    QVERIFY(session().editor().experiment() == test::endlessExperiment());
}

void CompareTest::theTableIsExported() {
    keep(test::record("mine"));
    open(test::endlessExperiment());
    choose();
    action("Export table…")->trigger();
    auto* dialog = m_window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    const QString path = m_folder.filePath("runs.csv");
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(m_window->statusBar()->currentMessage().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(",mine,Denoising,"));
}

void CompareTest::whatTheQuestionSavesIsTheRunsFile() {
    const QString path = m_folder.filePath("kept.hourglass");
    open(test::endlessExperiment());
    QTest::keySequence(&*m_window, QKeySequence("Ctrl+4"));
    trainAndPause();
    session().editor().edit("Code size", test::withCodeSize(test::endlessExperiment(), 3));
    click(trainMenu().train());
    answer(QMessageBox::Save);
    nameTheFile(path);
    QTRY_COMPARE(compare().shown().size(), 2U);
    const RunSummary second = compare().shown()[0], first = compare().shown()[1];
    QCOMPARE(first.file, path);
    QVERIFY(second.file.isEmpty());
    QVERIFY2(!second.name.contains("kept"), qPrintable(second.name));
    QVERIFY(m_window->windowTitle().startsWith("Untitled")); // the file does not hold what is on the desk
}

void CompareTest::aHistoryThatCannotBeKeptIsSaidAndTrainingGoesOn() {
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    QFile file(m_folder.filePath("no folder"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    qputenv("XDG_DATA_HOME", file.fileName().toLocal8Bit());
    open(test::tinyExperiment(50));
    qputenv("XDG_DATA_HOME", before);
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Finished);
    QTRY_VERIFY(shownMessage("Problem with the run history").contains("no folder"));
    QCOMPARE(controller().finished()->reason, Finished::Reason::Completed);
}

HOURGLASS_TEST(CompareTest)
#include "CompareTest.moc"
