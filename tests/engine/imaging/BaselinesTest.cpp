// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Baselines.h"
#include "engine/api/Damage.h"
#include "engine/api/Similarity.h"
#include "engine/imaging/PlaneViews.h"
#include "tests/engine/data/Files.h"
#include "engine/imaging/JpegPlanes.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <opencv2/photo.hpp>

#include <algorithm>
#include <set>

using namespace hourglass;
using namespace hourglass::test;

namespace {

/// Missing: a disc and a scratch.
Planes holes(int width, int height) {
    Planes mask(width, height, 1);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            mask.row(0, y)[x] = std::hypot(x - width / 3, y - height / 2) < 6 || std::abs(x - y) < 2 ? 1.0f : 0.0f;
    return mask;
}

} // namespace

class BaselinesTest : public QObject {
    Q_OBJECT

    static void forAll(RestorationTask task) {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("channels");
        for (const Baseline& each : baselines())
            if (each.task == task)
                for (const int channels : {1, 3})
                    QTest::addRow("%s, %d", each.id.c_str(), channels) << QString::fromStdString(each.id) << channels;
    }

private Q_SLOTS:
    void everyBaselineHasItsOwnName() {
        std::set<std::string> ids, titles;
        for (const Baseline& each : baselines()) {
            QVERIFY(ids.insert(each.id).second && titles.insert(each.title).second);
            QVERIFY(!each.strengths.empty());
            QCOMPARE(baseline(each.id).title, each.title);
        }
        VERIFY_ERROR(baseline("magic"), "\"magic\"", "non-local-means", "telea");
    }

