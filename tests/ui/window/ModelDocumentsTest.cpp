// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/charts/LossChart.h"
#include "ui/train/ReconstructionGrid.h"
#include "ui/window/Documents.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStatusBar>
#include <QUndoStack>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;

/// Models in the window: opened, gone on with, refused.
class ModelDocumentsTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void aDroppedModelGoesOnWhereItWas() {
        const QString path = trainedModel("paused", endlessExperiment());
        const auto steps = m_steps;
        open(test::tinyDigits());
        QSignalSpy batches(&controller(), &TrainingController::batchesDone);
        drop(path);
        QTRY_COMPARE(controller().state(), State::Paused);
        QCOMPARE(controller().stepsDone(), steps);
        QVERIFY(session().editor().experiment() == endlessExperiment());
        QVERIFY(m_window->windowTitle().startsWith("paused.hourglass"));
        QVERIFY(!m_window->isWindowModified());
        // Its history is on show.
        const auto history = batches.first().at(0).value<std::vector<BatchReport>>();
        QCOMPARE(history.front().step, 1);
        QCOMPARE(history.back().step, steps);
        QVERIFY(Documents::recent().first().endsWith("paused.hourglass"));

        click(trainMenu().train());
        QVERIFY(!question());
        QTRY_VERIFY(controller().stepsDone() > steps);
        QVERIFY(session().hasUnsavedTraining());
    }

    void whatAModelBroughtCountsAsSaved() {
        const QString path = trainedModel("saved", endlessExperiment());
        open(endlessExperiment());
        drop(path);
        QTRY_COMPARE(controller().state(), State::Paused);
        QVERIFY(!session().hasUnsavedTraining());
        QVERIFY(m_window->close());
    }

    void openingIsAnEdit() {
        const QString path = trainedModel("undone", endlessExperiment());
        open(test::tinyDigits());
        drop(path);
        QTRY_COMPARE(controller().state(), State::Paused);
        session().editor().undoStack()->undo();
        QVERIFY(session().editor().experiment() == test::tinyDigits());
    }

    void aFinishedModelIsShown() {
        const Experiment experiment = test::tinyExperiment(5);
        const QString path = trainedModel("finished", experiment);
        open(endlessExperiment());
        drop(path);
        QTRY_COMPARE(controller().state(), State::Finished);
        QCOMPARE(controller().stepsDone(), 5);
        QCOMPARE(controller().finished()->metrics.epochs, 5);
        QVERIFY(!session().hasUnsavedTraining());
    }

    void whatWasLearnedIsAskedAbout() {
        const QString path = trainedModel("other", endlessExperiment());
        open(test::tinyDigits());
        trainAndPause();
        const auto steps = controller().stepsDone();
        drop(path);
        QTRY_VERIFY(question());
        answer(QMessageBox::Cancel);
        QCOMPARE(controller().stepsDone(), steps);
        QVERIFY(session().editor().experiment() == test::tinyDigits());
    }

    void aDamagedModelChangesNothing_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("not one") << QByteArray("weights");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("\x40\0\0\0\0\0\0\0{", 9);
    }
    void aDamagedModelChangesNothing() {
        QFETCH(QByteArray, content);
        open(endlessExperiment());
        trainAndPause();
        QSignalSpy failed(&controller(), &TrainingController::failed);
        const QString path = m_folder.filePath("damaged.hourglass");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        drop(path);
        QVERIFY(m_window->statusBar()->currentMessage().contains("damaged.hourglass"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.first().at(0).toString().contains("damaged.hourglass"));
        QVERIFY(m_window->statusBar()->currentMessage().isEmpty());
        QCOMPARE(controller().state(), State::Paused);
        QVERIFY(!session().editor().undoStack()->canUndo());
    }

    // Nothing the user made is lost, and it is said what to do.
    void aModelWhoseDataAreGoneSaysSo() {
        const QString table = m_folder.filePath("table.csv");
        const QString path = trainedModel("dataless", test::withoutClasses(table));
        QVERIFY(QFile::remove(table));
        open(endlessExperiment());
        trainAndPause();
        const auto steps = controller().stepsDone();
        QSignalSpy failed(&controller(), &TrainingController::failed);
        drop(path);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.first().at(0).toString().contains("table.csv"));
        QCOMPARE(controller().state(), State::Paused);
        QCOMPARE(controller().stepsDone(), steps);
        QVERIFY(session().editor().experiment() == endlessExperiment());
    }

    // The run goes on from the model whatever is edited before that is on show.
    void anEditMeanwhileKeepsTheModel() {
        const QString path = trainedModel("edited", test::tinyDigits());
        open(endlessExperiment());
        drop(path);
        QTRY_VERIFY(session().editor().experiment() == test::tinyDigits());
        Experiment faster = session().editor().experiment();
        faster.training.set("learningRate", 0.002);
        session().editor().edit("Learning rate", faster);
        QTRY_VERIFY(controller().runInfo() && controller().runInfo()->stepsBefore > 0);
        QVERIFY(!session().designChanged());
    }

    void aSavedModelHoldsItsExperiment() {
        open(endlessExperiment());
        session().editor().edit("Code size", test::withCodeSize(endlessExperiment(), 3));
        QTRY_VERIFY(controller().runInfo() && controller().runInfo()->experiment.network.code.size == 3);
        trainAndPause();
        QVERIFY(m_window->isWindowModified());
        controller().save(m_folder.filePath("whole.hourglass"));
        QTRY_VERIFY(!m_window->isWindowModified());
        QVERIFY(m_window->windowTitle().startsWith("whole.hourglass"));
        QVERIFY(m_window->close());
    }

private:
    /// The file of one that was trained in a window of its own: to its end, or a few steps.
    QString trainedModel(const QString& name, const Experiment& experiment) {
        const QString path = m_folder.filePath(name + ".hourglass");
        open(experiment);
        if (experiment.training.integer("epochs") < 100) {
            click(trainMenu().train());
            [&] { QTRY_COMPARE(controller().state(), State::Finished); }();
        } else {
            trainAndPause();
        }
        QSignalSpy saved(&controller(), &TrainingController::saved);
        controller().save(path);
        [&] { QTRY_COMPARE(saved.count(), 1); }();
        m_steps = controller().stepsDone();
        m_window.reset();
        return path;
    }

    std::int64_t m_steps = 0;
};

HOURGLASS_TEST(ModelDocumentsTest)
#include "ModelDocumentsTest.moc"
