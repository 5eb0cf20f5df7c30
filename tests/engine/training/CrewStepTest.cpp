// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CrewStep.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/training/GoodWeights.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <stdexcept>

using namespace hourglass;

namespace {

/// Large enough to be worth sharing out.
Experiment shared() {
    return experimentFromJson(
        "{\"network\": {\"encoder\": [{\"kind\": \"dense\", \"units\": 128}], \"code\": {\"size\": 8}}}");
}

struct Gradients {
    std::vector<at::Tensor> values;
    std::vector<TermValue> terms;
};

Gradients gradientsWith(int members, const Experiment& experiment, std::int64_t samples) {
    at::Generator generator = seededGenerator(1, "test");
    const at::Tensor batch = at::empty({samples, 1, 28, 28}).uniform_(0, 1, generator);
    Autoencoder autoencoder(experiment, {{{1, 28, 28}}});
    CrewStep training(experiment, autoencoder, members);
    Gradients result;
    result.terms = training.measure(samples, [&](std::int64_t first, std::int64_t count, at::Generator&) {
        const at::Tensor part = batch.narrow(0, first, count);
        return Batch{part, part, {}, 0};
    });
    result.values = training.gradients();
    return result;
}

} // namespace

class CrewStepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // However many cores there are, and however badly the batch divides among them: the same gradient.
    void partsAddUpToTheWholeBatch_data() {
        QTest::addColumn<int>("members");
        QTest::addColumn<int>("samples");
        for (const int members : {2, 3, 4, 16})
            for (const int samples : {128, 130, 5, 1})
                QTest::addRow("%d members, %d samples", members, samples) << members << samples;
    }
    void partsAddUpToTheWholeBatch() {
        QFETCH(int, members);
        QFETCH(int, samples);
        const Gradients whole = gradientsWith(1, shared(), samples);
        const Gradients parts = gradientsWith(members, shared(), samples);
        QCOMPARE(parts.values.size(), whole.values.size());
        for (std::size_t i = 0; i < whole.values.size(); ++i)
            QVERIFY(parts.values[i].allclose(whole.values[i], 1e-4, 1e-5));
        QVERIFY(std::abs(parts.terms[0].value / whole.terms[0].value - 1) < 1e-5);
    }

    void theTimingOfThreadsHasNoInfluence() {
        const Gradients first = gradientsWith(4, shared(), 128);
        for (int i = 0; i < 5; ++i) {
            const Gradients again = gradientsWith(4, shared(), 128);
            for (std::size_t weight = 0; weight < first.values.size(); ++weight)
                QVERIFY(again.values[weight].equal(first.values[weight]));
        }
    }

    // Weights are cut into blocks of whole rows, and their gradients multiplied out a block at a time: no row is too long,
    // and no number is left out or taken twice.
    void everyBlockFollowsItsGradient_data() {
        QTest::addColumn<int>("members");
        QTest::addColumn<double>("clip");
        for (const int members : {1, 3})
            for (const double clip : {0.0, 0.01})
                QTest::addRow("%d members, clipped at %g", members, clip) << members << clip;
    }
    void everyBlockFollowsItsGradient() {
        QFETCH(int, members);
        QFETCH(double, clip);
        Experiment experiment = complete(experimentFromJson(
            R"({"network": {"encoder": [{"kind": "dense", "units": 3}, {"kind": "dense", "units": 500}], "code": {"size": 300}},
                "training": {"optimiser": "sgd", "momentum": 0}})"));
        experiment.training.set("gradientClip", clip);
        const Shape wide{{1, 260, 260}}; // a row is more than a block
        Autoencoder autoencoder(experiment, {wide});
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor samples = at::empty({7, 1, 260, 260}).uniform_(0, 1, generator);
        const std::vector<at::Tensor> weights = autoencoder.ownWeights();
        const BatchView view = autoencoder.forward({samples, samples, {}, 0});
        const auto expected = torch::autograd::grad({autoencoder.objective().evaluate(view).total}, weights);
        double squares = 0;
        for (const at::Tensor& gradient : expected)
            squares += gradient.square().sum().item<double>();
        const double scale = clip > 0 ? clip / std::sqrt(squares) : 1;
        std::vector<at::Tensor> before;
        for (const at::Tensor& weight : weights)
            before.push_back(weight.detach().clone());

        CrewStep training(experiment, autoencoder, members);
        training.measure(7, [&](std::int64_t first, std::int64_t count, at::Generator&) {
            const at::Tensor part = samples.narrow(0, first, count);
            return Batch{part, part, {}, 0};
        });
        training.update(1);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const at::Tensor moved = before[i] - weights[i], wanted = scale * expected[i];
            QVERIFY2((moved - wanted).norm().item<double>() < 1e-5 * wanted.norm().item<double>() + 1e-6,
                     qPrintable(QString::number(i)));
        }
    }

    // Penalties, opponents and companions among them, and samples that do not divide: against LibTorch's own layers and
    // gradients, part by part with each member's own noise.
    void everyVariantAddsUpItsParts_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantAddsUpItsParts() {
        QFETCH(QString, variant);
        const Experiment experiment = complete(withVariant(shared(), variant.toStdString()));
        constexpr std::int64_t count = 130;
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor samples = at::empty({count, 1, 28, 28}).uniform_(0, 1, generator);
        const at::Tensor labels = at::arange(count, at::kLong) % 3;
        Autoencoder autoencoder(experiment, {{{1, 28, 28}}, true, 3});
        const auto part = [&](std::int64_t first, std::int64_t size) {
            const at::Tensor some = samples.narrow(0, first, size);
            return Batch{some, some, labels.narrow(0, first, size), 0};
        };
        std::mutex mutex;
        std::map<std::int64_t, std::int64_t> sizes; // of the parts, by their first sample
        CrewStep training(experiment, autoencoder, 3);
        training.measure(count, [&](std::int64_t first, std::int64_t size, at::Generator&) {
            const std::lock_guard lock(mutex);
            sizes[first] = size;
            return part(first, size);
        });
        const std::vector<at::Tensor> found = training.gradients();

        const TwiceDifferentiable plain;
        const Objective objective = autoencoder.objective();
        std::vector<at::Tensor> expected;
        int member = 0;
        for (const auto& [first, size] : sizes) {
            at::Generator noise = seededGenerator(experiment.training.integer("seed"), "noise " + std::to_string(member++));
            Batch batch = part(first, size);
            batch.noise = &noise;
            const Objective::Value value = objective.evaluate(autoencoder.forward(batch));
            const auto gradients = [&](const at::Tensor& sum, const std::vector<at::Tensor>& weights) {
                return sum.defined() ? torch::autograd::grad({sum * (double(size) / double(count))}, weights, {},
                                                             /*retain_graph=*/true, false, /*allow_unused=*/true)
                                     : std::vector<at::Tensor>(weights.size());
            };
            std::vector<at::Tensor> all = gradients(value.total, autoencoder.ownWeights());
            for (const at::Tensor& gradient : gradients(value.opponent, autoencoder.opponentsWeights()))
                all.push_back(gradient);
            expected.resize(all.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                if (all[i].defined())
                    expected[i] = expected[i].defined() ? expected[i] + all[i] : all[i];
        }
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(found[i].defined(), expected[i].defined());
            if (expected[i].defined())
                QVERIFY2((found[i] - expected[i]).norm().item<double>() < 1e-3 * expected[i].norm().item<double>() + 1e-5,
                         qPrintable(QString::number(i)));
        }
    }

    // Every member reads the copies in bf16, and every block of a weight is copied by whoever moves it.
    void copiesInBf16FollowTheirWeights() {
        if (!halfIsSupported())
            return;
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor samples = at::empty({128, 1, 28, 28}).uniform_(0, 1, generator);
        Autoencoder autoencoder(shared(), {{{1, 28, 28}}});
        autoencoder.setPrecision(Precision::Half);
        CrewStep training(shared(), autoencoder, 4);
        const auto areRight = [&] {
            const auto copies = autoencoder.halfCopies();
            return !copies.empty() && std::ranges::all_of(copies, [](const auto& copy) {
                return copy->isUsed() && copy->value().equal(copy->weight().to(at::kBFloat16));
            });
        };
        GoodWeights before;
        before.keep(autoencoder);
        for (int step = 0; step < 2; ++step) {
            training.measure(128, [&](std::int64_t first, std::int64_t count, at::Generator&) {
                const at::Tensor part = samples.narrow(0, first, count);
                return Batch{part, part, {}, 0};
            });
            training.update(0.1);
            QVERIFY(areRight());
        }
        before.restore(autoencoder);
        QVERIFY(areRight());
    }

    // Batch normalisation looks at the whole batch, so its batch must stay whole.
    void coupledSamplesStayTogether() {
        Experiment experiment = shared();
        experiment.network.encoder.push_back({"batch-normalisation", {}});
        experiment = complete(experiment);
        const Gradients whole = gradientsWith(1, experiment, 128);
        const Gradients parts = gradientsWith(4, experiment, 128);
        for (std::size_t i = 0; i < whole.values.size(); ++i)
            QVERIFY(parts.values[i].equal(whole.values[i]));
    }

    // Longer turns, and longer pauses between them, than anybody stays awake for.
    void whoFellAsleepIsWokenUp() {
        std::atomic<double> sum = 0; // so that the work is not left out
        const auto work = [&] {
            for (int i = 1; i < 2000000; ++i)
                sum = sum + std::sqrt(double(i));
        };
        std::atomic<int> turns = 0;
        Crew crew(3);
        for (int turn = 0; turn < 4; ++turn) {
            crew.run([&](int member) {
                ++turns;
                if (member == turn % 3)
                    work();
            });
            work();
        }
        QCOMPARE(turns.load(), 12);
    }

    void aCrewReportsWhatItsMembersThrow() {
        Crew crew(3);
        const auto failing = [](int member) {
            if (member > 0)
                throw std::runtime_error(std::to_string(member));
        };
        for (int i = 0; i < 2; ++i)
            try {
                crew.run(failing);
                QFAIL("nothing was thrown");
            } catch (const std::runtime_error& error) {
                QCOMPARE(std::string(error.what()), std::string("1"));
            }
        std::atomic<int> done = 0;
        crew.run([&](int) { ++done; });
        QCOMPARE(done.load(), 3);
    }
};

HOURGLASS_TEST(CrewStepTest)
#include "CrewStepTest.moc"
