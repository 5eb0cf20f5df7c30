// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunText.h"
#include "engine/api/Text.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/Convert.h"

using namespace hourglass;
using namespace hourglass::ui;

class RunTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void speeds();
    void progress();
    void finished();
    void places();
};

void RunTextTest::durations_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << "0:00";
    QTest::newRow("rounded") << 30.6 << "0:31";
    QTest::newRow("minutes") << 725.0 << "12:05";
    QTest::newRow("hours") << 3720.0 << "1:02:00";
}

void RunTextTest::durations() {
    QFETCH(double, seconds);
    QTEST(toQString(durationText(seconds)), "text");
}

void RunTextTest::speeds() {
    const Shape picture = {{1, 28, 28}};
    const Shape row = {{6}};
    QCOMPARE(speedText(84123, picture), "84k img/s");
    QCOMPARE(speedText(9960, picture), "10k img/s");
    QCOMPARE(speedText(1840, picture), "1.8k img/s");
    QCOMPARE(speedText(999.7, row), "1.0k rows/s");
    QCOMPARE(speedText(433.4, row), "433 rows/s");
}

void RunTextTest::progress() {
    RunInfo run;
    run.experiment = test::tinyExperiment(50);
    run.dataset.sampleShape = {{1, 28, 28}};
    BatchReport batch;
    batch.epoch = 11;
    batch.secondsLeft = 31;
    batch.samplesPerSecond = 84000;
    QCOMPARE(progressText(run, batch), "epoch 12/50 · 0:31 left · 84k img/s");
}

void RunTextTest::finished() {
    Finished finished;
    finished.metrics.epochs = 50;
    finished.metrics.seconds = 42;
    finished.metrics.mse = 0.0123;
    finished.metrics.pcaMse = 0.017;
    finished.metrics.features = 784;
    finished.metrics.pcaComponents = 32;
    QCOMPARE(finishedText(finished), "Completed · error 0.0123, PCA 0.0170 · epoch 50 · 0:42");
    finished.metrics.pcaMse = 2e-5;
    QVERIFY(finishedText(finished).contains("PCA 0.0000"));
    finished.metrics.pcaMse = 1e-9;
    QVERIFY(finishedText(finished).contains("PCA 0 (the code is wide enough for everything)"));
}

void RunTextTest::places() {
    RunInfo run;
    run.experiment = test::tinyExperiment(50);
    run.stages = {{"RBM 1 of 1: 6 → 2", 10}, {"", 50}};
    QCOMPARE(placeText(run, {}), "before its first step");
    const QString pretraining = placeText(run, {0, 2, 3});
    QVERIFY2(pretraining.startsWith("at RBM 1 of 1") && pretraining.endsWith("step 3"), qPrintable(pretraining));
    QVERIFY(placeText(run, {1, 11, 22}).contains("epoch 12/50"));
}

HOURGLASS_TEST(RunTextTest)
#include "RunTextTest.moc"
