// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/InsideView.h"
#include "engine/analysis/Measuring.h"
#include "engine/api/Catalogues.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

struct Network {
    explicit Network(const Experiment& wanted)
        : experiment(complete(wanted))
        , album(loadDataset(experiment.dataset))
        , autoencoder(experiment, DataTraits::of(album.info())) {}

    std::optional<Inside> look(const InsideWatch& watch = {}) {
        const InUse inUse(autoencoder);
        return lookInside(autoencoder, experiment, album, watch, 1);
    }
    void multiplyWeights(double factor) {
        const at::NoGradGuard noGradient;
        for (at::Tensor& weight : autoencoder.parameters())
            weight.mul_(factor);
    }
    /// In place, so that the layer uses it.
    static void set(const at::Tensor& weight, const at::Tensor& values) {
        const at::NoGradGuard noGradient;
        weight.copy_(values);
    }

    Experiment experiment;
    DatasetAlbum album;
    Autoencoder autoencoder;
};

/// 784-32-8 and mirrored, with these activations of the first layer and of the code.
Experiment withActivations(const std::string& first, const std::string& code) {
    Experiment experiment = test::tinyExperiment();
    experiment.network.encoder[0].parameters.set("activation", first);
    experiment.network.code.activation = code;
    return experiment;
}

template <class Content>
const Content& contentOf(const Inside& inside, std::size_t figure) {
    return std::get<Content>(inside.figures.at(figure).content);
}

/// Grey for zero, black and white for the largest number of a filter.
std::uint8_t greyOf(const at::Tensor& filter, std::int64_t place) {
    const float largest = filter.abs().max().item<float>();
    return std::uint8_t(std::lround(255 * (filter.flatten()[place].item<float>() / largest + 1) / 2));
}

} // namespace

class InsideViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersStandInTheirOrder() {
        Network network(test::tinyExperiment());
        const auto inside = network.look({7, 1});
        QVERIFY(inside);
        QStringList titles;
        for (const LayerInside& layer : inside->layers)
            titles << QString::fromStdString(layer.title);
        QCOMPARE(titles, QStringList({"dense 32, relu", "code 8", "dense 32, relu", "dense 784, sigmoid", "reshape"}));
        QVERIFY(inside->layers[1].part == NetworkPart::Code);
        QVERIFY(inside->layers[3].part == NetworkPart::Decoder && inside->layers[3].index == 1);
        QCOMPARE(inside->sample, 7);
        QCOMPARE(inside->layer, std::size_t(1));
    }

    void whatThereIsNotIsReplaced() {
        Network network(test::tinyExperiment());
        const auto inside = network.look({300, 99});
        QCOMPARE(inside->sample, 0);
        QCOMPARE(inside->layer, std::size_t(4));
        QCOMPARE(network.look({-1, 0})->sample, 0);
    }

    void unitsThatNeverChangeAreDead() {
        Network network(withActivations("relu", "none"));
        const DenseWeights first = network.autoencoder.parts().encoder->denseWeights(0);
        at::Tensor weight = at::ones({32, 784}), bias = at::zeros(32);
        weight.narrow(0, 0, 8).zero_(); // the same number for every sample
        bias.narrow(0, 0, 4).fill_(5);
        bias.narrow(0, 8, 4).fill_(-1e6); // never above zero
        Network::set(first.weight, weight);
        Network::set(first.bias, bias);
        QCOMPARE(network.look()->layers[0].dead, 12.0 / 32);
    }

    void mapsThatNeverChangeAreDead() {
        Network network(withField(withVariant(test::tinyExperiment(), "convolutional"), "network.code.size", "4"));
        const Stack& encoder = *network.autoencoder.parts().encoder;
        at::Tensor weight = at::ones_like(encoder.weight(0));
        weight.narrow(0, 0, 3).fill_(-1); // pictures are never negative, so these are cut off everywhere
        Network::set(encoder.weight(0), weight);
        const auto inside = network.look();
        QCOMPARE(inside->layers[0].dead, 3.0 / double(weight.size(0))); // and the margins, always black, do not count
    }

    void numbersAtTheEndsAreSaturated_data() {
        QTest::addColumn<QString>("activation");
        QTest::addColumn<double>("inside");            // beyond which a number counts, before the activation
        QTest::newRow("sigmoid") << "sigmoid" << 4.59; // σ(4.595) = 0.99
        QTest::newRow("tanh") << "tanh" << 2.29;       // tanh(2.298) = 0.98, which is 1 % of the range from 1
    }
    void numbersAtTheEndsAreSaturated() {
        QFETCH(QString, activation);
        QFETCH(double, inside);
        Network network(withActivations("relu", activation.toStdString()));
        const DenseWeights code = network.autoencoder.parts().code->denseWeights(0);
        Network::set(code.weight, at::zeros({8, 32}));
        Network::set(code.bias, at::tensor({inside, inside + 0.02, -inside, -inside - 0.02, 0.0, 1.0, 50.0, -50.0}));
        QCOMPARE(network.look()->layers[1].saturated, 4.0 / 8);
        QCOMPARE(network.look()->layers[0].saturated, 0.0); // a rectifier has one end only
    }

    /// Against differences of the objective, weight by weight.
    void gradientNormsAreThoseOfTheObjective() {
        Experiment experiment = findPreset("customers-products").experiment;
        experiment.network.encoder = {{"dense", {{"units", std::int64_t(4)}, {"activation", std::string("tanh")}}}};
        experiment.network.mirrored = true;
        experiment = withField(withField(experiment, "network.code.size", "2"), "training.sparsity", "0.1");
        Network network(experiment);
        const auto inside = network.look();
        const at::Tensor samples = network.album.gather(at::arange(5, at::kLong));
        const InUse inUse(network.autoencoder);
        const auto objective = [&] {
            const BatchView view = network.autoencoder.forward({samples, samples, {}});
            return network.autoencoder.objective().evaluate(view).total.item<double>();
        };
        const Parts& parts = network.autoencoder.parts();
        const std::vector<at::Tensor> layers[] = {parts.encoder->parameters(), parts.code->parameters(),
                                                  parts.decoder->children()[0]->parameters(),
                                                  parts.decoder->children()[1]->parameters()};
        constexpr float step = 1e-2f;
        for (std::size_t layer = 0; layer < 4; ++layer) {
            double squares = 0;
            for (const at::Tensor& weight : layers[layer])
                for (std::int64_t i = 0; i < weight.numel(); ++i) {
                    float& number = weight.data_ptr<float>()[i];
                    const float before = number;
                    number = before + step;
                    const double above = objective();
                    number = before - step;
                    const double below = objective();
                    number = before;
                    squares += std::pow((above - below) / (2 * step), 2);
                }
            const double found = inside->layers[layer].gradientNorm;
            QVERIFY2(std::abs(found - std::sqrt(squares)) < 0.01 * found,
                     qPrintable(QString("%1: %2, %3").arg(layer).arg(found).arg(std::sqrt(squares))));
        }
    }

    void layersThatDoNotLearnHaveNoGradient() {
        Experiment experiment = withField(test::tinyExperiment(), "training.frozen", "encoder");
        experiment.network.encoder.push_back({"dropout", {}});
        Network network(experiment);
        const auto inside = network.look();
        QVERIFY(std::isnan(inside->layers[0].gradientNorm)); // frozen
        QVERIFY(std::isnan(inside->layers[1].gradientNorm)); // nothing to learn
        QVERIFY(inside->layers[2].gradientNorm > 0);
    }

    void filtersAreTheWeights() {
        Network network(test::tinyExperiment());
        const Parts& parts = network.autoencoder.parts();
        const at::Tensor seen = parts.encoder->weight(0), painted = parts.decoder->weight(1).t();
        for (const auto& [layer, weights] : {std::pair(std::size_t(0), seen), std::pair(std::size_t(3), painted)}) {
            const Inside inside = *network.look({0, layer});
            const auto& filters = contentOf<PictureFigure>(inside, 0);
            QCOMPARE(filters.pictures.size(), std::size_t(32));
            for (const std::int64_t unit : {0, 31})
                for (const std::int64_t place : {0, 29, 400, 783})
                    QVERIFY(std::abs(int(filters.pictures[std::size_t(unit)].pixels[std::size_t(place)]) -
                                     int(greyOf(weights[unit], place))) <= 1);
        }
        QCOMPARE(network.look({0, 2})->figures.size(), std::size_t(2)); // a layer between neither sees nor makes the sample
    }

    void kernelsAreFiltersToo() {
        Network network(withVariant(test::tinyExperiment(), "convolutional"));
        const at::Tensor kernels = network.autoencoder.parts().encoder->weight(0);
        const Inside inside = *network.look();
        const auto& filters = contentOf<PictureFigure>(inside, 0);
        QCOMPARE(std::int64_t(filters.pictures.size()), kernels.size(0));
        const at::Tensor kernel = kernels[5][0].contiguous();
        for (std::int64_t place = 0; place < 9; ++place)
            QVERIFY(std::abs(int(filters.pictures[5].pixels[std::size_t(place)]) - int(greyOf(kernel, place))) <= 1);
        const auto& units = contentOf<PictureFigure>(inside, 1);
        QCOMPARE(units.opacities.size(), units.pictures.size());
        QCOMPARE(*std::ranges::max_element(units.opacities), 1.0);
    }

    void theHistogramCountsEveryNumber() {
        Network network(test::tinyExperiment());
        const Inside inside = *network.look({0, 1});
        double counted = 0;
        for (const double value : contentOf<BarFigure>(inside, 1).values)
            counted += value;
        QCOMPARE(counted, 30.0 * 8); // 300 digits, a tenth of them for validation
    }

    void everyVariantCanBeLookedInto_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<double>("factor");
        for (const CatalogueEntry& entry : variantEntries())
            for (const double factor : {1.0, 0.0, 1e20, 1e37})
                QTest::addRow("%s times %g", entry.id.c_str(), factor) << QString::fromStdString(entry.id) << factor;
    }
    void everyVariantCanBeLookedInto() {
        QFETCH(QString, variant);
        QFETCH(double, factor);
        Network network(test::tinyVariant(variant.toStdString()));
        network.multiplyWeights(factor);
        const NetworkReport& report = network.autoencoder.network();
        for (std::size_t layer = 0; layer < report.encoder.size() + 1 + report.decoder.size(); ++layer) {
            const auto inside = network.look({3, layer});
            QVERIFY(inside || factor > 1);
            if (!inside)
                continue;
            QCOMPARE(inside->layers.size(), report.encoder.size() + 1 + report.decoder.size());
            QVERIFY(!inside->figures.empty());
            for (const LayerInside& one : inside->layers) {
                QVERIFY(!std::isinf(one.gradientNorm));
                QVERIFY(one.dead >= 0 && one.dead <= 1 && one.saturated >= 0 && one.saturated <= 1);
                QVERIFY(!one.activations.empty());
            }
        }
    }

    void weightsThatAreNoNumbersShowNothing() {
        Network network(test::tinyExperiment());
        network.multiplyWeights(std::nan(""));
        QVERIFY(!network.look());
    }

    /// With everything that a training remembers: random numbers, running means, moments.
    void nothingThatIsLearnedDependsOnLooking_data() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"denoising", "variational", "adversarial", "contractive", "deep"})
            QTest::newRow(variant) << variant;
    }
    void nothingThatIsLearnedDependsOnLooking() {
        QFETCH(QString, variant);
        Experiment experiment = test::tinyVariant(variant.toStdString());
        if (variant == "denoising") {
            experiment.network.encoder.push_back({"batch-normalisation", {}});
            experiment.network.encoder.push_back({"dropout", {}});
        }
        const auto weights = [&](bool looks) {
            test::Recorder recorder;
            TrainingControl control;
            if (looks)
                recorder.afterBatch = [&](const BatchReport& batch) {
                    Watch watch;
                    watch.inside = InsideWatch{batch.step, std::size_t(batch.step % 3)};
                    control.setWatch(watch);
                };
            TrainingResult result = train(complete(experiment), recorder, control);
            if (looks)
                [&] {
                    std::size_t seen = 0;
                    for (const Snapshot& snapshot : recorder.snapshots)
                        seen += snapshot.inside.has_value();
                    QVERIFY2(seen > 3, qPrintable(QString::number(seen)));
                }();
            return namedState(*result.model.internals().autoencoder);
        };
        const auto plain = weights(false), looked = weights(true);
        QCOMPARE(plain.size(), looked.size());
        for (const auto& [name, weight] : plain)
            QVERIFY2(weight.equal(looked.at(name)), name.c_str());
    }

    void whatTrainingKeepsOfGradientsStays() {
        Network network(test::tinyExperiment());
        const at::Tensor kept = at::full({32, 784}, 0.5);
        network.autoencoder.parts().encoder->weight(0).mutable_grad() = kept.clone();
        network.look();
        QVERIFY(network.autoencoder.parts().encoder->weight(0).grad().equal(kept));
        QVERIFY(!network.autoencoder.parts().decoder->weight(0).grad().defined());
        QVERIFY(network.autoencoder.is_training());
    }
};

HOURGLASS_TEST(InsideViewTest)
#include "InsideViewTest.moc"
