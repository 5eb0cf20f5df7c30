// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

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
        const QJsonObject report = outcome.json().array()[0].toObject();
        QVERIFY(std::abs(report["sigma"].toDouble() - 25) < 2);
        QVERIFY(report["psnr"].toDouble() > report["damaged"].toObject()["psnr"].toDouble() + 4);
        QVERIFY(report["ssim"].toDouble() > report["damaged"].toObject()["ssim"].toDouble());
        QStringList baselines;
        for (const auto& baseline : report["baselines"].toArray())
            baselines << baseline.toObject()["id"].toString();
        QCOMPARE(baselines, (QStringList{"non-local-means", "bilateral", "median"}));
        QCOMPARE(QImage(path("restored.png")).size(), QSize(300, 200));
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
