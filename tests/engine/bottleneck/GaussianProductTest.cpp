// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianProduct.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <cmath>
#include <vector>

using namespace hourglass;

class GaussianProductTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Beside the textbook's formula in precisions, written out and differentiated by LibTorch.
    void agreesWithPrecisions_data() {
        QTest::addColumn<double>("trust");
        QTest::addColumn<bool>("drawn");
        for (const double trust : {1.0, 0.3, 1e-6})
            for (const bool drawn : {true, false})
                QTest::addRow("trust %g%s", trust, drawn ? ", drawn" : "") << trust << drawn;
    }
    void agreesWithPrecisions() {
        QFETCH(double, trust);
        QFETCH(bool, drawn);
        at::Generator generator = seededGenerator(1, "test");
        const auto random = [&] { return at::empty({6, 4}, at::kDouble).normal_(0, 1.5, generator).requires_grad_(); };
        const Gaussian first{random(), random()}, second{random(), random()};
        const at::Tensor logTrust = at::full({}, std::log(trust), at::kDouble).requires_grad_();
        const at::Tensor noise = drawn ? random().detach() : at::Tensor();
        const std::vector<at::Tensor> inputs{first.mean, first.logVariance, second.mean, second.logVariance, logTrust};

        const at::Tensor ownPrecision = (-first.logVariance).exp(), others = logTrust.exp() * (-second.logVariance).exp();
        const at::Tensor variance = 1 / (ownPrecision + others);
        const at::Tensor mean = variance * (ownPrecision * first.mean + others * second.mean);
        const std::vector<at::Tensor> expected{mean, variance.log(), drawn ? mean + variance.sqrt() * noise : mean};

        const GaussianProduct product = gaussianProduct(first, second, logTrust, noise);
        const std::vector<at::Tensor> found{product.density.mean, product.density.logVariance, product.value};
        at::Tensor expectedSum = at::zeros({}, at::kDouble), foundSum = at::zeros({}, at::kDouble);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(found[i].allclose(expected[i], 1e-9, 1e-9));
            const at::Tensor weight = random().detach(); // so that no two gradients are alike
            expectedSum = expectedSum + (weight * expected[i]).sum();
            foundSum = foundSum + (weight * found[i]).sum();
        }
        const auto wanted = torch::autograd::grad({expectedSum}, inputs), got = torch::autograd::grad({foundSum}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(got[i].allclose(wanted[i], 1e-8, 1e-8), qPrintable(QString::number(i)));
    }

    // One of them may be far more certain than the other, and than floats can tell.
    void staysFinite() {
        const auto all = [](double value) { return at::full({1, 2}, value); };
        const GaussianProduct product = gaussianProduct({all(3), all(10)}, {all(-2), all(-10)}, at::zeros({}), all(1));
        QVERIFY((product.density.mean + 2).abs().max().item<double>() < 1e-6);
        QVERIFY((product.density.logVariance + 10).abs().max().item<double>() < 1e-4);
        const GaussianProduct untrusted =
            gaussianProduct({all(3), all(10)}, {all(-2), all(-10)}, at::full({}, -69.0), all(0));
        QVERIFY((untrusted.value - 3).abs().max().item<double>() < 1e-6);
    }
};

HOURGLASS_TEST(GaussianProductTest)
#include "GaussianProductTest.moc"
