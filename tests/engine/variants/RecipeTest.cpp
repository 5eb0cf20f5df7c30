// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 8, 8}}, true, 3};

/// The variant on pictures of 8 × 8, with layers so small that every weight can be tried.
Experiment smallVariant(const std::string& id) {
    Experiment experiment = withVariant(defaultExperiment(), id);
    for (LayerSpec& layer : experiment.network.encoder)
        layer.parameters.set(layer.kind == "dense" ? "units" : "channels", std::int64_t(6));
    experiment.network.code.size = id == "k-sparse" ? 30 : id == "graph-vae" ? 10 : 4;
    return complete(experiment);
}

void addVariants(const std::string& except = {}) {
    QTest::addColumn<QString>("variant");
    for (const CatalogueEntry& entry : variantEntries())
        if (entry.id != except)
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
}

std::int64_t numbers(const torch::nn::Module& module) {
    std::int64_t sum = 0;
    for (const at::Tensor& weight : module.parameters())
        sum += weight.numel();
    return sum;
}

bool isFinite(const BarFigure& figure) {
    return !figure.values.empty() && std::ranges::all_of(figure.values, [](double value) { return std::isfinite(value); });
}

} // namespace

class RecipeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What the window says before anything is built, against what is built.
    void everyWeightIsCounted_data() { addVariants(); }
    void everyWeightIsCounted() {
        QFETCH(QString, variant);
        const Experiment experiment = smallVariant(variant.toStdString());
        const NetworkReport report = inspect(experiment, kData.shape, kData.classes);
        QVERIFY(!report.fault);
        const Autoencoder autoencoder(experiment, kData);
        const Parts& parts = autoencoder.parts();
        QCOMPARE(report.parameters(), numbers(*parts.encoder) + numbers(*parts.code) + numbers(*parts.decoder));
        QCOMPARE(report.parameters() + report.extraParameters, numbers(autoencoder));
        QCOMPARE(report.code->parameters, numbers(*parts.code));
        QCOMPARE(autoencoder.network().parameters(), report.parameters());
    }

    // Feature maps as the code, which are told classes as further maps.
    void everyWeightOfMapsIsCounted_data() {
        QTest::addColumn<QString>("variant");
        for (const char* id :
             {"convolutional-variational", "conditional-variational", "adversarial", "vae-gan", "vector-quantised"})
            QTest::newRow(id) << QString(id);
    }
    void everyWeightOfMapsIsCounted() {
        QFETCH(QString, variant);
        Experiment experiment = withVariant(defaultExperiment(), variant.toStdString());
        experiment.network = {{{"convolution", {{"channels", std::int64_t(4)}}}}, {"maps", 3, "none"}, true, {}, false};
        experiment = complete(experiment);
        const NetworkReport report = inspect(experiment, {{1, 16, 16}}, 3);
        const Autoencoder autoencoder(experiment, {{{1, 16, 16}}, true, 3});
        const Parts& parts = autoencoder.parts();
        QCOMPARE(report.parameters(), numbers(*parts.encoder) + numbers(*parts.code) + numbers(*parts.decoder));
        QCOMPARE(report.parameters() + report.extraParameters, numbers(autoencoder));
    }

    // By hand: a dense layer of 5, a code of 2 as mean and log-variance, 3 classes told to code and decoder.
    void toldClassesAndVariancesCost() {
        Experiment experiment = withVariant(defaultExperiment(), "conditional-variational");
        experiment.network = {{{"dense", {{"units", std::int64_t(5)}}}}, {"vector", 2, "none"}, true, {}, false};
        const NetworkReport report = inspect(complete(experiment), {{7}}, 3);
        QCOMPARE(report.code->parameters, (5 + 3 + 1) * 4);
        QCOMPARE(report.code->flops, 2 * (5 + 3) * 4);
        QCOMPARE(report.code->output.elements(), 2);
        QCOMPARE(report.decoder.front().parameters, (2 + 3 + 1) * 5);
        QCOMPARE(report.flops(), 2 * (7 * 5 + (5 + 3) * 4 + (2 + 3) * 5 + 5 * 7));
        QCOMPARE(report.extraParameters, 0);
        experiment.network.code.size = 40000;
        QCOMPARE(inspect(experiment, {{7}}, 3).fault->field, std::string("network.code.size"));
    }

    // The gradient of the whole objective, every station and term in it, against central differences in double precision
    // with the same random numbers at every evaluation.
    // Not of the vector-quantised one: its straight-through gradient is not that of its objective (see BottleneckTest).
    void theObjectivesGradientAgreesWithFiniteDifferences_data() { addVariants("vector-quantised"); }
    void theObjectivesGradientAgreesWithFiniteDifferences() {
        QFETCH(QString, variant);
        Autoencoder autoencoder(smallVariant(variant.toStdString()), kData);
        autoencoder.to(at::kDouble);
        const Objective objective = autoencoder.objective();
        const at::Tensor labels = at::arange(7).remainder(kData.classes);
        at::Generator data = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({7, 1, 8, 8}, at::kDouble).uniform_(0.05, 0.95, data);
        const auto total = [&] {
            at::Generator noise = seededGenerator(2, "test");
            return objective
                .evaluate(
                    autoencoder.forward({.input = batch, .target = batch, .labels = labels, .epoch = 3, .noise = &noise}))
                .total;
        };
        // The adversarial term of vae-gan leaves the encoder out by design, so its gradient is no derivative there.
        const auto weights = variant == "vae-gan" ? autoencoder.parts().decoder->parameters() : autoencoder.ownWeights();
        const auto gradients = torch::autograd::grad({total()}, weights, {}, c10::nullopt, false, /*allow_unused=*/true);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            // Convolutions keep their weights in another order than their indices have.
            const auto inMemoryOrder = [](const at::Tensor& tensor) { return tensor.as_strided({tensor.numel()}, {1}); };
            const at::Tensor gradient = at::zeros_like(weights[i]);
            if (gradients[i].defined())
                gradient.copy_(gradients[i]);
            const std::int64_t stride = std::max<std::int64_t>(1, weights[i].numel() / 5);
            for (std::int64_t j = 0; j < weights[i].numel(); j += stride) {
                constexpr double h = 1e-5;
                const at::Tensor flat = inMemoryOrder(weights[i].detach());
                const double kept = flat[j].item<double>();
                flat[j].fill_(kept + h);
                const double above = total().item<double>();
                flat[j].fill_(kept - h);
                const double below = total().item<double>();
                flat[j].fill_(kept);
                const double expected = (above - below) / (2 * h);
                const double found = inMemoryOrder(gradient)[j].item<double>();
                QVERIFY2(std::abs(found - expected) < 1e-4 * (1 + std::abs(expected)),
                         qPrintable(QString("weight %1, %2: %3 for %4").arg(i).arg(j).arg(found).arg(expected)));
            }
        }
    }

    // Drawn codes change from call to call, the most likely one does not.
    void onlyNoiseMakesACodeRandom_data() { addVariants(); }
    void onlyNoiseMakesACodeRandom() {
        QFETCH(QString, variant);
        Autoencoder autoencoder(smallVariant(variant.toStdString()), kData);
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({5, 1, 8, 8}).uniform_(0, 1, noise);
        QVERIFY(autoencoder.encode(batch).equal(autoencoder.encode(batch)));
        const bool differ = !autoencoder.codeOf(batch, {}, &noise).value.equal(autoencoder.codeOf(batch, {}, &noise).value);
        QCOMPARE(differ, autoencoder.parts().bottleneck->isStochastic());
    }

    void everyLensHoldsFiniteFigures_data() { addVariants(); }
    void everyLensHoldsFiniteFigures() {
        QFETCH(QString, variant);
        Autoencoder autoencoder(smallVariant(variant.toStdString()), kData);
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({20, 1, 8, 8}).uniform_(0, 1, noise);
        const at::Tensor labels = at::arange(20).remainder(kData.classes);
        const DataPart training{batch, labels};
        const at::NoGradGuard noGradient;
        autoencoder.eval();
        for (const Figure& figure :
             autoencoder.lens({autoencoder, training, batch, batch, autoencoder.codeOf(batch), labels, true, noise})) {
            QVERIFY(!figure.title.empty());
            if (const auto* bars = std::get_if<BarFigure>(&figure.content))
                QVERIFY2(isFinite(*bars), figure.title.c_str());
            if (const auto* pictures = std::get_if<PictureFigure>(&figure.content)) {
                QVERIFY(!pictures->pictures.empty());
                QVERIFY(pictures->opacities.empty() || pictures->opacities.size() == pictures->pictures.size());
                QVERIFY(pictures->captions.empty() || pictures->captions.size() == pictures->pictures.size());
            }
            if (const auto* graph = std::get_if<GraphFigure>(&figure.content))
                for (const GraphFigure::Edge& edge : graph->edges)
                    QVERIFY(edge.from < edge.to && edge.to < graph->nodes.size() && edge.strength >= 0 &&
                            edge.strength <= 1);
        }
    }

    void whatAVariantBroughtGoesWithIt_data() { addVariants(); }
    void whatAVariantBroughtGoesWithIt() {
        QFETCH(QString, variant);
        const Experiment start = defaultExperiment();
        const Experiment there = withVariant(start, variant.toStdString());
        const Experiment back = withVariant(there, "undercomplete");
        QCOMPARE(back.corruption.kind, std::string("none"));
        QVERIFY(inspect(back.network, {{1, 28, 28}}).code->output.elements() < 784);
    }

    // Stopping inside a stage of pretraining keeps what it learned, and the rest of the run does not happen.
    void stoppingInsideAStageKeepsItsWeights() {
        Experiment experiment = withVariant(test::tinyExperiment(), "stacked");
        test::Recorder recorder;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& report) {
            if (report.stage == 1)
                control.stop();
        };
        const TrainingResult result = train(experiment, recorder, control);
        QCOMPARE(result.finished.reason, Finished::Reason::Stopped);
        QCOMPARE(recorder.batches.back().stage, std::size_t(1));
        QVERIFY(result.finished.metrics.mse < recorder.epochs.front().validationMse * 1.5);
    }

    // Unrolling: the decoder's weights are the transposes of the encoder's once all machines are trained.
    void boltzmannMachinesAreUnrolled() {
        Experiment experiment = withVariant(test::tinyExperiment(), "deep");
        experiment = withField(withField(experiment, "variant.pretrainEpochs", "1"), "network.encoder.0.units", "40");
        test::Recorder recorder;
        TrainingControl control;
        const TrainingResult result = train(withField(experiment, "training.learningRate", "1e-8"), recorder, control);
        const Parts& parts = result.model.internals().autoencoder->parts();
        const at::Tensor up = parts.encoder->denseWeights(0).weight;
        std::size_t last = parts.decoder->size();
        while (!parts.decoder->isDense(--last))
            ;
        QVERIFY(parts.decoder->denseWeights(last).weight.allclose(up.t(), 1e-3, 1e-4));
    }
};

HOURGLASS_TEST(RecipeTest)
#include "RecipeTest.moc"
