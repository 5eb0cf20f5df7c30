// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Optimiser.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include <cmath>

using namespace hourglass;

class OptimiserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Fifty steps of each kind, taken in uneven parts, against LibTorch's optimiser.
    void stepsAsLibTorchDoes_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<double>("decay");
        for (const char* kind : {"adam", "adamw", "sgd"})
            for (const double decay : {0.0, 0.1})
                QTest::addRow("%s, decay %g", kind, decay) << kind << decay;
    }
    void stepsAsLibTorchDoes() {
        QFETCH(QString, kind);
        QFETCH(double, decay);
        constexpr double rate = 0.01;
        const Parameters training = complete(
            trainingSchema(), {{"optimiser", kind.toStdString()}, {"weightDecay", decay}, {"momentum", 0.8}}, "training");
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor start = at::empty({37}).normal_(0, 1, noise);
        const at::Tensor ours = start.clone();
        at::Tensor theirs = start.clone().requires_grad_();
        Optimiser optimiser(training, {ours});
        std::unique_ptr<torch::optim::Optimizer> reference;
        const std::vector<at::Tensor> weights{theirs};
        if (kind == "sgd")
            reference = std::make_unique<torch::optim::SGD>(
                weights, torch::optim::SGDOptions(rate).momentum(0.8).weight_decay(decay));
        else if (kind == "adamw")
            reference = std::make_unique<torch::optim::AdamW>(weights, torch::optim::AdamWOptions(rate).weight_decay(decay));
        else
            reference = std::make_unique<torch::optim::Adam>(weights, torch::optim::AdamOptions(rate).weight_decay(decay));
        for (int step = 0; step < 50; ++step) {
            const at::Tensor gradient = at::empty({37}).normal_(0, step % 7, noise);
            theirs.mutable_grad() = gradient.clone();
            reference->step();
            optimiser.begin(rate);
            for (const auto& [first, last] : {std::pair{20, 37}, {0, 3}, {3, 20}})
                optimiser.move(0, first, last, gradient.data_ptr<float>() + first);
        }
        QVERIFY2(ours.allclose(theirs.detach(), 1e-5, 1e-6),
                 qPrintable(QString::number((ours - theirs).abs().max().item<double>())));
    }

    // Square roots of negative numbers, powers of absurd ones.
    void whatNoTrainingCanHaveComeToIsRefused() {
        const at::Tensor fine = at::ones({3}), negative = at::tensor({1.f, -1.f, 1.f});
        const at::Tensor infinite = at::tensor({1.f, INFINITY, 1.f}), none = at::tensor({1.f, NAN, 1.f});
        requirePossible(0, negative, fine);
        requirePossible(std::int64_t(1) << 40, fine);
        for (const std::int64_t steps : {std::int64_t(-1), (std::int64_t(1) << 40) + 1, INT64_MAX})
            QVERIFY_THROWS_EXCEPTION(Error, requirePossible(steps, fine));
        for (const at::Tensor& square : {negative, infinite, none})
            QVERIFY_THROWS_EXCEPTION(Error, requirePossible(1, fine, square));
        for (const at::Tensor& mean : {infinite, none})
            QVERIFY_THROWS_EXCEPTION(Error, requirePossible(1, mean));
    }

    // Parts or the whole, and gradients that lie in memory otherwise than their weight: the same step.
    void aWholeStepIsAllItsParts() {
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor start = at::empty({300, 200}).normal_(0, 1, noise);
        const at::Tensor gradient = at::empty({200, 300}).normal_(0, 1, noise).t();
        const at::Tensor whole = start.clone(), unused = start.clone(), inParts = start.clone();
        const auto version = whole._version();
        Optimiser(Optimiser::adam({whole, unused})).step(0.01, {gradient, {}});
        Optimiser parts = Optimiser::adam({inParts});
        parts.begin(0.01);
        const at::Tensor laidOut = gradient.contiguous();
        for (std::int64_t first = 0; first < 60'000; first += 10'000)
            parts.move(0, first, first + 10'000, laidOut.data_ptr<float>() + first);
        QVERIFY(whole.equal(inParts));
        QVERIFY(unused.equal(start));
        QVERIFY(!whole.equal(start));
        QVERIFY(whole._version() > version); // copies of it notice
    }
};

HOURGLASS_TEST(OptimiserTest)
#include "OptimiserTest.moc"
