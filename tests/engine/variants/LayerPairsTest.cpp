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

    // What comes back to a hidden layer of sigmoids is handed on as logits, from which the rule makes the layer's own
    // output.
    void theRuleGivesBackWhatAHiddenLayerMakes() {
        const Experiment experiment =
            withField(withVariant(defaultExperiment(), "stacked"), "network.encoder.0.activation", "sigmoid");
        const Autoencoder autoencoder(complete(experiment), {{{1, 28, 28}}, true, 0});
        const LayerPair pair = layerPairs(autoencoder.parts())[1];
        QVERIFY(pair.inputInUnitRange);
        QCOMPARE(pair.rule.loss, std::string("bce"));
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor code = at::empty({5, pair.up.weight.size(0)}).normal_(0, 1, noise);
        const at::Tensor logits = at::linear(code, pair.down.weight, pair.down.bias);
        QVERIFY(pair.back(code).allclose(logits, 1e-3, 1e-4));
        QVERIFY(pair.rule.reconstruction(pair.back(code)).allclose(logits.sigmoid(), 1e-5, 1e-6));
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
