// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Experiment.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

using namespace hourglass;

class ExperimentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetReadsBackUnchanged_data() {
        QTest::addColumn<QString>("id");
        for (const Preset& preset : presets())
            QTest::newRow(preset.id.c_str()) << QString::fromStdString(preset.id);
    }
    void everyPresetReadsBackUnchanged() {
        QFETCH(QString, id);
        const Experiment& experiment = findPreset(id.toStdString()).experiment;
        QVERIFY(experimentFromJson(toJson(experiment)) == experiment);
        QVERIFY(complete(experiment) == experiment);
    }

    void missingFieldsTakeDefaults() { QVERIFY(experimentFromJson("{}") == defaultExperiment()); }

    void faultsNameTheirField_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* json, const char* field) { QTest::newRow(name) << json << field; };
        row("unknown section", R"({"netwrk": {}})", "netwrk");
        row("unknown parameter", R"({"training": {"lerningRate": 1}})", "training.lerningRate");
        row("wrong type", R"({"training": {"epochs": "many"}})", "training.epochs");
        row("fraction for a whole number", R"({"training": {"epochs": 1.5}})", "training.epochs");
        row("below the range", R"({"training": {"epochs": 0}})", "training.epochs");
        row("above the range", R"({"training": {"learningRate": 1e9}})", "training.learningRate");
        row("unknown choice", R"({"training": {"optimiser": "magic"}})", "training.optimiser");
        row("unknown layer", R"({"network": {"encoder": [{"kind": "dnse"}]}})", "network.encoder.0.kind");
        row("layer's parameter", R"({"network": {"encoder": [{"kind": "dense", "units": 0}]}})", "network.encoder.0.units");
        row("layer without kind", R"({"network": {"encoder": [{"units": 3}]}})", "network.encoder.0.kind");
        row("code size", R"({"network": {"code": {"size": 0}}})", "network.code.size");
        row("code activation", R"({"network": {"code": {"activation": "x"}}})", "network.code.activation");
        row("decoder of a mirrored network", R"({"network": {"mirrored": true, "decoder": [{"kind": "dense"}]}})",
            "network.decoder");
        row("unknown data", R"({"dataset": {"kind": "nothing"}})", "dataset.kind");
        row("list for an object", R"({"training": []})", "training");
        row("null", R"({"training": {"epochs": null}})", "training.epochs");
        row("denoising without corruption", R"({"variant": {"kind": "denoising"}})", "corruption.kind");
        row("convolutional without convolution", R"({"variant": {"kind": "convolutional"}})", "network.encoder");
    }
    void faultsNameTheirField() {
        QFETCH(QString, json);
        QFETCH(QString, field);
        try {
            experimentFromJson(json.toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(QString::fromStdString(error.field()), field);
            QVERIFY(!error.message().empty());
        }
    }

    void brokenJsonNamesFileLineAndColumn() {
        QTemporaryDir folder;
        QFile file(folder.filePath("broken.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n  \"training\": {,}\n}");
        file.close();
        try {
            loadExperiment(file.fileName().toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            const QString text = error.what();
            QVERIFY2(text.contains("broken.json") && text.contains("line 2, column 16"), error.what());
        }
    }

    void aModelIsNotAnExperiment() {
        QTemporaryDir folder;
        QFile file(folder.filePath("digits.hourglass"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        try {
            loadExperiment(file.fileName().toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("is a trained model, not an experiment"), error.what());
        }
    }

    void aFieldIsSetByItsPath() {
        const Experiment before = defaultExperiment();
        QCOMPARE(withField(before, "training.epochs", "7").training.integer("epochs"), 7);
        QCOMPARE(withField(before, "training.optimiser", "sgd").training.text("optimiser"), std::string("sgd"));
        QCOMPARE(withField(before, "network.encoder.1.units", "64").network.encoder[1].parameters.integer("units"), 64);
        QCOMPARE(withField(before, "network.code.size", "2").network.code.size, 2);
        QCOMPARE(withField(before, "variant.kind", "denoising").corruption.kind, std::string("masking"));
        QCOMPARE(withField(before, "corruption.kind", "gaussian").corruption.parameters.real("sigma"), 0.3);
    }

    void anUnknownFieldIsAnsweredWithTheKnownOnes_data() {
        QTest::addColumn<QString>("known");
        QTest::newRow("foo.bar") << "Known are: dataset, network,";
        QTest::newRow("training.batchsize") << "Known in training: batchSize,";
        QTest::newRow("network.code.width") << "Known in network.code: kind, size, activation.";
        QTest::newRow("network.encoder.9.units") << "Known in network.encoder: 0, 1.";
        QTest::newRow("network.code.size.x") << "network.code.size has none";
    }
    void anUnknownFieldIsAnsweredWithTheKnownOnes() {
        QFETCH(QString, known);
        try {
            withField(defaultExperiment(), QTest::currentDataTag(), "64");
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string(QTest::currentDataTag()));
            QVERIFY2(QString::fromStdString(error.message()).contains(known), error.what());
        }
    }

    void aTextMayLookLikeANumber() {
        const Experiment experiment =
            withField(withField(defaultExperiment(), "dataset.kind", "csv"), "dataset.label", "2023");
        QCOMPARE(experiment.dataset.parameters.text("label"), std::string("2023"));
    }

    void anAbsurdNumberIsAnError() {
        QVERIFY_EXCEPTION_THROWN(experimentFromJson("{\"training\": {\"learningRate\": 1e999}}"), Error);
    }

    void aPathNeedNotBeUtf8() {
        Experiment experiment = withField(defaultExperiment(), "dataset.kind", "csv");
        experiment.dataset.parameters.set("file", std::string("caf\xe9.csv"));
        QVERIFY(toJson(experiment).find("caf") != std::string::npos);
    }

    void leavingDenoisingTakesItsCorruptionAway() {
        const Experiment denoising = withVariant(defaultExperiment(), "denoising");
        QVERIFY(denoising.corruption.kind != "none");
        QCOMPARE(withVariant(denoising, "undercomplete").corruption.kind, std::string("none"));
    }

    void onlyLiveParametersCountAsLive() {
        const Experiment before = defaultExperiment();
        QVERIFY(!differOnlyLive(before, before));
        QVERIFY(differOnlyLive(before, withField(before, "training.learningRate", "0.01")));
        QVERIFY(!differOnlyLive(before, withField(before, "training.batchSize", "64")));
        QVERIFY(!differOnlyLive(before, withField(before, "network.code.size", "3")));
        const Experiment denoising = withVariant(before, "denoising");
        QVERIFY(differOnlyLive(denoising, withField(denoising, "corruption.amount", "0.6")));
        QVERIFY(!differOnlyLive(denoising, withField(denoising, "corruption.kind", "gaussian")));
    }

    void everyVariantIsReadyToTrainOnceChosen_data() {
        QTest::addColumn<QString>("id");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantIsReadyToTrainOnceChosen() {
        QFETCH(QString, id);
        const Experiment experiment = withVariant(defaultExperiment(), id.toStdString());
        QCOMPARE(experiment.variant.kind, id.toStdString());
        QVERIFY(complete(experiment) == experiment);
    }

    void everyEntryExplainsItself_data() {
        QTest::addColumn<const CatalogueEntry*>("entry");
        for (const auto* list : {&datasetEntries(), &layerEntries(), &corruptionEntries(), &variantEntries()})
            for (const CatalogueEntry& entry : *list)
                QTest::newRow(entry.id.c_str()) << &entry;
    }
    void everyEntryExplainsItself() {
        QFETCH(const CatalogueEntry*, entry);
        QVERIFY(!entry->title.empty());
        QVERIFY(!entry->summary.empty());
        QVERIFY(entry->explanation.size() > 60);
        complete(entry->schema, {}, entry->id);
        for (const ParameterSpec& parameter : entry->schema) {
            QVERIFY2(!parameter.help.empty(), parameter.key.c_str());
            QVERIFY2(!parameter.label.empty(), parameter.key.c_str());
            // A default must pass its own check.
            complete(entry->schema, {{parameter.key, parameter.fallback}}, entry->id);
        }
    }
};

HOURGLASS_TEST(ExperimentTest)
#include "ExperimentTest.moc"
