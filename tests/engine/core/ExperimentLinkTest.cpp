// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Link.h"
#include "tests/support/TestMain.h"

#include <QByteArray>
#include <QTemporaryDir>

using namespace hourglass;

/// Experiments as links. Links of other makes are put together with Qt's own zlib and base64.
class ExperimentLinkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetComesBack_data() {
        QTest::addColumn<QString>("id");
        for (const Preset& preset : presets())
            QTest::newRow(preset.id.c_str()) << QString::fromStdString(preset.id);
    }
    void everyPresetComesBack() {
        QFETCH(QString, id);
        const Experiment& experiment = findPreset(id.toStdString()).experiment;
        const std::string link = experimentLink(experiment);
        QVERIFY2(link.size() < 1500, link.c_str()); // fits into a message
        QVERIFY(isExperimentLink(link));
        QVERIFY(experimentFromLink(link) == experiment);
        const QByteArray packed =
            QByteArray::fromBase64(QByteArray::fromStdString(link.substr(12)), QByteArray::Base64UrlEncoding);
        QCOMPARE(unpacked(packed), QByteArray::fromStdString(toJson(experiment, -1)));
    }

    void pathsAndOtherLettersComeBack() {
        Experiment experiment = defaultExperiment();
        experiment.dataset = {"csv", {{"file", std::string("/Daten/Ägnes & \"mehr\".csv")}}};
        experiment = complete(experiment);
        QVERIFY(experimentFromLink(experimentLink(experiment)) == experiment);
    }

    void whatMessagesDoToLongLinesDoesNotMatter() {
        const std::string link = experimentLink(defaultExperiment());
        std::string broken = " \n";
        for (std::size_t i = 0; i < link.size(); i += 60)
            broken += link.substr(i, 60) + "\r\n  ";
        QVERIFY(experimentFromLink(broken) == defaultExperiment());
        QVERIFY(experimentFromLink("Hourglass:" + link.substr(10) + "==") == defaultExperiment());
    }

    void otherTextIsNoLink() {
        for (const char* text : {"", "hourglass", "https://example.org", "an hourglass:1:abc", "{\"network\": {}}"})
            QVERIFY2(!isExperimentLink(text), text);
    }

    void badLinksAreExplained_data() {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<QString>("said");
        const QByteArray good = QByteArray::fromStdString(experimentLink(defaultExperiment()));
        QByteArray changed = good;
        changed[100] = changed[100] == 'A' ? 'B' : 'A';
        QTest::newRow("other text") << QByteArray("https://example.org") << "begin with hourglass:";
        QTest::newRow("nothing behind") << QByteArray("hourglass:") << "version";
        QTest::newRow("no version") << QByteArray("hourglass:eJw") << "version";
        QTest::newRow("version zero") << QByteArray("hourglass:0:eJw") << "version";
        QTest::newRow("negative version") << QByteArray("hourglass:-1:eJw") << "version";
        QTest::newRow("huge version") << QByteArray("hourglass:99999999999999999999:eJw") << "version";
        QTest::newRow("version alone") << QByteArray("hourglass:1") << "version";
        QTest::newRow("newer version") << "hourglass:2:" + good.mid(12) << "newer version";
        QTest::newRow("no content") << QByteArray("hourglass:1:") << "missing or changed";
        QTest::newRow("cut off") << good.left(good.size() / 2) << "missing or changed";
        QTest::newRow("last sign missing") << good.chopped(2) << "missing or changed";
        QTest::newRow("changed") << changed << "missing or changed";
        QTest::newRow("strange sign") << good + "!"
                                      << "a sign that no link has";
        QTest::newRow("strange letter") << good.left(50) + "ä" + good.mid(50) << "a sign that no link has";
        QTest::newRow("too long") << "hourglass:1:" + QByteArray(70'000, 'A') << "too long";
        QTest::newRow("unpacks to a mountain") << linkOf(QByteArray(30'000'000, ' ')) << "more than any experiment";
        QTest::newRow("no JSON") << linkOf("Dear diary") << "not valid JSON";
        QTest::newRow("unknown field") << linkOf(R"({"netwrk": {}})") << "netwrk";
        QTest::newRow("unknown kind") << linkOf(R"({"variant": {"kind": "transformer"}})") << "transformer";
        QTest::newRow("deeply nested") << linkOf(QByteArray(500'000, '[')) << "nested more than 64 deep";
    }
    void badLinksAreExplained() {
        QFETCH(QByteArray, link);
        QFETCH(QString, said);
        try {
            experimentFromLink(link.toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(said), error.what());
        }
    }

    void whatIsTooLargeForALinkIsSaid() {
        Experiment experiment = defaultExperiment();
        std::string noise;
        for (std::uint32_t i = 1, state = 1; i < 90'000; ++i)
            noise += char('a' + (state = state * 1664525 + 1013904223) % 7919 % 26);
        experiment.dataset = {"csv", {{"file", noise}}};
        try {
            experimentLink(complete(experiment));
            QFAIL("made");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("Save it as a file"), error.what());
        }
    }

    void presetsAreFilesToo() {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("my-own.json").toStdString();
        const Preset& shipped = findPreset("digits-plane");
        savePreset({{}, "Äpfel & \"Birnen\"", "For me.", shipped.experiment}, path);
        const Preset read = loadPreset(path);
        QCOMPARE(read.id, std::string("my-own"));
        QCOMPARE(read.title, std::string("Äpfel & \"Birnen\""));
        QCOMPARE(read.summary, std::string("For me."));
        QVERIFY(read.experiment == shipped.experiment);
        QVERIFY_EXCEPTION_THROWN(savePreset(shipped, folder.filePath("gone/x.json").toStdString()), Error);
        QVERIFY_EXCEPTION_THROWN(loadPreset(folder.filePath("none.json").toStdString()), Error);
    }

private:
    static QByteArray linkOf(const QByteArray& content) {
        return "hourglass:1:" +
               qCompress(content).mid(4).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    static QByteArray unpacked(const QByteArray& bytes) {
        return qUncompress(QByteArray("\0\1\0\0", 4) + bytes); // Qt wants a guess of the size in front
    }
};

HOURGLASS_TEST(ExperimentLinkTest)
#include "ExperimentLinkTest.moc"
