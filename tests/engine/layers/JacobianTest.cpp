// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Jacobian.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace hourglass;

namespace {

LayerSpec dense(std::int64_t units, const char* activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

/// Columns by central differences in double precision.
at::Tensor finiteDifferences(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& sample) {
    constexpr double h = 1e-5;
    std::vector<at::Tensor> columns;
    for (std::int64_t j = 0; j < sample.numel(); ++j) {
        const auto moved = [&](double by) {
            at::Tensor point = sample.clone();
            point.view({-1})[j] += by;
            return map(point).flatten();
        };
        columns.push_back((moved(h) - moved(-h)) / (2 * h));
    }
    return at::stack(columns, 1);
}

struct Net {
    explicit Net(std::vector<LayerSpec> layers)
        : Net(std::move(layers), seededGenerator(1, "weights")) {}
    at::Tensor forward(const at::Tensor& input) { return code.forward(encoder.forward(input)); }

    Stack encoder;
    Stack code;

private:
    Net(std::vector<LayerSpec> layers, at::Generator generator)
        : encoder({layers.begin(), layers.end() - 1}, {{6}}, generator)
        , code({layers.back()}, encoder.outputShape(), generator) {
        encoder.to(at::kDouble);
        code.to(at::kDouble);
    }
};

} // namespace

class JacobianTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactNormAgreesWithFiniteDifferences_data() {
        QTest::addColumn<int>("depth");
        QTest::addColumn<QString>("activation");
        for (const int depth : {1, 2, 3})
            for (const char* activation : {"sigmoid", "tanh", "softplus", "elu", "none"})
                QTest::addRow("%d layers, %s", depth, activation) << depth << activation;
    }
    void exactNormAgreesWithFiniteDifferences() {
        QFETCH(int, depth);
        QFETCH(QString, activation);
        const QByteArray id = activation.toUtf8();
        std::vector<LayerSpec> layers;
        for (int i = 0; i < depth; ++i)
            layers.push_back(dense(5 - i, id.constData()));
        Net net(layers);
        const auto map = [&](const at::Tensor& x) { return net.forward(x); };
        at::Generator generator = seededGenerator(2, "test");
        const at::Tensor input = at::empty({4, 6}, at::kDouble).normal_(0, 1, generator);
        const at::Tensor norms = squaredJacobianNorm({&net.encoder, &net.code}, input);
        for (int i = 0; i < 4; ++i) {
            const at::Tensor expected = finiteDifferences(map, input.narrow(0, i, 1));
            QVERIFY(jacobian(map, input.narrow(0, i, 1)).allclose(expected, 1e-5, 1e-7));
            QVERIFY(std::abs(norms[i].item<double>() / expected.square().sum().item<double>() - 1) < 1e-5);
        }
    }

