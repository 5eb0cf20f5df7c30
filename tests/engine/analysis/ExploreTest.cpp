// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"
#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/data/DatasetAlbum.h"
#include "tests/engine/analysis/UntrainedModel.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

class ExploreTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(tinyExperiment().dataset)); }

    void decodingWhatWasEncodedIsTheReconstruction_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void decodingWhatWasEncodedIsTheReconstruction() {
        QFETCH(QString, variant);
        const Model model = untrainedModel(complete(tinyVariant(variant.toStdString())), *m_album);
        const EncodedSample sample = encoded(model, *m_album, 5);
        const std::vector<float> values = decodedValues(model, sample.code, {sample.label});

        Autoencoder& autoencoder = *model.internals().autoencoder;
        QVERIFY(autoencoder.is_training());
        const InUse inUse(autoencoder);
        const at::Tensor number = at::full({1}, 5, at::kLong);
        const at::Tensor expected = autoencoder.reconstruct(m_album->gather(number), m_album->gatherLabels(number));
        QVERIFY(rowsOf(values, 1).flatten().equal(expected.flatten()));
    }

    // f(A + t(B − A)) = (1 − t) f(A) + t f(B) for an affine f.
    void throughALinearNetworkAStraightWalkBlendsThePictures() {
        const Model model = untrainedModel(complete(linearExperiment()), *m_album);
        const CodeValues a = encoded(model, *m_album, 0).code, b = encoded(model, *m_album, 1).code;
        constexpr std::int64_t steps = 11;
        const at::Tensor film = rowsOf(decodedValues(model, walk(a, b, steps, WalkPath::Straight)), steps);
        for (std::int64_t step = 0; step < steps; ++step) {
            const double t = double(step) / double(steps - 1);
            const at::Tensor blend = (1 - t) * film[0] + t * film[steps - 1];
            QVERIFY((film[step] - blend).abs().max().item<double>() < 1e-4);
        }
        QVERIFY((film[0] - film[steps - 1]).abs().max().item<double>() > 1e-3);
    }

    // D(z + 2σe) − D(z) = 2σ · (column of the decoder's matrix), whatever z is.
    void theEffectOfANumberIsItsColumnInALinearDecoder() {
        const Model model = untrainedModel(complete(linearExperiment()), *m_album);
        const Codes codes = someCodes(model, *m_album, 40);
        const CodeSpace space = codeSpace(model, codes);
        QCOMPARE(space.dimensions.size(), std::size_t(8));
        for (std::size_t i = 0; i < 8; ++i) {
            const CodeDimension& dimension = space.dimensions[i];
            CodeValues unit(8, 0.0f);
            unit[i] = 1;
            const at::Tensor column =
                rowsOf(decodedValues(model, unit), 1) - rowsOf(decodedValues(model, CodeValues(8, 0.0f)), 1);
            const double expected = 2 * dimension.deviation * std::sqrt(column.square().mean().item<double>());
            QVERIFY(std::abs(dimension.effect - expected) < 1e-3 * expected);
            QVERIFY(dimension.isActive);
            QVERIFY(dimension.lowest < dimension.mean && dimension.mean < dimension.highest);
        }
    }

    void theRangeLeavesOutOneInAHundred() {
        const Model model = untrainedModel(complete(tinyExperiment()), *m_album);
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

    void theLargestEffectComesFirst() {
        CodeSpace space;
        for (const double effect : {1.0, 3.0, 0.0, 3.0, 2.0})
            space.dimensions.push_back({.effect = effect});
        QVERIFY(byEffect(space) == std::vector<std::int64_t>({1, 3, 4, 0, 2})); // of equal ones the first
        QVERIFY(byEffect({}).empty());
    }

    // Means of −s and s vary by s²: the limit of 0.01 is for clouds.
    void aCloudsNumberIsActiveFromAHundredthOn() {
        Codes codes{8, {}, {-1, -1}};
        for (const float sign : {-1.0f, 1.0f})
            for (const float variance : {0.0f, 1e-6f, 0.0099f, 0.0101f, 1.0f, 0.0f, 0.0f, 0.0f})
                codes.values.push_back(sign * std::sqrt(variance));
        const auto active = [&](const char* variant) {
            const Model model = untrainedModel(complete(tinyVariant(variant)), *m_album);
            std::vector<bool> all;
            for (const CodeDimension& dimension : codeSpace(model, codes).dimensions)
                all.push_back(dimension.isActive);
            return all;
        };
        QVERIFY(active("variational") == std::vector<bool>({false, false, false, true, true, false, false, false}));
        QVERIFY(active("undercomplete") == std::vector<bool>({false, true, true, true, true, false, false, false}));
    }

    // More numbers than are decoded in one batch: each is measured as if it were alone.
    void effectsOfManyNumbersAreTheirOwn() {
        const Model model = untrainedModel(complete(withField(linearExperiment(), "network.code.size", "300")), *m_album);
        const CodeSpace space = codeSpace(model, someCodes(model, *m_album, 12));
        const at::Tensor origin = rowsOf(decodedValues(model, CodeValues(300)), 1);
        for (const std::size_t i : {0, 1, 150, 298, 299}) {
            CodeValues unit(300);
            unit[i] = 1;
            const at::Tensor column = rowsOf(decodedValues(model, unit), 1) - origin;
            const double expected = 2 * space.dimensions[i].deviation * std::sqrt(column.square().mean().item<double>());
            QVERIFY(expected > 0);
            QVERIFY(std::abs(space.dimensions[i].effect - expected) < 1e-3 * expected);
        }
    }

    void ofVeryManyNumbersThoseThatVaryMostAreMeasured() {
        constexpr std::int64_t most = CodeDimension::MostEffects, numbers = most + 2;
        Experiment experiment = withVariant(linearExperiment(), "sparse");
        experiment.network.encoder.clear();
        const Model model =
            untrainedModel(complete(withField(experiment, "network.code.size", std::to_string(numbers))), *m_album);
        Codes codes{numbers, {}, {-1, -1}};
        for (const float sign : {-1.0f, 1.0f})
            for (std::int64_t i = 0; i < numbers; ++i)
                codes.values.push_back(sign * (i == 7 || i == numbers - 1 ? 0.5f : 1.0f));
        const CodeSpace space = codeSpace(model, codes);
        for (std::int64_t i = 0; i < numbers; ++i)
            QCOMPARE(space.dimensions[std::size_t(i)].effect == 0, i == 7 || i == numbers - 1);
    }

    void onlyVariationalCodesAreClouds() {
        const Model cloud = untrainedModel(complete(tinyVariant("variational")), *m_album);
        const EncodedSample sample = encoded(cloud, *m_album, 3);
        QCOMPARE(sample.deviations.size(), sample.code.size());
        for (const double deviation : sample.deviations)
            QVERIFY(deviation > 0);
        const Model points = untrainedModel(complete(tinyExperiment()), *m_album);
        QVERIFY(encoded(points, *m_album, 3).deviations.empty());
    }

    // A drawing of the samples' own size is that sample; another size and colour are brought to it.
    void aDrawingIsEncodedAsItsSampleWouldBe() {
        const Model model = untrainedModel(complete(tinyVariant("variational")), *m_album);
        const Image drawing = m_album->picture(3, 1000);
        QCOMPARE(drawing.width, 28);
        const EncodedSample sample = encoded(model, *m_album, 3, /*own=*/false), drawn = encoded(model, drawing);
        const at::Tensor difference = rowsOf(drawn.code, 1) - rowsOf(sample.code, 1);
        QVERIFY(difference.abs().max().item<double>() < 1e-5);
        QCOMPARE(drawn.deviations.size(), sample.deviations.size());
        QCOMPARE(drawn.label, -1);

        Image large{3 * drawing.width, 3 * drawing.height, 3, {}}; // each pixel 3 × 3 of them, in RGB
        for (int y = 0; y < large.height; ++y)
            for (int x = 0; x < large.width; ++x)
                large.pixels.insert(large.pixels.end(), 3, drawing.pixels[std::size_t(y / 3 * drawing.width + x / 3)]);
        QVERIFY((rowsOf(encoded(model, large).code, 1) - rowsOf(drawn.code, 1)).abs().max().item<double>() < 1e-5);

        QVERIFY_THROWS_EXCEPTION(Error, encoded(model, Image{}));
    }

    void aDrawingIsNoSampleOfATable() {
        Experiment experiment = tinyExperiment();
        experiment.dataset = datasetFromReference("customers-products");
        experiment = withField(experiment, "network.code.size", "2");
        const DatasetAlbum table(loadDataset(complete(experiment).dataset));
        const Model model = untrainedModel(complete(experiment), table);
        QVERIFY_THROWS_EXCEPTION(Error, encoded(model, Image{1, 1, 1, {0}}));
    }

    void eachCodeMayBeAskedForAsAnotherClass() {
        const Model model = untrainedModel(complete(tinyVariant("conditional-variational")), *m_album);
        const auto numbers = std::size_t(model.network().code->output.elements());
        std::vector<float> codes, expected;
        const std::vector<int> labels{2, 2, -1, 7};
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const CodeValues code(numbers, 0.3f * float(i));
            codes.insert(codes.end(), code.begin(), code.end());
            const std::vector<float> alone = decodedValues(model, code, {labels[i]});
            expected.insert(expected.end(), alone.begin(), alone.end());
        }
        const std::vector<float> together = decodedValues(model, codes, labels);
        QCOMPARE(together.size(), expected.size());
        for (std::size_t i = 0; i < together.size(); ++i)
            QVERIFY(std::abs(together[i] - expected[i]) < 1e-6f);
        QVERIFY(decodedValues(model, codes, {2}) != together);
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, codes, std::vector{2, 7}));
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, codes, std::vector{2, 2, 2, 10}));
    }

    void whatIsNoWholeCodeIsRefused() {
        const Model model = untrainedModel(complete(tinyExperiment()), *m_album);
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(12)));
        QVERIFY_THROWS_EXCEPTION(Error, decodedPictures(model, {}, 32));
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(8, std::nanf(""))));
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(model, std::vector<float>(8), /*labels=*/{3}));
        const Model told = untrainedModel(complete(tinyVariant("conditional-variational")), *m_album);
        QVERIFY_THROWS_EXCEPTION(Error, decodedValues(told, encoded(told, *m_album, 0).code, /*labels=*/{10}));
        const std::vector<Image> pictures = decodedPictures(model, std::vector<float>(16), 20);
        QCOMPARE(pictures.size(), std::size_t(2));
        QCOMPARE(pictures[0].width, 20);
        QVERIFY(pictures[0] == pictures[1]);
    }
};

HOURGLASS_TEST(ExploreTest)
#include "ExploreTest.moc"
