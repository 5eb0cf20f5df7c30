// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Measures.h"
#include "engine/training/PrecisionChoice.h"
#include "engine/training/Run.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <algorithm>
#include <cmath>

using namespace hourglass;
using test::Recorder;
using test::sameWeights;
using test::tinyExperiment;
using test::tinyVariant;

namespace {

TrainingResult onDevice(const Experiment& experiment, Recorder& recorder, TrainingControl& control) {
    return Run(complete(experiment), recorder, control, test::generalStep).execute();
}

/// A step that fails after so many.
class Failing : public TrainingStep {
public:
    /// @param forGood  and answers nothing from then on
    Failing(std::unique_ptr<TrainingStep> step, int steps, bool forGood)
        : m_step(std::move(step))
        , m_left(steps)
        , m_forGood(forGood) {}
    std::vector<TermValue> measure(std::int64_t samples, const PartMaker& make) override {
        if (m_left-- == 0)
            throw Error("The disk is gone.");
        return m_step->measure(samples, make);
    }
    void update(double learningRate) override { m_step->update(learningRate); }
    std::vector<at::Tensor> gradients() override { return m_step->gradients(); }
    void setExperiment(const Experiment& experiment) override { m_step->setExperiment(experiment); }
    int threadsBeside() const override { return m_step->threadsBeside(); }
    void deliver() override {
        requireAnswer();
        m_step->deliver();
    }
    void remember(StateArchive archive) override {
        requireAnswer();
        m_step->remember(archive);
    }

private:
    void requireAnswer() const {
        if (m_forGood && m_left < 0)
            throw Error("The device is gone.");
    }

    std::unique_ptr<TrainingStep> m_step;
    int m_left;
    bool m_forGood;
};

} // namespace

