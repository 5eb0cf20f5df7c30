// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Pca.h"
#include "engine/analysis/Evaluation.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

/// Squared error left by k components, from the singular values: an independent way to the same number.
double leftBySvd(const at::Tensor& samples, std::int64_t k) {
    const at::Tensor values = at::linalg_svdvals((samples - samples.mean(0)).to(at::kDouble));
    return values.slice(0, k).square().sum().item<double>();
}

double leftByProjection(const Pca& pca, const at::Tensor& samples) {
    const at::Tensor rebuilt = pca.project(samples).mm(pca.components) + pca.mean;
    return (samples - rebuilt).square().sum(at::kDouble).item<double>();
}

at::Tensor sampleMatrix(std::int64_t rows, std::int64_t columns) {
    at::Generator generator = seededGenerator(1, "test");
    const at::Tensor scales = at::arange(1, columns + 1, at::kFloat).reciprocal();
    return at::randn({rows, columns}, generator).mul(scales).mm(at::randn({columns, columns}, generator)) + 3;
}

} // namespace

class PcaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheSingularValues_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("more samples than features (covariance)") << 200 << 12;
        QTest::newRow("more samples than many features") << 400 << 300;
        QTest::newRow("more features than samples (Gram matrix)") << 10 << 60;
    }
    void agreesWithTheSingularValues() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const at::Tensor samples = sampleMatrix(rows, columns);
        for (const std::int64_t k : {1, 3, 7}) {
            const Pca pca = fitPca(samples, k);
            const double expected = leftBySvd(samples, k);
            QVERIFY(std::abs(leftByProjection(pca, samples) - expected) < 1e-3 * expected + 1e-3);
            const at::Tensor product = pca.components.mm(pca.components.t());
            QVERIFY((product - at::eye(k)).abs().max().item<double>() < 1e-4);
        }
    }

    void signsAreFixed() {
        const Pca pca = fitPca(sampleMatrix(50, 6), 6);
        for (int row = 0; row < 6; ++row) {
            const at::Tensor component = pca.components[row];
            QVERIFY(component[component.abs().argmax()].item<float>() > 0);
        }
    }

    void aDirectionWithoutVarianceExplainsNothing() {
        const at::Tensor samples = at::tensor({1.f, 2.f, 0.f, 0.f, 3.f, 6.f, 0.f, 0.f, 2.f, 4.f, 0.f, 0.f}).reshape({3, 4});
        const Pca pca = fitPca(samples, 3);
        QVERIFY(leftByProjection(pca, samples) < 1e-6);
        QVERIFY(pca.variances[1].item<float>() < 1e-6);
    }

    // 40 pictures of a megapixel would be 160 MB of numbers.
    void samplesFitIntoTheMemory() {
        Dataset dataset;
        dataset.info.sampleShape = {{1'000'000}};
        dataset.training.samples = at::empty({40, 1'000'000}, at::kByte);
        for (std::int64_t i = 0; i < 40; ++i)
            dataset.training.samples[i].fill_(i).narrow(0, i, 1).fill_(255);
        QCOMPARE(fitToTraining(dataset, 40).components.size(0), 32);
    }

    // The maps of a convolutional code are more numbers than the picture has: a fit that large would take minutes.
    void moreComponentsThanFeaturesTakeNoMoreSamples() {
        Dataset dataset;
        dataset.info.sampleShape = {{1, 64, 64}};
        dataset.training.samples = at::empty({20'000, 1, 64, 64}, at::kByte);
        QCOMPARE(fittedSamples(dataset, 512), ManyFeatures);
        QCOMPARE(fittedSamples(dataset, 3'000), std::int64_t(3'000));
        QCOMPARE(fittedSamples(dataset, 49'152), ManyFeatures);
    }

    void errorIsMeasuredOnTheValidationPart() {
        const Experiment experiment = defaultExperiment();
        auto dataset = std::make_shared<Dataset>();
        dataset->info.sampleShape = {{12}};
        dataset->training.samples = sampleMatrix(100, 12);
        at::Generator generator = seededGenerator(2, "test");
        dataset->validation.samples = at::randn({40, 12}, generator);
        for (const std::int64_t k : {0, 2, 12}) {
            const Pca pca = fitPca(dataset->training.samples, k);
            const double expected = leftByProjection(pca, dataset->validation.samples) / (40 * 12);
            QVERIFY(std::abs(pcaError(dataset, experiment, k) - expected) < 1e-4);
        }
    }

    // With half of every sample hidden, PCA has to rebuild the clean one from what it sees, as the network has to.
    void seesTheCorruptedInput() {
        Experiment experiment = withField(defaultExperiment(), "corruption.kind", "masking");
        experiment = withField(experiment, "corruption.amount", "0.5");
        auto dataset = std::make_shared<Dataset>();
        dataset->info.sampleShape = {{12}};
        dataset->training.samples = sampleMatrix(100, 12);
        dataset->validation.samples = sampleMatrix(40, 12);
        dataset->info.inUnitRange = false;
        at::Generator generator = seededGenerator(experiment.training.integer("seed"), "validation");
        const at::Tensor clean = dataset->validation.samples;
        const at::Tensor seen = corrupted(experiment.corruption, clean, false, generator);
        for (const std::int64_t k : {1, 5, 12}) {
            const Pca pca = fitPca(dataset->training.samples, k);
            const at::Tensor rebuilt = pca.project(seen).mm(pca.components) + pca.mean;
            const double expected = (clean - rebuilt).square().mean().item<double>();
            QVERIFY(std::abs(pcaError(dataset, experiment, k) - expected) < 1e-4 * expected);
        }
    }
};

HOURGLASS_TEST(PcaTest)
#include "PcaTest.moc"
