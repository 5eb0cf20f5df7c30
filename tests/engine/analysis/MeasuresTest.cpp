// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Measures.h"
#include "engine/analysis/Evaluation.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

using namespace hourglass;
using test::trained;

namespace {

at::Tensor weight(const Model& model, const std::string& name) {
    return namedState(*model.internals().autoencoder).at(name).detach().to(at::kDouble);
}

/// Six features through a code of two, all of it linear: z ~ N(0, I) and, with squared error, x|z ~ N(W z + b, I / 2).
Model linearGaussian(const std::string& loss = "mse") {
    Experiment experiment = withVariant(test::tinyExperiment(), "variational");
    experiment.dataset = {"customers-products", {}};
    experiment.network = {{}, {"vector", 2, "none"}, true, {}};
    experiment.training.set("loss", loss);
    experiment.training.set("epochs", std::int64_t(300));
    experiment.training.set("learningRate", 0.02);
    return trained(complete(experiment));
}

constexpr double customers[5][6] = {
    {1, 1, 0, 0, 0, 0}, {1, 0, 0, 0, 1, 0}, {0, 1, 1, 1, 0, 0}, {1, 1, 0, 0, 1, 0}, {0, 0, 0, 1, 0, 1}};

} // namespace

class MeasuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The linear model's density is known: x ~ N(b, I / 2 + W Wᵀ).
    void likelihoodOfALinearModel() {
        const Model model = linearGaussian();
        const at::Tensor w = weight(model, "decoder.0.weight"), b = weight(model, "decoder.0.bias");
        const at::Tensor covariance = 0.5 * at::eye(6, at::kDouble) + w.mm(w.t());
        double expected = 0;
        for (const auto& customer : customers) {
            const at::Tensor offset = at::tensor(at::ArrayRef<double>(customer, 6)) - b;
            const at::Tensor distance = offset.dot(at::linalg_inv(covariance).mv(offset));
            const at::Tensor determinant = at::logdet(2 * std::numbers::pi * covariance);
            expected -= 0.5 * (distance + determinant).item<double>() / 5;
        }
        const LikelihoodEstimate many = estimateLikelihood(model, model.experiment(), 5000);
        QVERIFY2(std::abs(many.nats - expected) < 0.02, qPrintable(QString("%1, %2").arg(many.nats).arg(expected)));
        QCOMPARE(many.codes, 5000);
        QVERIFY(many.isProbability && !many.givenClass);
        QVERIFY(many.standardError > 0);
    }

    // With absolute error p(x|z) = Π ½ exp(−|x − W z − b|), here summed over a grid of codes.
    void likelihoodOfAbsoluteErrors() {
        const Model model = linearGaussian("l1");
        constexpr double step = 0.05;
        const at::Tensor axis = at::arange(-6.0, 6.0, step, at::kDouble);
        const at::Tensor codes = at::cartesian_prod({axis, axis});
        const at::Tensor prior = (codes.square().sum(1) / -2).exp() / (2 * std::numbers::pi) * step * step;
        const at::Tensor rebuilt = codes.mm(weight(model, "decoder.0.weight").t()) + weight(model, "decoder.0.bias");
        double expected = 0;
        for (const auto& customer : customers) {
            const at::Tensor error = (at::tensor(at::ArrayRef<double>(customer, 6)) - rebuilt).abs().sum(1);
            expected += ((-error).exp() / std::pow(2, 6) * prior).sum().log().item<double>() / 5;
        }
        const LikelihoodEstimate many = estimateLikelihood(model, model.experiment(), 5000);
        QVERIFY2(std::abs(many.nats - expected) < 0.02, qPrintable(QString("%1, %2").arg(many.nats).arg(expected)));
        QVERIFY(many.isProbability);
    }

    void likelihoodNeedsAPosterior() {
        const Model plain = trained(test::tinyExperiment());
        QVERIFY_THROWS_EXCEPTION(Error, estimateLikelihood(plain, plain.experiment(), 10));
        QVERIFY_THROWS_EXCEPTION(Error, measureSamples(plain, plain.experiment(), 10));
        const Model model = linearGaussian();
        QVERIFY_THROWS_EXCEPTION(Error, estimateLikelihood(model, model.experiment(), 0));
        QVERIFY_THROWS_EXCEPTION(Error, measureSamples(model, model.experiment(), 1));
    }

    // More codes bring the estimate nearer to log p(x), from below: also with dependent latent variables.
    void moreCodesRaiseTheBound() {
        for (const char* variant : {"variational", "graph-vae", "conditional-variational"}) {
            const Model model = trained(test::tinyVariant(variant));
            double done = 0;
            const double few = estimateLikelihood(model, model.experiment(), 1).nats;
            const double more = estimateLikelihood(model, model.experiment(), 50, [&](double share) { done = share; }).nats;
            QVERIFY2(more > few, variant);
            QCOMPARE(done, 1.0);
        }
    }

    void saysWhatIsNoProbability() {
        Experiment experiment = withField(test::tinyVariant("conditional-variational"), "training.epochs", "1");
        const LikelihoodEstimate grey = estimateLikelihood(trained(experiment), experiment, 1);
        QVERIFY(!grey.isProbability && grey.givenClass);
        experiment.dataset.parameters.set("binarise", true);
        QVERIFY(estimateLikelihood(trained(experiment), experiment, 1).isProbability);
    }

    void diversityOfALinearModel() {
        const Model model = linearGaussian();
        const at::Tensor w = weight(model, "decoder.0.weight");
        at::Tensor data = at::empty({5, 6}, at::kDouble);
        for (int i = 0; i < 5; ++i)
            data[i].copy_(at::tensor(at::ArrayRef<double>(customers[i], 6)));
        const double expected = w.square().sum().item<double>() / data.var(0, /*unbiased=*/false).sum().item<double>();
        const SampleFigures found = measureSamples(model, model.experiment(), 50'000);
        QVERIFY(std::abs(found.diversity - expected) < 0.03 * expected);
        QVERIFY(std::isnan(found.sharpness)); // no picture
        QCOMPARE(found.count, 50'000);
    }

    void momentsOfTheCode() {
        const Model model = trained(test::tinyExperiment());
        const auto dataset = loadDataset(model.experiment().dataset);
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const at::NoGradGuard noGradient;
        const at::Tensor codes =
            autoencoder.encode(dataset->validation.range(0, dataset->validation.count())).to(at::kDouble);
        const CodeFigures found = evaluate(model, model.experiment()).code;
        QVERIFY(std::abs(found.mean - codes.mean().item<double>()) < 1e-5);
        QVERIFY(std::abs(found.largestMean - codes.mean(0).abs().max().item<double>()) < 1e-5);
        QVERIFY(std::abs(found.variance - codes.var(0, false).mean().item<double>()) < 1e-4);
    }

    void sharpnessByLoops() {
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor pictures = at::rand({2, 1, 5, 7}, generator);
        double expected = 0;
        for (int n = 0; n < 2; ++n) {
            std::vector<double> values;
            const auto at = [&](int y, int x) { return pictures[n][0][y][x].item<double>(); };
            for (int y = 1; y < 4; ++y)
                for (int x = 1; x < 6; ++x)
                    values.push_back(4 * at(y, x) - at(y - 1, x) - at(y + 1, x) - at(y, x - 1) - at(y, x + 1));
            double mean = 0, squares = 0;
            for (const double value : values) {
                mean += value / double(values.size());
                squares += value * value / double(values.size());
            }
            expected += (squares - mean * mean) / 2;
        }
        QVERIFY(std::abs(laplacianVariance(pictures, {{1, 5, 7}}) - expected) < 1e-5);
        QVERIFY(std::isnan(laplacianVariance(at::rand({2, 6}), {{6}})));
        QCOMPARE(laplacianVariance(at::ones({1, 1, 4, 4}), {{1, 4, 4}}), 0.0);
    }

    void figuresFollowTheConditions() {
        const Model model = trained(test::tinyExperiment());
        Experiment noisy = model.experiment();
        noisy.corruption = {"masking", {{"amount", 0.5}}};
        QVERIFY(evaluate(model, noisy).mse > evaluate(model, model.experiment()).mse);
        QVERIFY_THROWS_EXCEPTION(Error, evaluate(model, model.experimentOn({"customers-products", {}})));
    }

    void aCopyHasWeightsOfItsOwn() {
        for (const char* variant : {"undercomplete", "vae-gan"}) {
            const Model model = trained(test::tinyVariant(variant));
            const Model copy = model.copy();
            QCOMPARE(evaluate(copy, copy.experiment()).mse, evaluate(model, model.experiment()).mse);
            QCOMPARE(copy.metrics().mse, model.metrics().mse);
            const double before = evaluate(model, model.experiment()).mse;
            const at::NoGradGuard noGradient;
            for (at::Tensor& weight : copy.internals().autoencoder->parameters())
                weight.zero_();
            QCOMPARE(evaluate(model, model.experiment()).mse, before);
        }
    }
};

HOURGLASS_TEST(MeasuresTest)
#include "MeasuresTest.moc"