    void noiseIsTakenAway_data() { forAll(RestorationTask::Denoise); }
    void noiseIsTakenAway() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        const Planes clean = smoothPicture(96, 80, channels);
        const double sigma = 25.0 / 255;
        const Planes noisy = damage::gaussian(clean, sigma, 3);
        const Baseline& method = baseline(id.toStdString());
        const BaselineResult blind = restoredBy(method, {.damaged = noisy, .sigma = sigma}).value();
        QVERIFY(blind.picture.sameShape(clean));
        QCOMPARE(blind.strength, method.strengths.front());
        const double before = psnr(noisy, clean), after = psnr(blind.picture, clean);
        QVERIFY2(after > before + 4, qPrintable(QString("%1 after %2").arg(after).arg(before)));
        const BaselineResult best = restoredBy(method, {.damaged = noisy, .sigma = sigma, .reference = &clean}).value();
        QVERIFY(psnr(best.picture, clean) >= after);
        for (const double strength : method.strengths)
            QVERIFY(psnr(*method.restore({.damaged = noisy, .sigma = sigma}, strength, {}), clean) <=
                    psnr(best.picture, clean));
    }

    void whereThereIsNoNoiseLittleIsLost_data() { forAll(RestorationTask::Denoise); }
    void whereThereIsNoNoiseLittleIsLost() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        const Planes clean = smoothPicture(40, 30, channels);
        const Planes same = restoredBy(baseline(id.toStdString()), {.damaged = clean})->picture;
        QVERIFY2(psnr(same, clean) > 35, qPrintable(QString::number(psnr(same, clean))));
    }

    void holesAreFilled_data() { forAll(RestorationTask::Inpaint); }
    void holesAreFilled() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        const Planes clean = smoothPicture(60, 50, channels), mask = holes(60, 50);
        const Planes holed = damage::missing(clean, mask);
        const Planes filled = restoredBy(baseline(id.toStdString()), {.damaged = holed, .mask = &mask})->picture;
        QVERIFY(psnr(filled, clean) > psnr(holed, clean) + 5);
        for (int channel = 0; channel < channels; ++channel)
            for (std::size_t i = 0; i < mask.area(); ++i)
                if (mask.values[i] == 0)
                    QCOMPARE(filled.plane(channel)[i], clean.plane(channel)[i]);
        VERIFY_ERROR(restoredBy(baseline(id.toStdString()), {.damaged = holed}), "mask");
        const Planes other(3, 3, 1);
        VERIFY_ERROR(restoredBy(baseline(id.toStdString()), {.damaged = holed, .mask = &other}), "mask");
    }

    void picturesAreEnlarged_data() { forAll(RestorationTask::Enlarge); }
    void picturesAreEnlarged() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        Planes clean(81, 50, channels);
        for (std::size_t i = 0; i < clean.values.size(); ++i)
            clean.values[i] = float(0.5 + 0.3 * std::sin(0.15 * double(i % 81)));
        const Planes large =
            restoredBy(baseline(id.toStdString()), {.damaged = damage::halfSize(clean), .width = 81, .height = 50})->picture;
        QVERIFY(large.sameShape(clean));
        QVERIFY2(psnr(large, clean) > 38, qPrintable(QString::number(psnr(large, clean))));
        VERIFY_ERROR(restoredBy(baseline(id.toStdString()), {.damaged = clean}), "width");
    }

    void resultsAreClipped() {
        Planes edge(20, 20, 1);
        for (int y = 0; y < 20; ++y)
            std::fill_n(edge.row(0, y), 10, 1.0f); // beside it splines leave [0, 1]
        const BaselineInput input{.damaged = edge, .width = 40, .height = 40};
        Planes large = *baseline("bicubic").restore(input, 1, {});
        QVERIFY(*std::ranges::max_element(large.values) > 1 && *std::ranges::min_element(large.values) < 0);
        for (float& value : large.values)
            value = std::clamp(value, 0.0f, 1.0f);
        QVERIFY(restoredBy(baseline("bicubic"), input)->picture == large);
    }

    void itCanBeCancelled() {
        const Planes clean = smoothPicture(40, 30, 1), noisy = damage::gaussian(clean, 0.1, 3);
        const Baseline& method = baseline("bilateral");
        const BaselineInput input{.damaged = noisy, .sigma = 0.1, .reference = &clean};
        std::vector<double> shares;
        const auto best = restoredBy(method, input, [&](double share) { return shares.push_back(share), true; });
        QCOMPARE(shares.size(), method.strengths.size());
        for (std::size_t i = 0; i < shares.size(); ++i)
            QCOMPARE(shares[i], double(i + 1) / double(shares.size()));
        QVERIFY(best && best->picture == restoredBy(method, input)->picture);
        shares.clear();
        QVERIFY(!restoredBy(method, input, [&](double share) { return shares.push_back(share), shares.size() < 3; }));
        QCOMPARE(shares.size(), std::size_t(3)); // and no more work was done
    }

    /// OpenCV's own function over all of it, for strips must not show.
    void nonLocalMeansAreTakenByStrips_data() {
        QTest::addColumn<int>("channels");
        QTest::newRow("grey") << 1;
        QTest::newRow("colour") << 3;
    }
    void nonLocalMeansAreTakenByStrips() {
        QFETCH(int, channels);
        const Planes noisy = damage::gaussian(texturedPicture(9000, 66, channels), 0.1, 3); // 64 and 2 rows
        std::vector<cv::Mat> planes;
        for (int channel = 0; channel < channels; ++channel)
            planes.push_back(viewOf(noisy, channel));
        cv::Mat bytes, whole;
        cv::merge(planes, bytes);
        bytes.convertTo(bytes, CV_8U, 255);
        cv::fastNlMeansDenoising(bytes, whole, 25.5f, 7, 21);

        const Baseline& method = baseline("non-local-means");
        const BaselineInput input{.damaged = noisy, .sigma = 0.1};
        std::vector<double> shares;
        const auto result = method.restore(input, 1, [&](double share) { return shares.push_back(share), true; });
        QVERIFY(result && *result == planesOf(whole));
        QCOMPARE(shares, (std::vector{64.0 / 66, 1.0}));

        shares.clear();
        const auto stopped = [&](double share) { return shares.push_back(share), false; };
        QVERIFY(!restoredBy(method, input, stopped));
        const BaselineInput known{.damaged = noisy, .sigma = 0.1, .reference = &noisy};
        QVERIFY(!restoredBy(method, known, stopped));
        QCOMPARE(shares, (std::vector{64.0 / 66, 64.0 / 66 / double(method.strengths.size())}));
    }

    void whatCannotBeJpegIsRefused() {
        VERIFY_ERROR(encodedJpeg(Planes(70'000, 1, 1), 90), "65,500");
        VERIFY_ERROR(decodedJpeg("no JPEG"), "JPEG");
        VERIFY_ERROR(restoredBy(baseline("median"), {.damaged = {}}), "no picture");
        VERIFY_ERROR(restoredBy(baseline("bilateral"), {.damaged = Planes(3, 3, 1), .sigma = -1}), "sigma");
    }
};

HOURGLASS_TEST(BaselinesTest)
#include "BaselinesTest.moc"
