// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Corruption.h"
#include "engine/api/Error.h"
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
        if (id != "none" && id != "greyscale" && id != "half-size") // nothing in these is left to chance
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

    void speckleGrowsWithTheBrightness() {
        for (const double level : {0.0, 0.25, 0.5}) {
            const at::Tensor noise = apply("speckle", {{"sigma", 0.2}}, at::full({100, 1000}, level)) - level;
            QVERIFY(std::abs(noise.mean().item<double>()) <= 5 * 0.2 * level / std::sqrt(1e5));
            QVERIFY(std::abs(noise.std().item<double>() - 0.2 * level) <= 5 * 0.2 * level / std::sqrt(2e5));
        }
    }

    void greyscaleKeepsTheLuma() {
        const at::Tensor colours = at::eye(3).view({3, 3, 1, 1}); // red, green, blue
        const at::Tensor grey = apply("greyscale", {}, colours);
        const at::Tensor expected = at::tensor({0.299F, 0.587F, 0.114F}).view({3, 1, 1, 1}).expand({3, 3, 1, 1});
        QVERIFY(grey.allclose(expected));
        const at::Tensor already = at::full({2, 3, 4, 4}, 0.3);
        QVERIFY(apply("greyscale", {}, already).allclose(already));
        const at::Tensor onePlane = at::linspace(0, 1, 16).view({1, 1, 4, 4});
        QVERIFY(apply("greyscale", {}, onePlane).equal(onePlane));
    }

    /// What changes evenly over the picture survives; what changes from pixel to pixel does not.
    void halfSizeLosesWhatIsFine() {
        const at::Tensor slope = at::linspace(0, 1, 16).view({1, 1, 1, 16}).expand({2, 3, 15, 16});
        const at::Tensor kept = apply("half-size", {}, slope);
        // Keys' kernel with a = −3/4, as everybody uses it, moves a line by (5/32 − 3a/16 − 1/4) of a step between means.
        const double step = 2.0 / 15, moved = (5.0 / 32 + 9.0 / 64 - 0.25) * step;
        const at::Tensor difference = (kept - slope).slice(3, 4, 12).abs();
        QVERIFY(difference.allclose(at::full_like(difference, moved), 0, 1e-5));
        const at::Tensor board = at::arange(256).view({16, 16}).add(at::arange(16).view({16, 1})).remainder(2);
        const at::Tensor flat = apply("half-size", {}, board.to(at::kFloat).view({1, 1, 16, 16}));
        QVERIFY(flat.allclose(at::full_like(flat, 0.5), 0, 1e-6));
    }

    void whatIsMissingIsGreyInAllChannels() {
        const at::Tensor input = at::rand({200, 3, 20, 24}) * 0.4F; // nowhere as bright as what is filled in
        const Parameters parameters{{"least", 0.2}, {"most", 0.3}};
        const at::Tensor damaged = apply("missing", parameters, input), gone = damaged == 0.5;
        QVERIFY(gone.logical_or(damaged == input).all().item<bool>()); // bit for bit
        for (const std::int64_t channel : {1, 2})
            QVERIFY(gone.select(1, channel).equal(gone.select(1, 0)));
        const at::Tensor shares = gone.select(1, 0).to(at::kDouble).flatten(1).mean(1);
        QVERIFY(shares.min().item<double>() > 0.199 && shares.max().item<double>() < 0.301);
        QVERIFY(std::abs(shares.mean().item<double>() - 0.25) < 5 * 0.1 / std::sqrt(12 * 200));
        QVERIFY(!gone[0].equal(gone[1])); // each sample has its own
        for (const char* shape : {"strokes", "blocks"})
            QVERIFY(!apply("missing", {{"shape", std::string(shape)}}, input).equal(apply("missing", {}, input)));
        const at::Tensor lastFirst = input.contiguous(at::MemoryFormat::ChannelsLast);
        QVERIFY(apply("missing", parameters, lastFirst).equal(damaged)); // however it lies in memory
    }

    void picturesOnly() {
        for (const char* id : {"greyscale", "half-size", "jpeg", "missing"})
            try {
                apply(id, {}, at::full({4, 9}, 0.5));
                QFAIL("Nothing was thrown.");
            } catch (const Error& error) {
                QCOMPARE(error.field(), std::string("corruption.kind"));
            }
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
