// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/StateArchive.h"
#include "engine/core/Random.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cstring>

using namespace hourglass;

namespace {

constexpr std::int64_t kWords = 624; ///< of a Mersenne Twister

StateArchive::Tensors kept(at::Generator& generator) {
    StateArchive::Tensors tensors;
    StateArchive::keepingIn(tensors).generator("noise", generator);
    return tensors;
}

/// The same with another number at that byte of the state.
template <typename Number>
StateArchive::Tensors changed(StateArchive::Tensors tensors, std::size_t place, Number number) {
    at::Tensor& state = tensors.at("noise");
    state = state.clone();
    std::memcpy(state.data_ptr<std::uint8_t>() + place, &number, sizeof number);
    return tensors;
}

void restore(const StateArchive::Tensors& tensors) {
    at::Generator generator = seededGenerator(2, "test");
    StateArchive::restoringFrom(tensors).generator("noise", generator);
    at::empty({2 * kWords}).uniform_(0, 1, generator);
}

} // namespace

class StateArchiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Before the first draw, between two words, around the turn, with a normal number put aside.
    void generatorsGoOnWhereTheyWere_data() {
        QTest::addColumn<int>("drawn");
        for (const int drawn : {0, 1, 300, int(kWords) - 1, int(kWords), int(kWords) + 1})
            QTest::addRow("after %d draws", drawn) << drawn;
    }
    void generatorsGoOnWhereTheyWere() {
        QFETCH(int, drawn);
        at::Generator before = seededGenerator(1, "test"), after = seededGenerator(2, "test");
        at::empty({drawn}).uniform_(0, 1, before);
        at::empty({1}, at::kDouble).normal_(0, 1, before);
        StateArchive::restoringFrom(kept(before)).generator("noise", after);
        QVERIFY(at::empty({1000}).normal_(0, 1, before).equal(at::empty({1000}).normal_(0, 1, after)));
        QVERIFY(at::empty({3}, at::kDouble).normal_(0, 1, before).equal(at::empty({3}, at::kDouble).normal_(0, 1, after)));
    }

    // Each number is a possible one by itself; LibTorch would draw from behind the words.
    void statesThatLeadOutOfTheWordsAreRefused_data() {
        QTest::addColumn<int>("left");
        QTest::addColumn<qulonglong>("next");
        QTest::newRow("both at their end") << int(kWords) << qulonglong(kWords);
        QTest::newRow("one too many") << 2 << qulonglong(kWords);
        QTest::newRow("none left") << 0 << 0ull;
        QTest::newRow("fewer than none") << -5 << 0ull;
        QTest::newRow("beyond 32 bits") << 1 << (1ull << 32);
        QTest::newRow("all that there are") << 1 << ~0ull;
    }
    void statesThatLeadOutOfTheWordsAreRefused() {
        QFETCH(int, left);
        QFETCH(qulonglong, next);
        at::Generator generator = seededGenerator(1, "test");
        VERIFY_ERROR(restore(changed(changed(kept(generator), 8, left), 16, next)), "\"noise\"", "random generator");
    }

    void otherImpossibleStatesAreRefused() {
        at::Generator generator = seededGenerator(1, "test");
        const StateArchive::Tensors sound = kept(generator);
        VERIFY_ERROR(restore(changed(sound, 12, 0)), "\"noise\"", "random generator");                 // without a seed
        VERIFY_ERROR(restore(changed(sound, 5052, std::uint8_t(2))), "\"noise\"", "random generator"); // neither yes nor no
        VERIFY_ERROR(restore({{"noise", at::zeros({16}, at::kByte)}}), "\"noise\"", "another type or shape");
        VERIFY_ERROR(restore({}), "\"noise\"", "missing");
        restore(sound);
    }
};

HOURGLASS_TEST(StateArchiveTest)
#include "StateArchiveTest.moc"
