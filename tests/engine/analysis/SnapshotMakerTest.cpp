// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SnapshotMaker.h"
#include "engine/analysis/Evaluation.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

struct Network {
    explicit Network(const std::string& variant)
        : experiment(complete(test::tinyVariant(variant)))
        , dataset(loadDataset(experiment.dataset))
        , autoencoder(experiment, DataTraits::of(dataset->info)) {}

    void multiplyWeights(double factor) {
        const at::NoGradGuard noGradient;
        for (at::Tensor& weight : autoencoder.parameters())
            weight.mul_(factor);
    }
    Snapshot snapshot() { return SnapshotMaker(std::make_shared<DatasetAlbum>(dataset), 1).take(autoencoder, experiment); }

    Experiment experiment;
    std::shared_ptr<const Dataset> dataset;
    Autoencoder autoencoder;
};

} // namespace

class SnapshotMakerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Weights at which a training may arrive one step before it is found to have diverged, and those of a dead network.
    void anyFiniteWeightsCanBeLookedAt_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<double>("factor");
        for (const CatalogueEntry& entry : variantEntries())
            for (const double factor : {0.0, 1e10, 1e20, 1e37})
                QTest::addRow("%s times %g", entry.id.c_str(), factor) << QString::fromStdString(entry.id) << factor;
    }
    void anyFiniteWeightsCanBeLookedAt() {
        QFETCH(QString, variant);
        QFETCH(double, factor);
        Network network(variant.toStdString());
        network.multiplyWeights(factor);
        const Snapshot snapshot = network.snapshot();
        QVERIFY(!snapshot.reconstructions.empty());
        for (std::size_t i = 0; i < snapshot.latent.x.size(); ++i)
            QVERIFY(std::isfinite(snapshot.latent.x[i]) && std::isfinite(snapshot.latent.y[i]));
    }

    // The first of each class, then the second of each.
    void everyClassIsShownInTurn() {
        Network network("undercomplete");
        const at::Tensor labels = network.dataset->validation.labels;
        std::vector<std::int64_t> expected;
        for (std::int64_t round = 0; round < labels.size(0); ++round)
            for (std::int64_t wanted = 0; wanted < 10; ++wanted) {
                const at::Tensor ofClass = labels.eq(wanted).nonzero().flatten();
                if (round < ofClass.size(0))
                    expected.push_back(ofClass[round].item<std::int64_t>());
            }
        expected.resize(16);
        std::vector<std::int64_t> shown;
        for (const Reconstruction& reconstruction : network.snapshot().reconstructions)
            shown.push_back(reconstruction.sample);
        QCOMPARE(shown, expected);
    }

    void codesThatAreNoNumbersHaveNoLens() {
        Network network("sparse");
        QVERIFY(!network.snapshot().lens.empty());
        network.multiplyWeights(std::nan(""));
        QVERIFY(network.snapshot().lens.empty());
    }

    // Whatever goes wrong on the way, the network goes on learning.
    void theNetworkIsLeftInTrainingMode() {
        Network network("denoising");
        network.snapshot();
        QVERIFY(network.autoencoder.is_training());
        network.experiment.corruption.kind = "unknown";
        QVERIFY_THROWS_EXCEPTION(Error, network.snapshot());
        QVERIFY(network.autoencoder.is_training());
        QVERIFY_THROWS_EXCEPTION(Error, evaluate(network.autoencoder, network.experiment, *network.dataset));
        QVERIFY(network.autoencoder.is_training());
    }
};

HOURGLASS_TEST(SnapshotMakerTest)
#include "SnapshotMakerTest.moc"
