// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureBench.h"
#include "engine/api/Damage.h"
#include "engine/api/Photograph.h"
#include "engine/api/Similarity.h"
#include "tests/support/SmallRestorer.h"
#include "tests/support/TestMain.h"
#include "ui/session/Convert.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace hourglass;
using namespace hourglass::ui;

class PictureBenchTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_model;
    std::vector<PictureNews> m_news; ///< of the last order

    QString path(const QString& name) const { return m_folder.filePath(name); }
    static Planes waves(int width, int height, int channels) {
        Planes picture(width, height, channels);
        for (int channel = 0; channel < channels; ++channel)
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x)
                    picture.row(channel, y)[x] = float(0.5 + 0.2 * std::sin(x * 0.1 + channel) + 0.1 * std::cos(y * 0.2));
        return picture;
    }
    QString save(const QString& name, const Planes& picture) {
        Photograph photograph;
        photograph.colour = picture;
        photograph.bitDepth = 16;
        savePhotograph(photograph, toStdString(path(name)), {.quality = 95, .replaces = true});
        return path(name);
    }
    /// @param most  pieces of news after which it is called off
    void serve(PictureBench& bench, const PictureOrder& order, std::size_t most = 1000) {
        m_news.clear();
        bench.serve(
            order, [this](const PictureNews& news) { m_news.push_back(news); }, [&] { return m_news.size() < most; });
    }
    const PictureResult* result(const QString& id) const {
        for (const PictureNews& news : m_news)
            if (news.result && news.result->id == id)
                return &*news.result;
        return nullptr;
    }
    std::vector<RatePoint> rates() const {
        std::vector<RatePoint> all;
        for (const PictureNews& news : m_news)
            if (news.ratePoint)
                all.push_back(*news.ratePoint);
        return all;
    }
    /// Whether anything took time.
    bool hasWorked() const {
        return std::ranges::any_of(m_news, [](const PictureNews& news) { return news.share.has_value(); });
    }
    PictureOrder orderOf(const QString& file, const std::string& damage = {}, double strength = 0) const {
        PictureOrder order;
        order.path = file;
        order.picture = qHash(file);
        order.damage = {damage, strength, 1};
        return order;
    }

