// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/Rbm.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

constexpr int kVisible = 6;
constexpr int kHidden = 4;

Rbm machine(Rbm::Hidden hidden = Rbm::Hidden::Binary) {
    at::Generator generator = seededGenerator(1, "test");
    const auto normal = [&](at::IntArrayRef sizes) { return at::empty(sizes, at::kDouble).normal_(0, 0.7, generator); };
    return {normal({kHidden, kVisible}), normal({kHidden}), normal({kVisible}), hidden};
}

at::Tensor bits(int number, int count) {
    at::Tensor row = at::zeros({1, count}, at::kDouble);
    for (int i = 0; i < count; ++i)
        row[0][i] = double(number >> i & 1);
    return row;
}

at::Tensor everyState(int count) {
    std::vector<at::Tensor> rows;
    for (int number = 0; number < 1 << count; ++number)
        rows.push_back(bits(number, count));
    return at::cat(rows);
}

double energy(const Rbm& rbm, const at::Tensor& v, const at::Tensor& h) {
    return -(v.dot(rbm.visibleBias) + h.dot(rbm.hiddenBias) + h.dot(rbm.weight.mv(v))).item<double>();
}

/// log Σ_h exp(−E(v, h)) of each row of `visible`, over all 16 states of the hidden units: log p(v), but for a constant.
at::Tensor logWeight(const Rbm& rbm, const at::Tensor& visible) {
    const at::Tensor hidden = everyState(kHidden);
    const at::Tensor interaction = visible.mm(rbm.weight.t()).mm(hidden.t()); // visible rows × states
    return (interaction + hidden.mv(rbm.hiddenBias) + visible.mv(rbm.visibleBias).unsqueeze(1)).logsumexp(1);
}

/// Contrastive divergence from `v`, its second half averaged over what the hidden units may be.
/// @param states        states × hidden
/// @param probability   states × 1
RbmGradient expectedGradient(const Rbm& rbm, const at::Tensor& v, const at::Tensor& states, const at::Tensor& probability) {
    const at::Tensor driven = rbm.hiddenMean(v), down = rbm.visibleMean(states), again = rbm.hiddenMean(down);
    return {driven.t().mm(v) - (probability * again).t().mm(down), driven[0] - (probability * again).sum(0),
            v[0] - (probability * down).sum(0), driven};
}

void compare(const RbmGradient& estimate, const RbmGradient& expected, double tolerance) {
    const auto near = [&](const at::Tensor& a, const at::Tensor& b) {
        return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
    };
    QVERIFY(near(estimate.weight, expected.weight));
    QVERIFY(near(estimate.hiddenBias, expected.hiddenBias));
    QVERIFY(near(estimate.visibleBias, expected.visibleBias));
}

} // namespace

class RbmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ½|h − c|² in place of −cᵀh, integrated numerically over one Gaussian unit.
    void theMeanOfAGaussianUnitFollowsFromTheEnergy() {
        Rbm rbm = machine(Rbm::Hidden::Gaussian);
        rbm.weight = rbm.weight.narrow(0, 0, 1);
        rbm.hiddenBias = rbm.hiddenBias.narrow(0, 0, 1);
        const at::Tensor v = bits(0b101101, kVisible);
        const double drive = rbm.weight[0].dot(v[0]).item<double>(), c = rbm.hiddenBias[0].item<double>();
        double total = 0, mean = 0;
        for (double h = -30; h < 30; h += 1e-3) {
            const double density = std::exp(-0.5 * (h - c) * (h - c) + h * drive);
            total += density;
            mean += density * h;
        }
        QVERIFY(std::abs(rbm.hiddenMean(v).item<double>() - mean / total) < 1e-6);
    }

    // p(h_j = 1 | v) and p(v_i = 1 | h), from the energies of all states.
    void conditionalsFollowFromTheEnergy() {
        const Rbm rbm = machine();
        const at::Tensor v = bits(0b011010, kVisible), hidden = everyState(kHidden);
        double total = 0;
        at::Tensor mean = at::zeros({kHidden}, at::kDouble);
        for (std::int64_t j = 0; j < hidden.size(0); ++j) {
            const double weight = std::exp(-energy(rbm, v[0], hidden[j]));
            total += weight;
            mean += weight * hidden[j];
        }
        QVERIFY(rbm.hiddenMean(v)[0].allclose(mean / total, 1e-9));
        const at::Tensor h = bits(0b1010, kHidden), visible = everyState(kVisible);
        total = 0;
        mean = at::zeros({kVisible}, at::kDouble);
        for (std::int64_t i = 0; i < visible.size(0); ++i) {
            const double weight = std::exp(-energy(rbm, visible[i], h[0]));
            total += weight;
            mean += weight * visible[i];
        }
        QVERIFY(rbm.visibleMean(h)[0].allclose(mean / total, 1e-9));
    }

    // CD-1 is ⟨vh⟩ of the data less ⟨vh⟩ after one step of Gibbs sampling. The expectation of the second over the hidden
    // states of the first is a sum over all 16 of them; the mean of many estimates must come to it.
    void contrastiveDivergenceAgreesWithEnumeration() {
        const Rbm rbm = machine();
        const at::Tensor v = bits(0b110010, kVisible), hidden = everyState(kHidden);
        const at::Tensor driven = rbm.hiddenMean(v);
        const at::Tensor probability = (hidden * driven + (1 - hidden) * (1 - driven)).prod(1, /*keepdim=*/true);
        at::Generator noise = seededGenerator(2, "test");
        const RbmGradient estimate = contrastiveDivergence(rbm, v.expand({200'000, kVisible}), noise);
        compare(estimate, expectedGradient(rbm, v, hidden, probability), 5e-3);
    }

    // The same for Gaussian units: N(mean, 1) in place of the probabilities, by the trapezoid rule over four dimensions.
    void contrastiveDivergenceOfGaussianUnitsAgreesWithIntegration() {
        const Rbm rbm = machine(Rbm::Hidden::Gaussian);
        const at::Tensor v = bits(0b110010, kVisible);
        const at::Tensor line = at::linspace(-6, 6, 17, at::kDouble); // of the distance from the mean
        const at::Tensor distance = at::cartesian_prod({line, line, line, line});
        const at::Tensor density = (-0.5 * distance.square().sum(1, /*keepdim=*/true)).exp();
        at::Generator noise = seededGenerator(2, "test");
        const RbmGradient estimate = contrastiveDivergence(rbm, v.expand({500'000, kVisible}), noise);
        compare(estimate, expectedGradient(rbm, v, rbm.hiddenMean(v) + distance, density / density.sum()), 2e-2);
    }

    // The true gradient of the log-likelihood, from the partition function over all 1,024 states, points the same way
    // as contrastive divergence on data that the machine does not model yet.
    void contrastiveDivergenceRaisesTheLikelihood() {
        Rbm rbm = machine();
        const at::Tensor states = everyState(kVisible);
        const at::Tensor data = at::cat({bits(0b000111, kVisible), bits(0b111000, kVisible)}).repeat({50, 1});
        const auto logLikelihood = [&] {
            return (logWeight(rbm, data).mean() - logWeight(rbm, states).logsumexp(0)).item<double>();
        };
        const double before = logLikelihood();
        at::Generator noise = seededGenerator(3, "test");
        for (int step = 0; step < 300; ++step) {
            const RbmGradient gradient = contrastiveDivergence(rbm, data, noise);
            rbm.weight.add_(gradient.weight, 0.1);
            rbm.hiddenBias.add_(gradient.hiddenBias, 0.1);
            rbm.visibleBias.add_(gradient.visibleBias, 0.1);
        }
        const double after = logLikelihood();
        QVERIFY(after > before + 1);
        QVERIFY2(after > -1.5, qPrintable(QString::number(after))); // perfect: −log 2
    }

    void drawnUnitsFollowTheirMeans() {
        at::Generator noise = seededGenerator(4, "test");
        const Rbm binary = machine();
        const at::Tensor mean = at::full({100'000, 1}, 0.3, at::kDouble);
        const at::Tensor drawn = binary.drawnHidden(mean, noise);
        QVERIFY(((drawn == 0) | (drawn == 1)).all().item<bool>());
        QVERIFY(std::abs(drawn.mean().item<double>() - 0.3) < 0.01);
        const at::Tensor gaussian = machine(Rbm::Hidden::Gaussian).drawnHidden(mean, noise);
        QVERIFY(std::abs(gaussian.mean().item<double>() - 0.3) < 0.02);
        QVERIFY(std::abs(gaussian.std().item<double>() - 1) < 0.02);
    }
};

HOURGLASS_TEST(RbmTest)
#include "RbmTest.moc"
