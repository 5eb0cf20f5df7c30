// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Measures.h"
#include "engine/core/Random.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace hourglass;

namespace {

Experiment tied(const Experiment& experiment) {
    return withField(experiment, "network.tied", "true");
}

TrainingResult run(const Experiment& experiment) {
    test::Recorder recorder;
    TrainingControl control;
    return train(experiment, recorder, control);
}

/// Whether each dense layer of the decoder is its counterpart of the encoder turned round.
bool isTurnedRound(const Model& model) {
    const Parts& parts = model.internals().autoencoder->parts();
    std::vector<at::Tensor> up = parts.encoder->allDenseWeights();
    up.push_back(parts.code->weight(0));
    const std::vector<at::Tensor> down = parts.decoder->allDenseWeights();
    for (std::size_t i = 0; i < down.size(); ++i)
        if (!down[i].equal(up[up.size() - 1 - i].t()))
            return false;
    return down.size() == up.size();
}

std::string fieldOfFault(const Experiment& experiment) {
    try {
        const Autoencoder autoencoder(complete(experiment), {{{1, 8, 8}}, true, 3});
    } catch (const Error& error) {
        return error.field();
    }
    return "accepted";
}

} // namespace

class TiedWeightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 784-32-8: two matrices and four biases.
    void everyWeightCountsOnce() {
        const NetworkReport report = inspect(tied(test::tinyExperiment()).network, {{1, 28, 28}});
        QVERIFY(!report.fault);
        QCOMPARE(report.parameters(), 784 * 32 + 32 * 8 + 32 + 8 + 32 + 784);
        Autoencoder autoencoder(tied(test::tinyExperiment()), {{{1, 28, 28}}});
        std::int64_t count = 0;
        for (const at::Tensor& weight : autoencoder.ownWeights())
            count += weight.numel();
        QCOMPARE(count, report.parameters());
    }

    // The gradient is that of both uses together: against central differences in double precision.
    void theGradientIsTheSumOfBothUses() {
        Experiment experiment = tied(defaultExperiment());
        for (LayerSpec& layer : experiment.network.encoder)
            layer.parameters = {{"units", std::int64_t(5)}, {"activation", "tanh"}};
        experiment.network.code.size = 3;
        Autoencoder autoencoder(complete(experiment), {{{1, 4, 4}}});
        autoencoder.to(at::kDouble);
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({4, 1, 4, 4}, at::kDouble).uniform_(0.1, 0.9, generator);
        const Objective objective = autoencoder.objective();
        const auto total = [&] {
            return objective.evaluate(autoencoder.forward({.input = batch, .target = batch, .labels = {}})).total;
        };
        const auto weights = autoencoder.ownWeights();
        const auto gradients = torch::autograd::grad({total()}, weights);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const at::Tensor flat = weights[i].detach().view({-1});
            for (std::int64_t j = 0; j < flat.numel(); j += 3) {
                constexpr double h = 1e-6;
                const double kept = flat[j].item<double>();
                flat[j].fill_(kept + h);
                const double above = total().item<double>();
                flat[j].fill_(kept - h);
                const double below = total().item<double>();
                flat[j].fill_(kept);
                const double expected = (above - below) / (2 * h);
                QVERIFY(std::abs(gradients[i].reshape({-1})[j].item<double>() - expected) < 1e-6 * (1 + std::abs(expected)));
            }
        }
    }

    void theyStayTiedThroughTrainingAndAFile_data() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"undercomplete", "denoising", "contractive", "deep", "stacked", "sparse"})
            QTest::newRow(variant) << variant;
    }
    void theyStayTiedThroughTrainingAndAFile() {
        QFETCH(QString, variant);
        const Experiment experiment = tied(test::tinyVariant(variant.toStdString()));
        const TrainingResult result = run(withField(experiment, "training.epochs", "1"));
        QCOMPARE(result.finished.reason, Finished::Reason::Completed);
        QVERIFY(isTurnedRound(result.model));
        QTemporaryDir folder;
        const std::string path = folder.filePath("tied.hourglass").toStdString();
        result.model.save(path);
        const Model loaded = Model::load(path);
        QVERIFY(isTurnedRound(loaded));
        QCOMPARE(evaluate(loaded, loaded.experiment()).mse, result.finished.metrics.mse);
    }

    void whatCannotBeTiedIsRefused() {
        QCOMPARE(fieldOfFault(tied(withVariant(defaultExperiment(), "convolutional"))), std::string("network.tied"));
        QCOMPARE(fieldOfFault(tied(withVariant(defaultExperiment(), "variational"))), std::string("network.tied"));
        Experiment own = tied(defaultExperiment());
        own.network.mirrored = false;
        own.network.decoder = mirroredDecoder(defaultExperiment().network, {{1, 8, 8}});
        QCOMPARE(fieldOfFault(own), std::string("network.tied"));
    }
};

HOURGLASS_TEST(TiedWeightsTest)
#include "TiedWeightsTest.moc"
