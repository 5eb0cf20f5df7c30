// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/training/Run.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

using namespace hourglass;
using test::Recorder;
using test::sameWeights;
using test::tinyExperiment;
using test::tinyVariant;

namespace {

const Run::StepMaker kFast = makeTrainingStep;
const Run::StepMaker kGeneral = test::generalStep;

Experiment exactly(const Experiment& experiment) {
    return complete(withField(experiment, "training.precision", "fp32"));
}

TrainingResult whole(const Experiment& experiment, Recorder& recorder, const Run::StepMaker& maker = kFast) {
    TrainingControl control;
    return Run(experiment, recorder, control, maker).execute();
}

/// What is left after so many steps.
Model stoppedAfter(std::int64_t step, const Experiment& experiment, Recorder& recorder,
                   const Run::StepMaker& maker = kFast) {
    TrainingControl control;
    recorder.afterBatch = [&](const BatchReport& batch) {
        if (batch.step == step)
            control.stop();
    };
    return Run(experiment, recorder, control, maker).execute().model;
}

TrainingResult goneOn(const Model& model, Recorder& recorder, const Run::StepMaker& maker = kFast) {
    TrainingControl control;
    Run run(model.experiment(), recorder, control, maker);
    run.goOnFrom(model);
    return run.execute();
}

QString refusalOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "accepted";
}

} // namespace

class ResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Stopped in the middle of an epoch, written, read by another process's eyes and taken up again: not one bit differs
    // from the training that never stopped.
    void comesToTheSameWeights_data() {
        QTest::addColumn<QString>("variant");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<bool>("fast");
        const std::set<std::string> generally{"undercomplete", "variational", "vae-gan", "stacked"};
        for (const bool fast : {true, false}) {
            const char* step = fast ? "fast" : "general";
            for (const CatalogueEntry& entry : variantEntries())
                if (fast || generally.contains(entry.id))
                    QTest::addRow("%s, %s", entry.id.c_str(), step) << QString::fromStdString(entry.id) << ""
                                                                    << "" << qint64(8) << fast;
            for (const char* optimiser : {"adamw", "sgd"})
                QTest::addRow("%s, %s", optimiser, step) << "undercomplete"
                                                         << "training.optimiser" << optimiser << qint64(8) << fast;
            QTest::addRow("dropout, %s", step)
                << "undercomplete"
                << "network.encoder"
                << R"([{"kind": "dense", "units": 32}, {"kind": "dropout"}])" << qint64(8) << fast;
            QTest::addRow("masked input, %s", step) << "undercomplete"
                                                    << "corruption.kind"
                                                    << "masking" << qint64(8) << fast;
            QTest::addRow("early stopping, %s", step) << "undercomplete"
                                                      << "training.patience"
                                                      << "1" << qint64(8) << fast;
            QTest::addRow("between two epochs, %s", step) << "undercomplete"
                                                          << ""
                                                          << "" << qint64(6) << fast;
        }
        // Layers that are pretrained take 12 steps each, features 12 as well.
        for (const char* variant : {"deep", "stacked", "vae-gan"})
            for (const qint64 step : {3, 12, 15, 20})
                QTest::addRow("%s after step %lld", variant, step) << variant << ""
                                                                   << "" << step << true;
    }
    void comesToTheSameWeights() {
        QFETCH(QString, variant);
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(qint64, step);
        QFETCH(bool, fast);
        const Run::StepMaker maker = fast ? kFast : kGeneral;
        Experiment experiment = tinyVariant(variant.toStdString());
        if (!field.isEmpty())
            experiment = withField(experiment, field.toStdString(), value.toStdString());
        experiment = exactly(experiment);
        Recorder uninterrupted, before, after;
        const TrainingResult expected = whole(experiment, uninterrupted, maker);
        const std::string path = m_folder.filePath("stopped.hourglass").toStdString();
        stoppedAfter(step, experiment, before, maker).save(path);
        const Model stopped = Model::load(path);
        QCOMPARE(stopped.history().batchCount(), std::int64_t(step));
        const TrainingResult found = goneOn(stopped, after, maker);

        QVERIFY(sameWeights(found.model, expected.model));
        QVERIFY(!sameWeights(found.model, stopped));
        QCOMPARE(found.finished.reason, expected.finished.reason);
        QCOMPARE(found.finished.metrics.mse, expected.finished.metrics.mse);
        QCOMPARE(after.batches.front().step, std::int64_t(step) + 1);
        QCOMPARE(after.info.stepsBefore, std::int64_t(step));
        QCOMPARE(before.batches.size() + after.batches.size(), uninterrupted.batches.size());
        // Of the epoch that was interrupted, the mean is over all its batches.
        QCOMPARE(found.model.history().epochs().size(), uninterrupted.epochs.size());
        for (std::size_t i = 0; i < uninterrupted.epochs.size(); ++i) {
            const EpochReport& epoch = found.model.history().epochs()[i];
            QCOMPARE(epoch.trainingObjective, uninterrupted.epochs[i].trainingObjective);
            QCOMPARE(epoch.validationMse, uninterrupted.epochs[i].validationMse);
        }
    }

    void keepsEveryPointOfTheHistory() {
        Recorder before, after;
        const Model stopped = stoppedAfter(8, exactly(tinyVariant("variational")), before);
        const TrainingResult result = goneOn(stopped, after);
        QVERIFY(after.info.before);
        QCOMPARE(after.info.before->batchCount(), 8);
        std::vector<BatchReport> reported = before.batches;
        reported.insert(reported.end(), after.batches.begin(), after.batches.end());
        const std::vector<BatchReport> kept = result.model.history().batches();
        QCOMPARE(kept.size(), reported.size());
        for (std::size_t i = 0; i < kept.size(); ++i) {
            QCOMPARE(kept[i].step, reported[i].step);
            QCOMPARE(kept[i].epoch, reported[i].epoch);
            QCOMPARE(kept[i].terms.size(), reported[i].terms.size());
            QVERIFY(std::abs(kept[i].objective - reported[i].objective) <= 1e-5 * std::abs(reported[i].objective));
            QCOMPARE(kept[i].terms.back().name, reported[i].terms.back().name);
            QCOMPARE(float(kept[i].terms.back().weight), float(reported[i].terms.back().weight));
        }
    }

    // A file that is written while training goes on is one that it can go on from.
    void goesOnFromACheckpoint() {
        const Experiment experiment = exactly(tinyVariant("denoising"));
        const std::string path = m_folder.filePath("checkpoint.hourglass").toStdString();
        Recorder recorder, after;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 10)
                control.post("checkpoint", [&](const Model& model) { model.save(path); });
        };
        const TrainingResult expected = train(experiment, recorder, control);
        const Model checkpoint = Model::load(path);
        QVERIFY(checkpoint.canResume());
        QCOMPARE(checkpoint.history().batchCount(), 10);
        QVERIFY(!checkpoint.thumbnail().empty());
        QVERIFY(sameWeights(goneOn(checkpoint, after).model, expected.model));
    }

    void moreEpochsGoOnFromTheEnd() {
        const Experiment shorter = exactly(withField(tinyExperiment(), "training.schedule", "constant"));
        const Experiment longer = withField(shorter, "training.epochs", "5");
        Recorder recorder, first, more;
        const TrainingResult expected = whole(longer, recorder);
        const Model model = whole(shorter, first).model;
        TrainingControl control;
        control.setLive(longer);
        QVERIFY(sameWeights(resume(model, more, control).model, expected.model));
        QCOMPARE(more.epochs.size(), std::size_t(2));
    }

    void showsWithoutTraining() {
        Recorder recorder, shown;
        const TrainingResult result = whole(exactly(tinyVariant("vae-gan")), recorder);
        TrainingControl control;
        const TrainingResult again = show(result.model, shown, control);
        QVERIFY(sameWeights(again.model, result.model));
        QCOMPARE(again.finished.metrics.mse, result.finished.metrics.mse);
        QCOMPARE(again.finished.metrics.epochs, result.finished.metrics.epochs);
        QVERIFY(shown.batches.empty());
        QCOMPARE(shown.info.before->batchCount(), std::int64_t(recorder.batches.size()));
        QCOMPARE(shown.snapshots.back().reconstructions.size(), recorder.snapshots.back().reconstructions.size());
        const auto &map = shown.snapshots.back().latent.x, &before = recorder.snapshots.back().latent.x;
        QVERIFY(std::ranges::equal(map, before, [](float a, float b) { return std::abs(a) == std::abs(b); })); // or mirrored
    }

    void saysWhyItCannotGoOn() {
        Recorder recorder;
        const Model model = stoppedAfter(8, exactly(tinyExperiment()), recorder);
        const std::string path = m_folder.filePath("without.hourglass").toStdString();
        model.save(path, Model::Contents::WithoutTraining);
        const Model without = Model::load(path);
        QVERIFY(!without.canResume());
        TrainingControl control;
        QVERIFY(refusalOf([&] { resume(without, recorder, control); }).contains("Train the experiment afresh"));

        model.internals().experiment = complete(withField(model.experiment(), "dataset.splitSeed", "2"));
        const QString other = refusalOf([&] { resume(model, recorder, control); });
        QVERIFY2(other.contains("data are not those"), qPrintable(other));
    }

    void aDivergedTrainingCannotGoOn() {
        Recorder recorder;
        Experiment experiment = withField(tinyExperiment(), "training.optimiser", "sgd");
        experiment = withField(withField(experiment, "training.loss", "mse"), "training.learningRate", "10");
        const TrainingResult result = whole(complete(experiment), recorder);
        QCOMPARE(result.finished.reason, Finished::Reason::Diverged);
        QVERIFY(!result.model.canResume());
    }

    void damagedStatesAreRefused_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stage", "epoch", "stageStep", "step", "shuffle", "step.optimiser.0.mean"})
            QTest::newRow(name) << name;
    }
    void damagedStatesAreRefused() {
        QFETCH(QString, name);
        Recorder recorder;
        const Model model = stoppedAfter(8, exactly(tinyExperiment()), recorder);
        StateArchive::Tensors& state = model.internals().training;
        const at::Tensor sound = state.at(name.toStdString());
        for (const at::Tensor& damaged :
             {at::Tensor(at::full_like(sound, name == "step" ? 3 : 200)), at::zeros({3}), at::Tensor()}) {
            state.erase(name.toStdString());
            if (damaged.defined())
                state.emplace(name.toStdString(), damaged);
            else if (name == "step.optimiser.0.mean")
                state.emplace(name.toStdString(), sound.to(at::kDouble));
            if (name == "step.optimiser.0.mean" && damaged.defined() && damaged.sizes() == sound.sizes())
                continue; // other moments are possible ones
            const QString message = refusalOf([&] {
                TrainingControl control;
                resume(model, recorder, control);
            });
            QVERIFY2(message.endsWith("Train the experiment afresh."), qPrintable(name + ": " + message));
        }
    }

    void impossibleMomentsAreRefused_data() {
        QTest::addColumn<QString>("optimiser");
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("number");
        QTest::addColumn<bool>("fast");
        QTest::newRow("steps") << "adam"
                               << "steps" << -1.0 << true;
        QTest::newRow("square") << "adam"
                                << "0.square" << -1.0 << true;
        QTest::newRow("velocity") << "sgd"
                                  << "0.mean" << std::nan("") << true;
        QTest::newRow("steps, general") << "adamw"
                                        << "0.steps" << -1.0 << false;
        QTest::newRow("square, general") << "adam"
                                         << "0.square" << -1.0 << false;
        QTest::newRow("velocity, general") << "sgd"
                                           << "0.velocity" << std::nan("") << false;
    }
    void impossibleMomentsAreRefused() {
        QFETCH(QString, optimiser);
        QFETCH(QString, name);
        QFETCH(double, number);
        QFETCH(bool, fast);
        Recorder recorder, after;
        const Run::StepMaker maker = fast ? kFast : kGeneral;
        const Experiment experiment = withField(tinyExperiment(), "training.optimiser", optimiser.toStdString());
        const Model model = stoppedAfter(8, exactly(experiment), recorder, maker);
        model.internals().training.at("step.optimiser." + name.toStdString()).fill_(number);
        const QString message = refusalOf([&] { goneOn(model, after, maker); });
        QVERIFY2(message.contains("optimiser is impossible"), qPrintable(message));
    }

private:
    QTemporaryDir m_folder;
};

HOURGLASS_TEST(ResumeTest)
#include "ResumeTest.moc"