    // Over many sign vectors, the estimate's mean is the exact norm.
    void theEstimateIsUnbiased() {
        Net net({dense(5, "tanh"), dense(4, "sigmoid")});
        at::Generator generator = seededGenerator(2, "test");
        const at::Tensor input = at::empty({1, 6}, at::kDouble).normal_(0, 1, generator);
        const double exact = squaredJacobianNorm({&net.encoder, &net.code}, input).item<double>();
        const auto map = [&](const at::Tensor& x) { return net.forward(x); };
        const at::Tensor estimates = estimatedSquaredJacobianNorm(map, input.expand({20'000, 6}), generator);
        const double error = estimates.std().item<double>() / std::sqrt(20'000.0);
        QVERIFY(std::abs(estimates.mean().item<double>() - exact) < 5 * error + 1e-9);
    }

    // The same in the numbers that training takes.
    void theEstimateByKernelsIsThatOfAnyMap_data() {
        QTest::addColumn<Precision>("precision");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("fp32") << Precision::Full << 1e-4;
        if (halfIsSupported())
            QTest::newRow("bf16") << Precision::Half << 0.05;
    }
    void theEstimateByKernelsIsThatOfAnyMap() {
        QFETCH(Precision, precision);
        QFETCH(double, tolerance);
        at::Generator generator = seededGenerator(3, "test");
        Stack encoder({dense(96, "tanh"), dense(40, "sigmoid")}, {{200}}, generator);
        Stack code({dense(16, "elu")}, encoder.outputShape(), generator);
        encoder.setPrecision(precision);
        const at::Tensor input = at::empty({7, 200}).normal_(0, 1, generator);
        const auto gradients = [&](const at::Tensor& norms) {
            return torch::autograd::grad({norms.sum()}, {encoder.denseWeights(0).weight, encoder.denseWeights(1).bias});
        };
        at::Generator one = seededGenerator(4, "test"), other = seededGenerator(4, "test");
        const auto found = gradients(probedSquaredJacobianNorm({&encoder, &code}, input, one));
        encoder.setPrecision(Precision::Full);
        const auto map = [&](const at::Tensor& x) { return code.forward(encoder.forward(x)); };
        const auto expected = gradients(estimatedSquaredJacobianNorm(map, input, other));
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(((found[i] - expected[i]).norm() / expected[i].norm()).item<double>() < tolerance);
    }

    // Dense layers' own way and the one through any map are two derivations of the same estimate, with the same signs.
    void theEstimateOfDenseLayersIsThatOfAnyMap() {
        Net net({dense(5, "tanh"), dense(4, "sigmoid")});
        at::Generator draw = seededGenerator(2, "test"), one = seededGenerator(3, "test"),
                      other = seededGenerator(3, "test");
        const at::Tensor input = at::empty({7, 6}, at::kDouble).normal_(0, 1, draw);
        const auto map = [&](const at::Tensor& x) { return net.forward(x); };
        const at::Tensor found = probedSquaredJacobianNorm({&net.encoder, &net.code}, input, one);
        const at::Tensor expected = estimatedSquaredJacobianNorm(map, input, other);
        QVERIFY(found.allclose(expected, 1e-9, 1e-12));
        const std::vector<at::Tensor> weights{net.encoder.denseWeights(0).weight, net.encoder.denseWeights(0).bias,
                                              net.code.denseWeights(0).weight};
        const auto foundGradients = torch::autograd::grad({found.sum()}, weights);
        const auto expectedGradients = torch::autograd::grad({expected.sum()}, weights);
        for (std::size_t i = 0; i < weights.size(); ++i)
            QVERIFY(foundGradients[i].allclose(expectedGradients[i], 1e-9, 1e-12));
    }

    // The gradient that training follows, against differences of the norm itself.
    void itsGradientAgreesWithFiniteDifferences() {
        Net net({dense(5, "sigmoid"), dense(3, "tanh")});
        at::Generator generator = seededGenerator(2, "test");
        const at::Tensor input = at::empty({3, 6}, at::kDouble).normal_(0, 1, generator);
        const auto value = [&] { return squaredJacobianNorm({&net.encoder, &net.code}, input).mean(); };
        for (const at::Tensor& weight :
             {net.encoder.denseWeights(0).weight, net.encoder.denseWeights(0).bias, net.code.denseWeights(0).weight}) {
            const at::Tensor gradient = torch::autograd::grad({value()}, {weight})[0].flatten();
            for (std::int64_t i = 0; i < weight.numel(); i += 4) {
                constexpr double h = 1e-6;
                double* number = weight.data_ptr<double>() + i;
                const double kept = *number;
                *number = kept + h;
                const double above = value().item<double>();
                *number = kept - h;
                const double below = value().item<double>();
                *number = kept;
                QVERIFY(std::abs(gradient[i].item<double>() - (above - below) / (2 * h)) < 1e-5);
            }
        }
    }

    // The products in fp32 and bf16 that training takes, against LibTorch's own in double precision.
    void kernelsAgreeWithDoubles_data() {
        QTest::addColumn<Precision>("precision");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("fp32") << Precision::Full << 1e-5;
        QTest::newRow("bf16") << Precision::Half << 0.02;
    }
    void kernelsAgreeWithDoubles() {
        QFETCH(Precision, precision);
        QFETCH(double, tolerance);
        at::Generator generator = seededGenerator(3, "test");
        Stack encoder({dense(96, "tanh"), dense(40, "sigmoid")}, {{200}}, generator); // large enough to be rounded
        Stack code({dense(16, "elu")}, encoder.outputShape(), generator);
        encoder.setPrecision(precision);
        const at::Tensor input = at::empty({7, 200}).normal_(0, 1, generator);
        const at::Tensor share = at::empty({7}).uniform_(0, 1, generator);
        const auto measured = [&](at::ScalarType type) {
            const at::Tensor norms = squaredJacobianNorm({&encoder, &code}, input.to(type));
            std::vector<at::Tensor> values{norms};
            for (const at::Tensor& gradient : torch::autograd::grad(
                     {(norms * share.to(type)).sum()}, {encoder.denseWeights(0).weight, encoder.denseWeights(0).bias,
                                                        encoder.denseWeights(1).weight, code.denseWeights(0).weight}))
                values.push_back(gradient);
            return values;
        };
        const std::vector<at::Tensor> ours = measured(at::kFloat);
        encoder.to(at::kDouble);
        code.to(at::kDouble);
        const std::vector<at::Tensor> exact = measured(at::kDouble);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            const double error = ((ours[i] - exact[i]).norm() / exact[i].norm()).item<double>();
            QVERIFY2(error < tolerance, qPrintable(QStringLiteral("%1: %2").arg(i).arg(error)));
        }
        QVERIFY(precision == Precision::Full || !ours[0].to(at::kDouble).allclose(exact[0], 1e-5));
    }
};

HOURGLASS_TEST(JacobianTest)
#include "JacobianTest.moc"
