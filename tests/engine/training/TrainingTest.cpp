// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Measures.h"
#include "engine/training/Schedule.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hourglass;
using test::Recorder;
using test::run;
using test::sameWeights;
using test::tinyExperiment;
using test::tinyVariant;

namespace {

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
        QCOMPARE(recorder.info.album->count(), 300);
        QCOMPARE(recorder.pcaMse, result.finished.metrics.pcaMse);
        QCOMPARE(result.finished.metrics.mse, recorder.epochs.back().validationMse);
        QCOMPARE(evaluate(result.model, result.model.experiment()).mse, result.finished.metrics.mse);
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

    // On few samples and with long steps, the network soon learns them by heart and the validation objective rises.
    void earlyStoppingGoesBackToTheBestEpoch() {
        Experiment experiment = withField(tinyExperiment(), "training.patience", "3");
        experiment = withField(experiment, "training.learningRate", "0.01");
        experiment = withField(experiment, "training.schedule", "constant");
        experiment = withField(experiment, "training.epochs", "300");
        Recorder recorder;
        const TrainingResult result = run(experiment, recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::EarlyStopped);
        const auto best = std::ranges::min_element(recorder.epochs, {}, &EpochReport::validationObjective);
        QCOMPARE(recorder.epochs.end() - best, 4);
        QCOMPARE(result.finished.metrics.mse, best->validationMse);
        QVERIFY(result.finished.metrics.mse != recorder.epochs.back().validationMse);
        QCOMPARE(evaluate(result.model, result.model.experiment()).mse, best->validationMse);
        const QString message = QString::fromStdString(result.finished.message);
        QVERIFY2(message.contains("epoch " + QString::number(best->epoch + 1)), qPrintable(message));
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
        const Parameters steps{
            {"schedule", "step"}, {"learningRate", 1.0}, {"stepEvery", std::int64_t(2)}, {"stepFactor", 0.1}};
        QCOMPARE(rate(steps, 19), 1.0);
        QVERIFY(std::abs(rate(steps, 45) - 0.01) < 1e-12);
        const Parameters warm{{"schedule", "constant"}, {"learningRate", 1.0}, {"warmupEpochs", 1.0}};
        QVERIFY(rate(warm, 0) > 0 && rate(warm, 0) < 0.1);
        QVERIFY(rate(warm, 5) > rate(warm, 4));
        QCOMPARE(rate(warm, 10), 1.0);
    }

    // A rectifier makes 0 of what is no number, so the loss stays finite: the weights themselves must be looked at.
    void brokenWeightsBehindARectifierAreNotKept() {
        TrainingControl control;
        control.post("break", [](const Model& model) {
            const at::NoGradGuard noGradient;
            model.internals().autoencoder->parameters()[0].fill_(std::numeric_limits<float>::quiet_NaN());
        });
        Recorder recorder;
        const TrainingResult result = train(test::tinyExperiment(), recorder, control);
        QVERIFY(result.finished.reason == Finished::Reason::Diverged);
        for (const at::Tensor& weight : result.model.internals().autoencoder->parameters())
            QVERIFY(weight.isfinite().all().item<bool>());
    }
};

HOURGLASS_TEST(TrainingTest)
#include "TrainingTest.moc"
