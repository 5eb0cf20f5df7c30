// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/Restore.h"
#include "tests/engine/restoration/RestorerModels.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

/// What a task asks for beside the network.
class RestorerTasksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The network sees a large picture as small as its own photographs were, and the brightness is that of every pixel.
    void coloursAreLookedForFromAfar() {
        const Model model = sliding(3, "greyscale");
        const auto longest = int(model.experiment().dataset.parameters.integer("longestSide"));
        const Planes small = noisy(longest / 2, 40, 1);
        Planes large(2 * longest, 160, 1); // each pixel four times as wide and high
        for (int y = 0; y < large.height; ++y)
            for (int x = 0; x < large.width; ++x)
                large.row(0, y)[x] = small.row(0, y / 4)[x / 4];
        const RestorationOptions options{.task = RestorationTask::Colourise};
        const Planes coloured = Restorer(model).restored(large, options).value();
        QCOMPARE(coloured.channels, 3);
        const Planes luma = damage::greyscale(coloured);
        for (std::size_t i = 0; i < large.area(); ++i)
            QVERIFY(std::abs(luma.values[i] - large.values[i]) < 1e-4);
        const auto tilesOf = [&](int width, int height) {
            int calls = 0;
            Restorer(model).restored(noisy(width, height, 1), options, [&](double) { return ++calls > 0; });
            return calls;
        };
        QCOMPARE(tilesOf(4 * longest, 160), tilesOf(longest, 40));
        QVERIFY(tilesOf(longest, 40) < tilesOf(longest, 800));
    }

    void whatIsThereStays() {
        const Planes picture = noisy(64, 48, 3);
        Planes mask(64, 48, 1);
        for (int y = 10; y < 20; ++y)
            std::fill_n(mask.row(0, y) + 5, 30, 1.0F);
        const Restorer restorer(sliding(3, "masking"));
        const Planes restored = restorer.restored(picture, {RestorationTask::Inpaint, &mask}).value();
        for (int channel = 0; channel < 3; ++channel)
            for (std::size_t i = 0; i < picture.area(); ++i)
                QCOMPARE(restored.plane(channel)[i] == picture.plane(channel)[i], mask.values[i] < 0.5F);
        Planes other = picture;
        for (int y = 10; y < 20; ++y) // what was in the hole does not matter
            std::fill_n(other.row(1, y) + 5, 30, 0.9F);
        QVERIFY(restorer.restored(other, {RestorationTask::Inpaint, &mask}).value() == restored);
        QVERIFY_THROWS_EXCEPTION(Error, restorer.restored(picture, {RestorationTask::Inpaint}));
        const Planes small(10, 10, 1);
        QVERIFY_THROWS_EXCEPTION(Error, restorer.restored(picture, {RestorationTask::Inpaint, &small}));
    }

    void coloursKeepTheBrightness() {
        const Planes grey = noisy(64, 48, 1);
        const Planes restored = Restorer(sliding(3, "greyscale")).restored(grey, {RestorationTask::Colourise}).value();
        QCOMPARE(restored.channels, 3);
        for (std::size_t i = 0; i < grey.area(); ++i) {
            const float luma = 0.299F * restored.plane(0)[i] + 0.587F * restored.plane(1)[i] + 0.114F * restored.plane(2)[i];
            QVERIFY(std::abs(luma - grey.values[i]) < 1e-5F);
            for (int channel = 0; channel < 3; ++channel)
                QVERIFY(restored.plane(channel)[i] >= 0 && restored.plane(channel)[i] <= 1);
        }
    }

    void enlargingDoublesTheSides() {
        const Planes restored =
            Restorer(sliding(1, "half-size")).restored(noisy(31, 20, 1), {RestorationTask::Enlarge}).value();
        QCOMPARE(restored.width, 62);
        QCOMPARE(restored.height, 40);
    }

    void enlargingGoesToTheSizeThatWas() {
        const Restorer restorer(sliding(1, "half-size"));
        const Planes small = noisy(40, 36, 1);
        const Planes twice = restorer.restored(small, {RestorationTask::Enlarge}).value();
        const Planes odd = restorer.restored(small, {.task = RestorationTask::Enlarge, .width = 79, .height = 71}).value();
        QVERIFY(odd.sameShape(Planes(79, 71, 1)));
        for (int y = 0; y < 32; ++y) // what is far from the borders is the same
            for (int x = 0; x < 32; ++x)
                QVERIFY(std::abs(odd.row(0, y)[x] - twice.row(0, y)[x]) < 1e-5F);
        for (const int width : {78, 81, -1})
            try {
                restorer.restored(small, {.task = RestorationTask::Enlarge, .width = width});
                QFAIL("Nothing was thrown.");
            } catch (const Error& error) {
                QCOMPARE(error.field(), std::string("width"));
            }
    }
};

HOURGLASS_TEST(RestorerTasksTest)
#include "RestorerTasksTest.moc"
