// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"
#include "engine/api/Similarity.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <set>

using namespace hourglass;
using namespace hourglass::test;

namespace {

double strengthOf(const DamageKind& kind) {
    return kind.strength ? Parameters{{"x", kind.strength->fallback}}.real("x") : 0;
}

/// Of the picture's size: its upper half.
Planes upperHalf(const Planes& picture) {
    Planes mask(picture.width, picture.height, 1);
    std::fill_n(mask.values.begin(), mask.values.size() / 2, 1.0f);
    return mask;
}

} // namespace

class DamageKindsTest : public QObject {
    Q_OBJECT

    static void forAll() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("channels");
        for (const DamageKind& kind : damageKinds())
            for (const int channels : {1, 3})
                QTest::addRow("%s, %d", kind.id.c_str(), channels) << QString::fromStdString(kind.id) << channels;
    }

private Q_SLOTS:
    void everyKindHasItsOwnName() {
        std::set<std::string> ids, titles;
        for (const DamageKind& kind : damageKinds()) {
            QVERIFY(ids.insert(kind.id).second && titles.insert(kind.title).second);
            QVERIFY(kind.help.ends_with('.'));
            QCOMPARE(damageKind(kind.id).title, kind.title);
        }
        VERIFY_ERROR(damageKind("rain"), "\"rain\"", "gaussian", "half-size");
    }

    void everyTaskHasItsDamage() {
        std::set<RestorationTask> tasks;
        for (const DamageKind& kind : damageKinds())
            tasks.insert(kind.task);
        QCOMPARE(tasks.size(), std::size_t(5)); // nothing is wrong with what is to be compressed
        QVERIFY(!tasks.contains(RestorationTask::Compress));
    }

    void seedsMatterWhereChanceHasAPart_data() { forAll(); }
    void seedsMatterWhereChanceHasAPart() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        const DamageKind& kind = damageKind(id.toStdString());
        const Planes picture = texturedPicture(40, 32, channels), before = picture, mask = upperHalf(picture);
        const auto damaged = [&](std::uint64_t seed) { return kind.apply({picture, strengthOf(kind), seed, &mask}); };
        const Planes once = damaged(5);
        QVERIFY(picture == before);
        QVERIFY(once == damaged(5));
        QCOMPARE(once != damaged(6), kind.isRandom);
        QCOMPARE(once != picture, id != "greyscale" || channels == 3);
        const bool isHalf = kind.task == RestorationTask::Enlarge, isGrey = kind.task == RestorationTask::Colourise;
        QVERIFY(once.sameShape(Planes(isHalf ? 20 : 40, isHalf ? 16 : 32, isGrey ? 1 : channels)));
    }

    void strengthsAreTakenFromEndToEnd_data() { forAll(); }
    void strengthsAreTakenFromEndToEnd() {
        QFETCH(QString, id);
        QFETCH(int, channels);
        const DamageKind& kind = damageKind(id.toStdString());
        if (!kind.strength)
            return;
        const Planes picture = texturedPicture(64, 48, channels);
        const auto ratio = [&](double strength) { return psnr(kind.apply({picture, strength}), picture); };
        const double least = ratio(kind.strength->minimum), middle = ratio(strengthOf(kind)),
                     most = ratio(kind.strength->maximum);
        QVERIFY(kind.strength->minimum < strengthOf(kind) && strengthOf(kind) < kind.strength->maximum);
        if (id == "jpeg") // a quality, of which more is better
            QVERIFY(least < middle && middle < most);
        else
            QVERIFY(least == HUGE_VAL && middle > most);
        VERIFY_ERROR(kind.apply({picture, -1}), "must be from");
        VERIFY_ERROR(kind.apply({picture, std::nan("")}), "must be from");
    }

    /// On mid-grey: what a root mean square or a share must be by the definition of the unit.
    void unitsAreThoseOfPeople() {
        const Planes grey(400, 300, 1, 0.5f);
        const auto deviation = [&](const char* id, double strength) {
            return std::pow(10, -psnr(damageKind(id).apply({grey, strength}), grey) / 20);
        };
        QVERIFY(std::abs(255 * deviation("gaussian", 25) - 25) < 0.25); // 120,000 numbers: five standard errors
        QVERIFY(std::abs(100 * deviation("speckle", 40) - 0.5 * 40) < 0.2);
        const Planes peppered = damageKind("salt-and-pepper").apply({grey, 10});
        const auto share = 1 - double(std::ranges::count(peppered.values, 0.5f)) / 120'000;
        QVERIFY(std::abs(share - 0.1) < 0.0044);
        QVERIFY(damageKind("jpeg").apply({texturedPicture(40, 30, 3), 10}) == damage::jpeg(texturedPicture(40, 30, 3), 10));
    }

    void whatIsMissingTakesAMask() {
        const Planes picture = randomPicture(6, 4, 3), mask = upperHalf(picture);
        QVERIFY(damageKind("missing").apply({.picture = picture, .mask = &mask}) == damage::missing(picture, mask));
        VERIFY_ERROR(damageKind("missing").apply({picture}), "mask");
    }
};

HOURGLASS_TEST(DamageKindsTest)
#include "DamageKindsTest.moc"