private Q_SLOTS:
    void initTestCase() { m_model = toQString(test::trainedRestorer(toStdString(path("restorer.hourglass")))); }

    void factsComeFirst() {
        PictureBench bench;
        serve(bench, orderOf(save("a.png", waves(70, 50, 3))));
        QVERIFY(m_news.front().facts);
        QCOMPARE(m_news.front().facts->size, QSize(70, 50));
        QCOMPARE(m_news.front().facts->bitDepth, 16);
        QVERIFY(m_news.front().facts->isColour);
        QVERIFY(m_news.back().isLast && m_news.back().fault.isEmpty());
        QVERIFY(!result("clean") && !result("model")); // nothing is known to be clean, and there is no model
        QVERIFY(!result("damaged")->psnr);
    }

    void theSameWorkIsDoneOnce() {
        PictureBench bench;
        PictureOrder order = orderOf(save("a.png", waves(70, 50, 1)), "gaussian", 25);
        order.model.file = m_model;
        order.compares = true;
        serve(bench, order);
        QVERIFY(hasWorked());
        const double before = *result("model")->psnr;
        QFile::remove(path("a.png")); // it is not read again
        serve(bench, order);
        QVERIFY(!hasWorked());
        QCOMPARE(*result("model")->psnr, before);
        QVERIFY(result("non-local-means") && result("median"));
        order.damage.seed = 2;
        serve(bench, order);
        QVERIFY(hasWorked());
        QVERIFY(*result("model")->psnr != before);
    }

    void anOddPictureComesBackFromHalfItsSize() {
        PictureBench bench;
        PictureOrder order = orderOf(save("odd.png", waves(71, 45, 3)), "half-size");
        order.model.file = toQString(
            test::trainedRestorer(toStdString(path("enlarge.hourglass")), test::smallRestorer("half-size", "colour")));
        order.compares = true;
        serve(bench, order);
        QVERIFY2(m_news.back().fault.isEmpty(), qPrintable(m_news.back().fault));
        QCOMPARE(result("damaged")->picture.size(), QSize(36, 23));
        QCOMPARE(result("bicubic")->picture.size(), QSize(71, 45));
        QVERIFY(result("model")->psnr && *result("bicubic")->psnr > 25);
    }

    void coloursAreComparedWithTheColouredOriginal() {
        PictureBench bench;
        PictureOrder order = orderOf(save("colour.png", waves(64, 48, 3)), "greyscale");
        order.model.file = toQString(
            test::trainedRestorer(toStdString(path("colours.hourglass")), test::smallRestorer("greyscale", "colour")));
        serve(bench, order);
        const Planes clean = loadPhotograph(toStdString(path("colour.png"))).colour;
        const Planes grey = damage::greyscale(clean);
        double sum = 0; // of the squares of what is lost
        for (int channel = 0; channel < 3; ++channel)
            for (std::size_t i = 0; i < grey.area(); ++i)
                sum += std::pow(double(clean.plane(channel)[i]) - double(grey.values[i]), 2);
        const double expected = 10 * std::log10(double(clean.values.size()) / sum);
        QVERIFY(std::abs(*result("damaged")->psnr - expected) < 1e-3);
        QVERIFY(result("model")->psnr);
    }

    void whatIsMissingMustBePointedOut() {
        PictureBench bench;
        PictureOrder order = orderOf(save("a.png", waves(70, 50, 1)), "missing");
        order.model.file = m_model;
        serve(bench, order);
        QVERIFY2(m_news.back().fault.contains("Paint"), qPrintable(m_news.back().fault));
        order.missing = {{QPolygonF{QPointF(10, 20), QPointF(40, 20)}, 8, false}};
        serve(bench, order);
        QVERIFY2(m_news.back().fault.isEmpty(), qPrintable(m_news.back().fault));
        QCOMPARE(result("damaged")->picture.picture().pixelColor(25, 20).red(), 128);
        QVERIFY(result("damaged")->picture.picture().pixelColor(25, 40).red() != 128);
    }

    void strokesAreRoundAndCanBeRubbedOut() {
        const Planes mask = painted(
            {{QPolygonF{QPointF(20, 20), QPointF(60, 20)}, 10, false}, {QPolygonF{QPointF(60, 20)}, 10, true}}, {100, 40});
        QCOMPARE(mask.row(0, 20)[40], 1.0F);
        QCOMPARE(mask.row(0, 20)[17], 1.0F); // round ends go half the width further
        QCOMPARE(mask.row(0, 20)[13], 0.0F);
        QCOMPARE(mask.row(0, 26)[40], 0.0F);
        QCOMPARE(mask.row(0, 20)[60], 0.0F);
    }

    void whatCannotBeDoneIsSaid() {
        PictureBench bench;
        serve(bench, orderOf(path("nowhere.png")));
        QVERIFY(m_news.back().isLast && m_news.back().fault.contains("nowhere.png"));
        PictureOrder order = orderOf(save("a.png", waves(70, 50, 1)));
        order.model.file = path("nowhere.hourglass");
        serve(bench, order);
        QVERIFY(m_news.back().fault.contains("nowhere.hourglass"));
        QVERIFY(result("damaged")); // it is on show all the same
        QVERIFY(bench.restored().colour.empty());
        order.model.file = m_model;
        serve(bench, order);
        QVERIFY(m_news.back().fault.isEmpty());
        QCOMPARE(bench.restored().bitDepth, 16);
    }

    void compressionIsMeasuredBesideJpeg() {
        PictureBench bench;
        PictureOrder order = orderOf(save("a.png", waves(120, 90, 1)));
        order.model.file = toQString(test::trainedRestorer(toStdString(path("codec.hourglass")), test::smallCodec()));
        order.task = RestorationTask::Compress;
        serve(bench, order);
        QVERIFY2(m_news.back().fault.isEmpty(), qPrintable(m_news.back().fault));
        QVERIFY(result("model")->bytes && !result("jpeg") && rates().empty()); // nobody wants to compare
        order.compares = true;
        serve(bench, order);
        const Planes picture = loadPhotograph(toStdString(path("a.png"))).colour;
        const JpegAtBytes jpeg = jpegAtBytes(picture, std::size_t(*result("model")->bytes));
        QCOMPARE(*result("jpeg")->bytes, qint64(jpeg.bytes));
        QCOMPARE(*result("jpeg")->psnr, psnr(jpeg.picture, picture));
        QCOMPARE(rates().size(), std::size(Compressor::steps));
        const std::vector<RatePoint> curve = rates();
        const RatePoint usual = *std::ranges::find(curve, 1.0, &RatePoint::step);
        QCOMPARE(qint64(usual.bytes), *result("model")->bytes);
        QCOMPARE(usual.psnr, *result("model")->psnr);
        QVERIFY(*result("model")->psnr == psnr(bench.restored().colour, picture));

        serve(bench, order); // the same is not done again, but told
        QVERIFY(!hasWorked());
        QCOMPARE(rates().size(), std::size(Compressor::steps));
        order.step = 0.5;
        serve(bench, order);
        const std::vector<RatePoint> again = rates();
        QCOMPARE(qint64(std::ranges::find(again, 0.5, &RatePoint::step)->bytes), *result("model")->bytes);
        QVERIFY(*result("model")->bytes > qint64(usual.bytes));
        for (const std::size_t most : {3, 5, 8}) {
            order.step = double(most);
            serve(bench, order, most);
            QVERIFY(!m_news.back().isLast);
        }
        serve(bench, order);
        QVERIFY(m_news.back().isLast && rates().size() == std::size(Compressor::steps));
    }

    void tinyPicturesAreCompressedToo() {
        PictureBench bench;
        PictureOrder order = orderOf(save("tiny.png", waves(9, 30, 1)));
        order.model.file = toQString(test::trainedRestorer(toStdString(path("codec.hourglass")), test::smallCodec()));
        order.task = RestorationTask::Compress;
        order.compares = true;
        serve(bench, order);
        QVERIFY2(m_news.back().fault.isEmpty(), qPrintable(m_news.back().fault));
        QVERIFY(result("model")->psnr && !result("model")->ssim);
        QVERIFY(rates().size() == std::size(Compressor::steps) && std::isnan(rates().front().ssim));
    }

    void itStopsWhenCalledOff() {
        PictureBench bench;
        PictureOrder order = orderOf(save("large.png", waves(900, 700, 1)), "gaussian", 25);
        order.model.file = m_model;
        order.compares = true;
        for (const std::size_t most : {1, 2, 3, 4, 5}) {
            serve(bench, order, most);
            QCOMPARE(m_news.size(), most);
            QVERIFY(!m_news.back().isLast);
        }
        serve(bench, order);
        QVERIFY(m_news.back().isLast && result("model") && result("median"));
    }
};

HOURGLASS_TEST(PictureBenchTest)
#include "PictureBenchTest.moc"
