// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Sparsity.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace hourglass;

namespace {

BatchView batchWith(const at::Tensor& code) {
    return {.input = {}, .target = {}, .labels = {}, .code = {.value = code}, .output = {}};
}

} // namespace

class SparsityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void klComparesMeanActivities() {
        const at::Tensor code = at::tensor({0.1, 0.2, 0.3, 0.6}, at::kDouble).reshape({2, 2}); // means 0.2 and 0.4
        const auto kl = [](double rho, double mean) {
            return rho * std::log(rho / mean) + (1 - rho) * std::log((1 - rho) / (1 - mean));
        };
        const auto term = makeSparsityKl(0.05, 3);
        QVERIFY(std::abs(term->value(batchWith(code)).item<double>() - kl(0.05, 0.2) - kl(0.05, 0.4)) < 1e-9);
        QCOMPARE(term->weightAt(0), 3.0);
        const at::Tensor atTarget = at::full({5, 3}, 0.05, at::kDouble);
        QVERIFY(std::abs(term->value(batchWith(atTarget)).item<double>()) < 1e-12);
    }

    // d/dz_ij = (−ρ/ρ̂ + (1 − ρ)/(1 − ρ̂)) / N, derived by hand.
    void gradientOfTheKl() {
        at::Tensor code = at::tensor({0.1, 0.3, 0.5}, at::kDouble).reshape({3, 1}).requires_grad_();
        const auto term = makeSparsityKl(0.05, 1);
        const at::Tensor gradient = torch::autograd::grad({term->value(batchWith(code))}, {code})[0];
        const double expected = (-0.05 / 0.3 + 0.95 / 0.7) / 3;
        for (int i = 0; i < 3; ++i)
            QVERIFY(std::abs(gradient[i].item<double>() - expected) < 1e-9);
    }

    void l1SumsActivities() {
        const at::Tensor code = at::tensor({-1.0, 2.0, 0.0, 3.0}).reshape({2, 2});
        QCOMPARE(makeSparsityL1(1)->value(batchWith(code)).item<double>(), 3.0);
    }

    void onlyTheKlNeedsTheWholeBatch() {
        QVERIFY(makeSparsityKl(0.05, 1)->couplesSamples());
        QVERIFY(!makeSparsityL1(1)->couplesSamples());
    }
};

HOURGLASS_TEST(SparsityTest)
#include "SparsityTest.moc"
