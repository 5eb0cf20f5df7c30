// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Similarity.h"
#include "engine/imaging/JpegPlanes.h"
#include "tests/engine/compression/Codec.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <utility>

using namespace hourglass;
using namespace hourglass::test;

class RateDistortionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jpegFillsItsBytes() {
        const Planes picture = texturedPicture(160, 120, 3);
        for (const std::size_t most : {2'000, 4'000, 9'000}) {
            const JpegAtBytes best = jpegAtBytes(picture, most);
            QVERIFY(best.picture.sameShape(picture));
            QVERIFY(best.bytes <= most);
            QCOMPARE(encodedJpeg(picture, best.quality).size(), best.bytes);
            QVERIFY(best.quality < 100 && encodedJpeg(picture, best.quality + 1).size() > most);
        }
        const JpegAtBytes smallest = jpegAtBytes(picture, 10);
        QCOMPARE(smallest.quality, 1);
        QVERIFY(smallest.bytes > 10); // and says so
        QCOMPARE(jpegAtBytes(picture, 10'000'000).quality, 100);
        VERIFY_ERROR(jpegAtBytes({}, 10), "no picture");
    }

    void bothAreMeasured() {
        const Planes picture = noisy(120, 90, 1);
        const Compressor compressor(codec(1, "undercomplete"));
        const auto code = compressor.code(picture).value();
        for (const double step : {1.0, 0.1}) {
            double last = 0;
            const auto grows = [&](double done) { return done >= std::exchange(last, done); };
            const RatePoint point = ratePoint(compressor, code, picture, step, grows).value();
            QCOMPARE(last, 1.0);
            const std::string file = compressor.packed(code, step);
            QCOMPARE(point.step, step);
            QCOMPARE(point.bytes, file.size());
            QCOMPARE(point.psnr, psnr(compressor.unpacked(file).value(), picture));
            const JpegAtBytes jpeg = jpegAtBytes(picture, point.bytes);
            QVERIFY(point.jpegBytes <= std::max(point.bytes, encodedJpeg(picture, 1).size()));
            QCOMPARE(point.jpegQuality, jpeg.quality);
            QCOMPARE(point.jpegPsnr, psnr(decodedJpeg(encodedJpeg(picture, jpeg.quality)), picture));
        }
    }

    void itCanBeBrokenOff() {
        const Compressor compressor(codec(1, "undercomplete"));
        const Planes picture = noisy(1500, 700, 1);
        const auto code = compressor.code(picture).value();
        for (const double limit : {0.0, 0.4, 1.0})
            QVERIFY(!ratePoint(compressor, code, picture, 1, [limit](double done) { return done < limit; }));
    }
};

HOURGLASS_TEST(RateDistortionTest)
#include "RateDistortionTest.moc"
