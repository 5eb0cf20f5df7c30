// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/DenseRun.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/layers/Stack.h"
#include "tests/engine/layers/PlainAndFast.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <optional>

using namespace hourglass;
using namespace hourglass::test;

namespace {

LayerSpec dense(std::int64_t units, const std::string& activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

} // namespace

class DenseRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Output and every gradient of four layers, against LibTorch's own.
    void equalsTheLayersOneByOne_data() {
        QTest::addColumn<QString>("activation");
        QTest::addColumn<QString>("last");
        QTest::addColumn<bool>("half");
        for (const auto& choice : activationChoices())
            for (const char* last : {"none", "sigmoid", "gelu"})
                for (const bool half : {false, true})
                    QTest::addRow("%s, then %s%s", choice.id.c_str(), last, half ? ", bf16" : "")
                        << QString::fromStdString(choice.id) << last << half;
    }
    void equalsTheLayersOneByOne() {
        QFETCH(QString, activation);
        QFETCH(QString, last);
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        at::Generator generator = seededGenerator(1, "test");
        const std::string bent = activation.toStdString();
        // The second and third layer are too small for bf16, the others are not.
        Stack stack({dense(500, bent), dense(30, bent), dense(130, bent), dense(150, last.toStdString())}, Shape{{1, 6, 6}},
                    generator);
        drawZeros(stack);
        const at::Tensor input = at::empty({9, 1, 6, 6}).normal_(0, 1, generator);

        const Outcome plain = outcomeOf(stack, input, true);
        stack.setPrecision(half ? Precision::Half : Precision::Full);
        const Outcome fast = outcomeOf(stack, input, false);
        // A bf16 number has 8 binary digits: each product is right to 0.4 %, and a few follow each other. Of some thousand
        // units, a few that stand at the kink of a rectifier may fall on its other side.
        const double tolerance = !half ? 1e-5 : activation.endsWith("relu") ? 0.1 : 0.02;
        const auto [place, most] = farthest(fast, plain);
        QVERIFY2(most < tolerance, qPrintable(QString("%1: %2").arg(place).arg(most)));
    }

    void tiedWeightsLearnFromBothUses_data() {
        QTest::addColumn<bool>("half");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }
    void tiedWeightsLearnFromBothUses() {
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        at::Generator generator = seededGenerator(1, "test");
        Stack up({dense(100, "tanh")}, Shape{{200}}, generator);
        Stack down({dense(200, "none")}, Shape{{100}}, generator, up.allDenseWeights());
        const at::Tensor input = at::empty({8, 200}).normal_(0, 1, generator);
        const auto gradient = [&](bool plain) {
            std::optional<TwiceDifferentiable> slow;
            if (plain)
                slow.emplace();
            return torch::autograd::grad({(down.forward(up.forward(input)) - input).square().sum()},
                                         up.allDenseWeights())[0];
        };
        const at::Tensor expected = gradient(true);
        up.setPrecision(half ? Precision::Half : Precision::Full);
        down.setPrecision(half ? Precision::Half : Precision::Full);
        QVERIFY(distance(gradient(false), expected) < (half ? 0.02 : 1e-5));
    }

    // A code of two numbers must keep its digits, or the map loses its detail.
    void smallLayersAreNotRounded() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(2, "none"), dense(64, "tanh")}, Shape{{40}}, generator);
        const at::Tensor input = at::empty({8, 40}).normal_(0, 1, generator);
        const at::Tensor full = stack.forward(input);
        stack.setPrecision(Precision::Half);
        QVERIFY(!stack.gainsFromHalf());
        QVERIFY(stack.forward(input).equal(full));
    }

    // What the frozen layers of another network need.
    void frozenWeightsGetNoGradientAndPassItOn() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(5, "tanh"), dense(4, "none")}, Shape{{6}}, generator);
        const at::Tensor input = at::empty({3, 6}).normal_(0, 1, generator);
        const auto gradients = [&] {
            return torch::autograd::grad({stack.forward(input).sum()}, stack.parameters(), {}, {}, false, true);
        };
        const auto all = gradients();
        const std::vector<at::Tensor> weights = stack.parameters(); // of each layer its weight, then its bias
        weights[2].set_requires_grad(false);
        const at::Tensor output = stack.forward(input).sum();
        const auto some = torch::autograd::grad({output}, {weights[0], weights[1], weights[3]});
        QVERIFY(some[0].equal(all[0]));
        QVERIFY(some[1].equal(all[1]));
        QVERIFY(some[2].equal(all[3]));
        for (const at::Tensor& weight : weights)
            weight.set_requires_grad(false);
        QVERIFY(!stack.forward(input).requires_grad());
    }

    void whatCannotBeRightThrows() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(5, "sigmoid")}, Shape{{6}}, generator);
        const at::Tensor input = at::ones({1, 6}).requires_grad_();
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({stack.forward(input).sum()}, {input}, {}, true, true), c10::Error);
        const at::Tensor output = stack.forward(input);
        {
            const at::NoGradGuard noGradient;
            stack.weight(0).add_(1);
        }
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({output.sum()}, {input}), c10::Error);
    }

    void slopesOfSlopesAreThereWhereTheyAreWanted() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(5, "sigmoid")}, Shape{{6}}, generator);
        const at::Tensor input = at::ones({1, 6}).requires_grad_();
        const TwiceDifferentiable slow;
        const auto slope = torch::autograd::grad({stack.forward(input).sum()}, {input}, {}, true, true)[0];
        QVERIFY(slope.requires_grad());
    }

    // The graph must not keep itself alive: what it saved goes when it goes.
    void theGraphIsFreed() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(5, "relu"), dense(4, "sigmoid")}, Shape{{6}}, generator);
        at::Tensor input = at::ones({3, 6}).requires_grad_();
        c10::weak_intrusive_ptr<c10::StorageImpl> saved(input.storage().getWeakStorageImpl());
        stack.forward(input);
        input.reset();
        QVERIFY(saved.expired());
    }
};

HOURGLASS_TEST(DenseRunTest)
#include "DenseRunTest.moc"
