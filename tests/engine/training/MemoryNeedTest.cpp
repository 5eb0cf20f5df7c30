// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/MemoryNeed.h"
#include "engine/analysis/Evaluation.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <algorithm>
#include <utility>

using namespace hourglass;

namespace {

NetworkReport reportOf(const Experiment& experiment) {
    return inspect(experiment, {{1, 28, 28}}, 10);
}

Experiment plainExperiment() {
    return withField(test::tinyExperiment(), "training.precision", "fp32");
}

} // namespace

class MemoryNeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 784-32-8 and mirrored, by hand.
    void everyNumberIsCounted_data() {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("members");
        QTest::addColumn<qulonglong>("perParameter");
        QTest::addColumn<qulonglong>("batch");
        const auto row = [](const char* name, const char* setting, const char* value, int members, qulonglong perParameter,
                            qulonglong batch) {
            QTest::newRow(name) << setting << value << members << perParameter << batch;
        };
        row("Adam", "training.optimiser", "adam", 1, 44, 50);
        row("AdamW", "training.optimiser", "adamw", 1, 44, 50);
        row("SGD with momentum", "training.optimiser", "sgd", 1, 32, 50);
        row("sixteen cores", "training.optimiser", "adam", 16, 104, 50);
        row("early stopping", "training.patience", "3", 1, 56, 50);
        row("bf16 where it pays", "training.precision", "auto", 1, 46, 50);
        row("large batches", "training.batchSize", "1000", 1, 44, 1'000);
        row("batches larger than the data", "training.batchSize", "4096", 1, 44, 2'000);
    }
    void everyNumberIsCounted() {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        QFETCH(int, members);
        QFETCH(qulonglong, perParameter);
        QFETCH(qulonglong, batch);
        const Experiment experiment = withField(plainExperiment(), setting.toStdString(), value.toStdString());
        const qulonglong parameters = (784 * 32 + 32) + (32 * 8 + 8) + (8 * 32 + 32) + (32 * 784 + 784);
        const qulonglong perSample = 32 + 8 + 32 + 784 + 784; // twice, because the last layer makes a picture of the row
        const qulonglong evaluation = 4 * 250 * (2 + 8) * 784;
        QCOMPARE(qulonglong(memoryNeed(experiment, reportOf(experiment), 2'000, members)),
                 perParameter * parameters + std::max(4 * 2 * batch * perSample, evaluation));
    }

    // All that is looked at together would else be gigabytes.
    void largeLayersAreEvaluatedFewSamplesAtATime() {
        QCOMPARE(evaluationBatch(reportOf(plainExperiment())), 250);
        const Experiment wide = experimentFromJson(
            R"({"network": {"encoder": [{"kind": "convolution", "channels": 1024, "kernel": 3, "stride": 1}],
                            "code": {"kind": "maps", "size": 1}}})");
        const NetworkReport report = reportOf(wide);
        QCOMPARE(evaluationBatch(report), (256 << 20) / report.encoder[0].activationBytes);
        QVERIFY(evaluationBatch(report) < 100);
        QCOMPARE(evaluationBatch(inspect(wide, {{3, 8192, 8192}}, 0)), 1);
    }

    void whatAVariantAddsIsCounted() {
        const Experiment experiment = withField(test::tinyVariant("vector-quantised"), "training.precision", "fp32");
        NetworkReport report = reportOf(experiment);
        QVERIFY(report.extraParameters > 0);
        const std::uint64_t with = memoryNeed(experiment, report, 270, 1);
        const auto extra = std::uint64_t(std::exchange(report.extraParameters, 0));
        QCOMPARE(with - memoryNeed(experiment, report, 270, 1), 44 * extra);
    }

    void tooLittleIsRefusedInWords() {
        const Experiment experiment = plainExperiment();
        const NetworkReport report = reportOf(experiment);
        const std::uint64_t need = memoryNeed(experiment, report, 270, 1);
        requireMemory(experiment, report, 270, 1, need);
        QVERIFY_EXCEPTION_THROWN(requireMemory(experiment, report, 270, 1, need - 1), Error);

        const Experiment large = withField(experiment, "network.encoder.0.units", "1000000");
        try {
            requireMemory(large, reportOf(large), 270, 1, 4ull << 30);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("network"));
            QVERIFY2(error.message().find("65.7 GiB") != std::string::npos, error.what());
            QVERIFY2(error.message().find("4 GiB are free") != std::string::npos, error.what());
        }
    }

    // Its own memory holds the gradients, the moments and what lies between the layers.
    void anotherDeviceLeavesCopiesOfTheWeightsHere() {
        const Experiment experiment = plainExperiment();
        const NetworkReport report = reportOf(experiment);
        const auto parameters = std::uint64_t(report.parameters());
        const std::uint64_t evaluation = evaluationBytes(report);
        QCOMPARE(memoryNeed(experiment, report, 270, 0), 32 * parameters + evaluation);
        QCOMPARE(memoryNeed(withField(experiment, "training.batchSize", "4096"), report, 270, 0),
                 32 * parameters + evaluation);
        QCOMPARE(memoryNeed(withField(experiment, "training.patience", "3"), report, 270, 0), 44 * parameters + evaluation);
    }

    void aFaultIsLeftForOthers() {
        const Experiment experiment = withField(test::tinyExperiment(), "network.encoder.0.units", "10000000");
        const NetworkReport report = reportOf(experiment);
        QVERIFY(report.fault);
        requireMemory(experiment, report, 270, 1, 0);
    }
};

HOURGLASS_TEST(MemoryNeedTest)
#include "MemoryNeedTest.moc"