/// A whole training by the step that is for graphics processors, whose weights are a twin's.
class DeviceRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesToWhatTheKernelsComeTo_data() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"undercomplete", "variational", "deep", "vae-gan"})
            QTest::newRow(variant) << variant;
    }
    void comesToWhatTheKernelsComeTo() {
        QFETCH(QString, variant);
        const Experiment experiment = withField(tinyVariant(variant.toStdString()), "training.precision", "fp32");
        Recorder byKernels, byLibTorch;
        TrainingControl control;
        const double expected = test::run(experiment, byKernels).finished.metrics.mse;
        const TrainingResult result = onDevice(experiment, byLibTorch, control);
        QCOMPARE(result.finished.reason, Finished::Reason::Completed);
        QCOMPARE(byLibTorch.batches.size(), byKernels.batches.size());
        // The same mathematics with other random numbers and in another order of sums.
        QVERIFY2(std::abs(result.finished.metrics.mse / expected - 1) < 0.1,
                 qPrintable(QString::number(result.finished.metrics.mse / expected)));
        const auto& epochs = byLibTorch.epochs; // of stages, then those of the whole network
        QVERIFY(epochs.back().trainingObjective < epochs[epochs.size() - 3].trainingObjective);
    }

    // What breaks off a training, a disk that is gone, or memory that is short, must not take with it what was learned.
    void whatWasLearnedOutlivesAFault_data() {
        QTest::addColumn<int>("steps");
        QTest::addColumn<bool>("forGood");
        QTest::newRow("after some steps") << 7 << false;
        QTest::newRow("for good") << 7 << true;
        QTest::newRow("before the first") << 0 << false;
    }
    void whatWasLearnedOutlivesAFault() {
        QFETCH(int, steps);
        QFETCH(bool, forGood);
        const Run::StepMaker maker = [steps, forGood](const Experiment& experiment, Autoencoder& autoencoder, at::Device,
                                                      int) {
            return std::make_unique<Failing>(test::generalStep(experiment, autoencoder, at::kCPU, 1), steps, forGood);
        };
        const Experiment experiment = complete(withField(tinyExperiment(), "training.precision", "fp32"));
        Recorder recorder;
        TrainingControl control;
        Run run(experiment, recorder, control, maker);
        if (steps == 0) {
            QVERIFY_EXCEPTION_THROWN(run.execute(), Error);
            return;
        }
        const TrainingResult result = run.execute();
        QCOMPARE(result.finished.reason, Finished::Reason::Failed);
        QVERIFY(result.finished.isFault());
        QVERIFY2(result.finished.message.starts_with("The disk is gone."), result.finished.message.c_str());
        QCOMPARE(recorder.batches.size(), std::size_t(steps));
        QVERIFY(std::isfinite(result.finished.metrics.mse));
        QCOMPARE(result.model.canResume(), !forGood);
        if (forGood)
            return;
        Recorder later;
        TrainingControl again;
        Run rest(experiment, later, again, test::generalStep);
        rest.goOnFrom(result.model);
        const TrainingResult resumed = rest.execute();
        QCOMPARE(resumed.finished.reason, Finished::Reason::Completed);
        QCOMPARE(later.batches.front().step, std::int64_t(steps + 1));
    }

    // Whoever looks between two batches sees the weights of the last one, not those before the training.
    void requestsSeeTheNewestWeights() {
        Recorder recorder;
        TrainingControl control;
        std::vector<double> errors;
        recorder.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 1 || batch.step == 12)
                control.post("look", [&](const Model& model) { errors.push_back(evaluate(model, model.experiment()).mse); });
        };
        onDevice(tinyExperiment(), recorder, control);
        QCOMPARE(errors.size(), std::size_t(2));
        QVERIFY(errors[1] < errors[0]);
        QCOMPARE(float(recorder.epochs[1].validationMse), float(errors[1])); // the second epoch ends with step 12
    }

    void earlyStoppingGoesBackToTheBestEpoch() {
        Experiment experiment = tinyExperiment();
        for (const auto& [field, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"patience", "3"}, {"learningRate", "0.01"}, {"schedule", "constant"}, {"epochs", "300"}})
            experiment = withField(experiment, std::string("training.") + field, value);
        Recorder recorder;
        TrainingControl control;
        const TrainingResult result = onDevice(experiment, recorder, control);
        QCOMPARE(result.finished.reason, Finished::Reason::EarlyStopped);
        const auto best = std::ranges::min_element(recorder.epochs, {}, &EpochReport::validationObjective);
        QCOMPARE(result.finished.metrics.mse, best->validationMse);
    }

    void divergenceKeepsGoodWeights() {
        Experiment experiment = tinyExperiment();
        for (const auto& [field, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"optimiser", "sgd"}, {"loss", "mse"}, {"learningRate", "10"}})
            experiment = withField(experiment, std::string("training.") + field, value);
        Recorder recorder;
        TrainingControl control;
        const TrainingResult result = onDevice(experiment, recorder, control);
        QCOMPARE(result.finished.reason, Finished::Reason::Diverged);
        for (const at::Tensor& weight : result.model.internals().autoencoder->parameters())
            QVERIFY(weight.isfinite().all().item<bool>());
    }

    void liveSettingsReachTheTwin() {
        Recorder recorder;
        TrainingControl control;
        const Experiment experiment = complete(tinyVariant("variational"));
        recorder.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 1)
                control.setLive(withField(experiment, "variant.beta", "7"));
        };
        onDevice(experiment, recorder, control);
        QVERIFY(recorder.batches.front().terms.back().weight <= 1);
        QVERIFY(recorder.batches.back().terms.back().weight > 3); // it may grow during a warm-up
    }

    void precisionOfAGraphicsProcessorIsFull() {
        const Experiment experiment = complete(tinyExperiment());
        const Autoencoder autoencoder(experiment, {{{1, 28, 28}}, true, 10});
        const PrecisionChoice choice = choosePrecision(experiment, autoencoder, at::kCUDA);
        QCOMPARE(choice.precision, Precision::Full);
        QCOMPARE(choice.reason, std::string("graphics processor"));
        try {
            choosePrecision(complete(withField(experiment, "training.precision", "bf16")), autoencoder, at::kCUDA);
            QFAIL("bf16 was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("training.precision"));
        }
    }
};

HOURGLASS_TEST(DeviceRunTest)
#include "DeviceRunTest.moc"
