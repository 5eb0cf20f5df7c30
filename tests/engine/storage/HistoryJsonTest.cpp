// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/HistoryJson.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

using namespace hourglass;

namespace {

/// So many terms with names of such a length.
Json terms(int count, std::size_t length) {
    Json list = Json::array();
    for (int i = 0; i < count; ++i)
        list.push_back({{"name", std::string(length, 'n')}, {"unit", std::string(length, 'u')}});
    return list;
}

History epochs(std::int64_t rows, int count, std::size_t length) {
    const Json json = {
        {"batches", Json::array()},
        {"epochs", {{{"stage", 0}, {"training", terms(count, length)}, {"validation", terms(count, length)}}}}};
    return historyFromJson(json, {{"history/epochs/0", at::zeros({rows, 5 + 4 * count}, at::kDouble)}});
}

History batches(std::int64_t rows, int count, std::size_t length) {
    const Json json = {{"batches", {{{"stage", 0}, {"firstStep", 1}, {"terms", terms(count, length)}}}},
                       {"epochs", Json::array()}};
    return historyFromJson(json, {{"history/batches/0", at::zeros({rows, 2 + 2 * count})}});
}

} // namespace

class HistoryJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBackTheSame() {
        const std::vector<TermValue> terms = {{"reconstruction", 2, 1, "nats"}};
        History history;
        for (std::int64_t step = 1; step <= 3; ++step) {
            BatchReport batch;
            batch.step = step;
            batch.terms = terms;
            history.append(batch);
        }
        EpochReport epoch;
        epoch.step = 3;
        epoch.training = terms;
        history.append(epoch);
        std::map<std::string, at::Tensor> tensors;
        const Json json = toJsonValue(history, tensors);
        const History read = historyFromJson(json, tensors);
        QVERIFY(read.segments() == history.segments());
        QCOMPARE(read.epochs().size(), std::size_t(1));
        QCOMPARE(read.epochs()[0].training[0].name, std::string("reconstruction"));
    }

    // Each row repeats the names: a file of some megabytes would become gigabytes.
    void reportsDoNotFillTheMemory() {
        QCOMPARE(epochs(100, 32, 64).epochs().size(), std::size_t(100));
        QCOMPARE(epochs(20'000, 32, 64).epochs().size(), std::size_t(0));
        QCOMPARE(epochs(20'000, 2, 14).epochs().size(), std::size_t(20'000));
        QCOMPARE(batches(100'000, 32, 64).batchCount(), 100'000);
        QCOMPARE(batches(200'000, 32, 64).batchCount(), 0);
        QCOMPARE(batches(2'000'000, 2, 14).batchCount(), 2'000'000); // hours of a small network
    }

    void namesThatNoTermHasAreDamage() {
        QCOMPARE(batches(10, 1, 64).batchCount(), 10);
        QCOMPARE(batches(10, 1, 65).batchCount(), 0);
        QCOMPARE(batches(10, 33, 4).batchCount(), 0);
    }
};

HOURGLASS_TEST(HistoryJsonTest)
#include "HistoryJsonTest.moc"
