// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include <QFileDialog>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::withCodeSize;

/// Nothing that was learned is given up without a question.
class UnsavedTrainingTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void trainingAfreshAsksForWhatIsNotSaved_data();
    void trainingAfreshAsksForWhatIsNotSaved();
    void spaceAtTheEndLosesNothing();
    void resettingAsksOnlyForWhatWasLearned();
    void closingAsksForWhatIsNotSaved_data();
    void closingAsksForWhatIsNotSaved();
    void savingThenClosing();
    void closingWithoutTrainingAsksNothing();

private:
    void saveInTheDialog(const QString& path);
};

void UnsavedTrainingTest::saveInTheDialog(const QString& path) {
    QTRY_VERIFY(m_window->findChild<QFileDialog*>());
    auto* dialog = m_window->findChild<QFileDialog*>();
    dialog->selectFile(path);
    QTest::keyClick(dialog, Qt::Key_Return);
}

void UnsavedTrainingTest::trainingAfreshAsksForWhatIsNotSaved_data() {
    QTest::addColumn<bool>("step");
    QTest::newRow("train") << false;
    QTest::newRow("step") << true;
}

void UnsavedTrainingTest::trainingAfreshAsksForWhatIsNotSaved() {
    QFETCH(bool, step);
    open(endlessExperiment());
    QAction* action = step ? trainMenu().step() : trainMenu().train();
    trainAndPause();
    const auto steps = controller().stepsDone();
    session().editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    click(action);
    QVERIFY(question() && question()->informativeText().contains("fresh weights"));
    answer(QMessageBox::Cancel);
    QCOMPARE(controller().stepsDone(), steps);
    QCOMPARE(controller().state(), State::Paused);

    const QString path = m_folder.filePath(QString("kept by %1.hourglass").arg(QTest::currentDataTag()));
    click(action);
    answer(QMessageBox::Save);
    saveInTheDialog(path);
    QTRY_VERIFY(controller().stepsDone() > 0 && controller().runInfo() &&
                controller().runInfo()->experiment.network.code.size == 3);
    QCOMPARE(Model::load(path.toStdString()).experiment().network.code.size, 2);
}

void UnsavedTrainingTest::spaceAtTheEndLosesNothing() {
    open(test::tinyExperiment(5));
    click(trainMenu().train());
    QTRY_COMPARE(controller().state(), State::Finished);
    QTest::keyClick(&*m_window, Qt::Key_Space); // was meant to pause
    QVERIFY(question());
    answer(QMessageBox::Cancel);
    QCOMPARE(controller().state(), State::Finished);
    QCOMPARE(controller().stepsDone(), 5);

    // Saved: nothing is lost, nothing is asked.
    controller().save(m_folder.filePath("end.hourglass"));
    QTRY_VERIFY(!session().hasUnsavedTraining());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&*m_window));
    QTest::keyClick(&*m_window, Qt::Key_Space);
    QVERIFY(!question());
    QCOMPARE(controller().stepsDone(), 0);
}

void UnsavedTrainingTest::resettingAsksOnlyForWhatWasLearned() {
    open(endlessExperiment());
    click(trainMenu().reset());
    QVERIFY(!question());
    QTRY_COMPARE(controller().state(), State::Ready);
    trainAndPause();
    click(trainMenu().reset());
    answer(QMessageBox::Cancel);
    QVERIFY(controller().stepsDone() > 0);
}

void UnsavedTrainingTest::closingAsksForWhatIsNotSaved_data() {
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("closes");
    QTest::newRow("discard") << int(QMessageBox::Discard) << true;
    QTest::newRow("cancel") << int(QMessageBox::Cancel) << false;
}

void UnsavedTrainingTest::closingAsksForWhatIsNotSaved() {
    QFETCH(int, answer);
    QFETCH(bool, closes);
    open(endlessExperiment());
    trainAndPause();
    QVERIFY(!m_window->close());
    this->answer(QMessageBox::StandardButton(answer));
    QTRY_COMPARE(m_window->isVisible(), !closes);
}

void UnsavedTrainingTest::savingThenClosing() {
    open(endlessExperiment());
    trainAndPause();
    QVERIFY(!m_window->close());
    answer(QMessageBox::Save);
    QVERIFY(m_window->isVisible());
    const QString path = m_folder.filePath("closing.hourglass");
    saveInTheDialog(path);
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(Model::load(path.toStdString()).experiment() == endlessExperiment());
}

void UnsavedTrainingTest::closingWithoutTrainingAsksNothing() {
    open(endlessExperiment());
    QVERIFY(m_window->close());
}

HOURGLASS_TEST(UnsavedTrainingTest)
#include "UnsavedTrainingTest.moc"
