// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

using namespace hourglass::test;

/// A network of some seconds' training, and pictures through its code.
class CompressCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString model() const { return path("model.hourglass"); }
    QString picture(const QString& name, QImage::Format format = QImage::Format_Grayscale8) const {
        QImage image(150, 100, format);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const int grey = int(128 + 60 * std::sin(x / 19.0) * std::cos(y / 23.0));
                image.setPixelColor(x, y, QColor(grey, grey, grey, image.hasAlphaChannel() ? 100 : 255));
            }
        return image.save(path(name)) ? path(name) : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        const Outcome trained = runCli({"train", "--preset", "digits-plane", "--epochs", "1", "--out", model()});
        QVERIFY2(trained.exitCode == 0, trained.messages);
    }

    void thereAndBack() {
        const QString original = picture("hills.png"), packed = path("hills.hgz"), unpacked = path("unpacked.png");
        const Outcome there = runCli({"compress", model(), original, "--out", packed, "--step", "0.5", "--json"});
        QVERIFY2(there.exitCode == 0, there.messages);
        const QJsonObject point = there.json()["pictures"][0].toObject()["points"].toArray()[0].toObject();
        QCOMPARE(point["bytes"].toInt(), int(QFileInfo(packed).size()));
        QCOMPARE(point["bitsPerPixel"].toDouble(), 8.0 * point["bytes"].toDouble() / (150 * 100));
        QVERIFY(point["jpeg"].toObject()["quality"].toInt() >= 1);
        const Outcome back = runCli({"decompress", model(), packed, "--out", unpacked});
        QVERIFY2(back.exitCode == 0, back.messages);
        QCOMPARE(QImage(unpacked).size(), QSize(150, 100));

        QCOMPARE(runCli({"compress", model(), original, "--out", packed}).exitCode, 1); // is there already
        QCOMPARE(runCli({"compress", model(), original, "--out", packed, "--replace"}).exitCode, 0);
        QCOMPARE(runCli({"decompress", model(), packed, "--out", unpacked}).exitCode, 1);
        QCOMPARE(runCli({"decompress", model(), packed, "--out", unpacked, "--replace"}).exitCode, 0);
        QCOMPARE(runCli({"compress", model(), original, "--out", original, "--replace"}).exitCode, 1);
        QCOMPARE(QImage(original).size(), QSize(150, 100)); // it is still there
        QVERIFY(runCli({"decompress", model(), m_folder.path(), "--out", path("x.png")}).messages.contains("is no file"));
    }

    void severalAndTheirMean() {
        const QStringList pictures{picture("one.png"), picture("two.png", QImage::Format_ARGB32), path("missing.png")};
        const QString folder = path("packed");
        const Outcome outcome =
            runCli(QStringList{"compress", model()} + pictures + QStringList{"--out", folder, "--json", "--curve"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.messages.contains("missing.png"));
        QVERIFY(outcome.messages.contains("1 of 3 pictures could not be compressed"));
        QVERIFY(QFile::exists(folder + "/one.png.hgz") && QFile::exists(folder + "/two.png.hgz"));
        const QJsonArray all = outcome.json()["pictures"].toArray(), mean = outcome.json()["mean"].toArray();
        QCOMPARE(all.size(), 3);
        QVERIFY(all[2].toObject()["error"].toString().contains("missing.png"));
        QVERIFY(!all[0].toObject().contains("note"));
        QCOMPARE(all[1].toObject()["note"].toString(), QString("Its transparency is left out."));
        QCOMPARE(mean.size(), 9);
        const auto psnr = [](const QJsonValue& points) { return points.toArray()[3].toObject()["psnr"].toDouble(); };
        QVERIFY(std::abs(psnr(mean) - (psnr(all[0].toObject()["points"]) + psnr(all[1].toObject()["points"])) / 2) < 1e-9);
    }

    void itPrintsATable() {
        const Outcome outcome = runCli({"compress", model(), picture("table.png")});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        QVERIFY(outcome.output.contains("bits per pixel"));
        QCOMPARE(outcome.output.count('\n'), 3); // name, head, one step
    }

    void damagedFilesAreNamed() {
        QFile file(path("broken.hgz"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("HGZ1 and nothing that belongs there");
        file.close();
        const Outcome outcome = runCli({"decompress", model(), file.fileName(), "--out", path("broken.png")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.messages.contains("broken.hgz: The compressed picture is damaged"));
        QVERIFY(!QFile::exists(path("broken.png")));
    }
};

HOURGLASS_TEST(CompressCliTest)
#include "CompressCliTest.moc"
