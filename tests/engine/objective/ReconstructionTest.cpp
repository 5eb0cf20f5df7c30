// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Reconstruction.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace hourglass;

namespace {

BatchView batchOf(const at::Tensor& output, const at::Tensor& target) {
    return {.input = target, .target = target, .labels = {}, .code = {}, .output = output};
}

OutputRule ruleFor(Parameters given, bool unitRange) {
    return outputRule(complete(trainingSchema(), given, "training"), unitRange);
}

} // namespace

class ReconstructionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsOverFeaturesAndAveragesOverTheBatch() {
        const at::Tensor target = at::tensor({0.0, 1.0, 0.25, 0.5}).reshape({2, 2});
        const at::Tensor output = at::tensor({0.5, 0.0, 0.25, 1.0}).reshape({2, 2});
        const auto squared = makeReconstruction({"mse", "", false});
        // (0.25 + 1) and (0 + 0.25), averaged.
        QCOMPARE(squared->value(batchOf(output, target)).item<double>(), 0.75);
        QCOMPARE(squared->unit(), std::string("squared error"));
        // (0.5 + 1) and (0 + 0.5), averaged.
        const auto absolute = makeReconstruction({"l1", "", false});
        QCOMPARE(absolute->value(batchOf(output, target)).item<double>(), 1.0);
        QCOMPARE(absolute->unit(), std::string("absolute error"));

        double expected = 0;
        for (int i = 0; i < 4; ++i) {
            const double x = target.flatten()[i].item<double>();
            const double p = 1 / (1 + std::exp(-output.flatten()[i].item<double>()));
            expected -= x * std::log(p) + (1 - x) * std::log(1 - p);
        }
        const auto crossEntropy = makeReconstruction({"bce", "", true});
        QVERIFY(std::abs(crossEntropy->value(batchOf(output, target)).item<double>() - expected / 2) < 1e-6);
    }

    void largeLogitsStayFinite() {
        const auto crossEntropy = makeReconstruction({"bce", "", true});
        const double value =
            crossEntropy->value(batchOf(at::tensor({200.0, -200.0}).reshape({1, 2}), at::tensor({0.0, 1.0}).reshape({1, 2})))
                .item<double>();
        QCOMPARE(value, 400.0);
    }

    void gradientMatchesFiniteDifferences_data() {
        QTest::addColumn<QString>("loss");
        QTest::addColumn<bool>("sigmoid");
        QTest::newRow("cross-entropy") << "bce" << true;
        QTest::newRow("squared error") << "mse" << false;
        QTest::newRow("squared error behind a sigmoid") << "mse" << true;
        QTest::newRow("absolute error") << "l1" << false;
        QTest::newRow("absolute error behind a sigmoid") << "l1" << true;
    }
    void gradientMatchesFiniteDifferences() {
        QFETCH(QString, loss);
        QFETCH(bool, sigmoid);
        const auto term = makeReconstruction({loss.toStdString(), "", sigmoid});
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor target = at::rand({3, 4}, generator, at::kDouble);
        at::Tensor output = at::randn({3, 4}, generator, at::kDouble).requires_grad_();
        term->value(batchOf(output, target)).backward();
        const double step = 1e-6;
        for (int i = 0; i < 12; ++i) {
            at::Tensor up = output.detach().clone();
            at::Tensor down = up.clone();
            up.view(-1)[i] += step;
            down.view(-1)[i] -= step;
            const double slope =
                (term->value(batchOf(up, target)) - term->value(batchOf(down, target))).item<double>() / (2 * step);
            QVERIFY(std::abs(slope - output.grad().view(-1)[i].item<double>()) < 1e-7);
        }
    }

    void automaticFollowsTheRange() {
        QCOMPARE(ruleFor({}, true).loss, std::string("bce"));
        QVERIFY(ruleFor({}, true).sigmoid);
        QCOMPARE(ruleFor({}, false).loss, std::string("mse"));
        QVERIFY(!ruleFor({}, false).sigmoid);
        QVERIFY(ruleFor({{"loss", "mse"}, {"output", "sigmoid"}}, true).sigmoid);
        QVERIFY_EXCEPTION_THROWN(ruleFor({{"loss", "bce"}}, false), Error);
    }

    void differenceIsTakenFromTheInput() {
        const OutputRule rule = ruleFor({{"output", "difference"}}, true);
        QCOMPARE(rule.loss, std::string("mse"));
        QVERIFY(rule.difference && !rule.sigmoid);
        QCOMPARE(ruleFor({{"output", "difference"}, {"loss", "l1"}}, true).loss, std::string("l1"));
        const at::Tensor output = at::tensor({0.25, -0.5, 0.0, 1.0}).reshape({1, 4});
        const at::Tensor input = at::tensor({1.0, 0.5, 0.25, 0.0}).reshape({1, 1, 2, 2});
        QVERIFY(rule.applied(output, input).equal(at::tensor({0.75, 1.0, 0.25, -1.0}).reshape({1, 1, 2, 2})));
        QVERIFY(rule.applied(output, {}).equal(0.5 - output)); // a code alone: on grey
        QVERIFY(ruleFor({{"output", "difference"}}, false).applied(output, {}).equal(-output));
        QVERIFY(ruleFor({}, true).applied(output, input).is_same(output));
        QVERIFY_EXCEPTION_THROWN(ruleFor({{"output", "difference"}, {"loss", "bce"}}, true), Error);
    }

    void crossEntropyWithoutSigmoidNamesTheWaysOutAsTheFormDoes() {
        try {
            ruleFor({{"loss", "bce"}, {"output", "linear"}}, true);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("training.output"));
            const auto& schema = trainingSchema();
            for (const auto& [key, id] :
                 {std::pair("output", "sigmoid"), std::pair("output", "auto"), std::pair("loss", "mse")}) {
                const auto& choices = std::ranges::find(schema, key, &ParameterSpec::key)->choices;
                const std::string title = std::ranges::find(choices, id, &ParameterSpec::Choice::id)->label;
                QVERIFY2(error.message().find(title) != std::string::npos, error.what());
            }
        }
    }
};

HOURGLASS_TEST(ReconstructionTest)
#include "ReconstructionTest.moc"
