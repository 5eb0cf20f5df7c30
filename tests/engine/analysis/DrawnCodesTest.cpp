// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Explore.h"
#include "tests/engine/analysis/UntrainedModel.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

class DrawnCodesTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(tinyExperiment().dataset)); }

    // Mean and covariance come back from many codes drawn by them.
    void aFittedGaussianHasTheMomentsOfTheCodes() {
        const Model model = untrainedModel(complete(tinyExperiment()), *m_album);
        const Codes codes = someCodes(model, *m_album, 200);
        constexpr std::int64_t count = 200'000;
        const at::Tensor drawn =
            rowsOf(drawnCodes(model, codes, CodeSource::FittedGaussian, count, 1), count).to(at::kDouble);
        const at::Tensor data = rowsOf(codes.values, 200).to(at::kDouble);
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
        const Model plain = untrainedModel(complete(tinyExperiment()), *m_album);
        QVERIFY(drawnCodes(plain, {}, CodeSource::Prior, 4, 1).empty());
        const Model cloud = untrainedModel(complete(tinyVariant("variational")), *m_album);
        constexpr std::int64_t count = 20'000;
        const std::vector<float> drawn = drawnCodes(cloud, {}, CodeSource::Prior, count, 1);
        const at::Tensor values = rowsOf(drawn, count);
        QVERIFY(values.mean(0).abs().max().item<double>() < 0.05);
        QVERIFY((values.std(0) - 1).abs().max().item<double>() < 0.05);
    }

    // Both sources but the prior need codes; one code is enough, and all drawn from it are near it.
    void littleDataIsEnoughToDrawFrom() {
        const Model model = untrainedModel(complete(tinyExperiment()), *m_album);
        for (const CodeSource source : {CodeSource::FittedGaussian, CodeSource::Mixture}) {
            QVERIFY_THROWS_EXCEPTION(Error, drawnCodes(model, {}, source, 1, 1));
            const Codes one{8, {1, 2, 3, 4, 5, 6, 7, 8}, {-1}};
            const std::vector<float> drawn = drawnCodes(model, one, source, 5, 1);
            QCOMPARE(drawn.size(), std::size_t(40));
            for (std::size_t i = 0; i < drawn.size(); ++i)
                QVERIFY(std::abs(drawn[i] - one.values[i % 8]) < 1e-4f);
        }
    }

    // Two heaps of codes: a mixture draws from both in their shares, and nothing between them.
    void aMixtureKeepsHeapsApart() {
        const Model model = untrainedModel(complete(tinyExperiment()), *m_album);
        Codes heaps{8, {}, {}};
        for (int i = 0; i < 400; ++i) {
            for (int number = 0; number < 8; ++number)
                heaps.values.push_back((i % 4 == 0 ? 5.0f : -5.0f) + 0.1f * float((i * 7 + number * 13) % 17 - 8));
            heaps.labels.push_back(-1);
        }
        constexpr std::int64_t count = 4000;
        const std::vector<float> drawn = drawnCodes(model, heaps, CodeSource::Mixture, count, 1);
        const at::Tensor first = rowsOf(drawn, count).select(1, 0);
        QVERIFY(((first.abs() - 5).abs() < 3).all().item<bool>());
        QVERIFY(std::abs((first > 0).to(at::kDouble).mean().item<double>() - 0.25) < 0.03);
        QVERIFY(drawnCodes(model, heaps, CodeSource::Mixture, 5, 1) == drawnCodes(model, heaps, CodeSource::Mixture, 5, 1));
        QVERIFY(drawnCodes(model, heaps, CodeSource::Mixture, 5, 1) != drawnCodes(model, heaps, CodeSource::Mixture, 5, 2));
    }

    void aCloudHasItsMeanAndDeviations() {
        const EncodedSample cloud{{1, -2}, {0.5, 3}, -1};
        constexpr std::int64_t count = 40'000;
        const std::vector<float> drawn = drawnFrom(cloud, count, 1);
        const at::Tensor values = rowsOf(drawn, count).to(at::kDouble);
        for (std::int64_t number = 0; number < 2; ++number) {
            const double deviation = cloud.deviations[std::size_t(number)];
            const at::Tensor column = values.select(1, number);
            QVERIFY(std::abs(column.mean().item<double>() - cloud.code[std::size_t(number)]) < 0.03 * deviation);
            QVERIFY(std::abs(column.std().item<double>() - deviation) < 0.02 * deviation);
        }
        QVERIFY(drawnFrom(cloud, 3, 1) == drawnFrom(cloud, 3, 1));
        QVERIFY(drawnFrom(cloud, 3, 1) != drawnFrom(cloud, 3, 2));
        QVERIFY(drawnFrom({{1, 2}, {}, -1}, 2, 1) == std::vector<float>({1, 2, 1, 2}));
    }
};

HOURGLASS_TEST(DrawnCodesTest)
#include "DrawnCodesTest.moc"
