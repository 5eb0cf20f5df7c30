// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Watch.h"
#include "engine/analysis/SnapshotMaker.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

using namespace hourglass;

namespace {

struct Network {
    explicit Network(const Experiment& wanted = test::tinyExperiment())
        : experiment(complete(wanted))
        , album(std::make_shared<DatasetAlbum>(loadDataset(experiment.dataset)))
        , autoencoder(experiment, DataTraits::of(album->info())) {}

    Snapshot snapshot(const Watch& watch) {
        SnapshotMaker maker(album, 1);
        maker.setWatch(watch);
        return maker.take(autoencoder, experiment);
    }
    /// Of one sample by itself.
    double error(std::int64_t number) {
        const at::NoGradGuard noGradient;
        autoencoder.eval();
        const at::Tensor sample = album->gather(at::full({1}, number, at::kLong));
        const at::Tensor rebuilt = autoencoder.reconstruct(sample);
        return (rebuilt.to(at::kDouble) - sample.to(at::kDouble)).square().mean().item<double>();
    }

    Experiment experiment;
    std::shared_ptr<const DatasetAlbum> album;
    Autoencoder autoencoder;
};

std::vector<std::int64_t> numbersOf(const std::vector<Reconstruction>& reconstructions) {
    std::vector<std::int64_t> numbers;
    for (const Reconstruction& reconstruction : reconstructions)
        numbers.push_back(reconstruction.sample);
    return numbers;
}

const Shape kDigit{{1, 28, 28}};

} // namespace

class WatchTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test's own file cannot be written.");
        return file.fileName().toStdString();
    }
    static DatasetSpec digits() { return complete(test::tinyExperiment()).dataset; }
    static QString errorOf(const std::string& reference, const Shape& shape = kDigit) {
        try {
            openAlbum(reference, digits(), shape);
        } catch (const Error& error) {
            return QString::fromStdString(error.message());
        }
        return {};
    }

