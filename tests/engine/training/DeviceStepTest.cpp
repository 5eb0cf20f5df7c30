// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DeviceStep.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/training/CrewStep.h"
#include "engine/training/DeviceChoice.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 12, 12}}, true, 3};
constexpr std::int64_t kSamples = 24;

/// A small network of every variant, with steps that follow the gradient and do not magnify its last digits, as Adam's do.
Experiment experimentOf(const std::string& variant) {
    const Experiment small = experimentFromJson(
        R"({"network": {"encoder": [{"kind": "dense", "units": 16}], "code": {"size": 8}},
            "training": {"optimiser": "sgd", "learningRate": 1e-4, "schedule": "constant"}})");
    return complete(withVariant(small, variant));
}

TrainingStep::PartMaker batchesOf(std::int64_t step) {
    at::Generator generator = seededGenerator(step, "test");
    const at::Tensor samples = at::empty({kSamples, 1, 12, 12}).uniform_(0, 1, generator);
    const at::Tensor labels = at::arange(kSamples, at::kLong) % kData.classes;
    return [=](std::int64_t first, std::int64_t count, at::Generator&) {
        const at::Tensor part = samples.narrow(0, first, count);
        return Batch{part, part, labels.narrow(0, first, count), double(step)};
    };
}

} // namespace

class DeviceStepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The kernels and LibTorch's own operations are two derivations of the same mathematics: they must agree at every step,
    // and each one's weights must have followed.
    void agreesWithTheKernels_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void agreesWithTheKernels() {
        QFETCH(QString, variant);
        const Experiment experiment = experimentOf(variant.toStdString());
        Autoencoder byKernels(experiment, kData), byLibTorch(experiment, kData);
        CrewStep crew(experiment, byKernels, 1);
        DeviceStep device(experiment, byLibTorch, at::kCPU);
        for (std::int64_t step = 0; step < 3; ++step) {
            const auto batch = batchesOf(step);
            const auto wanted = crew.measure(kSamples, batch), found = device.measure(kSamples, batch);
            QCOMPARE(found.size(), wanted.size());
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY2(std::abs(found[i].value - wanted[i].value) <= 1e-4 * std::max(1.0, std::abs(wanted[i].value)),
                         found[i].name.c_str());
            const auto wantedGradients = crew.gradients(), foundGradients = device.gradients();
            QCOMPARE(foundGradients.size(), wantedGradients.size());
            for (std::size_t i = 0; i < foundGradients.size(); ++i) {
                QCOMPARE(foundGradients[i].defined(), wantedGradients[i].defined());
                if (foundGradients[i].defined())
                    QVERIFY(foundGradients[i].allclose(wantedGradients[i], 1e-3, 1e-3));
            }
            crew.update(1e-4);
            device.update(1e-4);
        }
        const auto fresh = namedState(Autoencoder(experiment, kData));
        const auto wanted = namedState(byKernels);
        for (const auto& [name, tensor] : namedState(byLibTorch))
            QVERIFY2(tensor.equal(fresh.at(name)), name.c_str()); // nothing was delivered yet
        device.deliver();
        bool moved = false;
        for (const auto& [name, tensor] : namedState(byLibTorch)) {
            QVERIFY2(tensor.allclose(wanted.at(name), 1e-3, 1e-5), name.c_str());
            moved = moved || !tensor.equal(fresh.at(name));
        }
        QVERIFY(moved);
    }

    // Layers before the whole network's training may have moved the weights after the step was made.
    void beginsWithTheWeightsThatAreThere() {
        const Experiment experiment = experimentOf("undercomplete");
        Autoencoder autoencoder(experiment, kData);
        DeviceStep device(experiment, autoencoder, at::kCPU);
        const at::NoGradGuard noGradient;
        for (const at::Tensor& weight : autoencoder.ownWeights())
            at::Tensor(weight).zero_();
        const at::AutoGradMode gradient(true);
        const double nats = device.measure(kSamples, batchesOf(0)).front().value;
        QVERIFY(std::abs(nats - 144 * std::log(2.0)) < 1e-3); // every pixel ½
    }

    void gradientsAreClippedAsByTheKernels() {
        Experiment experiment = experimentOf("undercomplete");
        experiment.training.set("gradientClip", 0.01);
        Autoencoder byKernels(experiment, kData), byLibTorch(experiment, kData);
        CrewStep crew(experiment, byKernels, 1);
        DeviceStep device(experiment, byLibTorch, at::kCPU);
        for (TrainingStep* step : {static_cast<TrainingStep*>(&crew), static_cast<TrainingStep*>(&device)}) {
            step->measure(kSamples, batchesOf(0));
            step->update(1);
            step->deliver();
        }
        const auto wanted = namedState(byKernels);
        for (const auto& [name, tensor] : namedState(byLibTorch))
            QVERIFY2(tensor.allclose(wanted.at(name), 1e-3, 1e-5), name.c_str());
    }

    void asksForADeviceThatIsThere() {
        QVERIFY(chooseDevice(complete(experimentFromJson(R"({"training": {"device": "cpu"}})")).training).is_cpu());
        const Parameters cuda = complete(experimentFromJson(R"({"training": {"device": "cuda"}})")).training;
        try {
            QVERIFY(chooseDevice(cuda).is_cuda());
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("training.device"));
        }
    }
};

HOURGLASS_TEST(DeviceStepTest)
#include "DeviceStepTest.moc"
