// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/storage/ModelFile.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Measures.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

using namespace hourglass;
using test::ModelFile;

namespace {

/// `model` with another description, and a tensor of so many numbers instead of all others.
QByteArray lying(const QByteArray& model, const Experiment& experiment, const QJsonArray& sampleShape, double classes,
                 qint64 numbers, const QString& name = "filler", const QString& type = "F32") {
    const qint64 bytes = type == "U8" ? 1 : 4;
    ModelFile file(model);
    QJsonObject description = file.description();
    description["experiment"] = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(experiment))).object();
    description["sampleShape"] = sampleShape;
    description["classes"] = classes;
    file.describe(description);
    file.forgetChecksum();
    file.header = {
        {"__metadata__", file.header["__metadata__"].toObject()},
        {name,
         QJsonObject{{"dtype", type}, {"shape", QJsonArray{numbers}}, {"data_offsets", QJsonArray{0, numbers * bytes}}}}};
    file.tensors = QByteArray(numbers * bytes, '\0');
    return file.bytes();
}

Experiment withFields(Experiment experiment, const std::vector<std::pair<const char*, const char*>>& fields) {
    for (const auto& [field, value] : fields)
        experiment = withField(experiment, field, value);
    return experiment;
}

} // namespace

class ModelFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        test::Recorder recorder;
        TrainingControl control;
        m_result = train(tinyExperiment(), recorder, control);
        m_path = m_folder.filePath("model.hourglass");
        m_result->model.save(m_path.toStdString());
    }

    void readsBackTheSame() {
        const Model loaded = Model::load(m_path.toStdString());
        QVERIFY(loaded.experiment() == m_result->model.experiment());
        QCOMPARE(loaded.metrics().mse, m_result->finished.metrics.mse);
        QCOMPARE(evaluate(loaded, loaded.experiment()).mse, m_result->finished.metrics.mse);
        QCOMPARE(loaded.network().parameters(), m_result->model.network().parameters());
    }

    void everyVariantReadsBackTheSame_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantReadsBackTheSame() {
        QFETCH(QString, variant);
        test::Recorder recorder;
        TrainingControl control;
        const TrainingResult result =
            train(withField(test::tinyVariant(variant.toStdString()), "training.epochs", "1"), recorder, control);
        const std::string path = m_folder.filePath(variant).toStdString();
        result.model.save(path);
        const Metrics expected = result.finished.metrics;
        const Metrics found = evaluate(Model::load(path), result.model.experiment());
        QCOMPARE(found.mse, expected.mse);
        QCOMPARE(found.terms.size(), expected.terms.size());
        for (std::size_t i = 0; i < found.terms.size(); ++i)
            QCOMPARE(found.terms[i].value, expected.terms[i].value);
    }

    // Read by hand, with Qt's own JSON: length, header, offsets that follow each other and fill the file.
    void isAPlainSafetensorsFile() {
        const QByteArray bytes = contents();
        const auto length = ModelFile::headerLength(bytes);
        const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, length)).object();
        QVERIFY(header["__metadata__"].toObject()["format"].isString());
        qint64 expected = 0;
        qint64 parameters = 0;
        const qint64 units = header["encoder.0.weight"].toObject()["shape"].toArray()[0].toInteger();
        QCOMPARE(units, 32);
        for (auto it = header.begin(); it != header.end(); ++it) {
            if (it.key() == "__metadata__")
                continue;
            const QJsonArray offsets = it->toObject()["data_offsets"].toArray();
            expected += offsets[1].toInteger() - offsets[0].toInteger();
            if (it.key().contains('/') || it.key() == "thumbnail")
                continue; // what else the file carries
            qint64 count = 1;
            for (const QJsonValue& size : it->toObject()["shape"].toArray())
                count *= size.toInteger();
            parameters += count;
        }
        QCOMPARE(bytes.size(), 8 + length + expected);
        QCOMPARE(parameters, m_result->model.network().parameters());
    }

    // Of an earlier build, or from a hand that touched them: the weights are worth more than the figures.
    void missingFiguresCostNoWeights_data() {
        QTest::addColumn<QStringList>("missing");
        QTest::addColumn<bool>("hasError");
        QTest::newRow("figures that came later") << QStringList{"reconstruction.sharpness", "code"} << true;
        QTest::newRow("counts") << QStringList{"features", "epochs", "seconds", "seed", "imagesPerSecond", "pca"} << true;
        QTest::newRow("every part") << QStringList{"reconstruction", "code", "terms", "pca"} << false;
        QTest::newRow("all") << QStringList{""} << false;
    }
    void missingFiguresCostNoWeights() {
        QFETCH(QStringList, missing);
        QFETCH(bool, hasError);
        ModelFile file(contents());
        QJsonObject description = file.description();
        QJsonObject metrics = description["metrics"].toObject();
        for (const QString& name : missing) {
            const QStringList path = name.split('.');
            QJsonObject part = metrics[path[0]].toObject();
            part.remove(path.back());
            metrics.remove(path[0]);
            if (path.size() > 1)
                metrics[path[0]] = part;
        }
        description["metrics"] = metrics;
        if (missing == QStringList{""})
            description.remove("metrics");
        file.describe(description);
        const Model loaded = Model::load(written(file.bytes()));
        QCOMPARE(evaluate(loaded, loaded.experiment()).mse, m_result->finished.metrics.mse);
        QCOMPARE(std::isnan(loaded.metrics().code.mean), missing.contains("code") || missing.contains(""));
        if (hasError)
            QCOMPARE(loaded.metrics().mse, m_result->finished.metrics.mse);
        else
            QVERIFY(std::isnan(loaded.metrics().mse));
    }

    // Refused by what they say, before anything of that size is made.
    void smallFilesCannotFillTheMemory_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = contents();
        const QJsonArray digit{1, 28, 28};
        const Experiment plain = tinyExperiment();
        QTest::newRow("network") << lying(good, withField(plain, "network.encoder.0.units", "1000000"), digit, 10, 4);
        const Experiment million = withField(plain, "network.encoder.0.units", "600");
        QTest::newRow("what is no weight") << lying(good, million, digit, 10, 2'000'000, "filler", "U8");
        QTest::newRow("history") << lying(good, million, digit, 10, 2'000'000, "history/batches/0");
        QTest::newRow("codebook") << lying(
            good,
            withFields(withVariant(plain, "vector-quantised"), {{"network.code.size", "65536"},
                                                                {"network.encoder.0.units", "1"},
                                                                {"variant.entries", "65536"},
                                                                {"variant.length", "65536"}}),
            {1}, 10, 500'000);
        const Experiment coarse = experimentFromJson(R"({
            "network": {"encoder": [{"kind": "convolution", "channels": 1, "kernel": 9, "stride": 8}],
                        "code": {"kind": "maps", "size": 1}}})");
        QTest::newRow("companions") << lying(good, withVariant(coarse, "vae-gan"), {1, 8192, 8192}, 10, 500'000);
        QTest::newRow("classes told") << lying(good, withVariant(plain, "conditional-variational"), digit, 1e7, 500'000);
        QTest::newRow("classes of the classifier") << lying(good, withVariant(plain, "vae-gan"), digit, 1.6e7, 500'000);
    }
    void smallFilesCannotFillTheMemory() {
        QFETCH(QByteArray, bytes);
        try {
            Model::load(written(bytes));
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("more weights than the file holds"), error.what());
        }
    }

    void damagedFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = contents();
        const auto length = ModelFile::headerLength(good);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("seven bytes") << good.left(7);
        QTest::newRow("header cut off") << good.left(length / 2);
        QTest::newRow("tensors cut off") << good.left(good.size() - 4);
        QTest::newRow("absurd length") << QByteArray(8, '\xff') + good.mid(8);
        QTest::newRow("not JSON") << good.left(8) + QByteArray(length, 'x') + good.mid(8 + length);
        QByteArray newer = good;
        newer.replace("hourglass 1", "hourglass 9");
        QByteArray flipped = good;
        flipped[good.size() - 1] = char(good.back() ^ 1);
        QTest::newRow("a single bit") << flipped;
        QTest::newRow("newer version") << newer;
        QByteArray other = good;
        other.replace("encoder.0.weight", "encoder.9.weight");
        QTest::newRow("weights under another name") << other;
        ModelFile overlapping(good);
        QJsonObject bias = overlapping.header["encoder.0.bias"].toObject();
        bias["data_offsets"] = overlapping.header["decoder.0.bias"].toObject()["data_offsets"].toArray();
        overlapping.header["encoder.0.bias"] = bias;
        QTest::newRow("tensors on the same bytes") << overlapping.bytes();
        QTest::newRow("fewer classes than none") << lying(good, tinyExperiment(), {1, 28, 28}, -1, 500'000);
        QTest::newRow("absurdly many classes") << lying(good, tinyExperiment(), {1, 28, 28}, 9e15, 500'000);
        ModelFile undescribed(good);
        undescribed.describe({});
        QTest::newRow("no description") << undescribed.bytes();
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n and so on");
    }
    void damagedFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        try {
            Model::load(written(bytes));
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("damaged.hourglass"), error.what());
        }
    }

    void anExperimentIsNotTakenForADamagedModel() {
        try {
            Model::load(written(QByteArray::fromStdString(toJson(tinyExperiment()))));
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("looks like an experiment"), error.what());
        }
    }

    void aFailedSaveLeavesTheOldFile() {
        const QString folder = m_folder.filePath("gone");
        QVERIFY_EXCEPTION_THROWN(m_result->model.save((folder + "/model.hourglass").toStdString()), Error);
        // Nothing temporary may stay behind either.
        QCOMPARE(QDir(m_folder.path()).entryList({"model.hourglass*"}, QDir::Files).size(), 1);
    }

private:
    static Experiment tinyExperiment() { return test::tinyExperiment(); }
    QByteArray contents() const { return test::contentsOf(m_path); }
    std::string written(const QByteArray& bytes) const {
        return test::writtenTo(m_folder.filePath("damaged.hourglass"), bytes);
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::optional<TrainingResult> m_result;
};

HOURGLASS_TEST(ModelFileTest)
#include "ModelFileTest.moc"
