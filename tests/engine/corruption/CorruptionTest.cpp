// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Corruption.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

at::Tensor apply(const std::string& id, Parameters parameters, const at::Tensor& input, std::int64_t seed = 1) {
    const Corruption& corruption = corruptionCatalogue().at(id);
    at::Generator generator = seededGenerator(seed, "test");
    return corruption.apply(complete(corruption.entry().schema, parameters, "test"), input, true, generator);
}

double share(const at::Tensor& mask) {
    return mask.to(at::kDouble).mean().item<double>();
}

} // namespace

class CorruptionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsShapeRangeAndInput_data() {
        QTest::addColumn<QString>("id");
        for (const CatalogueEntry& entry : corruptionEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void keepsShapeRangeAndInput() {
        QFETCH(QString, id);
        const at::Tensor input = at::linspace(0, 1, 3 * 2 * 5 * 7).reshape({3, 2, 5, 7});
        const at::Tensor before = input.clone();
        const at::Tensor damaged = apply(id.toStdString(), {}, input);
        QVERIFY(input.equal(before));
        QCOMPARE(damaged.sizes(), input.sizes());
        QVERIFY(damaged.min().item<float>() >= 0 && damaged.max().item<float>() <= 1);
        QVERIFY(damaged.equal(apply(id.toStdString(), {}, input)));
        if (id != "none")
            QVERIFY(!damaged.equal(apply(id.toStdString(), {}, input, 2)));
    }

    // With n draws the observed share lies within 5 standard deviations, √(p(1 − p)/n), of p.
    void maskingKeepsOrClears() {
        const at::Tensor input = at::full({100, 1000}, 0.7);
        const at::Tensor damaged = apply("masking", {{"amount", 0.3}}, input);
        const double cleared = share(damaged == 0);
        QVERIFY(std::abs(cleared - 0.3) < 5 * std::sqrt(0.3 * 0.7 / 1e5));
        QCOMPARE(share((damaged == 0).logical_or(damaged == input)), 1.0);
    }

    void saltAndPepperAreEquallyLikely() {
        const at::Tensor input = at::full({100, 1000}, 0.7);
        const at::Tensor damaged = apply("salt-and-pepper", {{"amount", 0.4}}, input);
        const double tolerance = 5 * std::sqrt(0.2 * 0.8 / 1e5);
        QVERIFY(std::abs(share(damaged == 0) - 0.2) < tolerance);
        QVERIFY(std::abs(share(damaged == 1) - 0.2) < tolerance);
        QVERIFY(std::abs(share(damaged == input) - 0.6) < 5 * std::sqrt(0.6 * 0.4 / 1e5));
    }

    void gaussianHasItsMomentsAndIsClipped() {
        const at::Tensor input = at::full({100, 1000}, 0.5);
        const at::Tensor noise = apply("gaussian", {{"sigma", 0.05}}, input) - input;
        QVERIFY(std::abs(noise.mean().item<double>()) < 5 * 0.05 / std::sqrt(1e5));
        QVERIFY(std::abs(noise.std().item<double>() - 0.05) < 5 * 0.05 / std::sqrt(2e5));
        // P(x > 1) = P(z > 0.25) = 0.4013 for x = 0.5 + 2 z: that many values end at exactly 1.
        const at::Tensor clipped = apply("gaussian", {{"sigma", 2.0}}, input);
        QVERIFY(std::abs(share(clipped == 1) - 0.4013) < 0.01);
    }

    void strengthDrawnForEachSample() {
        const at::Tensor input = at::full({4000, 2, 10, 10}, 0.5);
        const Parameters range{{"sigma", 0.2}, {"lowest", 0.1}, {"strength", std::string("range")}, {"clip", false}};
        const at::Tensor spread = (apply("gaussian", range, input) - input).flatten(1).std(1);
        // Uniform from 0.1 to 0.2: mean 0.15, standard deviation 0.1 / √12. Each is measured to one part in twenty.
        QVERIFY(std::abs(spread.mean().item<double>() - 0.15) < 0.003);
        QVERIFY(std::abs(spread.std().item<double>() - 0.1 / std::sqrt(12)) < 0.003);
        QVERIFY(spread.min().item<double>() > 0.08 && spread.max().item<double>() < 0.24);
        for (const double end : {0.1, 0.2})
            QVERIFY((spread < end * 1.03).logical_and(spread > end * 0.97).sum().item<std::int64_t>() > 50);
    }

    void gaussianIsNotClippedWhereThatIsSwitchedOff() {
        const at::Tensor damaged = apply("gaussian", {{"sigma", 1.0}, {"clip", false}}, at::full({100, 1000}, 0.5));
        QVERIFY(std::abs(share(damaged > 1) - 0.3085) < 0.01); // P(z > 0.5)
        QVERIFY(std::abs(share(damaged < 0) - 0.3085) < 0.01);
    }

    void dataOutsideTheUnitRangeAreNotClipped() {
        const Corruption& gaussian = corruptionCatalogue().at("gaussian");
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor damaged =
            gaussian.apply(complete(gaussian.entry().schema, {}, "test"), at::full({1000}, 5.0), false, generator);
        QVERIFY(damaged.min().item<float>() > 1);
    }
};

HOURGLASS_TEST(CorruptionTest)
#include "CorruptionTest.moc"
