// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/training/ModelInternals.h"
#include "engine/training/Optimiser.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;
using test::Recorder;
using test::tinyExperiment;
using test::tinyVariant;

namespace {

TrainingResult run(const Experiment& experiment, Recorder& recorder) {
    TrainingControl control;
    return train(experiment, recorder, control);
}

bool sameWeights(const Model& a, const Model& b) {
    const auto left = a.internals().autoencoder->parameters();
    const auto right = b.internals().autoencoder->parameters();
    for (std::size_t i = 0; i < left.size(); ++i)
        if (!left[i].equal(right[i]))
            return false;
    return left.size() == right.size();
}

std::vector<EpochReport> epochsOf(const Recorder& recorder, std::size_t stage) {
    std::vector<EpochReport> epochs;
    for (const EpochReport& epoch : recorder.epochs)
        if (epoch.stage == stage)
            epochs.push_back(epoch);
    return epochs;
}

bool allFinite(const Model& model) {
    for (const at::Tensor& weights : model.internals().autoencoder->parameters())
        if (!weights.isfinite().all().item<bool>())
            return false;
    return true;
}

} // namespace

class TrainingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVariantLearns_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantLearns() {
        QFETCH(QString, variant);
        Recorder recorder;
        const TrainingResult result = run(tinyVariant(variant.toStdString()), recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::Completed);
        QVERIFY(allFinite(result.model));
        QVERIFY(!recorder.info.stages.empty());
        for (std::size_t stage = 0; stage < recorder.info.stages.size(); ++stage) {
            const auto epochs = epochsOf(recorder, stage);
            QCOMPARE(std::int64_t(epochs.size()), recorder.info.stages[stage].epochs);
            QVERIFY(epochs.back().trainingObjective < epochs.front().trainingObjective);
            QVERIFY(epochs.back().validationObjective < epochs.front().validationObjective);
        }
    }

    void theSameSeedGivesTheSameWeights_data() { everyVariantLearns_data(); }
    void theSameSeedGivesTheSameWeights() {
        QFETCH(QString, variant);
        const Experiment experiment = withField(tinyVariant(variant.toStdString()), "training.epochs", "1");
        Recorder recorder;
        const TrainingResult first = run(experiment, recorder);
        QVERIFY(sameWeights(first.model, run(experiment, recorder).model));
        QVERIFY(!sameWeights(first.model, run(withField(experiment, "training.seed", "2"), recorder).model));
    }

    void reportsAreCompleteAndInOrder() {
        Recorder recorder;
        const TrainingResult result = run(tinyExperiment(), recorder);
        // 270 training samples in batches of 50 are 6 steps; 3 epochs.
        QCOMPARE(recorder.info.stepsPerEpoch, 6);
        QCOMPARE(recorder.batches.size(), std::size_t(18));
        for (std::size_t i = 0; i < recorder.batches.size(); ++i) {
            QCOMPARE(recorder.batches[i].step, std::int64_t(i) + 1);
            QCOMPARE(recorder.batches[i].epoch, std::int64_t(i) / 6);
        }
        QCOMPARE(recorder.snapshots.front().step, 0);
        QCOMPARE(recorder.snapshots.back().step, 18);
        QCOMPARE(recorder.snapshots.back().latent.x.size(), std::size_t(30));
        QCOMPARE(recorder.info.latentThumbnails.size(), std::size_t(30));
        QCOMPARE(recorder.pcaMse, result.finished.metrics.pcaMse);
        QCOMPARE(result.finished.metrics.mse, recorder.epochs.back().validationMse);
        QCOMPARE(result.model.evaluate().mse, result.finished.metrics.mse);
    }

    // The best linear autoencoder is PCA (Baldi & Hornik, 1989): no training may beat it on its own training part, and a
    // good one comes close.
    void aLinearAutoencoderReachesPca() {
        const Experiment experiment = experimentFromJson(R"({
            "dataset": {"kind": "digits", "limit": 600, "validationShare": 0},
            "network": {"encoder": [], "code": {"size": 8}},
            "training": {"loss": "mse", "epochs": 200, "batchSize": 100, "learningRate": 0.003}})");
        Recorder recorder;
        const Metrics metrics = run(experiment, recorder).finished.metrics;
        QVERIFY2(metrics.mse < 1.02 * metrics.pcaMse, qPrintable(QString::number(metrics.mse / metrics.pcaMse)));
        QVERIFY2(metrics.mse > 0.9999 * metrics.pcaMse, qPrintable(QString::number(metrics.mse / metrics.pcaMse)));
    }

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

    void divergenceKeepsGoodWeightsAndNamesTheCause() {
        Experiment experiment = withField(tinyExperiment(), "training.optimiser", "sgd");
        experiment = withField(experiment, "training.loss", "mse");
        experiment = withField(experiment, "training.learningRate", "10");
        Recorder recorder;
        const TrainingResult result = run(experiment, recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::Diverged);
        const QString message = QString::fromStdString(result.finished.message);
        QVERIFY2(message.contains("reconstruction") && message.contains("learning rate 10"), qPrintable(message));
        QVERIFY(allFinite(result.model));
        QVERIFY(std::isfinite(result.finished.metrics.mse));
    }

    // One step an epoch: the figures of the epoch meet the broken weights before any batch does.
    void divergenceIsNoticedBeforeTheFiguresAreTaken() {
        Experiment experiment = experimentFromJson(
            "{\"dataset\": {\"kind\": \"customers-products\"}, \"network\": {\"code\": {\"size\": 2}},"
            " \"training\": {\"optimiser\": \"sgd\", \"loss\": \"mse\", \"learningRate\": 10, \"epochs\": 200}}");
        Recorder recorder;
        const TrainingResult result = run(experiment, recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::Diverged);
        QVERIFY(allFinite(result.model));
        QVERIFY(std::isfinite(result.finished.metrics.mse));
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

    void earlyStoppingWaitsForItsPatience() {
        // A learning rate of next to nothing cannot improve anything visible in 32-bit numbers.
        Experiment experiment = withField(tinyExperiment(), "training.patience", "2");
        experiment = withField(experiment, "training.optimiser", "sgd");
        experiment = withField(experiment, "training.learningRate", "1e-8");
        experiment = withField(experiment, "training.momentum", "0");
        experiment = withField(experiment, "training.gradientClip", "1e-6");
        experiment = withField(experiment, "training.epochs", "20");
        Recorder recorder;
        QCOMPARE(run(experiment, recorder).finished.reason, Finished::Reason::EarlyStopped);
        QCOMPARE(recorder.epochs.size(), std::size_t(3));
    }

    void anInvalidExperimentNamesItsField() {
        const auto fieldOf = [](const char* path, const char* value) -> std::string {
            try {
                Recorder recorder;
                run(withField(tinyExperiment(), path, value), recorder);
            } catch (const Error& error) {
                return error.field();
            }
            return "accepted";
        };
        QCOMPARE(fieldOf("network.code.size", "784"), std::string("network.code.size"));
        QCOMPARE(fieldOf("training.output", "linear"), std::string("training.output"));
    }

    void schedulesFollowTheirFormulas() {
        const auto rate = [](Parameters given, std::int64_t step) {
            return scheduledRate(complete(trainingSchema(), given, "training"), step, 10);
        };
        const Parameters cosine{{"epochs", std::int64_t(10)}, {"learningRate", 1.0}};
        QCOMPARE(rate(cosine, 0), 1.0);
        QVERIFY(std::abs(rate(cosine, 50) - 0.5) < 1e-12);
        QVERIFY(std::abs(rate(cosine, 25) - 0.5 * (1 + std::sqrt(0.5))) < 1e-12);
        QVERIFY(rate(cosine, 100) < 1e-12);
        const Parameters steps{{"schedule", "step"}, {"learningRate", 1.0}, {"stepEvery", std::int64_t(2)}, {"stepFactor", 0.1}};
        QCOMPARE(rate(steps, 19), 1.0);
        QVERIFY(std::abs(rate(steps, 45) - 0.01) < 1e-12);
        const Parameters warm{{"schedule", "constant"}, {"learningRate", 1.0}, {"warmupEpochs", 1.0}};
        QVERIFY(rate(warm, 0) > 0 && rate(warm, 0) < 0.1);
        QVERIFY(rate(warm, 5) > rate(warm, 4));
        QCOMPARE(rate(warm, 10), 1.0);
    }
};

HOURGLASS_TEST(TrainingTest)
#include "TrainingTest.moc"
