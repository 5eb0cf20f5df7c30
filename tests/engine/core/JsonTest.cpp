// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Json.h"
#include "engine/api/Error.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace hourglass;

namespace {

std::string nested(int depth) {
    return std::string(std::size_t(depth), '[') + std::string(std::size_t(depth), ']');
}

std::string objectOf(int fields) {
    std::string text = "{";
    for (int i = 0; i < fields; ++i)
        text += (i ? ",\"" : "\"") + std::to_string(i) + "\":0";
    return text + "}";
}

std::string networkOf(int layers) {
    std::string list;
    for (int i = 0; i < layers; ++i)
        list += std::string(i ? "," : "") + R"({"kind": "dense"})";
    return R"({"network": {"encoder": [)" + list + "]}}";
}

} // namespace

/// What hostile texts cannot do.
class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void depthIsLimited() {
        QCOMPARE(written(parseJson(nested(64), "The text")), nested(64));
        VERIFY_ERROR(parseJson(nested(65), "The text"), "The text is nested more than 64 deep");
        // An experiment of the longest kind: without the limit, whoever walks it leaves the stack.
        VERIFY_ERROR(experimentFromJson(R"({"dataset": )" + nested(2'000'000) + "}"), "nested more than 64 deep");
        VERIFY_ERROR(parseJson(std::string(100, '['), "The text"), "nested more than 64 deep");
    }

    // Each field is looked for among those before it.
    void fieldsAreLimited() {
        QCOMPARE(parseJson(objectOf(9'000), "The text").size(), std::size_t(9'000));
        VERIFY_ERROR(parseJson(objectOf(20'000), "The text"), "The text has too many fields");
        const std::string many = objectOf(5'000);
        VERIFY_ERROR(parseJson("[" + many + "," + many + "," + many + "," + many + "," + many + "]", "The text"),
                     "too many fields");
        std::string few = "[{}";
        for (int i = 0; i < 50'000; ++i)
            few += R"(,{"a":{"b":1},"c":2})";
        QCOMPARE(parseJson(few + "]", "The text").size(), std::size_t(50'001));
    }

    // Those with the same beginning most of all.
    void longNamesOfFieldsCountMore() {
        const auto objectOf = [](int fields) {
            std::string text = "{";
            for (int i = 0; i < fields; ++i)
                text += (i ? ",\"" : "\"") + std::string(2'000, 'k') + std::to_string(i) + "\":0";
            return text + "}";
        };
        QCOMPARE(parseJson(objectOf(1'000), "The text").size(), std::size_t(1'000));
        VERIFY_ERROR(parseJson(objectOf(3'000), "The text"), "The text has too many fields");
    }

    void layersAreLimited() {
        QCOMPARE(experimentFromJson(networkOf(200)).network.encoder.size(), std::size_t(200));
        VERIFY_ERROR(experimentFromJson(networkOf(201)), "network.encoder", "201 layers are too many", "at most 200");
    }

    // A window has to show what is said of them.
    void longTextsAreNotRepeated() {
        const std::string name = std::string(1'000'000, 'x') + "€";
        for (const std::string& text : {"{\"variant\": {\"kind\": \"" + name + "\"}}", "{\"" + name + "\": 1}",
                                        "{\"training\": {\"optimiser\": \"" + name + "\"}}"}) {
            const QString message = test::errorOf([&] { experimentFromJson(text); });
            QVERIFY2(message.size() > 800 && message.size() < 2'000, qPrintable(message));
            QVERIFY(message.contains(" … "));
        }
        const QString euros = test::errorOf([] {
            std::string text;
            for (int i = 0; i < 3'000; ++i)
                text += "€";
            throw Error("a" + text);
        });
        QCOMPARE(euros, "a" + QString(266, u'€') + " … " + QString(266, u'€'));
    }

    // A pipe would keep the reader waiting for somebody to write into it, and a device never ends.
    void onlyPlainFilesAreRead() {
        const QTemporaryDir folder;
        const std::string pipe = folder.filePath("pipe.json").toStdString();
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        VERIFY_ERROR(readFile(pipe), "pipe.json is not a plain file");
        VERIFY_ERROR(readFile("/dev/zero"), "/dev/zero is not a plain file");
        VERIFY_ERROR(readFile(folder.path().toStdString()), "is a folder; a file is needed");
        VERIFY_ERROR(readFile(folder.filePath("none").toStdString()), "none", "No such file");
    }

    void whatDoesNotFitIntoTheMemoryIsNotRead() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("huge"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        if (!file.resize(qint64(1) << 43)) // 8 TiB of holes, which take no room on the disk
            QSKIP("This file system has no files of that size.");
        VERIFY_ERROR(readFile(file.fileName().toStdString()), "huge needs about 8192 GiB of memory", "are free");
    }
};

HOURGLASS_TEST(JsonTest)
#include "JsonTest.moc"
