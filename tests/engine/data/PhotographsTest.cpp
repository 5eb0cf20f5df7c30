// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Dataset.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <QImage>
#include <QTemporaryDir>

#include <functional>
#include <set>

using namespace hourglass;
using namespace hourglass::test;

class PhotographsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    using Grey = std::function<int(int x, int y)>;
    void save(const QString& name, QSize size, const Grey& grey) {
        QImage image(size, QImage::Format_Grayscale8);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                image.scanLine(y)[x] = uchar(grey(x, y));
        QVERIFY(image.save(m_folder->filePath(name)));
    }
    /// Ten chequerboards, of 20 and 28, 40 and 48, ... 200 and 208: a patch tells which one it is from.
    void saveBoards() {
        for (int i = 1; i <= 10; ++i)
            save(QString("board%1.png").arg(i, 2, 10, QChar('0')), {40, 30},
                 [i](int x, int y) { return 20 * i + 8 * ((x + y) % 2); });
    }
    DatasetSpec spec(Parameters parameters = {}) {
        parameters.set("folder", m_folder->path().toStdString());
        for (const auto& [key, value] : {std::pair("size", std::int64_t(16)), std::pair("patches", std::int64_t(60))})
            if (!parameters.contains(key))
                parameters.set(key, value);
        return {"photographs", parameters};
    }
    std::shared_ptr<const Dataset> load(const Parameters& parameters = {}) { return loadDataset(spec(parameters)); }
    static std::set<int> boards(const at::Tensor& patches) {
        std::set<int> found;
        for (std::int64_t i = 0; i < patches.size(0); ++i)
            found.insert(int(patches[i].to(at::kFloat).mean().item<float>()) / 20);
        return found;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void patchesOfBothParts() {
        saveBoards();
        const auto data = load();
        QCOMPARE(data->info.sampleShape, (Shape{{1, 16, 16}}));
        QCOMPARE(data->info.trainingCount, 60);
        QCOMPARE(data->info.validationCount, 6); // a tenth of the patches, from a tenth of the photographs
        QCOMPARE(data->info.title, QFileInfo(m_folder->path()).fileName().toStdString());
        QVERIFY(data->info.inUnitRange);
        QCOMPARE(load({{"colour", std::string("colour")}})->info.sampleShape, (Shape{{3, 16, 16}}));
    }

    void somePhotographsComeWithTheProgram() {
        const auto data = loadDataset({"photographs", {{"patches", std::int64_t(200)}}});
        QCOMPARE(data->info.title, std::string("Patches of photographs"));
        QCOMPARE(data->info.sampleShape, (Shape{{1, 64, 64}}));
        QCOMPARE(data->info.trainingCount, 200);
        QCOMPARE(data->info.validationCount, 20);
    }

    void noPhotographServesBothParts() {
        saveBoards();
        const auto data = load({{"validationShare", 0.3}});
        const std::set<int> held = boards(data->validation.samples);
        QCOMPARE(held.size(), 3u);
        std::set<int> trained;
        for (const std::int64_t epoch : {0, 1, 2})
            trained.merge(boards(data->trainingIn(epoch).samples));
        QCOMPARE(trained.size(), 7u);
        for (const int board : held)
            QVERIFY(!trained.contains(board));

        const auto last = load({{"validationShare", 0.2}, {"split", std::string("last")}});
        QCOMPARE(boards(last->validation.samples), (std::set<int>{9, 10}));
        const auto same = load({{"validationShare", 0.0}});
        QVERIFY(same->validation.samples.is_same(same->training.samples));
    }

    void everyEpochHasItsOwnPatchesAlwaysTheSame() {
        save("noise.png", {90, 80}, [](int x, int y) { return (x * 7919 + y * 104729 + x * y * 31) % 256; });
        const auto data = load();
        const at::Tensor first = data->trainingIn(0).samples, second = data->trainingIn(1).samples;
        QVERIFY(first.is_same(data->training.samples));
        QVERIFY(second.sizes() == first.sizes() && second.scalar_type() == at::kByte);
        QVERIFY(!second.equal(first));
        QVERIFY(data->trainingIn(1).samples.equal(second));
        const auto other = load({{"splitSeed", std::int64_t(2)}});
        QVERIFY(!other->training.samples.equal(first));
        const auto forgetful = load({{"memory", std::int64_t(0)}}); // decodes anew each time
        QVERIFY(forgetful->training.samples.equal(first));
        QVERIFY(forgetful->trainingIn(1).samples.equal(second));
    }

    /// On a slope of two greys a pixel to the right, a patch's own slope says how it was shrunk and turned.
    void patchesAreTurnedAndShrunk() {
        save("slope.png", {100, 60}, [](int x, int) { return 2 * x; });
        save("slope-too.png", {100, 60}, [](int x, int) { return 2 * x; });
        const auto data = load({{"patches", std::int64_t(400)}, {"leastTexture", 0.0}});
        const auto slopes = [](const at::Tensor& samples) {
            std::set<std::pair<int, int>> found; // to the right and downwards, in steps of a tenth
            const at::Tensor patches = samples.to(at::kFloat).squeeze(1);
            const at::Tensor right = (patches.select(2, 12) - patches.select(2, 3)).mean(1) / 9;
            const at::Tensor down = (patches.select(1, 12) - patches.select(1, 3)).mean(1) / 9;
            for (std::int64_t i = 0; i < patches.size(0); ++i)
                found.insert({qRound(right[i].item<float>()), qRound(down[i].item<float>())});
            return found;
        };
        QCOMPARE(slopes(data->training.samples),
                 (std::set<std::pair<int, int>>{
                     {2, 0}, {-2, 0}, {0, 2}, {0, -2}, {3, 0}, {-3, 0}, {0, 3}, {0, -3}, {4, 0}, {-4, 0}, {0, 4}, {0, -4}}));
        QCOMPARE(slopes(data->validation.samples), (std::set<std::pair<int, int>>{{2, 0}}));

        for (const char* name : {"slope.png", "slope-too.png"})
            save(name, {60, 60}, [](int x, int y) { return 2 * x + 2 * y; });
        const auto upright = load({{"patches", std::int64_t(400)}, {"leastTexture", 0.0}, {"upright", true}});
        QCOMPARE(slopes(upright->training.samples),
                 (std::set<std::pair<int, int>>{{2, 2}, {-2, 2}, {3, 3}, {-3, 3}, {4, 4}, {-4, 4}}));
    }

    void emptySkyIsMostlySkipped() {
        // One part in four has texture.
        const Grey grey = [](int x, int y) { return x < 300 ? 200 : (x * 7919 + y * 104729) % 256; };
        save("a.png", {400, 100}, grey);
        const auto smooth = [&](double least) {
            const auto data = load({{"leastTexture", least}, {"patches", std::int64_t(300)}});
            const at::Tensor patches = data->training.samples.to(at::kFloat).flatten(1);
            return (patches.std(1) < 1).to(at::kFloat).mean().item<float>();
        };
        QVERIFY(smooth(0) > 0.5);
        const float left = smooth(0.02);
        QVERIFY2(left > 0.02 && left < 0.4, qPrintable(QString::number(left)));
    }

    void largePhotographsAreShrunkFirst() {
        save("large.png", {400, 200}, [](int x, int) { return x / 2; });
        save("large-too.png", {400, 200}, [](int x, int) { return x / 2; });
        const auto data = load({{"longestSide", std::int64_t(100)}, {"leastTexture", 0.0}});
        const at::Tensor patch = data->validation.samples[0][0].to(at::kFloat);
        QCOMPARE(qRound(((patch[8][12] - patch[8][3]) / 9).item<float>()), 2);
    }

    void smallOnesAreLeftOutAndBadInputIsNamed() {
        VERIFY_ERROR(load(), m_folder->path(), "holds no picture");
        save("small.png", {15, 40}, [](int x, int) { return x; });
        VERIFY_ERROR(load(), m_folder->path(), "No photograph", "16 × 16", "smaller patches");
        save("large.png", {40, 40}, [](int x, int) { return x; });
        QCOMPARE(load()->info.trainingCount, 60);
        VERIFY_ERROR(load({{"binarise", true}}), "binarised");
        write(m_folder->filePath("damaged.png"), "not a picture");
        VERIFY_ERROR(load(), "damaged.png");
    }
};

HOURGLASS_TEST(PhotographsTest)
#include "PhotographsTest.moc"
