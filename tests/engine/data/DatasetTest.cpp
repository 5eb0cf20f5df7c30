// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Kinds.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace hourglass;
using namespace hourglass::test;

namespace {

std::vector<std::int64_t> labelsOf(const DataPart& part) {
    const auto* first = part.labels.data_ptr<std::int64_t>();
    return {first, first + part.labels.numel()};
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// `count` samples 1 × 1 × 2, whose label is their number.
    DatasetSpec numbered(int count, Parameters parameters = {}) {
        const QString stem = m_folder.filePath(QString::number(count));
        QByteArray values;
        for (int i = 0; i < count; ++i)
            values += QByteArray(2, char(i));
        parameters.set("images", write(stem + "-images", idx(8, {quint32(count), 1, 2}, values)));
        parameters.set("labels", write(stem + "-labels", idx(8, {quint32(count)}, countUp(count))));
        return {"idx", parameters};
    }

private Q_SLOTS:
    void everySourceHasTheCommonParameters() {
        for (const CatalogueEntry& entry : datasetEntries()) {
            QVERIFY(!entry.title.empty() && !entry.summary.empty() && !entry.explanation.empty());
            for (const ParameterSpec& common : datasetCommonParameters())
                QCOMPARE(std::ranges::count(entry.schema, common.key, &ParameterSpec::key), 1);
        }
    }

    void digitsAreTheFileInAnotherOrder() {
        const auto digits = loadDataset({"digits", {}});
        QCOMPARE(digits->info.sampleShape, (Shape{{1, 28, 28}}));
        QCOMPARE(digits->info.trainingCount, 9000);
        QCOMPARE(digits->info.validationCount, 1000);
        QCOMPARE(digits->info.classNames.size(), 10u);
        QCOMPARE(digits->info.classNames.back(), std::string("9"));
        QVERIFY(digits->info.inUnitRange);
        QVERIFY(digits->training.samples.scalar_type() == at::kByte);

        gzFile file = gzopen(HOURGLASS_TEST_DATA "/../resources/data/digits-10k-images-idx3-ubyte.gz", "rb");
        std::vector<std::uint8_t> bytes(16 + 7'840'000);
        QCOMPARE(gzread(file, bytes.data(), unsigned(bytes.size())), int(bytes.size()));
        gzclose(file);
        const auto expected = std::accumulate(bytes.begin() + 16, bytes.end(), std::int64_t(0));
        QCOMPARE(digits->training.samples.sum(at::kLong).item<std::int64_t>() +
                     digits->validation.samples.sum(at::kLong).item<std::int64_t>(),
                 expected);
    }

    void fashionMnistIsInstalled() {
        const DatasetInfo info = describeDataset({"fashion-mnist", {}});
        QCOMPARE(info.sampleShape, (Shape{{1, 28, 28}}));
        QCOMPARE(info.trainingCount, 54000);
        QCOMPARE(info.validationCount, 6000);
        QCOMPARE(info.classNames.front(), std::string("T-shirt/top"));
        QCOMPARE(info.classNames.back(), std::string("Ankle boot"));
    }

    void missingFashionMnistSaysWhatToInstall() {
        VERIFY_ERROR(makeFashionMnist("/no/such/folder")->load({}), "/no/such/folder", "apt install dataset-fashion-mnist");
    }

    void customersAndProducts() {
        const auto dataset = loadDataset({"customers-products", {}});
        QCOMPARE(dataset->info.sampleShape, Shape{{6}});
        QCOMPARE(dataset->info.trainingCount, 5);
        QVERIFY(dataset->validation.samples.is_same(dataset->training.samples));
        QCOMPARE(dataset->info.classNames[2], std::string("customer 3"));
        QCOMPARE(dataset->info.columnNames[5], std::string("product 6"));
        const QStringList expected = {"110000", "100010", "011100", "110010", "000101"};
        const at::Tensor rows = dataset->training.range(0, 5);
        for (int i = 0; i < 5; ++i) {
            QString row;
            for (int product = 0; product < 6; ++product)
                row += QString::number(rows[i][product].item<float>());
            QCOMPARE(row, expected[int(dataset->training.labels[i].item<std::int64_t>())]);
        }
    }

    void splitIsDisjointAndComplete() {
        const auto dataset = loadDataset(numbered(101, {{"validationShare", 0.25}}));
        QCOMPARE(dataset->info.validationCount, 25); // 25.25
        QCOMPARE(dataset->info.trainingCount, 76);
        std::vector<std::int64_t> all = labelsOf(dataset->training);
        std::ranges::copy(labelsOf(dataset->validation), std::back_inserter(all));
        QVERIFY(!std::ranges::is_sorted(all));
        std::ranges::sort(all);
        for (std::int64_t i = 0; i < 101; ++i)
            QCOMPARE(all[std::size_t(i)], i);
        for (const DataPart* part : {&dataset->training, &dataset->validation})
            for (std::int64_t i = 0; i < part->count(); ++i)
                QCOMPARE(part->samples[i][0][0][1].item<std::int64_t>(), part->labels[i].item<std::int64_t>());
    }

    void splitFollowsItsSeed() {
        const auto labels = [&](std::int64_t seed, double share) {
            return labelsOf(loadDataset(numbered(60, {{"splitSeed", seed}, {"validationShare", share}}))->validation);
        };
        const auto first = labels(1, 0.5);
        labels(1, 0.2);
        labels(2, 0.2);
        labels(3, 0.2); // drives the first one out of the cache
        QCOMPARE(labels(1, 0.5), first);
        QVERIFY(labels(2, 0.5) != first);
    }

    void smallSharesValidateOnTheTrainingPart() {
        for (const double share : {0.0, 0.1}) {
            const auto dataset = loadDataset(numbered(3, {{"validationShare", share}}));
            QCOMPARE(dataset->info.trainingCount, 3);
            QVERIFY(dataset->validation.samples.is_same(dataset->training.samples));
        }
    }

    void oneSampleIsLeftForTraining() {
        const auto dataset = loadDataset(numbered(2, {{"validationShare", 0.9}}));
        QCOMPARE(dataset->info.trainingCount, 1);
        QCOMPARE(dataset->info.validationCount, 1);
    }

    void limitDrawsAtRandom() {
        const auto dataset = loadDataset(numbered(200, {{"limit", std::int64_t(20)}, {"validationShare", 0.0}}));
        std::vector<std::int64_t> labels = labelsOf(dataset->training);
        QCOMPARE(labels.size(), 20u);
        std::ranges::sort(labels);
        QVERIFY(std::ranges::adjacent_find(labels) == labels.end());
        QVERIFY(labels.back() > 20);
    }

    void lastSplitKeepsTheOrderOfTheFile() {
        const auto dataset =
            loadDataset(numbered(101, {{"split", std::string("last")}, {"validationShare", 0.25}})); // 25.25
        std::vector<std::int64_t> expected(101);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(labelsOf(dataset->training), std::vector(expected.begin(), expected.begin() + 76));
        QCOMPARE(labelsOf(dataset->validation), std::vector(expected.begin() + 76, expected.end()));
        QCOMPARE(dataset->validation.samples[24][0][0][1].item<std::int64_t>(), 100);
    }

    void lastSplitTakesTheFirstSamplesUpToTheLimit() {
        Parameters parameters{{"split", std::string("last")}, {"validationShare", 0.2}};
        parameters.set("limit", std::int64_t(10));
        const auto dataset = loadDataset(numbered(50, parameters));
        QCOMPARE(labelsOf(dataset->training), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(labelsOf(dataset->validation), (std::vector<std::int64_t>{8, 9}));
        parameters.set("splitSeed", std::int64_t(7));
        QCOMPARE(labelsOf(loadDataset(numbered(50, parameters))->validation), labelsOf(dataset->validation));
    }

    void lastSplitWithoutAShareValidatesOnTheTrainingPart() {
        const auto dataset = loadDataset(numbered(5, {{"split", std::string("last")}, {"validationShare", 0.0}}));
        QCOMPARE(labelsOf(dataset->training), (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
        QVERIFY(dataset->validation.samples.is_same(dataset->training.samples));
    }

    // The share of ones is the value; 0 and 255 stay what they are.
    void binarisedValuesAreDrawnWithTheirProbability() {
        RawData raw;
        raw.sampleShape = {{1, 1, 4}};
        raw.samples = at::tensor({0, 51, 204, 255}, at::kByte).reshape({1, 1, 1, 4}).repeat({20'000, 1, 1, 1});
        const Parameters parameters = complete(datasetCommonParameters(), {{"binarise", true}}, "dataset");
        const Dataset dataset = split(std::move(raw), parameters);
        for (const DataPart* part : {&dataset.training, &dataset.validation}) {
            QVERIFY(part->samples.scalar_type() == at::kByte);
            QVERIFY(((part->samples == 0) | (part->samples == 255)).all().item<bool>());
        }
        const at::Tensor share = dataset.training.range(0, 18'000).mean(0).flatten();
        QCOMPARE(share[0].item<float>(), 0.0f);
        QVERIFY(std::abs(share[1].item<float>() - 0.2f) < 0.015f); // 5 standard deviations
        QVERIFY(std::abs(share[2].item<float>() - 0.8f) < 0.015f);
        QCOMPARE(share[3].item<float>(), 1.0f);
        // Neighbours are drawn apart.
        const at::Tensor values = dataset.training.range(0, 18'000).flatten(1);
        const double both = (values.select(1, 1) * values.select(1, 2)).mean().item<double>();
        QVERIFY(std::abs(both - 0.16) < 0.015);
    }

    void binarisedSamplesDoNotDependOnTheSplit() {
        const auto digits = [](double share, const char* split, std::int64_t seed) {
            return loadDataset(
                {"digits",
                 {{"binarise", true}, {"split", std::string(split)}, {"splitSeed", seed}, {"validationShare", share}}});
        };
        const auto sum = [](const Dataset& dataset) {
            return dataset.training.samples.sum(at::kLong).item<std::int64_t>() +
                   dataset.validation.samples.sum(at::kLong).item<std::int64_t>();
        };
        const auto first = digits(0.1, "random", 1);
        QCOMPARE(sum(*digits(0.3, "last", 1)), sum(*first));
        QVERIFY(sum(*digits(0.1, "random", 2)) != sum(*first));
    }

    void onlyProbabilitiesCanBeBinarised() {
        const std::string inside = write(m_folder.filePath("inside.csv"), "a,b\n0,0.5\n1,0.25\n0.5,0\n");
        const std::string outside = write(m_folder.filePath("outside.csv"), "a,b\n0,0.5\n1.5,0.25\n0.5,0\n");
        const auto csv = [](const std::string& path) {
            return loadDataset({"csv", {{"file", path}, {"scaling", std::string("none")}, {"binarise", true}}});
        };
        const at::Tensor samples = csv(inside)->training.samples;
        QVERIFY(samples.scalar_type() == at::kFloat);
        QVERIFY(((samples == 0) | (samples == 1)).all().item<bool>());
        VERIFY_ERROR(csv(outside), "dataset.binarise", "between 0 and 1");
    }

    void oneSampleIsTooFew() {
        VERIFY_ERROR(loadDataset(numbered(1)), "1-images", "at least 2", "Add samples");
        VERIFY_ERROR(loadDataset(numbered(5, {{"limit", std::int64_t(1)}})), "dataset.limit", "at least 2", "0 for all");
    }

    void gatherScalesBytesExactly() {
        DataPart part;
        part.samples = at::arange(256, at::kLong).to(at::kByte).reshape({256, 1, 1, 1});
        const at::Tensor values = part.gather(at::arange(255, -1, -1, at::kLong));
        QVERIFY(values.scalar_type() == at::kFloat);
        for (int i = 0; i < 256; ++i)
            QCOMPARE(values[i][0][0][0].item<float>(), float(255 - i) / 255.0f);
    }

    void rangeIsACopy() {
        DataPart part;
        part.samples = at::zeros({4, 2}, at::kFloat);
        part.range(1, 2).fill_(7);
        QCOMPARE(part.samples.sum().item<float>(), 0.0f);
        QCOMPARE(part.range(1, 2).size(0), 2);
    }

    void cacheReturnsTheSameUntilTheFileChanges() {
        const DatasetSpec spec = numbered(10);
        const auto first = loadDataset(spec);
        QCOMPARE(loadDataset(spec), first);
        DatasetSpec spelledOut = spec;
        spelledOut.parameters.set("validationShare", 0.1);
        QCOMPARE(loadDataset(spelledOut), first);
        DatasetSpec other = spec;
        other.parameters.set("splitSeed", std::int64_t(5));
        QVERIFY(loadDataset(other) != first);

        write(m_folder.filePath("10-images"), idx(8, {10, 2, 2}, countUp(40)));
        const auto second = loadDataset(spec);
        QVERIFY(second != first);
        QCOMPARE(second->info.sampleShape, (Shape{{1, 2, 2}}));
    }

    void cacheKeepsThree() {
        std::weak_ptr<const Dataset> first = loadDataset(numbered(11));
        loadDataset(numbered(12));
        loadDataset(numbered(13));
        QVERIFY(!first.expired());
        loadDataset(numbered(14));
        QVERIFY(first.expired());
    }

    void failedLoadsAreTriedAgain() {
        DatasetSpec spec = numbered(15);
        const QString path = m_folder.filePath("15-images");
        QVERIFY(QFile::remove(path));
        VERIFY_ERROR(loadDataset(spec), path, "No such file");
        QCOMPARE(loadDataset(numbered(15))->info.validationCount, 2); // 1.5 rounded
    }

    void wrongSpecsNameTheirField() {
        VERIFY_ERROR(loadDataset({"nonsense", {}}), "dataset.kind", "nonsense", "digits");
        VERIFY_ERROR(loadDataset({"digits", {{"validationShare", 0.95}}}), "dataset.validationShare");
        VERIFY_ERROR(loadDataset({"idx", {}}), "dataset.images");
        VERIFY_ERROR(loadDataset({"csv", {}}), "dataset.file");
        VERIFY_ERROR(loadDataset({"pictures", {}}), "dataset.folder");
    }
};

HOURGLASS_TEST(DatasetTest)
#include "DatasetTest.moc"
