// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Explore.h"
#include "tests/engine/analysis/UntrainedModel.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace hourglass;
using namespace hourglass::test;

class CodeDistancesTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(tinyExperiment().dataset)); }

    // Four codes on the corners of a square of side 2: √2 from their middle each.
    void distancesAreMeasuredByHowFarCodesUsuallyLie() {
        const Codes corners{2, {1, 1, 1, -1, -1, 1, -1, -1}, {0, 0, 0, 0}};
        const std::vector<double> distances = distancesToData({0, 0, 1, 1, 4, 1}, corners);
        QCOMPARE(distances.size(), std::size_t(3));
        QVERIFY(std::abs(distances[0] - 1) < 1e-6);
        QVERIFY(std::abs(distances[1]) < 1e-6);
        QVERIFY(std::abs(distances[2] - 3 / std::sqrt(2.0)) < 1e-6);

        QVERIFY_THROWS_EXCEPTION(Error, distancesToData({1, 2}, Codes{2, {}, {}}));

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

    // z → Wᵀz → W Wᵀ z = z where the rows of W are at right angles and of length 1.
    void thereAndBackIsNoWayForAnOrthonormalNetwork() {
        Experiment experiment = linearExperiment();
        experiment.network.encoder.clear();
        experiment.network.tied = true;
        const Model model = untrainedModel(complete(experiment), *m_album);
        const at::NoGradGuard noGradient;
        for (const auto& [name, tensor] : namedState(*model.internals().autoencoder))
            if (tensor.dim() == 2)
                at::Tensor(tensor).copy_(std::get<0>(at::linalg_qr(at::randn(tensor.sizes()).t())).t());
            else
                at::Tensor(tensor).zero_();
        const Codes data = someCodes(model, *m_album, 50);
        for (const double error : returnErrors(model, data.values, data))
            QVERIFY(error < 1e-5);
        // The code of 0 is 0: what the encoder adds is how far it is off, in units of the usual distance.
        for (const auto& [name, tensor] : namedState(*model.internals().autoencoder))
            if (tensor.dim() == 1 && tensor.size(0) == 8)
                at::Tensor(tensor).fill_(3);
        const at::Tensor rows = rowsOf(data.values, 50);
        const double usual = std::sqrt((rows - rows.mean(0)).square().sum(1).mean().item<double>());
        const std::vector<double> off = returnErrors(model, std::vector<float>(16), data);
        QCOMPARE(off.size(), std::size_t(2));
        QVERIFY(std::abs(off[1] - 3 * std::sqrt(8.0) / usual) < 1e-4 * off[1]);
    }

    void anUntrainedNetworkDoesNotComeBack() {
        for (const char* variant : {"variational", "conditional-variational", "vector-quantised"}) {
            const Model model = untrainedModel(complete(tinyVariant(variant)), *m_album);
            const EncodedSample sample = encoded(model, *m_album, 0);
            const Codes data = someCodes(model, *m_album, 20);
            const std::vector<double> errors = returnErrors(model, sample.code, data, sample.label);
            QCOMPARE(errors.size(), std::size_t(1));
            QVERIFY2(errors[0] > 0.01 && std::isfinite(errors[0]), variant);
            QVERIFY_THROWS_EXCEPTION(Error, returnErrors(model, std::vector<float>(1), data));
            QVERIFY_THROWS_EXCEPTION(Error, returnErrors(model, sample.code, Codes{data.dimensions, {}, {}}));
            QVERIFY_THROWS_EXCEPTION(Error, returnErrors(model, sample.code, data, /*label=*/10));
        }
    }

    void theNearestComeFirst() {
        const Codes data{2, {0, 0, 3, 4, 0, 1, 0, -1, 10'000, 0}, {0, 1, 0, 1, 0}};
        QVERIFY(nearestTo({0, 0}, data, 3) == std::vector<Neighbour>({{0, 0}, {2, 1}, {3, 1}})); // as far: the first first
        QVERIFY(nearestTo({3, 4}, data, 1) == std::vector<Neighbour>({{1, 0}}));
        QCOMPARE(nearestTo({0, 0}, data, 100).size(), std::size_t(5));
        QCOMPARE(nearestTo({0, 0}, data, 100)[3].distance, 5.0);
        QVERIFY(nearestTo({0, 0}, data, 0).empty());
        QVERIFY_THROWS_EXCEPTION(Error, nearestTo({0, 0, 0}, data, 1));
        QVERIFY_THROWS_EXCEPTION(Error, nearestTo({0, 0}, Codes{2, {}, {}}, 1));
    }

    void codesHaveAMiddle() {
        const Codes data{2, {0, 0, 3, 4, 1, 1, 5, -6}, {0, 1, 0, -1}};
        QVERIFY(meanOf(data, {1, 3}) == CodeValues({4, -1}));
        QVERIFY(meanOf(data, {2}) == CodeValues({1, 1}));
        QVERIFY(meanOf(data, {0, 1, 1}) == CodeValues({2, float(8.0 / 3)})); // named twice, it counts twice
        QVERIFY(meanOfClass(data, 0) == CodeValues({0.5f, 0.5f}));
        QVERIFY_THROWS_EXCEPTION(Error, meanOf(data, {}));
        QVERIFY_THROWS_EXCEPTION(Error, meanOf(data, {0, 4}));
        QVERIFY_THROWS_EXCEPTION(Error, meanOf(data, {-1}));
        QVERIFY_THROWS_EXCEPTION(Error, meanOfClass(data, 2));
        QVERIFY_THROWS_EXCEPTION(Error, meanOfClass(data, -1));
    }
};

HOURGLASS_TEST(CodeDistancesTest)
#include "CodeDistancesTest.moc"
