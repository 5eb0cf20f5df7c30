// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/training/Run.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QImage>
#include <QTemporaryDir>

#include <cmath>

using namespace hourglass;
using test::Recorder;

namespace {

/// What shipped denoisers are in large: pixels to channels, residual blocks, a skip connection, and the noise as output.
const char* const denoiser = R"({
    "dataset": {"kind": "photographs", "size": 16, "patches": 256, "leastTexture": 0},
    "variant": {"kind": "denoising"},
    "corruption": {"kind": "gaussian", "sigma": 0.2, "strength": "range", "lowest": 0.05, "clip": false},
    "network": {
        "encoder": [{"kind": "pixel-unshuffle"}, {"kind": "convolution", "channels": 16, "activation": "none"},
                    {"kind": "residual", "blocks": 1}, {"kind": "u-block", "channels": 16, "blocks": 1}],
        "code": {"kind": "maps", "size": 16},
        "decoder": [{"kind": "residual", "blocks": 1}, {"kind": "convolution", "channels": 4, "activation": "none"},
                    {"kind": "pixel-shuffle"}],
        "mirrored": false},
    "training": {"epochs": 6, "batchSize": 16, "loss": "l1", "output": "difference", "gradientClip": 100,
                 "learningRate": 0.003, "precision": "fp32"}})";

} // namespace

/// A blind denoiser of photographs, trained as any other experiment.
class PhotographDenoiserTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Experiment experiment(const std::string& field = {}, const std::string& value = {}) const {
        Experiment experiment = experimentFromJson(denoiser);
        experiment.dataset.parameters.set("folder", m_folder.path().toStdString());
        experiment = complete(experiment);
        return field.empty() ? experiment : withField(experiment, field, value);
    }

private Q_SLOTS:
    void initTestCase() {
        for (int i = 0; i < 10; ++i) {
            QImage image(80, 60, QImage::Format_Grayscale8);
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    image.scanLine(y)[x] =
                        uchar(128 + 60 * std::sin((x + 2 * i) / 9.0) + 60 * std::cos((y - i * x / 5) / 11.0));
            QVERIFY(image.save(m_folder.filePath(QString("%1.png").arg(i))));
        }
    }

    void learnsToTakeTheNoiseAway() {
        Recorder recorder;
        const TrainingResult result = test::run(experiment(), recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::Completed);
        QCOMPARE(recorder.info.loss, std::string("l1"));
        const double noise = (0.05 * 0.05 + 0.05 * 0.2 + 0.2 * 0.2) / 3; // the mean of σ² over the range
        const double left = result.finished.metrics.mse;
        QVERIFY2(left < noise / 2, qPrintable(QString("%1 of %2").arg(left).arg(noise)));
    }

    // There is no noise and the network all but stands still, so what changes the figures is the patches.
    void trainsOnOtherPatchesInEveryEpoch() {
        Recorder recorder, again;
        Experiment still = withField(experiment("training.learningRate", "1e-8"), "corruption.sigma", "0");
        still = withField(withField(still, "corruption.lowest", "0"), "training.frozen", "encoder code decoder.0");
        test::run(still, recorder);
        test::run(still, again);
        const auto& epochs = recorder.epochs;
        QCOMPARE(epochs.size(), 6u);
        for (std::size_t i = 1; i < epochs.size(); ++i) {
            QVERIFY(std::abs(epochs[i].trainingObjective / epochs[0].trainingObjective - 1) > 1e-3);
            QVERIFY(std::abs(epochs[i].validationObjective / epochs[0].validationObjective - 1) < 2e-4);
            QCOMPARE(again.epochs[i].trainingObjective, epochs[i].trainingObjective);
        }
    }

    void goesOnWithTheSamePatches_data() {
        QTest::addColumn<bool>("fast");
        QTest::newRow("fast") << true;
        QTest::newRow("general") << false;
    }
    void goesOnWithTheSamePatches() {
        QFETCH(bool, fast);
        const Run::StepMaker maker = fast ? Run::StepMaker(makeTrainingStep) : Run::StepMaker(test::generalStep);
        const Experiment three = withField(experiment(), "training.epochs", "3");
        Recorder recorder, stopped;
        TrainingControl undisturbed, control, resumed;
        const Model whole = Run(three, recorder, undisturbed, maker).execute().model;
        stopped.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 20) // in the second epoch, of 16 steps each
                control.stop();
        };
        const Model part = Run(three, stopped, control, maker).execute().model;
        QVERIFY(!test::sameWeights(part, whole));
        Run rest(three, recorder, resumed, maker);
        rest.goOnFrom(part);
        QVERIFY(test::sameWeights(rest.execute().model, whole));
    }

    void refusesWhatADifferenceCannotBe() {
        for (const char* variant : {"variational", "stacked"}) {
            const Experiment other = withField(test::tinyVariant(variant), "training.output", "difference");
            Recorder recorder;
            try {
                test::run(other, recorder);
                QFAIL(variant);
            } catch (const Error& error) {
                QCOMPARE(error.field(), std::string("training.output"));
            }
        }
    }
};

HOURGLASS_TEST(PhotographDenoiserTest)
#include "PhotographDenoiserTest.moc"
