// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/ShippedModels.h"
#include "engine/api/Baselines.h"
#include "engine/api/Compression.h"
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/Photograph.h"
#include "engine/api/Restore.h"
#include "engine/api/Runtime.h"
#include "engine/api/Similarity.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace hourglass;

namespace {

constexpr qint64 kMostBytes = 5'000'000;

/// Stripes, which is enough to see that a model does something with them and nothing wild.
Planes striped(int channels) {
    Planes picture(80, 64, channels);
    for (std::size_t i = 0; i < picture.values.size(); ++i)
        picture.values[i] = 0.5F + 0.3F * std::sin(0.5F * float(i % 80));
    return picture;
}

Planes middleOf(const Planes& whole) {
    Planes part(256, 256, whole.channels);
    for (int channel = 0; channel < part.channels; ++channel)
        for (int y = 0; y < part.height; ++y)
            std::copy_n(whole.row(channel, (whole.height - part.height) / 2 + y) + (whole.width - part.width) / 2,
                        part.width, part.row(channel, y));
    return part;
}

/// The photographs that are kept apart. Of a part of one it would be hard to say which colours it has.
std::vector<Planes> heldOut(const ShippedModel& model) {
    std::vector<Planes> pictures;
    for (const char* name : {"BytheWater", "Dragonfly_by_Bolly", "GreenMeadow", "RainDrops", "greentock_by_Peter_Nerlich"}) {
        const Planes whole = loadPhotograph(resourceFolder() + "/data/photographs/" + name + ".jpg").colour;
        const Planes seen = model.task == RestorationTask::Colourise ? whole : middleOf(whole);
        pictures.push_back(model.channels == 3 ? seen : damage::greyscale(seen));
    }
    return pictures;
}

/// PSNR of a model, and of the best of what everybody has.
struct Duel {
    double reached = 0, rival = 0;
};

Duel compressed(const Model& model, const Planes& clean) {
    const Compressor compressor(model);
    const RatePoint point = ratePoint(compressor, compressor.code(clean).value(), clean, 1).value();
    return {point.psnr, point.jpegPsnr};
}

/// At the usual strength.
Duel restored(const Model& model, RestorationTask task, const Planes& clean) {
    const DamageKind& kind = damageKind(model.experiment().corruption.kind);
    const double strength =
        kind.strength ? Parameters{{kind.strength->key, kind.strength->fallback}}.real(kind.strength->key) : 0;
    const Planes mask = damage::holes(clean.width, clean.height, 0.2, 1);
    const Planes damaged = kind.apply({clean, strength, 1, &mask});
    const Planes before = damaged.channels < clean.channels ? damage::inThree(damaged) : damaged;
    Duel duel;
    duel.reached = psnr(Restorer(model).restored(damaged, {task, &mask, clean.width, clean.height}).value(), clean);
    duel.rival = before.sameShape(clean) ? psnr(before, clean) : 0;
    for (const Baseline& method : baselines())
        if (method.task == task)
            duel.rival = std::max(duel.rival, psnr(restoredBy(method, {.damaged = damaged,
                                                                       .sigma = strength / 255,
                                                                       .mask = &mask,
                                                                       .width = clean.width,
                                                                       .height = clean.height,
                                                                       .reference = &clean})
                                                       ->picture,
                                                   clean));
    return duel;
}

/// Resources of its own for a test.
class OtherResources {
public:
    explicit OtherResources(const QByteArray& list) {
        QDir(m_folder.path()).mkpath("data");
        QDir(m_folder.path()).mkpath("models");
        QFile file(m_folder.filePath("models/models.json"));
        if (file.open(QIODevice::WriteOnly))
            file.write(list);
        qputenv("HOURGLASS_RESOURCES", m_folder.path().toUtf8());
    }
    ~OtherResources() { qunsetenv("HOURGLASS_RESOURCES"); }
    OtherResources(const OtherResources&) = delete;
    OtherResources& operator=(const OtherResources&) = delete;

private:
    QTemporaryDir m_folder;
};

} // namespace

class ShippedModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRestoresWhatTheListSays_data() {
        QTest::addColumn<int>("index");
        const std::vector<ShippedModel> models = shippedModels();
        QVERIFY(!models.empty());
        for (std::size_t i = 0; i < models.size(); ++i)
            QTest::newRow(QFileInfo(QString::fromStdString(models[i].path)).baseName().toUtf8().constData()) << int(i);
    }

    void eachRestoresWhatTheListSays() {
        QFETCH(int, index);
        const ShippedModel shipped = shippedModels()[std::size_t(index)];
        const QFileInfo file(QString::fromStdString(shipped.path));
        QVERIFY(!shipped.title.empty() && !shipped.summary.empty());
        QVERIFY2(file.size() > 0 && file.size() <= kMostBytes, qPrintable(QString::number(file.size())));
        const Model model = Model::load(shipped.path);
        QVERIFY(!model.canResume()); // it would be three times as large
        QCOMPARE(model.network().input.channels(), std::int64_t(shipped.channels));
        QVERIFY(model.metrics().epochs > 0);
        if (shipped.task != RestorationTask::Compress)
            QCOMPARE(taskOf(model.experiment()), std::optional(shipped.task));
        const std::string folder = model.experiment().dataset.parameters.text("folder");
        QVERIFY2(!folder.starts_with('/'), folder.c_str()); // of nobody's machine

        const Planes picture = striped(shipped.channels);
        Planes mask(picture.width, picture.height, 1);
        mask.row(0, 30)[40] = 1;
        const auto restored = Restorer(model).restored(picture, {shipped.task, &mask});
        QVERIFY(restored);
        QCOMPARE(restored->width, (shipped.task == RestorationTask::Enlarge ? 2 : 1) * picture.width);
        for (const float value : restored->values)
            QVERIFY(std::isfinite(value) && std::abs(value) < 2);
    }

    void eachIsWorthItsPlace_data() { eachRestoresWhatTheListSays_data(); }
    /// In the mean over photographs that it never saw.
    void eachIsWorthItsPlace() {
        QFETCH(int, index);
        const ShippedModel shipped = shippedModels()[std::size_t(index)];
        const Model model = Model::load(shipped.path);
        double ahead = 0;
        const std::vector<Planes> pictures = heldOut(shipped);
        for (const Planes& clean : pictures) {
            const Duel duel =
                shipped.task == RestorationTask::Compress ? compressed(model, clean) : restored(model, shipped.task, clean);
            ahead += (duel.reached - duel.rival) / double(pictures.size());
        }
        QVERIFY2(ahead > 0.2, qPrintable(QString("%1 dB").arg(ahead)));
    }

    void everyFileIsListed() {
        QStringList listed;
        for (const ShippedModel& model : shippedModels())
            listed << QFileInfo(QString::fromStdString(model.path)).fileName();
        listed.sort();
        QCOMPARE(QDir(QString::fromStdString(resourceFolder()) + "/models").entryList({"*.hourglass"}, QDir::Files), listed);
    }

    void listsAreRead() {
        const OtherResources resources(R"({"models": [{"file": "a.hourglass", "title": "A", "summary": "Does it.",
                                                       "task": "enlarge", "channels": 3, "trained": {}}]})");
        const std::vector<ShippedModel> models = shippedModels();
        QCOMPARE(models.size(), std::size_t(1));
        QVERIFY(QByteArray::fromStdString(models[0].path).endsWith("/models/a.hourglass"));
        QCOMPARE(models[0].task, RestorationTask::Enlarge);
        QCOMPARE(models[0].channels, 3);
    }

    void aDamagedListIsNamed_data() {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("no JSON") << QByteArray("{\"models\": [");
        QTest::newRow("no list") << QByteArray("{}");
        QTest::newRow("no title") << QByteArray(R"({"models": [{"file": "a.hourglass", "task": "denoise"}]})");
        QTest::newRow("no such task") << QByteArray(R"({"models": [{"file": "a.hourglass", "title": "A", "summary": "B",
                                                                    "task": "polish", "channels": 1}]})");
        QTest::newRow("no number") << QByteArray(R"({"models": [{"file": "a.hourglass", "title": "A", "summary": "B",
                                                                  "task": "denoise", "channels": "one"}]})");
    }

    void aDamagedListIsNamed() {
        QFETCH(QByteArray, list);
        const OtherResources resources(list);
        try {
            shippedModels();
            QFAIL("Nothing was thrown.");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains("models.json"), error.what());
        }
    }
};

HOURGLASS_TEST(ShippedModelsTest)
#include "ShippedModelsTest.moc"
