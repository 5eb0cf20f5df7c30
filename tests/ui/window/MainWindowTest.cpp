// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/widgets/ElidedLabel.h"
#include "ui/window/Documents.h"
#include "ui/window/MessageBar.h"

#include <QAbstractButton>
#include <QFile>
#include <QProgressBar>
#include <QSignalSpy>
#include <QStatusBar>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::withCodeSize;

class MainWindowTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void somethingIsThereFromTheStart();
    void clickingTrainTrainsToTheEnd();
    void theTrainButtonBecomesPause();
    void theDesignNoticeComesAndGoes();
    void aFaultDisablesTrain();
    void undoRestoresWithWords();
    void aFailedRunIsSaidInTheWindow();
    void divergenceIsSaidInTheWindow();
    void aFailureIsForgottenWithItsCause();

private:
    QString shownMessage(const char* bar);
};

/// What the bar says, or nothing while it is hidden.
QString MainWindowTest::shownMessage(const char* bar) {
    for (const auto* candidate : m_window->findChildren<MessageBar*>())
        if (candidate->accessibleName() == bar && candidate->isVisible())
            return candidate->text();
    return {};
}

void MainWindowTest::somethingIsThereFromTheStart() {
    open(defaultExperiment());
    QVERIFY(trainMenu().train()->isEnabled());
    QVERIFY(!trainMenu().stop()->isEnabled());
    QCOMPARE(session().editor().network()->input.elements(), 784);
    QVERIFY(shownMessage("Problem").isEmpty());
    QVERIFY(shownMessage("Notice").isEmpty());
}

void MainWindowTest::clickingTrainTrainsToTheEnd() {
    open(test::tinyExperiment(50));
    QSignalSpy ended(&controller(), &TrainingController::ended);
    click(trainMenu().train());
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(controller().finished()->reason, Finished::Reason::Completed);
    QCOMPARE(controller().stepsDone(), 50);
    const auto labels = m_window->findChildren<ElidedLabel*>();
    const auto words = std::ranges::find(labels, "Training progress in words", &QWidget::accessibleName);
    QVERIFY(words != labels.end());
    QVERIFY2((*words)->text().contains("only 50 steps"), qPrintable((*words)->text()));
    const auto bars = m_window->findChildren<QProgressBar*>();
    const auto bar = std::ranges::find(bars, "Training progress", &QWidget::accessibleName);
    QVERIFY(bar != bars.end() && (*bar)->isVisible());
    QCOMPARE((*bar)->value(), (*bar)->maximum());
}

void MainWindowTest::theTrainButtonBecomesPause() {
    open(endlessExperiment());
    QCOMPARE(trainMenu().train()->text(), "Train");
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Training);
    QCOMPARE(trainMenu().train()->text(), "Pause");
    QVERIFY(trainMenu().stop()->isEnabled());
    QVERIFY(!trainMenu().step()->isEnabled());
    QTRY_VERIFY(controller().stepsDone() > 0); // or the pause comes before the first one
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Paused);
    QCOMPARE(trainMenu().train()->text(), "Train");

    click(trainMenu().stop());
    QTRY_COMPARE(controller().state(), State::Finished);
    click(trainMenu().reset());
    answer(QMessageBox::Discard);
    QTRY_COMPARE(controller().state(), State::Ready);
    QCOMPARE(controller().stepsDone(), 0);
}

void MainWindowTest::theDesignNoticeComesAndGoes() {
    open(endlessExperiment());
    trainAndPause();
    session().editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    QVERIFY(shownMessage("Notice").contains("experiment changed"));
    QVERIFY(shownMessage("Notice").contains("fresh weights"));

    QAbstractButton* undo = nullptr;
    for (auto* button : m_window->findChildren<QAbstractButton*>())
        if (button->text() == "Undo change")
            undo = button;
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(shownMessage("Notice").isEmpty());
    QCOMPARE(session().editor().experiment().network.code.size, 2);
    QCOMPARE(controller().state(), State::Paused);

    session().editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    click(trainMenu().train());
    answer(QMessageBox::Discard);
    QVERIFY(shownMessage("Notice").isEmpty());
    QTRY_COMPARE(controller().state(), State::Training);
    QCOMPARE(controller().runInfo()->experiment.network.code.size, 3);
}

