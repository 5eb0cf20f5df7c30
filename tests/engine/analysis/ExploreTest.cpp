// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"
#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;

namespace {

/// Untrained: what is tested here holds for any weights.
Model modelOf(const Experiment& experiment, const DatasetAlbum& album) {
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = experiment;
    internals->autoencoder = std::make_shared<Autoencoder>(experiment, DataTraits::of(album.info()));
    return Model(internals);
}

Experiment linear() {
    Experiment experiment = test::tinyExperiment();
    for (LayerSpec& layer : experiment.network.encoder)
        layer.parameters.set("activation", std::string("none"));
    return withField(withField(experiment, "training.loss", "mse"), "training.output", "linear");
}

/// The first samples of both: `count` × features.
at::Tensor rows(const std::vector<float>& values, std::int64_t count) {
    return at::from_blob(const_cast<float*>(values.data()), {count, std::int64_t(values.size()) / count}, at::kFloat)
        .clone();
}

Codes someCodes(const Model& model, const DatasetAlbum& album, std::int64_t count) {
    Codes codes;
    for (std::int64_t i = 0; i < count; ++i) {
        const CodeValues code = encoded(model, album, i).code;
        codes.dimensions = std::int64_t(code.size());
        codes.values.insert(codes.values.end(), code.begin(), code.end());
        codes.labels.push_back(album.label(i));
    }
    return codes;
}

} // namespace

class ExploreTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(test::tinyExperiment().dataset)); }

    void decodingWhatWasEncodedIsTheReconstruction_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void decodingWhatWasEncodedIsTheReconstruction() {
        QFETCH(QString, variant);
        const Model model = modelOf(complete(test::tinyVariant(variant.toStdString())), *m_album);
        const EncodedSample sample = encoded(model, *m_album, 5);
        const std::vector<float> values = decodedValues(model, sample.code, sample.label);

        Autoencoder& autoencoder = *model.internals().autoencoder;
        QVERIFY(autoencoder.is_training());
        const InUse inUse(autoencoder);
        const at::Tensor number = at::full({1}, 5, at::kLong);
        const at::Tensor expected = autoencoder.reconstruct(m_album->gather(number), m_album->gatherLabels(number));
        QVERIFY(rows(values, 1).flatten().equal(expected.flatten()));
    }

    // f(A + t(B − A)) = (1 − t) f(A) + t f(B) for an affine f.
    void throughALinearNetworkAStraightWalkBlendsThePictures() {
        const Model model = modelOf(complete(linear()), *m_album);
        const CodeValues a = encoded(model, *m_album, 0).code, b = encoded(model, *m_album, 1).code;
        constexpr std::int64_t steps = 11;
        const at::Tensor film = rows(decodedValues(model, walk(a, b, steps, WalkPath::Straight)), steps);
        for (std::int64_t step = 0; step < steps; ++step) {
            const double t = double(step) / double(steps - 1);
            const at::Tensor blend = (1 - t) * film[0] + t * film[steps - 1];
            QVERIFY((film[step] - blend).abs().max().item<double>() < 1e-4);
        }
        QVERIFY((film[0] - film[steps - 1]).abs().max().item<double>() > 1e-3);
    }

    // D(z + 2σe) − D(z) = 2σ · (column of the decoder's matrix), whatever z is.
    void theEffectOfANumberIsItsColumnInALinearDecoder() {
        const Model model = modelOf(complete(linear()), *m_album);
        const Codes codes = someCodes(model, *m_album, 40);
        const CodeSpace space = codeSpace(model, codes);
        QCOMPARE(space.dimensions.size(), std::size_t(8));
        for (std::size_t i = 0; i < 8; ++i) {
            const CodeDimension& dimension = space.dimensions[i];
            CodeValues unit(8, 0.0f);
            unit[i] = 1;
            const at::Tensor column =
                rows(decodedValues(model, unit), 1) - rows(decodedValues(model, CodeValues(8, 0.0f)), 1);
            const double expected = 2 * dimension.deviation * std::sqrt(column.square().mean().item<double>());
            QVERIFY(std::abs(dimension.effect - expected) < 1e-3 * expected);
            QVERIFY(dimension.isActive);
            QVERIFY(dimension.lowest < dimension.mean && dimension.mean < dimension.highest);
        }
    }

    void theRangeLeavesOutOneInAHundred() {
        const Model model = modelOf(complete(test::tinyExperiment()), *m_album);
        Codes codes;
        codes.dimensions = 8;
        for (int i = 0; i < 201; ++i)
            for (int number = 0; number < 8; ++number)
                codes.values.push_back(number == 0 ? float((i * 77) % 201) : 4);
        codes.labels.assign(201, -1);
        const CodeSpace space = codeSpace(model, codes);
        QCOMPARE(space.dimensions[0].lowest, 2.0);
        QCOMPARE(space.dimensions[0].highest, 198.0);
        QCOMPARE(space.dimensions[0].mean, 100.0);
        QVERIFY(std::abs(space.dimensions[0].deviation - std::sqrt((201.0 * 201 - 1) / 12)) < 1e-3);
        QVERIFY(space.dimensions[0].isActive && !space.dimensions[1].isActive);
        QCOMPARE(space.dimensions[1].effect, 0.0);
    }

    void onlyVariationalCodesAreClouds() {
        const Model cloud = modelOf(complete(test::tinyVariant("variational")), *m_album);
        const EncodedSample sample = encoded(cloud, *m_album, 3);
        QCOMPARE(sample.deviations.size(), sample.code.size());
        for (const double deviation : sample.deviations)
            QVERIFY(deviation > 0);
        const Model points = modelOf(complete(test::tinyExperiment()), *m_album);
        QVERIFY(encoded(points, *m_album, 3).deviations.empty());
    }

    void whatIsNoWholeCodeIsRefused() {
        const Model model = modelOf(complete(test::tinyExperiment()), *m_album);
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(12)));
        QVERIFY_THROWS_EXCEPTION(Error, decodedPictures(model, {}, 32));
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(8, std::nanf(""))));
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(8), /*label=*/3));
        QVERIFY_THROWS_EXCEPTION(Error, distancesToData({1, 2}, Codes{2, {}, {}}));
        QVERIFY_THROWS_EXCEPTION(Error, drawnCodes(model, {}, CodeSource::FittedGaussian, 1, 1));
        const Model told = modelOf(complete(test::tinyVariant("conditional-variational")), *m_album);
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(told, encoded(told, *m_album, 0).code, /*label=*/10));
        const std::vector<Image> pictures = decodedPictures(model, std::vector<float>(16), 20);
        QCOMPARE(pictures.size(), std::size_t(2));
        QCOMPARE(pictures[0].width, 20);
        QVERIFY(pictures[0] == pictures[1]);
    }

    // Mean and covariance come back from many codes drawn by them.
    void aFittedGaussianHasTheMomentsOfTheCodes() {
        const Model model = modelOf(complete(test::tinyExperiment()), *m_album);
        const Codes codes = someCodes(model, *m_album, 200);
        constexpr std::int64_t count = 200'000;
        const at::Tensor drawn = rows(drawnCodes(model, codes, CodeSource::FittedGaussian, count, 1), count).to(at::kDouble);
        const at::Tensor data = rows(codes.values, 200).to(at::kDouble);
        const auto covariance = [](const at::Tensor& x) {
            const at::Tensor centred = x - x.mean(0);
            return centred.t().matmul(centred) / double(x.size(0));
        };
        const at::Tensor expected = covariance(data);
        const double scale = expected.diagonal().mean().item<double>();
        QVERIFY((covariance(drawn) - expected).abs().max().item<double>() < 0.03 * scale);
        QVERIFY((drawn.mean(0) - data.mean(0)).abs().max().item<double>() < 0.02 * std::sqrt(scale));
        QVERIFY(drawnCodes(model, codes, CodeSource::FittedGaussian, 3, 1) ==
                drawnCodes(model, codes, CodeSource::FittedGaussian, 3, 1));
        QVERIFY(drawnCodes(model, codes, CodeSource::FittedGaussian, 3, 1) !=
                drawnCodes(model, codes, CodeSource::FittedGaussian, 3, 2));
    }

    void onlyWhatShapesItsCodesHasAPrior() {
        const Model plain = modelOf(complete(test::tinyExperiment()), *m_album);
        QVERIFY(drawnCodes(plain, {}, CodeSource::Prior, 4, 1).empty());
        const Model cloud = modelOf(complete(test::tinyVariant("variational")), *m_album);
        constexpr std::int64_t count = 20'000;
        const std::vector<float> drawn = drawnCodes(cloud, {}, CodeSource::Prior, count, 1);
        const at::Tensor values = rows(drawn, count);
        QVERIFY(values.mean(0).abs().max().item<double>() < 0.05);
        QVERIFY((values.std(0) - 1).abs().max().item<double>() < 0.05);
    }

    // Four codes on the corners of a square of side 2: √2 from their middle each.
    void distancesAreMeasuredByHowFarCodesUsuallyLie() {
        const Codes corners{2, {1, 1, 1, -1, -1, 1, -1, -1}, {0, 0, 0, 0}};
        const std::vector<double> distances = distancesToData({0, 0, 1, 1, 4, 1}, corners);
        QCOMPARE(distances.size(), std::size_t(3));
        QVERIFY(std::abs(distances[0] - 1) < 1e-6);
        QVERIFY(std::abs(distances[1]) < 1e-6);
        QVERIFY(std::abs(distances[2] - 3 / std::sqrt(2.0)) < 1e-6);

        // Many, far from zero: where they lie makes no difference.
        Codes far{1, {}, {}};
        for (int i = 0; i < 100; ++i) {
            far.values.push_back(10'000 + float(i));
            far.labels.push_back(-1);
        }
        const double usual = std::sqrt((100.0 * 100 - 1) / 12);
        const std::vector<double> ofThemselves = distancesToData(far.values, far);
        QVERIFY(std::ranges::all_of(ofThemselves, [](double distance) { return distance == 0; }));
        QVERIFY(std::abs(distancesToData({10'049.5f}, far)[0] - 0.5 / usual) < 1e-3);
    }
};

HOURGLASS_TEST(ExploreTest)
#include "ExploreTest.moc"
