// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <random>

using namespace hourglass::test;

/// A denoiser of a few seconds' training, and what restore makes of pictures with it.
class RestoreCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QJsonObject report(const Outcome& outcome, int picture = 0) {
        return outcome.json()["pictures"][picture].toObject();
    }
    static QStringList baselinesOf(const QJsonObject& report) {
        QStringList ids;
        for (const auto& baseline : report["baselines"].toArray())
            ids << baseline.toObject()["id"].toString();
        return ids;
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString model() const { return path("model.hourglass"); }
    /// Soft hills, and with noise of that strength.
    QString picture(const QString& name, int width, int height, double sigma) const {
        std::mt19937 random(1);
        std::normal_distribution<double> noise(0, 1);
        QImage image(width, height, QImage::Format_Grayscale8);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                image.scanLine(y)[x] = uchar(std::clamp(
                    std::lround(128 + 60 * std::sin(x / 19.0) * std::cos(y / 23.0) + sigma * noise(random)), 0L, 255L));
        return image.save(path(name)) ? path(name) : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        const Outcome trained =
            runCli({"train", "--preset", "photographs-denoising", "--set", "dataset.patches=512", "dataset.limit=6",
                    "training.learningRate=0.003", "--epochs", "6", "--out", model()});
        QVERIFY2(trained.exitCode == 0, trained.messages);
    }

    void noiseIsTakenAway() {
        const QString clean = picture("clean.png", 300, 200, 0), noisy = picture("noisy.png", 300, 200, 25);
        const Outcome outcome =
            runCli({"restore", model(), noisy, "--out", path("restored.png"), "--reference", clean, "--json"});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QJsonObject found = report(outcome);
        QVERIFY(std::abs(found["sigma"].toDouble() - 25) < 2);
        QVERIFY(found["psnr"].toDouble() > found["damaged"].toObject()["psnr"].toDouble() + 4);
        QVERIFY(found["ssim"].toDouble() > found["damaged"].toObject()["ssim"].toDouble());
        QCOMPARE(baselinesOf(found), (QStringList{"non-local-means", "bilateral", "median"}));
        QCOMPARE(QImage(path("restored.png")).size(), QSize(300, 200));
    }

    void whatIsCleanIsSpoiltFirst() {
        const QString clean = picture("spoilt.png", 300, 200, 0);
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
        const QStringList command{"restore", model(), clean, "--damage", "gaussian", "--strength", "20", "--json", "--seed"};
        const Outcome outcome = runCli(command + QStringList{"3"});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QJsonObject found = report(outcome);
        QCOMPARE(found["sigma"].toDouble(), 20.0); // nobody has to guess
        // By the definition of the noise; 60,000 squares have a mean that is certain to 0.6 %, or 0.025 dB.
        QVERIFY(std::abs(found["damaged"]["psnr"].toDouble() - 20 * std::log10(255.0 / 20)) < 0.13);
        QVERIFY(found["psnr"].toDouble() > found["damaged"]["psnr"].toDouble() + 4);
        QCOMPARE(baselinesOf(found), (QStringList{"non-local-means", "bilateral", "median"}));
        QVERIFY(!found.contains("out"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before); // and nothing was written
        QCOMPARE(report(runCli(command + QStringList{"3"}))["psnr"], found["psnr"]);
        QVERIFY(report(runCli(command + QStringList{"4"}))["psnr"] != found["psnr"]);
    }

    void severalHaveAMean() {
        const QString one = picture("small.png", 60, 50, 0), two = picture("wide.png", 90, 50, 0);
        const QStringList command{"restore", model(), one, two, "--damage", "gaussian"};
        const Outcome outcome = runCli(command + QStringList{"--json", "--out", path("mean")});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QJsonDocument all = outcome.json();
        const auto isMean = [](const QJsonValue& mean, const QJsonValue& first, const QJsonValue& second) {
            return std::ranges::all_of(QStringList{"psnr", "ssim"}, [&](const QString& figure) {
                const double expected = (first[figure].toDouble() + second[figure].toDouble()) / 2;
                return expected > 0 && std::abs(mean[figure].toDouble() - expected) < 1e-9;
            });
        };
        const QJsonValue first = all["pictures"][0], second = all["pictures"][1], mean = all["mean"];
        QVERIFY(isMean(mean, first, second));
        QVERIFY(isMean(mean["damaged"], first["damaged"], second["damaged"]));
        QCOMPARE(mean["baselines"].toArray().size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(mean["baselines"][i]["id"], first["baselines"][i]["id"]);
            QVERIFY(isMean(mean["baselines"][i], first["baselines"][i], second["baselines"][i]));
        }
        QCOMPARE(QImage(path("mean/wide.png")).size(), QSize(90, 50));
        const Outcome table = runCli(command);
        QVERIFY2(table.output.contains("Mean of 2 pictures"), table.output);
        QCOMPARE(table.output.count("non-local means") + table.output.count("Non-local means"), 3);
    }

    void partsAreTakenAway() {
        const QString clean = picture("whole.png", 80, 60, 0);
        const Outcome drawn =
            runCli({"restore", model(), clean, "--damage", "missing", "--seed", "2", "--json", "--out", path("filled.png")});
        QVERIFY2(drawn.exitCode == 0, drawn.messages);
        QCOMPARE(baselinesOf(report(drawn)), (QStringList{"telea", "navier-stokes"}));
        const QJsonObject found = report(drawn);
        QVERIFY(found["baselines"][0]["psnr"].toDouble() > found["damaged"]["psnr"].toDouble() + 3);
        const QImage whole(clean), filled(path("filled.png"));
        int same = 0;
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 80; ++x)
                same += whole.pixelColor(x, y) == filled.pixelColor(x, y);
        QVERIFY2(same >= 3600 && same < 4400, qPrintable(QString::number(same))); // of 4,800; a quarter was missing
        QImage mask(80, 60, QImage::Format_Grayscale8);
        mask.fill(Qt::black);
        for (int y = 0; y < 60; ++y)
            std::fill_n(mask.scanLine(y) + 40, 40, uchar(255));
        QVERIFY(mask.save(path("mask.png")));
        const Outcome given = runCli(
            {"restore", model(), clean, "--damage", "missing", "--mask", path("mask.png"), "--out", path("half.png")});
        QVERIFY2(given.exitCode == 0, given.messages);
        QCOMPARE(QImage(path("half.png")).copy(0, 0, 40, 60), whole.copy(0, 0, 40, 60));
        QVERIFY(QImage(path("half.png")).copy(40, 0, 40, 60) != whole.copy(40, 0, 40, 60));
    }

    void halvesComeBackAtTheirFormerSize() {
        const Outcome outcome = runCli({"restore", model(), picture("odd.png", 61, 45, 0), "--damage", "half-size", "--json",
                                        "--out", path("odd-restored.png")});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QJsonObject found = report(outcome);
        QCOMPARE(QImage(path("odd-restored.png")).size(), QSize(61, 45));
        QCOMPARE(found["width"].toInt(), 61);
        QVERIFY(found["psnr"].toDouble() > 25);
        QVERIFY(!found.contains("damaged")); // of another size
        QCOMPARE(baselinesOf(found), (QStringList{"bicubic", "lanczos"}));
    }

    void coloursCanBeLeftOut() {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(QColor(200, 100, 50));
        QVERIFY(image.save(path("colours.png")));
        const QStringList command{"restore", model(), path("colours.png"), "--grey", "--damage", "gaussian", "--strength"};
        QCOMPARE(runCli(command + QStringList{"5", "--out", path("grey.png")}).exitCode, 0);
        const QImage grey(path("grey.png"));
        QVERIFY(grey.allGray());
        QVERIFY(std::abs(grey.pixelColor(20, 15).red() - 124) < 12); // 0.299 · 200 + 0.587 · 100 + 0.114 · 50
    }

    void aBatchGoesOn() {
        QFile broken(path("broken.png"));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no picture") > 0);
        broken.close();
        const QString one = picture("one.png", 40, 30, 10), two = picture("two.png", 50, 30, 10);
        const Outcome outcome = runCli({"restore", model(), one, broken.fileName(), two, "--out", path("batch")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("broken.png") && outcome.messages.contains("1 of 3"), outcome.messages);
        QCOMPARE(QImage(path("batch/one.png")).size(), QSize(40, 30));
        QCOMPARE(QImage(path("batch/two.png")).size(), QSize(50, 30));
    }

    void transparencyGoesAlong() {
        QImage image(40, 30, QImage::Format_ARGB32);
        image.fill(QColor(200, 100, 50, 255));
        for (int y = 0; y < 30; ++y)
            for (int x = 0; x < 10; ++x)
                image.setPixelColor(x, y, QColor(200, 100, 50, 51));
        QVERIFY(image.save(path("clear.png")));
        const Outcome outcome =
            runCli({"restore", model(), path("clear.png"), "--task", "enlarge", "--out", path("large.png")});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QImage large(path("large.png"));
        QCOMPARE(large.size(), QSize(80, 60));
        QCOMPARE(large.pixelColor(5, 30).alpha(), 51);
        QCOMPARE(large.pixelColor(70, 30).alpha(), 255);
    }

    void faultsNameThePicture() {
        const QString tiny = picture("tiny.png", 10, 30, 0);
        const Outcome few = runCli({"restore", model(), tiny, "--damage", "gaussian"});
        QCOMPARE(few.exitCode, 1);
        QVERIFY2(few.messages.contains("tiny.png: ") && few.messages.contains("11 × 11"), few.messages);
        const Outcome grey = runCli({"restore", model(), tiny, "--damage", "greyscale", "--json"});
        QCOMPARE(grey.exitCode, 1);
        QVERIFY2(report(grey)["error"].toString().contains("no colours"), grey.output);
        QVERIFY(grey.json()["mean"].isUndefined());
    }

    void nothingIsOverwrittenUnasked() {
        const QString original = picture("original.png", 40, 30, 20);
        QFile file(original);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        file.close();
        const Outcome refused = runCli({"restore", model(), original, "--out", original});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.messages.contains("original.png"), refused.messages);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
        QCOMPARE(runCli({"restore", model(), original, "--out", original, "--replace"}).exitCode, 0);
    }

    void aModelForOneSizeIsRefused() {
        const QString dense = path("dense.hourglass");
        QCOMPARE(runCli(tinyTraining({"--out", dense})).exitCode, 0);
        const Outcome outcome =
            runCli({"restore", dense, picture("some.png", 40, 30, 20), "--out", path("some-restored.png")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("no pictures"), outcome.messages);
    }
};

HOURGLASS_TEST(RestoreCliTest)
#include "RestoreCliTest.moc"