void MainWindowTest::aFaultDisablesTrain() {
    open(endlessExperiment());
    session().editor().edit("Pooling", test::faultyExperiment());
    const QString fault = session().obstacle();
    QVERIFY(!fault.isEmpty());
    QVERIFY(!trainMenu().train()->isEnabled());
    QVERIFY(!trainMenu().step()->isEnabled());
    QVERIFY(trainMenu().train()->toolTip().contains(fault));
    click(trainMenu().train());
    QCOMPARE(controller().state(), State::Ready);

    session().editor().undoStack()->undo();
    QVERIFY(trainMenu().train()->isEnabled());
}

void MainWindowTest::undoRestoresWithWords() {
    open(endlessExperiment());
    session().editor().edit("Set code size to 3", withCodeSize(endlessExperiment(), 3));
    const auto actions = m_window->findChildren<QAction*>();
    const auto undo = std::find_if(actions.begin(), actions.end(), [](const QAction* action) {
        return action->shortcut() == QKeySequence(QKeySequence::Undo);
    });
    QVERIFY(undo != actions.end());
    QVERIFY((*undo)->text().contains("Set code size to 3"));
    QTest::keySequence(&*m_window, QKeySequence(QKeySequence::Undo));
    QVERIFY(session().editor().experiment() == endlessExperiment());
    QTest::keySequence(&*m_window, QKeySequence(QKeySequence::Redo));
    QCOMPARE(session().editor().experiment().network.code.size, 3);
}

void MainWindowTest::aFailedRunIsSaidInTheWindow() {
    open(endlessExperiment());
    Experiment experiment = endlessExperiment();
    experiment.dataset = {"csv", {{"file", m_folder.filePath("missing.csv").toStdString()}}};
    session().editor().edit("Open missing.csv", complete(experiment));
    QTRY_VERIFY(shownMessage("Problem").contains("missing.csv"));
    QVERIFY(!QApplication::activeModalWidget());

    session().editor().undoStack()->undo();
    QTRY_COMPARE(controller().state(), State::Ready);
    QVERIFY(shownMessage("Problem").isEmpty());
}

void MainWindowTest::divergenceIsSaidInTheWindow() {
    Experiment experiment = withField(endlessExperiment(), "training.loss", "mse");
    experiment = withField(experiment, "training.output", "linear");
    experiment = withField(experiment, "training.optimiser", "sgd");
    open(complete(withField(experiment, "training.learningRate", "10")));
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Finished);
    QCOMPARE(controller().finished()->reason, Finished::Reason::Diverged);
    QCOMPARE(shownMessage("Problem").toStdString(), controller().finished()->message);
}

void MainWindowTest::aFailureIsForgottenWithItsCause() {
    open(endlessExperiment());
    trainAndPause();
    Experiment experiment = endlessExperiment();
    experiment.dataset = {"csv", {{"file", m_folder.filePath("missing.csv").toStdString()}}};
    session().editor().edit("Open missing.csv", complete(experiment));
    QTRY_VERIFY(shownMessage("Problem").contains("missing.csv"));
    const auto labels = m_window->statusBar()->findChildren<ElidedLabel*>();
    const auto data = std::ranges::find(labels, "Data", &QWidget::accessibleName);
    QVERIFY(data != labels.end());
    QVERIFY((*data)->text().contains("missing.csv"));
    QVERIFY(!trainMenu().train()->isEnabled());

    QFile broken(m_folder.filePath("broken.csv")); // other data that fail change nothing about these
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("1,2\n3\n") > 0);
    broken.close();
    m_window->documents().open(broken.fileName());
    QTRY_VERIFY(shownMessage("Problem").contains("broken.csv"));
    QVERIFY((*data)->text().contains("missing.csv"));
    QVERIFY(!trainMenu().train()->isEnabled());
    QVERIFY(trainMenu().reset()->isEnabled()); // tries again

    session().editor().undoStack()->undo();
    QVERIFY(shownMessage("Problem").isEmpty());
    QTRY_VERIFY((*data)->text().contains("to learn from"));
    QCOMPARE(controller().state(), State::Paused);
}

HOURGLASS_TEST(MainWindowTest)
#include "MainWindowTest.moc"
