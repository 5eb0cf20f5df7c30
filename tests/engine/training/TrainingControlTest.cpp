// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

using namespace hourglass;
using test::Recorder;
using test::run;
using test::sameWeights;
using test::tinyExperiment;

/// Stopping, pausing, requests and settings that change while it trains.
class TrainingControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopEndsAfterTheBatch() {
        Recorder recorder;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.step == 4)
                control.stop();
        };
        const TrainingResult result = train(tinyExperiment(), recorder, control);
        QCOMPARE(result.finished.reason, Finished::Reason::Stopped);
        QCOMPARE(recorder.batches.size(), std::size_t(4));
    }

    void pausedTrainingServesRequestsAndStepsOnce() {
        Recorder recorder;
        TrainingControl control;
        control.pause();
        int rests = 0;
        int served = 0;
        recorder.pausedChanged = [&](bool paused) {
            if (!paused)
                return;
            switch (++rests) {
            case 1:
                QCOMPARE(recorder.batches.size(), std::size_t(0));
                control.post("look", [&](const Model&) { served += 100; });
                control.post("look", [&](const Model&) { // replaces the one before
                    ++served;
                    control.step();
                });
                break;
            case 2:
                QCOMPARE(recorder.batches.size(), std::size_t(1));
                control.resume();
                break;
            }
        };
        const TrainingResult result = train(tinyExperiment(), recorder, control);
        QCOMPARE(served, 1);
        QCOMPARE(rests, 2);
        QCOMPARE(result.finished.reason, Finished::Reason::Completed);
    }

    // Who resumes and pauses again before training has noticed must still hear that it rests.
    void aResumeThatIsTakenBackIsReported() {
        Recorder recorder;
        TrainingControl control;
        control.pause();
        std::vector<bool> heard;
        recorder.pausedChanged = [&](bool paused) {
            heard.push_back(paused);
            if (!paused)
                return;
            control.resume();
            if (heard.size() == 1)
                control.pause();
        };
        train(tinyExperiment(), recorder, control);
        QCOMPARE(heard, (std::vector<bool>{true, false, true, false}));
    }

    void pausingDoesNotChangeTheResult() {
        Recorder plain;
        const TrainingResult expected = run(tinyExperiment(), plain);
        Recorder recorder;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.step % 5 == 0)
                control.pause();
        };
        recorder.pausedChanged = [&](bool paused) {
            if (paused)
                control.resume();
        };
        QVERIFY(sameWeights(expected.model, train(tinyExperiment(), recorder, control).model));
    }

    void liveSettingsTakeEffect() {
        Recorder recorder;
        TrainingControl control;
        const Experiment experiment = withField(tinyExperiment(), "training.schedule", "constant");
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.step == 2)
                control.setLive(withField(withField(experiment, "training.learningRate", "0.5e-3"), "training.epochs", "1"));
        };
        train(experiment, recorder, control);
        QCOMPARE(recorder.batches[1].learningRate, 1e-3);
        QCOMPARE(recorder.batches[2].learningRate, 0.5e-3);
        QCOMPARE(recorder.batches.size(), std::size_t(6));
    }

    void aModelServedInTheMiddleKnowsWhereItStands() {
        Recorder recorder;
        TrainingControl control;
        const Experiment experiment = tinyExperiment();
        Metrics inTheMiddle;
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.step == 7)
                control.setLive(withField(experiment, "training.learningRate", "0.5e-3"));
            if (report.step == 14)
                control.post("look", [&](const Model& model) {
                    inTheMiddle = model.metrics();
                    QCOMPARE(model.experiment().training.real("learningRate"), 0.5e-3);
                });
        };
        train(experiment, recorder, control);
        QCOMPARE(inTheMiddle.epochs, 2);
        QCOMPARE(inTheMiddle.mse, recorder.epochs[1].validationMse);
    }

    void aChangedCorruptionHasABaselineOfItsOwn() {
        Recorder recorder;
        TrainingControl control;
        const Experiment experiment = withVariant(tinyExperiment(), "denoising");
        double before = 0;
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.step == 3) {
                before = recorder.pcaMse;
                control.setLive(withField(experiment, "corruption.amount", "0.8"));
            }
        };
        const TrainingResult result = train(experiment, recorder, control);
        QVERIFY(recorder.pcaMse > before);
        QCOMPARE(result.finished.metrics.pcaMse, recorder.pcaMse);
    }
};

HOURGLASS_TEST(TrainingControlTest)
#include "TrainingControlTest.moc"