private Q_SLOTS:
    void pinnedSamplesKeepTheirOrder() {
        Network network; // 30 samples for validation, and then 270
        Watch watch;
        watch.pinned = {200, 3, 29, 30, 299};
        const Snapshot snapshot = network.snapshot(watch);
        QCOMPARE(numbersOf(snapshot.pinned), watch.pinned);
        for (const Reconstruction& one : snapshot.pinned) {
            QVERIFY(one.original == network.album->picture(one.sample, 256));
            QCOMPARE(one.label, network.album->label(one.sample));
            QVERIFY(std::abs(one.mse - network.error(one.sample)) < 1e-5);
        }
        QVERIFY(snapshot.extremes.empty() && snapshot.elsewhere.empty() && !snapshot.inside);
    }

    void numbersOutOfRangeAreLeftOut() {
        Network network;
        Watch watch;
        watch.pinned = {-1, 5, 300, 1'000'000'000'000};
        QCOMPARE(numbersOf(network.snapshot(watch).pinned), std::vector<std::int64_t>{5});
    }

    void extremesAreThoseOfAllValidationSamples_data() {
        QTest::addColumn<bool>("worst");
        QTest::newRow("worst") << true;
        QTest::newRow("best") << false;
    }
    void extremesAreThoseOfAllValidationSamples() {
        QFETCH(bool, worst);
        // More than are looked at in one batch.
        Network network(
            withField(withField(test::tinyExperiment(), "dataset.limit", "600"), "dataset.validationShare", "0.9"));
        std::vector<std::pair<double, std::int64_t>> errors;
        for (std::int64_t number = 0; number < network.album->info().validationCount; ++number)
            errors.emplace_back(network.error(number), number);
        QCOMPARE(errors.size(), std::size_t(540));
        std::ranges::sort(errors);
        if (worst)
            std::ranges::reverse(errors);
        Watch watch;
        watch.extremes = worst ? Watch::Extremes::Worst : Watch::Extremes::Best;
        const std::vector<Reconstruction> extremes = network.snapshot(watch).extremes;
        QCOMPARE(extremes.size(), std::size_t(16));
        for (std::size_t i = 0; i < extremes.size(); ++i) {
            QVERIFY(std::abs(extremes[i].mse - errors[i].first) < 1e-6);
            QVERIFY(std::abs(network.error(extremes[i].sample) - errors[i].first) < 1e-6);
        }
    }

    void withoutAValidationPartTheTrainingPartIsMeant() {
        Network network(withField(test::tinyExperiment(), "dataset.validationShare", "0"));
        QCOMPARE(network.album->count(), 300);
        Watch watch;
        watch.pinned = {299, 300};
        watch.extremes = Watch::Extremes::Worst;
        const Snapshot snapshot = network.snapshot(watch);
        QCOMPARE(numbersOf(snapshot.pinned), std::vector<std::int64_t>{299});
        QCOMPARE(snapshot.extremes.size(), std::size_t(16));
    }

    void aPictureIsBroughtToSize() {
        // White, but for a black left half.
        QByteArray picture = "P5\n60 40\n255\n";
        for (int y = 0; y < 40; ++y)
            picture += QByteArray(30, '\0') + QByteArray(30, '\xff');
        Network network;
        Watch watch;
        watch.elsewhere = openAlbum(write("half.pgm", picture), network.experiment.dataset, kDigit);
        QCOMPARE(watch.elsewhere->count(), 1);
        QCOMPARE(watch.elsewhere->info().title, std::string("half.pgm"));
        const std::vector<Reconstruction> shown = network.snapshot(watch).elsewhere;
        QCOMPARE(shown.size(), std::size_t(1));
        const Image& original = shown[0].original;
        QVERIFY(original.width == 28 && original.height == 28);
        QCOMPARE(int(original.pixels[28 * 14 + 3]), 0);
        QCOMPARE(int(original.pixels[28 * 14 + 24]), 255);
    }

    void otherDataAreSomeOfEveryClass() {
        Network network;
        Watch watch;
        watch.elsewhere = openAlbum("digits", {"digits", {}}, kDigit);
        const std::vector<Reconstruction> shown = network.snapshot(watch).elsewhere;
        QCOMPARE(std::int64_t(shown.size()), watch.elsewhere->count());
        std::set<int> classes;
        for (const Reconstruction& one : shown)
            classes.insert(one.label);
        QCOMPARE(classes.size(), std::size_t(10));
    }

    void patchesOfPhotographsAreBroughtToSize() {
        Network network;
        Watch watch;
        watch.elsewhere = openAlbum("photographs", network.experiment.dataset, kDigit);
        QCOMPARE(watch.elsewhere->count(), 16);
        const std::vector<Reconstruction> shown = network.snapshot(watch).elsewhere;
        QCOMPARE(shown.size(), std::size_t(16));
        for (std::size_t i = 0; i < shown.size(); ++i)
            QVERIFY(shown[i].original.width == 28 && (i == 0 || shown[i].original != shown[0].original));
        QCOMPARE(openAlbum("photographs", network.experiment.dataset, {{3, 32, 32}})->picture(0, 32).channels, 3);
    }

    void whatIsNotForThisNetworkIsNotShown() {
        Network network;
        Watch watch;
        watch.elsewhere = openAlbum("digits", network.experiment.dataset, {{1, 14, 14}});
        QVERIFY(network.snapshot(watch).elsewhere.empty());
    }

    void vectorsOfAnotherLengthAreRefused() {
        const QString error = errorOf("customers-products");
        QVERIFY2(error.contains("Customers and products") && error.contains("1 × 28 × 28"), qPrintable(error));
        const std::string table = write("three.csv", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n");
        QVERIFY2(errorOf(table, {{6}}).contains("three"), qPrintable(errorOf(table, {{6}})));
        QVERIFY(errorOf(table, {{3}}).isEmpty());
    }

    void whatCannotBeReadIsNamed() {
        QVERIFY(errorOf(m_folder.filePath("missing.png").toStdString()).contains("missing.png"));
        const std::string damaged = write("damaged.png", QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(40, 'x'));
        QVERIFY2(errorOf(damaged).contains("damaged.png"), qPrintable(errorOf(damaged)));
        QVERIFY(errorOf(write("words.txt", "only words")).contains("words.txt"));
        QVERIFY(!errorOf(m_folder.path().toStdString() + "/none").isEmpty());
    }
};

HOURGLASS_TEST(WatchTest)
#include "WatchTest.moc"
