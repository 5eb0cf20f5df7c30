// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Error.h"
#include "engine/api/Restore.h"
#include "engine/api/Similarity.h"
#include "tests/engine/compression/Codec.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

namespace {

constexpr double fine = 0.001; // step: as good as no rounding
/// Pixels, of the layers of codec(): so near the borders the decoder sees the code reflected, not the code of a reflection.
constexpr int reach = 16;

std::string file(const Compressor& compressor, const Planes& picture, double step = 1) {
    return compressor.packed(compressor.code(picture).value(), step);
}

Planes through(const Compressor& compressor, const Planes& picture, double step = 1) {
    return compressor.unpacked(file(compressor, picture, step)).value();
}

QString messageOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class CompressorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutRoundingItIsTheReconstruction_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("several tiles") << 0 << 1500 << 700;
        QTest::newRow("one tile") << 0 << 64 << 48;
        QTest::newRow("odd") << 0 << 61 << 35;
        QTest::newRow("a pixel") << 0 << 1 << 1;
        QTest::newRow("variational") << 1 << 300 << 200;
        QTest::newRow("patch by patch") << 2 << 100 << 60;
        QTest::newRow("less than a patch") << 2 << 5 << 7;
    }
    void withoutRoundingItIsTheReconstruction() {
        QFETCH(int, kind);
        QFETCH(int, width);
        QFETCH(int, height);
        const Model model =
            kind == 2 ? bound({{1, 28, 28}}) : codec(1, kind ? "convolutional-variational" : "undercomplete");
        const Planes picture = noisy(width, height, 1);
        const Planes result = through(Compressor(model), picture, fine);
        QVERIFY(result.sameShape(picture));
        const double difference = farthest(result, Restorer(model).restored(picture, {}).value(), kind == 2 ? 0 : reach);
        QVERIFY2(difference < 3e-3, qPrintable(QString::number(difference)));
    }

    void coarserIsSmaller() {
        const Compressor compressor(codec(1, "undercomplete"));
        const Planes picture = noisy(200, 160, 1);
        const Planes best = through(compressor, picture, fine);
        std::size_t bytes = 1'000'000;
        double difference = 0;
        for (const double step : {0.1, 0.5, 1.0, 2.0, 4.0}) {
            const std::string packed = file(compressor, picture, step);
            const double now = -psnr(compressor.unpacked(packed).value(), best);
            QVERIFY(packed.size() < bytes);
            QVERIFY(difference == 0 || now > difference);
            bytes = packed.size();
            difference = now;
        }
    }

    void rounding_data() {
        QTest::addColumn<double>("step");
        for (const double step : {0.3, 1.0, 3.0})
            QTest::newRow(qPrintable(QString::number(step))) << step;
    }
    /// Step 1 is a quarter of how large the numbers are, and the packed code is not much longer than Shannon's bound for
    /// normal ones at high rates.
    void rounding() {
        QFETCH(double, step);
        const Compressor compressor(codec(1, "undercomplete"));
        const auto code = compressor.code(noisy(256, 256, 1)).value();
        double sum = 0;
        for (const float value : code.values.values)
            sum += double(value) * value;
        const double size = std::sqrt(sum / double(code.values.values.size()));
        for (const double width : code.rounding) // a quarter of how large the numbers are
            QVERIFY(std::abs(width - size / 4) < 1e-6 * size);
        QVERIFY(code.values.width == 64 && code.values.height == 64 && code.values.channels == 6);
        const std::string packed = compressor.packed(code, step);
        const double bits = 8.0 * double(packed.size()) / double(code.values.values.size());
        // log2(size · sqrt(2πe) / width)
        const double bound = std::log2(std::sqrt(2 * 3.14159265 * 2.71828183) * 4 / step);
        QVERIFY2(bits < bound + 0.4, qPrintable(QString("%1 bits, at most about %2").arg(bits).arg(bound)));
    }

    void variationalCodesAreRoundedByTheirDeviation() {
        const Model model = codec(1, "convolutional-variational");
        const Planes picture = noisy(16, 16, 1);
        const auto code = Compressor(model).code(picture).value();
        const at::NoGradGuard noGradient;
        Autoencoder& autoencoder = *model.internals().autoencoder;
        autoencoder.eval();
        const at::Tensor input =
            at::from_blob(const_cast<float*>(picture.values.data()), {1, 1, 16, 16}, at::kFloat).clone();
        const at::Tensor variances = autoencoder.codeOf(input).posterior.logVariance.exp().mean(at::IntArrayRef{0, 2, 3});
        for (int channel = 0; channel < 6; ++channel) { // of the middle, and here of its mirror images around too
            const double expected = std::sqrt(12 * variances[channel].item<double>());
            QVERIFY(std::abs(code.rounding[std::size_t(channel)] / expected - 1) < 0.2);
        }
    }

    void coloursOfAllKinds_data() {
        QTest::addColumn<int>("model");
        QTest::addColumn<int>("picture");
        for (const int model : {1, 3})
            for (const int picture : {1, 3})
                QTest::addRow("%d channels by a network of %d", picture, model) << model << picture;
    }
    void coloursOfAllKinds() {
        QFETCH(int, model);
        QFETCH(int, picture);
        const Model network = codec(model, "undercomplete");
        const Planes input = noisy(60, 50, picture);
        const Planes result = through(Compressor(network), input, fine);
        QVERIFY(result.sameShape(input));
        QVERIFY(farthest(result, Restorer(network).restored(input, {}).value(), reach) < 3e-3);
    }

    void damagedFilesAreRefused() {
        const Compressor compressor(codec(1, "undercomplete"));
        const std::string good = file(compressor, noisy(20, 20, 1));
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = char(bad[i] ^ 0x10);
            QVERIFY_EXCEPTION_THROWN(compressor.unpacked(bad), Error);
            QVERIFY_EXCEPTION_THROWN(compressor.unpacked(good.substr(0, i)), Error);
        }
        QCOMPARE(messageOf([&] { compressor.unpacked("GIF89a, a picture of another kind"); }),
                 QString("This is no picture that Hourglass compressed."));
    }

    void onlyTheSameModelUnpacks() {
        const Planes picture = noisy(20, 20, 1);
        const std::string packed = file(Compressor(codec(1, "undercomplete")), picture);
        QVERIFY(Compressor(codec(1, "undercomplete")).unpacked(packed).has_value()); // the same weights, made again
        const Compressor other(codec(1, "undercomplete", 4));
        QVERIFY(messageOf([&] { other.unpacked(packed); }).contains("another model"));
    }

    void aFilesModelIsFound() {
        QTemporaryDir folder;
        const auto at = [&](const char* name) { return folder.filePath(name).toStdString(); };
        const Model mine = codec(1, "undercomplete"), other = codec(1, "undercomplete", 4);
        mine.save(at("mine.hourglass"));
        other.save(at("other.hourglass"));
        sliding(1).save(at("denoiser.hourglass")); // cannot compress
        const Planes picture = noisy(20, 20, 1);
        const Compressor compressor(mine);
        saveCompressed(file(compressor, picture), at("a.hgz"));
        const auto unpacked = unpackedFrom(
            at("a.hgz"), {at("none.hourglass"), at("denoiser.hourglass"), at("other.hourglass"), at("mine.hourglass")});
        QCOMPARE(unpacked->values, compressor.unpacked(file(compressor, picture))->values);
        const QString message = messageOf([&] { unpackedFrom(at("a.hgz"), {at("other.hourglass")}); });
        QVERIFY2(message.startsWith(folder.filePath("a.hgz")) && message.contains("not at hand"), qPrintable(message));
        saveCompressed("GIF89a", at("b.hgz"));
        QVERIFY(messageOf([&] { unpackedFrom(at("b.hgz"), {at("mine.hourglass")}); }).contains("b.hgz: This is no picture"));
    }

    void whatCannotCompressSaysSo() {
        QVERIFY(messageOf([] { Compressor(sliding(1)); }).contains("what to take away"));
        QVERIFY(messageOf([] { Compressor(bound(Shape{{50}})); }).contains("no pictures"));
        const Compressor compressor(codec(1, "undercomplete"));
        QVERIFY(messageOf([&] { compressor.code(Planes()); }).contains("no picture"));
        for (const double step : {0.0, -1.0, std::nan("")})
            QVERIFY(messageOf([&] { file(compressor, noisy(20, 20, 1), step); }).startsWith("step: "));
    }

    void itCanBeBrokenOff() {
        const Compressor compressor(codec(1, "undercomplete"));
        const Planes picture = noisy(1500, 700, 1);
        QVERIFY(!compressor.code(picture, [](double) { return false; }));
        QVERIFY(!compressor.unpacked(file(compressor, picture), [](double) { return false; }));
    }

    void filesAreNotReplacedUnasked() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("a.hgz").toStdString();
        saveCompressed("first", path);
        QVERIFY(messageOf([&] { saveCompressed("second", path); }).contains("There is a file of that name"));
        QCOMPARE(loadCompressed(path), std::string("first"));
        saveCompressed("second", path, true);
        QCOMPARE(loadCompressed(path), std::string("second"));
        QVERIFY(messageOf([&] { loadCompressed(path + "x"); }).contains("could not be read"));
    }
};

HOURGLASS_TEST(CompressorTest)
#include "CompressorTest.moc"
