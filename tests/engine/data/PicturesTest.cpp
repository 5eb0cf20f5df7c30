// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Kinds.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>

#include <QImage>
#include <QTemporaryDir>

#include <unistd.h>

using namespace hourglass;
using namespace hourglass::test;

class PicturesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    void save(const QString& name, QSize size, QColor colour) {
        QDir(m_folder->path()).mkpath(QFileInfo(name).path());
        QImage image(size, QImage::Format_RGB32);
        image.fill(colour);
        QVERIFY(image.save(m_folder->filePath(name)));
    }
    RawData read(Parameters parameters = {}) {
        parameters.set("folder", m_folder->path().toStdString());
        const DataSource& pictures = dataCatalogue().at("pictures");
        return pictures.load(complete(pictures.entry().schema, parameters, "dataset"));
    }
    static int pixel(const RawData& data, int sample, int channel, int y, int x) {
        return int(data.samples[sample][channel][y][x].item<std::int64_t>());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void coloursInSortedOrder() {
        save("b.png", {3, 3}, QColor(10, 20, 30));
        save("a.bmp", {9, 4}, QColor(200, 100, 50));
        write(m_folder->filePath("notes.txt"), "not a picture");
        write(m_folder->filePath(".hidden.png"), "not a picture");
        const RawData data = read({{"height", std::int64_t(4)}, {"width", std::int64_t(6)}});
        QCOMPARE(data.sampleShape, (Shape{{3, 4, 6}}));
        QCOMPARE(data.samples.size(0), 2);
        QCOMPARE(pixel(data, 0, 0, 3, 5), 200);
        QCOMPARE(pixel(data, 0, 1, 3, 5), 100);
        QCOMPARE(pixel(data, 0, 2, 3, 5), 50);
        QCOMPARE(pixel(data, 1, 2, 0, 0), 30);
        QVERIFY(!data.labels.defined());
        QCOMPARE(data.title, QFileInfo(m_folder->path()).fileName().toStdString());
    }

    void greyIsLuminance() {
        save("a.png", {4, 4}, QColor(200, 100, 50));
        const RawData data = read({{"colour", std::string("grey")}});
        QCOMPARE(data.sampleShape, (Shape{{1, 32, 32}}));
        QVERIFY(std::abs(pixel(data, 0, 0, 7, 7) - 124) <= 1); // 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2
    }

    void subfoldersAreClasses() {
        save("dogs/1.png", {2, 2}, Qt::black);
        save("cats/2.png", {2, 2}, Qt::white);
        save("dogs/young/0.png", {2, 2}, Qt::black);
        QDir(m_folder->path()).mkdir("empty");
        const RawData data = read();
        QCOMPARE(data.classNames, (std::vector<std::string>{"cats", "dogs"}));
        QVERIFY(at::equal(data.labels, at::tensor({0, 1, 1}, at::kLong)));
        QCOMPARE(pixel(data, 0, 0, 0, 0), 255);
    }

    void picturesBesideClassesAreRefused() {
        save("dogs/1.png", {2, 2}, Qt::black);
        save("2.png", {2, 2}, Qt::black);
        VERIFY_ERROR(read(), m_folder->path(), "beside folders");
    }

    void fits() {
        // Left half black, right half white, 8 × 4.
        QImage image(8, 4, QImage::Format_RGB32);
        image.fill(Qt::white);
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 4; ++x)
                image.setPixelColor(x, y, Qt::black);
        QVERIFY(image.save(m_folder->filePath("a.png")));
        const auto fitted = [&](const char* fit) {
            return read({{"height", std::int64_t(4)}, {"width", std::int64_t(4)}, {"fit", std::string(fit)}});
        };
        for (const char* fit : {"resize", "crop"}) {
            QCOMPARE(pixel(fitted(fit), 0, 0, 0, 1), 0);
            QCOMPARE(pixel(fitted(fit), 0, 0, 0, 2), 255);
        }
        const RawData padded = fitted("pad");
        QCOMPARE(pixel(padded, 0, 0, 0, 3), 0);
        QCOMPARE(pixel(padded, 0, 0, 1, 3), 255);
        QCOMPARE(pixel(padded, 0, 0, 2, 3), 255);
        QCOMPARE(pixel(padded, 0, 0, 3, 3), 0);
    }

    void emptyFolder() {
        VERIFY_ERROR(read(), m_folder->path(), "holds no picture", "PNG");
        write(m_folder->filePath("notes.txt"), "not a picture");
        VERIFY_ERROR(read(), m_folder->path(), "holds no picture");
    }

    void onePixel() {
        save("fine.png", {5, 5}, Qt::black);
        save("tiny.png", {1, 1}, Qt::black);
        VERIFY_ERROR(read(), m_folder->filePath("tiny.png"), "1 × 1", "at least 2");
        save("tiny.png", {1, 9}, Qt::black);
        VERIFY_ERROR(read(), m_folder->filePath("tiny.png"), "1 × 9", "at least 2");
    }

    void damagedPictureNamesItsFile() {
        save("fine.png", {5, 5}, Qt::black);
        write(m_folder->filePath("sub.png"), "this is text");
        VERIFY_ERROR(read(), m_folder->filePath("sub.png"), "damaged");
    }

    void missingFolderAndFile() {
        VERIFY_ERROR(loadDataset({"pictures", {{"folder", std::string("/no/such")}}}), "/no/such", "No such file");
        const std::string file = write(m_folder->filePath("a.txt"), "x");
        VERIFY_ERROR(loadDataset({"pictures", {{"folder", file}}}), "a.txt", "is a file");
    }

    void endlessFoldersAreRefused() {
        save("dogs/1.png", {2, 2}, Qt::black);
        save("dogs/2.png", {2, 2}, Qt::black);
        const auto lookingThrough = [&](std::size_t entries) {
            const auto pictures = makePictures(entries);
            const Parameters parameters{{"folder", m_folder->path().toStdString()}};
            return pictures->load(complete(pictures->entry().schema, parameters, "dataset"));
        };
        QCOMPARE(lookingThrough(3).samples.size(0), 2);
        VERIFY_ERROR(lookingThrough(2), m_folder->path(), "more than 2 files and folders", "Choose the folder");
    }

    void foldersThatMayNotBeReadArePassedOver() {
        save("fine.png", {5, 5}, Qt::black);
        save("closed/hidden.png", {5, 5}, Qt::black);
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)));
        QVERIFY(QFile::setPermissions(m_folder->filePath("closed"), {}));
        // The superuser may read everything, so the test gives that right up for a moment.
        const uid_t user = geteuid();
        const bool superuser = user == 0 && seteuid(65534) == 0;
        std::int64_t found = 0;
        const QString message = errorOf([&] { found = read().samples.size(0); });
        QVERIFY(!superuser || seteuid(user) == 0);
        QFile::setPermissions(m_folder->filePath("closed"), QFile::Permissions(0x7700));
        QVERIFY2(message.isEmpty(), qPrintable(message));
        QCOMPARE(found, 1);
    }

    void cacheSeesANewPicture() {
        save("sub/1.png", {4, 4}, Qt::black);
        save("sub/2.png", {4, 4}, Qt::black);
        const DatasetSpec spec{"pictures", {{"folder", m_folder->path().toStdString() + "/"}}};
        const auto first = loadDataset(spec);
        QCOMPARE(loadDataset(spec), first);
        QCOMPARE(first->info.classNames, std::vector<std::string>{"sub"});
        QCOMPARE(first->info.title, QFileInfo(m_folder->path()).fileName().toStdString());
        save("sub/3.png", {4, 4}, Qt::black);
        QCOMPARE(loadDataset(spec)->info.trainingCount, 3);
    }
};

HOURGLASS_TEST(PicturesTest)
#include "PicturesTest.moc"
