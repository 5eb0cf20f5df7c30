// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

using namespace hourglass;

namespace {

/// The variant with a code of 60 on pictures of 8 × 8.
Experiment kSparse(std::int64_t startK, double scheduleEpochs) {
    Experiment experiment = withVariant(test::tinyExperiment(), "k-sparse");
    experiment.network = {{}, {"vector", 60, "none"}, true, {}, false};
    experiment.variant.parameters = {
        {"k", std::int64_t(5)}, {"startK", startK}, {"scheduleEpochs", scheduleEpochs}, {"alpha", 2.0}};
    return complete(experiment);
}

} // namespace

class KSparseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainingKeepsToTheSchedule_data() {
        QTest::addColumn<int>("startK");
        QTest::addColumn<double>("scheduleEpochs");
        QTest::addColumn<double>("epoch");
        QTest::addColumn<int>("kept");
        QTest::newRow("none") << 45 << 0.0 << 0.0 << 5;
        QTest::newRow("beginning") << 45 << 10.0 << 0.0 << 45;
        QTest::newRow("half way") << 45 << 10.0 << 5.0 << 25;
        QTest::newRow("end") << 45 << 10.0 << 10.0 << 5;
        QTest::newRow("after the end") << 45 << 10.0 << 17.5 << 5;
        QTest::newRow("from more than the code has") << 1000 << 10.0 << 0.0 << 60;
    }
    void trainingKeepsToTheSchedule() {
        QFETCH(int, startK);
        QFETCH(double, scheduleEpochs);
        QFETCH(double, epoch);
        QFETCH(int, kept);
        Autoencoder autoencoder(kSparse(startK, scheduleEpochs), {{{1, 8, 8}}, true, 0});
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor samples = at::empty({20, 1, 8, 8}).uniform_(0, 1, noise);
        const auto passed = [&] {
            return (autoencoder.forward({samples, samples, {}, epoch, &noise}).code.value != 0).sum(1);
        };
        QVERIFY(passed().eq(kept).all().item<bool>());
        autoencoder.eval(); // αk, whatever the time
        QVERIFY(passed().eq(10).all().item<bool>());
    }
};

HOURGLASS_TEST(KSparseTest)
#include "KSparseTest.moc"
