// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/training/CrewStep.h"
#include "engine/training/PrecisionChoice.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>
#include <optional>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 28, 28}}, true, 3};

enum class Way { Plain, Full, Half };

/// The gradients of a few steps, each followed by a step along them, all weights in a row.
std::vector<at::Tensor> gradientsOf(const Experiment& experiment, Way way) {
    std::optional<TwiceDifferentiable> plain;
    if (way == Way::Plain)
        plain.emplace();
    Autoencoder autoencoder(experiment, kData);
    autoencoder.setPrecision(way == Way::Half ? Precision::Half : Precision::Full);
    CrewStep training(experiment, autoencoder, 1);
    at::Generator noise = seededGenerator(1, "test");
    std::vector<at::Tensor> result;
    for (int step = 0; step < 3; ++step) {
        const at::Tensor samples = at::empty({16, 1, 28, 28}).uniform_(0, 1, noise);
        const at::Tensor labels = at::randint(0, 3, {16}, noise, at::kLong);
        training.measure(16, [&](std::int64_t first, std::int64_t count, at::Generator&) {
            return Batch{samples.narrow(0, first, count), samples.narrow(0, first, count), labels.narrow(0, first, count),
                         0};
        });
        std::vector<at::Tensor> flat;
        for (const at::Tensor& gradient : training.gradients())
            if (gradient.defined())
                flat.push_back(gradient.flatten());
        result.push_back(at::cat(flat));
        training.update(1e-4);
    }
    return result;
}

Experiment with(Experiment experiment, const std::string& precision) {
    experiment.training.set("precision", precision);
    return complete(experiment);
}

} // namespace

class PrecisionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // LibTorch's own layers, one after the other, are what the fast ones are measured by, for every variant there is.
    void everyVariantStepsAlike_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantStepsAlike() {
        QFETCH(QString, variant);
        Experiment experiment = withVariant(test::tinyExperiment(), variant.toStdString());
        experiment.training.set("optimiser", std::string("sgd")); // Adam makes whole steps of rounding errors
        experiment = complete(experiment);
        const auto plain = gradientsOf(experiment, Way::Plain);
        const auto check = [&](Way way, double tolerance) {
            const auto fast = gradientsOf(experiment, way);
            for (std::size_t step = 0; step < plain.size(); ++step) {
                const double distance = ((fast[step] - plain[step]).norm() / plain[step].norm()).item<double>();
                QVERIFY2(distance < tolerance, qPrintable(QString("step %1: %2").arg(step).arg(distance)));
            }
        };
        check(Way::Full, 1e-3);
        // Three digits: a few units fall on the other side of a rectifier's kink, and where something is chosen (the largest
        // numbers, the nearest vector), it may be another.
        if (halfIsSupported())
            check(Way::Half, variant == "k-sparse" || variant == "vector-quantised" ? 0.5 : 0.1);
    }

    void theLossEndsWhereFullPrecisionEnds() {
        if (!halfIsSupported())
            return;
        Experiment experiment = test::tinyExperiment();
        experiment.dataset.parameters.set("limit", std::int64_t(2000));
        experiment.training.set("epochs", std::int64_t(10));
        const auto bce = [&](const std::string& precision) {
            return test::trained(with(experiment, precision)).internals().metrics.bce;
        };
        const double full = bce("fp32"), half = bce("bf16");
        QVERIFY2(half != full, "bf16 was not used");
        QVERIFY2(std::abs(half / full - 1) < 0.005, qPrintable(QString("%1, %2").arg(full).arg(half)));
    }

    void whatWasLearnedIsUsedInFullPrecision() {
        if (!halfIsSupported())
            return;
        const Model model = test::trained(with(test::tinyExperiment(), "bf16"));
        QVERIFY(model.internals().autoencoder->precision() == Precision::Full);
        QCOMPARE(model.internals().metrics.precision, std::string("bf16"));
    }

    void theChoiceSaysWhy() {
        const auto choice = [](const std::string& precision, std::int64_t units) {
            Experiment experiment = test::tinyExperiment();
            experiment.network.encoder[0].parameters.set("units", units);
            experiment = with(experiment, precision);
            return choosePrecision(experiment, Autoencoder(experiment, kData));
        };
        QVERIFY(choice("fp32", 512).precision == Precision::Full);
        QCOMPARE(choice("fp32", 512).reason, std::string("chosen by hand"));
        QVERIFY(choice("auto", 512).precision == (halfIsFast() ? Precision::Half : Precision::Full));
        QVERIFY(choice("auto", 2).precision == Precision::Full);
        if (halfIsSupported())
            QVERIFY(choice("bf16", 512).precision == Precision::Half);
        else
            QVERIFY_EXCEPTION_THROWN(choice("bf16", 512), Error);
    }
};

HOURGLASS_TEST(PrecisionTest)
#include "PrecisionTest.moc"
