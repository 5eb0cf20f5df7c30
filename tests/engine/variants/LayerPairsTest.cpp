// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/LayerPairs.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "engine/variants/Autoencoder.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

using namespace hourglass;

namespace {

/// Squared error behind a sigmoid: allowed for any data.
Autoencoder network(const std::string& variant, bool dataInUnitRange) {
    Experiment experiment = withVariant(defaultExperiment(), variant);
    experiment = withField(withField(experiment, "training.loss", "mse"), "training.output", "sigmoid");
    return Autoencoder(complete(experiment), {{{1, 28, 28}}, dataInUnitRange, 0});
}

} // namespace

class LayerPairsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPairKnowsTheRangeOfTheData() {
        QVERIFY(layerPairs(network("stacked", true).parts())[0].inputInUnitRange);
        QVERIFY(!layerPairs(network("stacked", false).parts())[0].inputInUnitRange);
    }

    // Cross-entropy is for probabilities alone; other data are rebuilt by squared error.
    void greedyLayersOfOtherDataTakeSquaredError() {
        const Autoencoder autoencoder = network("stacked", false);
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor samples = at::empty({5, 1, 28, 28}).uniform_(-3, 3, noise);
        const auto terms = autoencoder.pretraining()[0]->measure(
            {.input = samples, .target = samples, .labels = {}, .epoch = 0, .noise = &noise});
        QCOMPARE(terms[0].unit, std::string("squared error"));
        QVERIFY(terms[0].value > 0);
    }

    void boltzmannMachinesRefuseOtherData() {
        QVERIFY(!network("deep", true).pretraining().empty());
        try {
            network("deep", false).pretraining();
            QFAIL("data outside [0, 1] were accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("dataset"));
        }
    }
};

HOURGLASS_TEST(LayerPairsTest)
#include "LayerPairsTest.moc"
