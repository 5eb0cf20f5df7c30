// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>

#include <unistd.h>

using namespace hourglass::test;

namespace {

/// Big-endian, as IDX wants it.
QByteArray idx(quint8 dimensions, const QList<quint32>& sizes, qsizetype bytes) {
    QByteArray file = QByteArray::fromRawData("\0\0\x08", 3) + char(dimensions);
    for (const quint32 size : sizes)
        for (int shift = 24; shift >= 0; shift -= 8)
            file.append(char(size >> shift));
    return file + QByteArray(bytes, '\x40');
}

} // namespace

class CliTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void listsAreCompleteJson_data() {
        QTest::addColumn<QString>("expected");
        QTest::newRow("datasets") << "digits";
        QTest::newRow("variants") << "undercomplete";
        QTest::newRow("layers") << "dense";
        QTest::newRow("corruptions") << "masking";
        QTest::newRow("exports") << "onnx";
        QTest::newRow("presets") << "digits-dense";
    }
    void listsAreCompleteJson() {
        QFETCH(QString, expected);
        const Outcome outcome = runCli({"list", QTest::currentDataTag(), "--json"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.json().isArray());
        QStringList ids;
        for (const QJsonValue& entry : outcome.json().array()) {
            ids << entry["id"].toString();
            QVERIFY(!entry["title"].toString().isEmpty());
            QVERIFY(!entry["summary"].toString().isEmpty());
        }
        QVERIFY2(ids.contains(expected), qPrintable(ids.join(", ")));

        const Outcome text = runCli({"list", QTest::currentDataTag()});
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.output.contains(expected.toUtf8()));
    }

    void anUnknownPresetIsAnsweredWithTheKnownOnes() {
        const Outcome outcome = runCli({"train", "--preset", "nonesuch"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY(outcome.messages.startsWith("hourglass-cli: "));
        QVERIFY(outcome.messages.contains("nonesuch"));
        QVERIFY(outcome.messages.contains("digits-dense"));
    }

    void trainingReportsEveryFigureAndEvaluateAgrees() {
        const QString report = path("report");
        const Outcome trained = runCli(tinyTraining({"--report", report, "--out", path("a.hourglass"), "--json"}));
        QVERIFY2(trained.exitCode == 0, trained.messages);
        QVERIFY(trained.messages.contains("epoch 3/3"));

        const QJsonObject metrics = trained.json().object();
        const QJsonValue reconstruction = metrics["reconstruction"];
        for (const char* key : {"mse", "bce", "psnr"})
            QVERIFY2(reconstruction[QLatin1String(key)].isDouble(), key);
        QVERIFY(!metrics["terms"].toArray().isEmpty());
        QVERIFY(metrics["pca"]["mse"].isDouble());
        QVERIFY(metrics["imagesPerSecond"].toDouble() > 0);
        QVERIFY(metrics["seconds"].toDouble() > 0);
        QCOMPARE(metrics["epochs"].toInt(), 3);
        QCOMPARE(metrics["seed"].toInt(), 7);

        QFile written(report + "/metrics.json");
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(written.readAll()).object(), metrics);
        QVERIFY(QFile::exists(report + "/experiment.json"));

        for (const QString& model : {report + "/model.hourglass", path("a.hourglass")}) {
            const Outcome evaluated = runCli({"evaluate", model, "--json"});
            QVERIFY2(evaluated.exitCode == 0, evaluated.messages);
            QCOMPARE(evaluated.json()["reconstruction"]["mse"].toDouble(), reconstruction["mse"].toDouble());
        }

        const Outcome info = runCli({"info", path("a.hourglass"), "--json"});
        QVERIFY2(info.exitCode == 0, info.messages);
        QCOMPARE(info.json()["experiment"]["network"]["code"]["size"].toInt(), 2);
        QCOMPARE(info.json()["network"]["input"].toArray(), QJsonArray{6});
        QVERIFY(!info.json()["network"]["layers"].toArray().isEmpty());
    }

    void aModelIsMeasuredInEveryWay() {
        const QString model = path("measured.hourglass");
        const Outcome trained = runCli(
            {"train", "--preset", "digits-variational", "--set", "dataset.limit=300", "--epochs", "1", "--out", model});
        QVERIFY2(trained.exitCode == 0, trained.messages);

        const Outcome plain = runCli({"evaluate", model, "--json"});
        const Outcome more = runCli({"evaluate", model, "--json", "--likelihood", "5", "--samples", "20"});
        QVERIFY2(more.exitCode == 0, more.messages);
        QVERIFY(plain.json()["likelihood"].isUndefined());
        QVERIFY(more.json()["likelihood"]["estimate"].toDouble() < 0);
        QCOMPARE(more.json()["likelihood"]["codes"].toInt(), 5);
        QVERIFY(more.json()["samples"]["diversity"].toDouble() > 0);
        QVERIFY(more.json()["reconstruction"]["sharpness"].toDouble() > 0);
        QVERIFY(more.json()["code"]["variance"].toDouble() > 0);
        QCOMPARE(more.json()["reconstruction"], plain.json()["reconstruction"]);
        QVERIFY(runCli({"evaluate", model, "--likelihood", "5"}).output.contains("log p(x)"));

        const Outcome latent = runCli({"evaluate", model, "--json", "--latent"});
        QVERIFY2(latent.exitCode == 0, latent.messages);
        QVERIFY(plain.json()["latent"].isUndefined());
        QVERIFY(latent.json()["latent"]["complete"].toBool());
        QCOMPARE(latent.json()["latent"]["samples"].toInt(), 30);
        const QJsonArray figures = latent.json()["latent"]["figures"].toArray();
        const QByteArray explained = runCli({"evaluate", model, "--latent"}).output;
        QJsonObject values;
        for (const QJsonValue& figure : figures) {
            values[figure["id"].toString()] = figure["value"];
            for (const char* key : {"title", "note", "help"})
                QVERIFY2(explained.contains(figure[QLatin1String(key)].toString().toUtf8()), explained);
        }
        QVERIFY(values["active-units"].toDouble() > 0);
        QVERIFY(values["holes"].isNull()); // the code has 20 numbers

        const Outcome noisy =
            runCli({"evaluate", model, "--json", "--set", "corruption.kind=masking", "corruption.amount=0.9"});
        QVERIFY2(noisy.exitCode == 0, noisy.messages);
        QVERIFY(noisy.json()["reconstruction"]["mse"].toDouble() > plain.json()["reconstruction"]["mse"].toDouble());
        const Outcome other = runCli({"evaluate", model, "--set", "network.code.size=3"});
        QCOMPARE(other.exitCode, 2);
        QVERIFY2(other.messages.contains("network.code.size=3"), other.messages);

        const Outcome probed = runCli({"probe", model, "--json", "--labels", "200"});
        QVERIFY2(probed.exitCode == 0, probed.messages);
        QCOMPARE(probed.json()["rows"].toArray().size(), 3);
        QCOMPARE(probed.json()["labels"].toInt(), 200);
        QVERIFY(runCli({"probe", model}).output.contains("raw input"));
        QCOMPARE(runCli({"probe", model, "--epochs", "3"}).exitCode, 2); // says nothing without --fine-tune
        const Outcome unlabelled = runCli({"probe", model, "--labels", "5000"});
        QCOMPARE(unlabelled.exitCode, 1);
        QVERIFY2(unlabelled.messages.contains("only 270"), unlabelled.messages);
    }

    void aModelIsWrittenForOtherPrograms() {
        const QString model = path("exported.hourglass");
        QCOMPARE(runCli(tinyTraining({"--out", model})).exitCode, 0);
        const Outcome exported =
            runCli({"export", model, "--format", "python", "--part", "encoder", "--out", path("network.py")});
        QVERIFY2(exported.exitCode == 0, exported.messages);
        QCOMPARE(exported.output, (path("network.safetensors") + '\n' + path("network.py") + '\n').toUtf8());
        QVERIFY(QFile::exists(path("network.safetensors")) && QFile::exists(path("network.py")));
        for (const char* command : {"encode", "reconstruct"}) {
            const QString file = path(QString(command) + ".csv");
            const Outcome written = runCli({command, model, "--set", "dataset.limit=4", "--out", file});
            QVERIFY2(written.exitCode == 0, written.messages);
            QFile table(file);
            QVERIFY(table.open(QIODevice::ReadOnly));
            QCOMPARE(table.readAll().count('\n'), 1 + 4);
        }
        const Outcome nowhere = runCli({"export", model, "--format", "onnx", "--out", path("nowhere/network.onnx")});
        QCOMPARE(nowhere.exitCode, 1);
        QVERIFY2(nowhere.messages.contains("nowhere/network.onnx"), nowhere.messages);
        QCOMPARE(runCli({"encode", model, "--set", "network.code.size=3", "--out", path("codes.npy")}).exitCode, 2);
    }

    void aSavedExperimentRepeatsTheTraining() {
        const Outcome first = runCli(tinyTraining({"--report", path("first"), "--json"}));
        QVERIFY2(first.exitCode == 0, first.messages);
        const Outcome second = runCli({"train", path("first/experiment.json"), "--json"});
        QVERIFY2(second.exitCode == 0, second.messages);
        QCOMPARE(second.json()["reconstruction"], first.json()["reconstruction"]);
    }

    void whatCanBeWrittenIsWritten() {
        const QString report = path("blocked");
        QDir().mkpath(report + "/metrics.json"); // a folder where a file shall go
        const Outcome outcome = runCli(tinyTraining({"--report", report, "--json"}));
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("metrics.json"), outcome.messages);
        QVERIFY(outcome.json()["reconstruction"]["mse"].isDouble());
        QVERIFY(QFile::exists(report + "/experiment.json"));
        QCOMPARE(runCli({"info", report + "/model.hourglass"}).exitCode, 0);
    }

    void anInterruptStillWritesTheModel() {
        QProcess process;
        process.setReadChannel(QProcess::StandardError);
        process.start(HOURGLASS_CLI, tinyTraining({"--out", path("stopped.hourglass")}, 100000));
        while (!process.readAllStandardError().contains("epoch "))
            QVERIFY(process.waitForReadyRead(60000));
        ::kill(pid_t(process.processId()), SIGINT);
        const Outcome outcome = finish(process);
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        QCOMPARE(runCli({"info", path("stopped.hourglass")}).exitCode, 0);
    }

    void wrongInputExitsWith1AndItsOwnMessage_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named"); ///< must stand in the message

        write("notes-idx3-ubyte", "this is not an IDX file");
        write("cut-idx3-ubyte.gz", QByteArray::fromHex("1f8b0800000000000003636060e06460"));
        write("short-images-idx3-ubyte", idx(3, {4, 8, 8}, 4 * 64));
        write("short-labels-idx1-ubyte", idx(1, {3}, 3));
        write("words.csv", "height,weight\n1.5,60\n1.6,sixty\n1.7,70\n");
        write("broken.json", "{\"network\": ");
        write("model.hourglass", "not a model");
        QDir(m_folder.path()).mkpath("empty");
        QDir(m_folder.path()).mkpath("tiny");
        write("tiny/dot.pgm", "P5 1 1 255\n\x7f");

        const auto data = [this](const QString& name) { return QStringList{"train", "--data", path(name)}; };
        QTest::newRow("not an IDX file") << data("notes-idx3-ubyte") << "is not an IDX file";
        QTest::newRow("truncated gzip") << data("cut-idx3-ubyte.gz") << "cut off";
        QTest::newRow("labels of another length") << data("short-images-idx3-ubyte") << "3 labels for 4 samples";
        QTest::newRow("empty folder") << data("empty") << "holds no picture";
        QTest::newRow("one-pixel picture") << data("tiny") << "dot.pgm";
        QTest::newRow("text among numbers") << data("words.csv") << "sixty";
        QTest::newRow("neither id nor path") << QStringList{"train", "--data", "nonesuch"} << "nonesuch";
        QTest::newRow("broken experiment") << QStringList{"train", path("broken.json")} << "broken.json";
        QTest::newRow("missing experiment") << QStringList{"train", path("nonesuch.json")} << "nonesuch.json";
        QTest::newRow("a model as data") << data("model.hourglass") << "is a trained model";
        QTest::newRow("not a model") << QStringList{"evaluate", path("model.hourglass")} << "model.hourglass";
        QTest::newRow("missing model") << QStringList{"info", path("nonesuch.hourglass")} << "nonesuch.hourglass";
        QTest::newRow("no folder for the model") << tinyTraining({"--out", path("nowhere/a.hourglass")}) << "nowhere";
        QTest::newRow("the model is a folder") << tinyTraining({"--out", path("empty")}) << "is a folder";
        if (::geteuid() != 0) { // who may write everywhere
            QDir(m_folder.path()).mkpath("locked");
            QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::ExeOwner);
            QTest::newRow("locked folder") << tinyTraining({"--out", path("locked/a.hourglass")}) << "permission";
        }
        QTest::newRow("report folder is a file") << tinyTraining({"--report", path("words.csv")}) << "words.csv";
    }
    void wrongInputExitsWith1AndItsOwnMessage() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const Outcome outcome = runCli(arguments);
        QVERIFY2(outcome.exitCode == 1, outcome.messages);
        QVERIFY2(outcome.output.isEmpty(), outcome.output);
        QVERIFY2(outcome.messages.startsWith("hourglass-cli: "), outcome.messages); // before any training
        QVERIFY2(outcome.messages.contains(named.toUtf8()), outcome.messages);
    }
};

HOURGLASS_TEST(CliTest)
#include "CliTest.moc"
