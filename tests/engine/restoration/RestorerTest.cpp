// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/Restore.h"
#include "engine/api/Similarity.h"
#include "engine/kernels/Precision.h"
#include "tests/engine/restoration/RestorerModels.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace hourglass;
using namespace hourglass::test;

namespace {

/// By the network at once, and clipped.
Planes whole(const Model& model, const Planes& picture) {
    const at::NoGradGuard noGradient;
    const Autoencoder& small = *model.internals().autoencoder;
    Autoencoder autoencoder(model.experiment(), DataTraits{{{picture.channels, picture.height, picture.width}}});
    for (const auto& [name, tensor] : namedState(autoencoder))
        at::Tensor(tensor).copy_(namedState(small).at(name));
    autoencoder.eval();
    Planes result = picture;
    at::Tensor values =
        at::from_blob(result.values.data(), {1, picture.channels, picture.height, picture.width}, at::kFloat);
    values.copy_(autoencoder.reconstruct(values.clone()).clamp(0, 1));
    return result;
}

} // namespace

class RestorerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tilesLeaveNoTrace_data() {
        QTest::addColumn<int>("width");
        for (const int width : {1444, 1448, 1452, 1460}) // wherever the second tile begins, halving meets the same pixels
            QTest::addRow("%d pixels", width) << width;
    }
    void tilesLeaveNoTrace() {
        QFETCH(int, width);
        const Model model = sliding(1);
        const Planes picture = noisy(width, 720, 1);
        const Planes restored = Restorer(model).restored(picture, {}).value();
        QVERIFY(restored.sameShape(picture));
        QVERIFY(farthest(restored, picture, 0) > 0.05); // it does something
        QVERIFY(farthest(restored, whole(model, picture), 32) < 1e-4);
    }

    void anySizeWillDo() {
        const Restorer restorer(sliding(1));
        for (const auto& [width, height] : {std::pair(1, 1), {7, 90}, {515, 33}}) {
            const auto restored = restorer.restored(noisy(width, height, 1), {});
            QVERIFY(restored && restored->width == width && restored->height == height);
        }
    }

    void roundingToHalfDoesNotShow_data() {
        QTest::addColumn<bool>("difference");
        QTest::newRow("the noise") << true;
        QTest::newRow("the picture") << false;
    }
    void roundingToHalfDoesNotShow() {
        QFETCH(bool, difference);
        Planes clean(200, 160, 1);
        for (int y = 0; y < clean.height; ++y)
            for (int x = 0; x < clean.width; ++x)
                clean.row(0, y)[x] = float(0.5 + 0.25 * std::sin(0.05 * x) * std::cos(0.04 * y));
        const Planes damaged = damage::gaussian(clean, 25.0 / 255, 1);
        const Planes full = Restorer(smoothing("fp32", difference)).restored(damaged, {}).value();
        const Planes chosen = Restorer(smoothing("auto", difference)).restored(damaged, {}).value();
        for (int y = 2; y < clean.height - 2; ++y)
            for (int x = 2; x < clean.width - 2; ++x) {
                double sum = 0;
                for (const int dy : {-2, 0, 2})
                    for (const int dx : {-2, 0, 2})
                        sum += damaged.row(0, y + dy)[x + dx];
                QVERIFY(std::abs(full.row(0, y)[x] - std::clamp(sum / 9, 0.0, 1.0)) < 1e-5);
            }
        QVERIFY(psnr(full, clean) > psnr(damaged, clean) + 9); // nine values of which each has its own noise
        QCOMPARE(chosen != full, halfIsFast());
        QVERIFY(std::abs(psnr(chosen, clean) - psnr(full, clean)) < 0.02);
    }

    void resultsAreClipped() {
        const Planes restored = Restorer(sliding(1)).restored(noisy(64, 48, 1), {}).value();
        const auto [least, most] = std::ranges::minmax(restored.values);
        QCOMPARE(least, 0.0F); // this network goes beyond
        QCOMPARE(most, 1.0F);
    }

    void greyNetworksTakeColoursOneByOne() {
        const Restorer restorer(sliding(1));
        const Planes picture = noisy(64, 48, 3);
        const Planes restored = restorer.restored(picture, {}).value();
        for (int channel = 0; channel < 3; ++channel) {
            Planes one(64, 48, 1);
            std::copy_n(picture.plane(channel), one.area(), one.plane(0));
            const Planes alone = restorer.restored(one, {}).value();
            QVERIFY(std::equal(alone.values.begin(), alone.values.end(), restored.plane(channel)));
        }
    }

    void greyPicturesStayGrey() {
        const auto restored = Restorer(sliding(3)).restored(noisy(64, 48, 1), {});
        QCOMPARE(restored->channels, 1);
    }

    void whatBelongsToAPhotographIsKept() {
        const Restorer restorer(sliding(3));
        const Photograph photograph{noisy(40, 30, 3), noisy(40, 30, 1), 16, {"profile", "exif", "iptc", "xmp", "comment"}};
        const Photograph restored = restorer.restored(photograph, {}).value();
        QVERIFY(restored.colour == restorer.restored(photograph.colour, {}).value());
        Photograph others = restored;
        others.colour = photograph.colour;
        QVERIFY(others == photograph);
        QVERIFY(!restorer.restored(photograph, {}, [](double) { return false; }));
    }

    /// Keys' kernel (Cubic Convolution Interpolation for Digital Image Processing, 1981) with a = −3/4.
    void alphaIsEnlargedToo() {
        const auto kernel = [](double distance) {
            const double a = -0.75, d = std::abs(distance);
            return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
        };
        Photograph photograph{noisy(8, 6, 1), Planes(8, 6, 1), 8, {}};
        for (int y = 0; y < 6; ++y)
            std::fill_n(photograph.alpha.row(0, y), 4, 1.0F); // beside the edge, splines leave [0, 1]
        const RestorationOptions options{.task = RestorationTask::Enlarge, .width = 15, .height = 12};
        const Planes alpha = Restorer(sliding(1, "half-size")).restored(photograph, options)->alpha;
        QVERIFY(alpha.sameShape(Planes(15, 12, 1)));
        for (int x = 0; x < 15; ++x) {
            const double place = (x + 0.5) / 2 - 0.5;
            double sum = 0;
            for (int from = -2; from < 10; ++from)
                sum += kernel(place - from) * (from < 4 ? 1 : 0);
            for (int y = 0; y < 12; ++y)
                QVERIFY(std::abs(alpha.row(0, y)[x] - std::clamp(sum, 0.0, 1.0)) < 1e-6);
        }
    }

    void itCanBeCancelled() {
        const Restorer restorer(sliding(1));
        double last = -1;
        const auto all = restorer.restored(noisy(720, 608, 3), {}, [&](double share) {
            const bool grows = share > last;
            last = share;
            return grows;
        });
        QVERIFY(all.has_value());
        QCOMPARE(last, 1.0);
        QVERIFY(!restorer.restored(noisy(720, 608, 3), {}, [](double share) { return share < 0.3; }));
    }

    void whatIsBoundToASizeGoesPatchByPatch_data() {
        QTest::addColumn<int>("channels"); // of the network
        QTest::newRow("grey") << 1;
        QTest::newRow("colour") << 3;
    }
    void whatIsBoundToASizeGoesPatchByPatch() {
        QFETCH(int, channels);
        const Model model = bound({{channels, 7, 11}});
        const Restorer restorer(model);
        QVERIFY(!restorer.slides());
        const Planes picture = noisy(4 * 11 + 3, 2 * 7 + 6, 3);
        std::vector<double> shares;
        const Planes restored =
            restorer.restored(picture, {}, [&](double share) { return shares.push_back(share), true; }).value();
        QVERIFY(std::ranges::is_sorted(shares));
        QCOMPARE(shares.size(), std::size_t(channels == 1 ? 9 : 3)); // rows of patches
        QCOMPARE(shares.back(), 1.0);
        const auto mirrored = [](int place, int length) { return place < length ? place : 2 * (length - 1) - place; };
        Autoencoder& autoencoder = *model.internals().autoencoder;
        autoencoder.eval();
        const at::NoGradGuard noGradient;
        for (int first = 0; first < 3; first += channels)
            for (int top = 0; top < picture.height; top += 7)
                for (int left = 0; left < picture.width; left += 11) {
                    at::Tensor patch = at::empty({1, channels, 7, 11});
                    for (int channel = 0; channel < channels; ++channel)
                        for (int y = 0; y < 7; ++y)
                            for (int x = 0; x < 11; ++x)
                                patch[0][channel][y][x] = picture.row(
                                    first + channel, mirrored(top + y, picture.height))[mirrored(left + x, picture.width)];
                    patch = autoencoder.reconstruct(patch);
                    for (int channel = 0; channel < channels; ++channel)
                        for (int y = 0; y < 7 && top + y < picture.height; ++y)
                            for (int x = 0; x < 11 && left + x < picture.width; ++x)
                                QVERIFY(std::abs(restored.row(first + channel, top + y)[left + x] -
                                                 patch[0][channel][y][x].item<float>()) < 1e-5F);
                }
        QVERIFY(!restorer.restored(picture, {}, [](double) { return false; }));
        QVERIFY(restorer.restored(noisy(1, 1, 1), {}).value().sameShape(Planes(1, 1, 1)));
    }

    void whatIsNoPictureIsRefused() {
        QVERIFY(Restorer(sliding(1)).slides());
        for (const Shape& shape : {Shape{{50}}, Shape{{2, 7, 11}}})
            try {
                const Restorer restorer(bound(shape));
                QFAIL("Nothing was thrown.");
            } catch (const Error& error) {
                QVERIFY2(QByteArray(error.what()).contains("no pictures"), error.what());
            }
        QVERIFY_THROWS_EXCEPTION(Error, Restorer(sliding(1)).restored(Planes(), {}));
    }

    void theCorruptionSaysWhatItIsFor() {
        Experiment experiment = findPreset("digits-dense").experiment;
        QVERIFY(!taskOf(experiment));
        for (const auto& [kind, task] : {std::pair("half-size", RestorationTask::Enlarge),
                                         {"missing", RestorationTask::Inpaint},
                                         {"masking", RestorationTask::Inpaint},
                                         {"speckle", RestorationTask::Denoise}}) {
            experiment.corruption.kind = kind;
            QCOMPARE(taskOf(experiment), std::optional(task));
        }
    }
};

HOURGLASS_TEST(RestorerTest)
#include "RestorerTest.moc"
