// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Probe.h"
#include "engine/api/Error.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using namespace hourglass;
using test::trained;

namespace {

class Watcher : public ProbeObserver {
public:
    explicit Watcher(std::size_t rowsWanted = 100)
        : m_rowsWanted(rowsWanted) {}

    void onRow(const ProbeRow& row) override { rows.push_back(row); }
    bool onProgress(const std::string&, double done) override {
        shares.push_back(done);
        return rows.size() < m_rowsWanted;
    }

    std::vector<ProbeRow> rows;
    std::vector<double> shares;

private:
    std::size_t m_rowsWanted;
};

ProbeReport probed(const Model& model, const ProbeOptions& options = {}) {
    Watcher watcher;
    return probe(model, model.experiment(), options, watcher);
}

} // namespace

class ProbeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVariantCanBeProbed_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& variant : variantEntries())
            QTest::newRow(variant.id.c_str()) << QString::fromStdString(variant.id);
    }
    void everyVariantCanBeProbed() {
        QFETCH(QString, variant);
        const Model model = trained(withField(test::tinyVariant(variant.toStdString()), "training.epochs", "1"));
        const Model before = model.copy();
        const ProbeReport report = probed(model);
        QVERIFY(report.complete);
        QCOMPARE(report.rows.size(), 3u);
        QCOMPARE(report.rows[0].name, std::string("code"));
        QCOMPARE(report.rows[0].features, model.network().code->output.elements());
        QCOMPARE(report.rows[1].features, 784);
        QVERIFY(report.rows[0].error >= 0 && report.rows[0].error <= 1); // little is learned in one epoch
        QVERIFY(report.rows[1].error < report.guessing);
        QVERIFY(report.rows[2].error < report.guessing);
        QVERIFY(test::sameWeights(before, model));
        QVERIFY(model.internals().autoencoder->is_training());
    }

    // Two classes told apart by one column, while PCA with one component follows another column's larger variance. The code
    // knows the classes if, and only if, its one unit looks at the telling column.
    void seesWhatIsThere() {
        QTemporaryDir folder;
        QFile file(folder.filePath("table.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("telling,noise,class\n");
        for (int i = 0; i < 400; ++i)
            file.write(QString("%1,%2,%3\n").arg(i % 2 * 2).arg(i * 37 % 101).arg(i % 2 ? "odd" : "even").toUtf8());
        file.close();
        Experiment experiment = test::tinyExperiment();
        experiment.dataset = {
            "csv",
            {{"file", file.fileName().toStdString()}, {"label", std::string("class")}, {"scaling", std::string("none")}}};
        experiment.network = {{}, {"vector", 1, "none"}, true, {}};
        experiment.training.set("epochs", std::int64_t(1));
        const Model model = trained(complete(experiment));
        const auto codeLooksAt = [&](float telling, float noise) {
            const at::NoGradGuard noGradient;
            at::Tensor weight = namedState(*model.internals().autoencoder).at("code.0.weight");
            weight.copy_(at::tensor({telling, noise}).reshape({1, 2}));
        };
        codeLooksAt(1, 0);
        const ProbeReport seeing = probed(model);
        QCOMPARE(seeing.classes, 2);
        QCOMPARE(seeing.rows[0].error, 0.0);
        QCOMPARE(seeing.rows[1].error, 0.0);
        QVERIFY(seeing.rows[2].error > 0.25);
        codeLooksAt(0, 1);
        QVERIFY(probed(model).rows[0].error > 0.25);
    }

    void labelsAreAsManyOfEachClass() {
        Watcher watcher(0);
        const Model model = trained(test::tinyExperiment());
        QCOMPARE(probe(model, model.experiment(), {.labels = 20}, watcher).labels, 20);
        QVERIFY_THROWS_EXCEPTION(Error, probed(model, {.labels = 19}));
    }

    void tellsWhetherTheNetworkSawTheLabels() {
        for (const auto& [variant, saw] :
             {std::pair("variational", false), std::pair("conditional-variational", true), std::pair("vae-gan", true)}) {
            const Model model = trained(withField(test::tinyVariant(variant), "training.epochs", "1"));
            Watcher watcher(0);
            QCOMPARE(probe(model, model.experiment(), {}, watcher).sawLabels, saw);
        }
    }

    void refusesToMeasureOnWhatWasLearned() {
        const Model model = trained(withField(test::tinyExperiment(), "dataset.validationShare", "0"));
        try {
            probed(model);
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("dataset.validationShare"));
        }
    }

    void fineTuningAddsTwoRows() {
        const Model model = trained(test::tinyExperiment());
        Watcher watcher;
        const ProbeReport report = probe(model, model.experiment(), {.labels = 100, .fineTune = true, .epochs = 2}, watcher);
        QCOMPARE(report.labels, 100);
        QCOMPARE(report.rows.size(), 5u);
        QCOMPARE(watcher.rows.size(), 5u);
        QVERIFY(report.rows[3].error < 0.5);
        QVERIFY(std::ranges::is_sorted(watcher.shares));
        QVERIFY(watcher.shares.back() <= 1);
        const ProbeReport again = probed(model, {.labels = 100, .fineTune = true, .epochs = 2});
        for (std::size_t i = 0; i < 5; ++i)
            QCOMPARE(again.rows[i].error, report.rows[i].error);
    }

    void canBeGivenUp() {
        const Model model = trained(test::tinyExperiment());
        Watcher watcher(1);
        const ProbeReport report = probe(model, model.experiment(), {}, watcher);
        QVERIFY(!report.complete);
        QCOMPARE(report.rows.size(), 1u);
    }

    void refusesWhatCannotBeDone() {
        const Model model = trained(test::tinyExperiment());
        QVERIFY_THROWS_EXCEPTION(Error, probed(model, {.labels = 1}));
        QVERIFY_THROWS_EXCEPTION(Error, probed(model, {.fineTune = true, .epochs = 0}));
        Watcher watcher;
        QVERIFY_THROWS_EXCEPTION(Error,
                                 probe(model, model.experimentOn({"customers-products", {}}), {}, watcher)); // another shape
        QTemporaryDir folder;
        QFile file(folder.filePath("table.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b\n0,1\n1,0\n0.5,0.25\n");
        file.close();
        Experiment table = test::tinyExperiment();
        table.dataset = {"csv", {{"file", file.fileName().toStdString()}}};
        table.network = {{}, {"vector", 1, "none"}, true, {}};
        const Model withoutClasses = trained(complete(table));
        QVERIFY_THROWS_EXCEPTION(Error, probed(withoutClasses));
        table.dataset = {"customers-products", {}}; // five classes of one sample each
        const Model tooFew = trained(complete(table));
        QVERIFY_THROWS_EXCEPTION(Error, probed(tooFew));
    }

    void saysHowManyLabelsThereAre() {
        const Model model = trained(test::tinyExperiment());
        try {
            probed(model, {.labels = 1000});
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY2(error.message().starts_with("1000 labels were asked for, and only 270"), error.what());
        }
    }

    void isWrittenAsJson() {
        const ProbeReport report{{{"code", 8, 0.25}}, 270, 30, 10, 0.875, false, true};
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(report))).object();
        QCOMPARE(json["rows"].toArray()[0].toObject()["accuracy"].toDouble(), 0.75);
        QCOMPARE(json["labels"].toInt(), 270);
        QCOMPARE(json["guessing"].toDouble(), 0.875);
    }
};

HOURGLASS_TEST(ProbeTest)
#include "ProbeTest.moc"
