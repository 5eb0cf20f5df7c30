// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianChain.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <cmath>
#include <vector>

using namespace hourglass;

namespace {

constexpr std::int64_t kVariables = 3, kLength = 2, kHidden = 5, kSamples = 6;

/// The textbook's formulas, in precisions, one LibTorch operation after the other.
Code writtenOut(const Gaussian& own, const GaussianLinks& links, const at::Tensor& noise) {
    std::vector<at::Tensor> values, means, logVariances, priorMeans, priorLogVariances;
    for (std::int64_t i = 0; i < kVariables; ++i) {
        const auto of = [&](const at::Tensor& all) { return all.narrow(1, i * kLength, kLength); };
        at::Tensor mean = of(own.mean), variance = of(own.logVariance).exp();
        priorMeans.push_back(at::zeros_like(mean));
        priorLogVariances.push_back(at::zeros_like(mean));
        if (i > 0) {
            const std::size_t place = std::size_t(i - 1);
            const at::Tensor open = links.gates[i].narrow(0, 0, i * kLength);
            const at::Tensor hidden = (at::cat(values, 1) * open).mm(links.incoming[place].t()).tanh();
            const at::Tensor message = hidden.mm(links.outgoing[place].t());
            priorMeans.back() = message.narrow(1, 0, kLength);
            priorLogVariances.back() = message.narrow(1, kLength, kLength).clamp(-10, 10);
            const at::Tensor ownPrecision = 1 / variance;
            const at::Tensor others = links.logTrust[i].exp() / priorLogVariances.back().exp();
            variance = 1 / (ownPrecision + others);
            mean = variance * (ownPrecision * mean + others * priorMeans.back());
        }
        means.push_back(mean);
        logVariances.push_back(variance.log());
        values.push_back(noise.defined() ? mean + variance.sqrt() * of(noise) : mean);
    }
    return {.value = at::cat(values, 1),
            .posterior = {at::cat(means, 1), at::cat(logVariances, 1)},
            .prior = {at::cat(priorMeans, 1), at::cat(priorLogVariances, 1)}};
}

std::vector<at::Tensor> listed(const Code& code) {
    return {code.value, code.posterior.mean, code.posterior.logVariance, code.prior.mean, code.prior.logVariance};
}

/// One number a variable, and what the first one says to the second is what `outgoing` makes of tanh(1).
Code pair(const Gaussian& own, double mean, double logVariance, double logTrust) {
    const at::Tensor outgoing = at::tensor({mean, logVariance}).to(at::kFloat).view({2, 1}) / std::tanh(1.0);
    const GaussianLinks links{{at::ones({1, 1})},
                              {outgoing},
                              at::tensor({0.f, 0.f, 1.f, 0.f}).view({2, 2}),
                              at::tensor({0.0, logTrust}).to(at::kFloat)};
    return gaussianChain(own, links, {});
}

} // namespace

class GaussianChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheFormulas_data() {
        QTest::addColumn<double>("trust");
        QTest::addColumn<bool>("drawn");
        QTest::addColumn<double>("loudness");
        for (const double trust : {1.0, 0.3, 1e-6})
            for (const bool drawn : {true, false})
                QTest::addRow("trust %g%s", trust, drawn ? ", drawn" : "") << trust << drawn << 1.0;
        QTest::newRow("messages beyond the limit") << 1.0 << true << 8.0;
    }
    void agreesWithTheFormulas() {
        QFETCH(double, trust);
        QFETCH(bool, drawn);
        QFETCH(double, loudness);
        at::Generator generator = seededGenerator(1, "test");
        const auto random = [&](at::IntArrayRef shape, double deviation = 1) {
            return at::empty(shape, at::kDouble).normal_(0, deviation, generator).requires_grad_();
        };
        const Gaussian own{random({kSamples, kVariables * kLength}), random({kSamples, kVariables * kLength})};
        GaussianLinks links;
        for (std::int64_t i = 1; i < kVariables; ++i) {
            links.incoming.push_back(random({kHidden, i * kLength}));
            links.outgoing.push_back(random({2 * kLength, kHidden}, loudness));
        }
        links.gates = random({kVariables, kVariables * kLength});
        links.logTrust = at::full({kVariables}, std::log(trust), at::kDouble).requires_grad_();
        const at::Tensor noise = drawn ? random({kSamples, kVariables * kLength}).detach() : at::Tensor();

        const auto expected = listed(writtenOut(own, links, noise)), found = listed(gaussianChain(own, links, noise));
        at::Tensor expectedSum = at::zeros({}, at::kDouble), foundSum = at::zeros({}, at::kDouble);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY2(found[i].allclose(expected[i], 1e-9, 1e-9), qPrintable(QString::number(i)));
            const at::Tensor weight = random(found[i].sizes()).detach(); // so that no two gradients are alike
            expectedSum = expectedSum + (weight * expected[i]).sum();
            foundSum = foundSum + (weight * found[i]).sum();
        }
        std::vector<at::Tensor> inputs{own.mean, own.logVariance, links.gates, links.logTrust};
        inputs.insert(inputs.end(), links.incoming.begin(), links.incoming.end());
        inputs.insert(inputs.end(), links.outgoing.begin(), links.outgoing.end());
        const auto wanted = torch::autograd::grad({expectedSum}, inputs), got = torch::autograd::grad({foundSum}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(got[i].allclose(wanted[i], 1e-7, 1e-8), qPrintable(QString::number(i)));
        if (loudness > 1)
            QVERIFY(found[4].abs().eq(10).any().item<bool>()); // the row is what it says
    }

    void whatCannotBeRightThrows() {
        const Gaussian own{at::tensor({1.f, 3.f}).view({1, 2}).requires_grad_(), at::zeros({1, 2})};
        const GaussianLinks links{{at::ones({1, 1}).requires_grad_()}, {at::ones({2, 1})}, at::ones({2, 2}), at::zeros({2})};
        const auto value = [&] { return gaussianChain(own, links, {}).value.sum(); };
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({value()}, {own.mean}, {}, true, true), c10::Error);
        const at::Tensor before = value();
        {
            const at::NoGradGuard noGradient;
            links.incoming[0].add_(1);
        }
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({before}, {own.mean}), c10::Error);
    }

    // One of two densities may be far more certain than the other, and than floats can tell.
    void staysFinite() {
        const Gaussian own{at::tensor({1.f, 3.f}).view({1, 2}), at::full({1, 2}, 10.f)};
        const Code product = pair(own, -2, -10, 0);
        QVERIFY(std::abs(product.posterior.mean[0][1].item<double>() + 2) < 1e-6);
        QVERIFY(std::abs(product.posterior.logVariance[0][1].item<double>() + 10) < 1e-4);
        const Code untrusted = pair(own, -2, -10, -69);
        QVERIFY(std::abs(untrusted.value[0][1].item<double>() - 3) < 1e-6);
    }
};

HOURGLASS_TEST(GaussianChainTest)
#include "GaussianChainTest.moc"
