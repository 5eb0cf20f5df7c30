// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace hourglass::test;

class UsageTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The window's program, which gets no further than to its arguments.
    Outcome runWindow(const QStringList& arguments) const {
        return runProgram(HOURGLASS_WINDOW, arguments + QStringList{"--screenshot", m_folder.filePath("window.png")});
    }

private Q_SLOTS:
    void wrongUsageExitsWith2_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("said");
        const QString commands =
            "The commands are list, train, evaluate, probe, info, export, encode, reconstruct, restore, "
            "compress, decompress, decode, interpolate, sample, traverse.";
        const QString lists = "datasets, variants, layers, corruptions, exports or presets.";
        QTest::newRow("no command") << QStringList{} << "A command is missing. " + commands;
        QTest::newRow("unknown command") << QStringList{"trian"} << "\"trian\" is not a command. " + commands;
        QTest::newRow("unknown option") << QStringList{"train", "--frobnicate"} << "--frobnicate";
        QTest::newRow("no list") << QStringList{"list"} << "Say what to list: " + lists;
        QTest::newRow("unknown list") << QStringList{"list", "frobs"} << "no list of \"frobs\". Choose one: " + lists;
        QTest::newRow("no number") << QStringList{"train", "--epochs", "many"} << "many";
        QTest::newRow("set without =") << QStringList{"train", "--set", "training.seed"} << "path=value";
        QTest::newRow("no model") << QStringList{"evaluate"} << "model is required";
        QTest::newRow("two experiments") << QStringList{"train", "a.json", "--preset", "digits-dense"} << "--preset";
        QTest::newRow("unknown field") << QStringList{"train", "--set", "foo.bar=3"} << "Known are: dataset, network";
        QTest::newRow("out of range") << QStringList{"train", "--epochs", "-1"} << "training.epochs: -1 is outside";
        QTest::newRow("unknown device") << QStringList{"train", "--device", "tpu"} << "training.device";
        QTest::newRow("no labels") << QStringList{"probe", "m", "--labels", "0"}
                                   << "--labels: \"0\" is not a number above 0.";
        QTest::newRow("unknown format") << QStringList{"export", "m", "--format", "h5", "--out", "a.h5"}
                                        << "Known: onnx, torchscript, python, cpp, safetensors, experiment.";
        QTest::newRow("unknown part") << QStringList{"export", "m", "--format", "onnx", "--part", "half", "--out", "a.onnx"}
                                      << "whole, encoder, decoder";
        QTest::newRow("no parts") << QStringList{"export", "m",     "--format", "safetensors",
                                                 "--part", "whole", "--out",    "a.safetensors"}
                                  << "Leave --part out.";
        QTest::newRow("no array") << QStringList{"encode", "m", "--out", "codes.txt"} << "one of these: .csv, .npy.";
        QTest::newRow("no step") << QStringList{"probe", "m", "--fine-tune", "--learning-rate", "inf"}
                                 << "\"inf\" is not a number above 0.";
        QTest::newRow("nothing comes out") << QStringList{"restore", "m", "a.png"} << "--out is required";
        QTest::newRow("two tasks") << QStringList{"restore", "m", "a.png", "--damage", "gaussian", "--task", "deblock"}
                                   << "--task excludes --damage";
        QTest::newRow("no damage") << QStringList{"restore", "m", "a.png", "--strength", "5"}
                                   << "--strength requires --damage";
        QTest::newRow("too strong") << QStringList{"restore", "m", "a.png", "--damage", "jpeg", "--strength", "101"}
                                    << "101 is outside the range of jpeg, 1 to 100.";
        QTest::newRow("not to be chosen") << QStringList{"restore", "m", "a.png", "--damage", "half-size", "--strength", "2"}
                                          << "half-size is always the same";
    }
    void wrongUsageExitsWith2() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, said);
        const Outcome outcome = runCli(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY2(outcome.messages.contains(said.toUtf8()), outcome.messages);
    }

    void modelsOfPyTorchAreRefusedWithTheReason() {
        QFile file(m_folder.filePath("net.pt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("\x80\2}q\0.", 6), 6);
        file.close();
        const Outcome outcome = runCli({"info", file.fileName()});
        QCOMPARE(outcome.exitCode, 1);
        for (const char* part : {"net.pt is a Python pickle", "can run any code", "weights_only=True"})
            QVERIFY2(outcome.messages.contains(part), outcome.messages);
    }

    void helpExitsWith0() { QCOMPARE(runCli({"--help"}).exitCode, 0); }

    void theHelpOfTrainSaysWhereTheFieldsAre() {
        const QByteArray help = runCli({"train", "--help"}).output;
        for (const char* part :
             {"list datasets", "list layers", "list variants", "list corruptions", "batchSize", "mirrored"})
            QVERIFY2(help.contains(part), help);
    }

    void theWindowTakesDataAsTheCommandLineDoes() {
        const Outcome named = runWindow({"--data", "nonesuch"});
        QCOMPARE(named.exitCode, 1);
        QVERIFY2(named.messages.contains("\"nonesuch\" is neither a known data set"), named.messages);
        const Outcome twice = runWindow({"digits", "--data", "digits"});
        QCOMPARE(twice.exitCode, 1);
        QVERIFY2(twice.messages.contains("not both"), twice.messages);
    }

    void theWindowExitsWith2ForAnUnknownField() {
        const Outcome outcome = runWindow({"--set", "foo.bar=3"});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.messages.contains("Known are: dataset, network"), outcome.messages);
    }

    // A double click on a model opens it, and so does a link.
    void theDesktopKnowsWhatTheWindowOpens() {
        QFile entry(HOURGLASS_TEST_DATA "/../app/packaging/hourglass.desktop");
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QByteArray text = entry.readAll();
        QVERIFY(text.contains("MimeType=application/x-hourglass-model;x-scheme-handler/hourglass;"));
        QVERIFY(text.contains("hourglass %U"));
    }

    void theDesktopNamesFilesByTheirUrl() {
        const Outcome outcome = runWindow({"file:///nowhere/a%20photograph.jpg"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("/nowhere/a photograph.jpg is a picture") && !outcome.messages.contains("file:"),
                 outcome.messages);
    }

    void onlyPicturesAreOpenedTogether() {
        const Outcome pictures = runWindow({"/nowhere/a.png", "/nowhere/b.jpg"});
        QCOMPARE(pictures.exitCode, 1); // by now it trains unattended, and says so
        QVERIFY2(pictures.messages.contains("a.png is a picture"), pictures.messages);
        const Outcome mixed = runWindow({"/nowhere/a.png", "/nowhere/model.hourglass"});
        QCOMPARE(mixed.exitCode, 2);
        QVERIFY2(mixed.messages.contains("model.hourglass: Open it by itself"), mixed.messages);
    }
};

HOURGLASS_TEST(UsageTest)
#include "UsageTest.moc"
