// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Companions.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/training/CrewStep.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 12, 12}}, true, 3};

/// With plain gradient descent, so that a step is the rate times the gradient and nothing else.
Experiment descending(const std::string& variant) {
    Experiment experiment = withVariant(defaultExperiment(), variant);
    for (const auto& [field, value] : {std::pair("optimiser", "sgd"), std::pair("momentum", "0")})
        experiment = withField(experiment, std::string("training.") + field, value);
    return experiment;
}

Batch someBatch(at::Generator& generator) {
    const at::Tensor samples = at::empty({6, 1, 12, 12}).uniform_(0, 1, generator);
    return {samples, samples, at::arange(6).remainder(kData.classes), 0, nullptr};
}

std::vector<at::Tensor> copies(const std::vector<at::Tensor>& tensors) {
    std::vector<at::Tensor> result;
    for (const at::Tensor& tensor : tensors)
        result.push_back(tensor.detach().clone());
    return result;
}

double bce(double probability, bool genuine) {
    return -std::log(genuine ? probability : 1 - probability);
}

void addAdversarial() {
    QTest::addColumn<QString>("variant");
    QTest::newRow("adversarial") << "adversarial";
    QTest::newRow("vae-gan") << "vae-gan";
}

} // namespace

class CompanionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Both sides of the game against the cross-entropy of probabilities, written out.
    void theGameIsCrossEntropy() {
        at::Generator generator = seededGenerator(1, "test");
        const auto discriminator = std::make_shared<Discriminator>(Shape{{5}}, generator);
        BatchView batch;
        batch.genuine = at::empty({4, 5}).normal_(0, 1, generator);
        batch.forged = at::empty({7, 5}).normal_(2, 1, generator);
        double deception = 0;
        double detection = 0;
        for (std::int64_t i = 0; i < 4; ++i)
            detection += bce(1 / (1 + std::exp(-discriminator->score(batch.genuine)[i].item<double>())), true) / 4;
        for (std::int64_t i = 0; i < 7; ++i) {
            const double probability = 1 / (1 + std::exp(-discriminator->score(batch.forged)[i].item<double>()));
            detection += bce(probability, false) / 7;
            deception += bce(probability, true) / 7;
        }
        QVERIFY(std::abs(makeDeception(discriminator, 1)->value(batch).item<double>() - deception) < 1e-5);
        QVERIFY(std::abs(makeDetection(discriminator)->value(batch).item<double>() - detection) < 1e-5);
    }

    // One step moves the autoencoder along the gradient of its own objective and the discriminator along that of its own
    // loss, each as if the other's weights were constants.
    void neitherMovesTheOthersWeights_data() { addAdversarial(); }
    void neitherMovesTheOthersWeights() {
        QFETCH(QString, variant);
        const Experiment experiment = descending(variant.toStdString());
        constexpr double rate = 1e-3;
        at::Generator generator = seededGenerator(1, "test");
        Batch batch = someBatch(generator);
        Autoencoder autoencoder(experiment, kData);
        const auto own = copies(autoencoder.ownWeights());
        const auto opponents = copies(autoencoder.opponentsWeights());
        const auto frozen = autoencoder.parts().companions.classifier
                                ? copies(autoencoder.parts().companions.classifier->parameters())
                                : std::vector<at::Tensor>();
        QVERIFY(!opponents.empty());

        at::Generator noise = seededGenerator(experiment.training.integer("seed"), "noise 0");
        batch.noise = &noise;
        const BatchView view = autoencoder.forward(batch);
        const Objective::Value value = autoencoder.objective().evaluate(view);
        const auto ownGradients = torch::autograd::grad({value.total}, autoencoder.ownWeights(), {}, true, false, true);
        Discriminator& discriminator = *autoencoder.parts().companions.discriminator;
        const at::Tensor caught = at::softplus(-discriminator.score(view.genuine)).mean() +
                                  at::softplus(discriminator.score(view.forged.detach())).mean();
        const auto opponentsGradients = torch::autograd::grad({caught}, autoencoder.opponentsWeights());

        CrewStep training(experiment, autoencoder, 1);
        training.measure(batch.target.size(0), [&](std::int64_t, std::int64_t, at::Generator&) { return batch; });
        training.update(rate);
        const auto followed = [&](const std::vector<at::Tensor>& now, const std::vector<at::Tensor>& before,
                                  const std::vector<at::Tensor>& gradients) {
            for (std::size_t i = 0; i < now.size(); ++i)
                if (!now[i].allclose(gradients[i].defined() ? before[i] - rate * gradients[i] : before[i], 1e-5, 1e-7))
                    return false;
            return now.size() == before.size();
        };
        QVERIFY(followed(autoencoder.ownWeights(), own, ownGradients));
        QVERIFY(followed(autoencoder.opponentsWeights(), opponents, opponentsGradients));
        if (!frozen.empty())
            QVERIFY(followed(autoencoder.parts().companions.classifier->parameters(), frozen,
                             std::vector<at::Tensor>(frozen.size())));
    }

    // The encoder of vae-gan hears nothing of the game: with that term alone it has no gradient.
    void theGameLeavesTheEncoderOfVaeGanAlone() {
        Autoencoder autoencoder(withVariant(defaultExperiment(), "vae-gan"), kData);
        at::Generator noise = seededGenerator(1, "test");
        Batch batch = someBatch(noise);
        batch.noise = &noise;
        const at::Tensor game =
            makeDeception(autoencoder.parts().companions.discriminator, 1)->value(autoencoder.forward(batch));
        const Parts& parts = autoencoder.parts();
        for (const at::Tensor& gradient : torch::autograd::grad({game}, parts.encoder->parameters(), {}, true, false, true))
            QVERIFY(!gradient.defined());
        for (const at::Tensor& gradient : torch::autograd::grad({game}, parts.decoder->parameters()))
            QVERIFY(gradient.defined());
    }

    // What the classifier sees in two equal pictures is equal, whatever it learned.
    void featureDistanceVanishesForAPerfectReconstruction() {
        at::Generator generator = seededGenerator(1, "test");
        const auto classifier = std::make_shared<Classifier>(kData.shape, kData.classes, generator);
        const Batch batch = someBatch(generator);
        BatchView view;
        view.target = batch.target;
        view.output = batch.target;
        const auto distance = makeFeatureDistance(classifier, /*sigmoid=*/false, 1);
        QCOMPARE(distance->value(view).item<double>(), 0.0);
        view.output = at::zeros_like(batch.target);
        QVERIFY(distance->value(view).item<double>() > 0);
    }

    // The adversarial term does its work: codes that started elsewhere come to have the prior's moments.
    void adversarialTrainingShapesTheCodes() {
        Experiment experiment = withVariant(test::tinyExperiment(), "adversarial");
        for (const auto& [field, value] : {std::pair("network.code.size", "2"), std::pair("training.epochs", "150"),
                                           std::pair("dataset.limit", "500"), std::pair("variant.weight", "30")})
            experiment = withField(experiment, field, value);
        test::Recorder recorder;
        TrainingControl control;
        train(experiment, recorder, control);
        const auto spread = [](const Snapshot& snapshot) {
            const at::Tensor x = at::tensor(snapshot.latent.x);
            return x.square().mean().item<double>();
        };
        const double last = spread(recorder.snapshots.back());
        QVERIFY2(last > 0.4 && last < 2.0, qPrintable(QString::number(last)));
    }

    void aClassifierFromAFileIsTakenOver() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("teacher.hourglass").toStdString();
        Experiment experiment = withField(test::tinyVariant("vae-gan"), "training.epochs", "1");
        test::Recorder recorder;
        TrainingControl control;
        const TrainingResult teacher = train(experiment, recorder, control);
        teacher.model.save(path);
        experiment = withField(withField(experiment, "variant.features", "file"), "variant.featureFile", path);
        const TrainingResult pupil = train(experiment, recorder, control);
        QCOMPARE(recorder.info.stages.size(), std::size_t(1));
        const auto wanted = teacher.model.internals().autoencoder->parts().companions.classifier->parameters();
        const auto found = pupil.model.internals().autoencoder->parts().companions.classifier->parameters();
        for (std::size_t i = 0; i + 2 < wanted.size(); ++i) // all but the last layer
            QVERIFY(found[i].equal(wanted[i]));
        try {
            train(withField(experiment, "variant.featureFile", path + ".none"), recorder, control);
            QFAIL("a missing file was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("variant.featureFile"));
        }
    }
};

HOURGLASS_TEST(CompanionsTest)
#include "CompanionsTest.moc"
