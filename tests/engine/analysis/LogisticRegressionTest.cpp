// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LogisticRegression.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

/// Three clouds in the plane that overlap a little.
LabelledFeatures clouds(std::int64_t count, std::string_view purpose) {
    at::Generator generator = seededGenerator(1, purpose);
    const at::Tensor labels = at::arange(count, at::kLong) % 3;
    const at::Tensor centres = at::tensor({0.0f, 0.0f, 3.0f, 0.0f, 0.0f, 3.0f}).reshape({3, 2});
    return {centres.index_select(0, labels) + at::randn({count, 2}, generator), labels};
}

double error(const LabelledFeatures& learned, const LabelledFeatures& held) {
    return double(fittedRegression(learned, 3, 1, [](double) { return true; })->mistakes(held)) /
           double(held.features.size(0));
}

} // namespace

class LogisticRegressionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One feature that is 0 or 1: without a penalty the odds are those of the samples counted.
    void findsTheOddsOfATwoByTwoTable() {
        std::vector<float> features;
        std::vector<std::int64_t> labels;
        const auto add = [&](float feature, std::int64_t label, int times) {
            for (int i = 0; i < times; ++i) {
                features.push_back(feature);
                labels.push_back(label);
            }
        };
        add(0, 0, 30), add(0, 1, 10), add(1, 0, 5), add(1, 1, 35);
        const LabelledFeatures samples{at::tensor(features).reshape({-1, 1}), at::tensor(labels)};
        LogisticRegression regression(samples, 2);
        regression.fit(samples, 0);
        const at::Tensor scores = regression.scores(at::tensor({0.0f, 1.0f}).reshape({2, 1}));
        const at::Tensor odds = scores.select(1, 1) - scores.select(1, 0);
        QVERIFY(std::abs(odds[0].item<double>() - std::log(10.0 / 30)) < 0.02);
        QVERIFY(std::abs(odds[1].item<double>() - std::log(35.0 / 5)) < 0.02);
        QCOMPARE(regression.mistakes(samples), 15);
    }

    void aStrongPenaltyLeavesTheShareOfEachClass() {
        const at::Tensor labels = at::tensor({0, 0, 0, 1}, at::kLong);
        const LabelledFeatures samples{at::tensor({0.0f, 1.0f, 2.0f, 9.0f}).reshape({4, 1}), labels};
        LogisticRegression regression(samples, 2);
        regression.fit(samples, 1e6);
        const at::Tensor shares = regression.scores(samples.features).softmax(1);
        QVERIFY((shares.select(1, 1) - 0.25).abs().max().item<double>() < 0.01);
    }

    // The same, whatever the common unit and the origin of the features.
    void doesNotDependOnACommonUnit() {
        const LabelledFeatures learned = clouds(600, "learned"), held = clouds(3000, "held");
        const double before = error(learned, held);
        const auto changed = [](const LabelledFeatures& samples) {
            return LabelledFeatures{samples.features * 1e4 - 5e4, samples.labels};
        };
        QVERIFY(std::abs(error(changed(learned), changed(held)) - before) < 0.005);
    }

    // Nothing classifies better than the true densities do, and with three clouds of the same width logistic regression is
    // of their form.
    void comesNearTheBestPossible() {
        const LabelledFeatures learned = clouds(3000, "learned"), held = clouds(6000, "held");
        const at::Tensor centres = at::tensor({0.0f, 0.0f, 3.0f, 0.0f, 0.0f, 3.0f}).reshape({3, 2});
        const at::Tensor best = at::cdist(held.features, centres).argmin(1);
        const double least = (best != held.labels).to(at::kDouble).mean().item<double>();
        const double found = error(learned, held);
        QVERIFY2(found < least + 0.01, qPrintable(QString("%1 against %2").arg(found).arg(least)));
    }

    void copiesAreIndependent() {
        const LabelledFeatures samples = clouds(300, "learned");
        LogisticRegression first(samples, 3);
        first.fit(samples, 1e-2);
        const LogisticRegression copy = first;
        const double before = copy.crossEntropy(samples);
        first.fit(samples, 1e-5);
        QVERIFY(first.crossEntropy(samples) < before);
        QCOMPARE(copy.crossEntropy(samples), before);
    }

    void canBeGivenUp() {
        const LabelledFeatures samples = clouds(300, "learned");
        int asked = 0;
        QVERIFY(!fittedRegression(samples, 3, 1, [&](double) { return ++asked < 3; }));
        QCOMPARE(asked, 3);
    }
};

HOURGLASS_TEST(LogisticRegressionTest)
#include "LogisticRegressionTest.moc"
