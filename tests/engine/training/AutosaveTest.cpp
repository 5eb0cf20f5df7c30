// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Autosave.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QFile>
#include <QTemporaryDir>

#include <string>
#include <vector>

using namespace hourglass;
using test::Recorder;
using test::tinyExperiment;

class AutosaveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhileItTrains() {
        QVERIFY(attempts(m_folder.filePath("often.hourglass"), std::chrono::milliseconds(0)).size() > 0);
        const Model kept = Model::load(m_folder.filePath("often.hourglass").toStdString());
        QVERIFY(kept.canResume());
        QVERIFY(kept.history().batchCount() > 0);
    }

    void waitsForItsInterval() {
        QCOMPARE(attempts(m_folder.filePath("never.hourglass"), std::chrono::hours(1)).size(), std::size_t(0));
        QVERIFY(!QFile::exists(m_folder.filePath("never.hourglass")));
    }

    void writesAtAPauseWhateverTheInterval() {
        const QString path = m_folder.filePath("paused.hourglass");
        Recorder recorder;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 5)
                control.pause();
        };
        std::vector<std::string> reports;
        Autosave autosave(recorder, control, {path.toStdString(), std::chrono::hours(1)}, [&](const std::string& failure) {
            reports.push_back(failure);
            control.resume();
        });
        train(tinyExperiment(), autosave, control);
        QCOMPARE(reports, std::vector<std::string>{""});
        QCOMPARE(Model::load(path.toStdString()).history().batchCount(), 5);
        QCOMPARE(recorder.batches.size(), std::size_t(18));
    }

    void saysWhyItCannotWriteAndTrainsOn() {
        const auto reports = attempts(m_folder.filePath("gone/model.hourglass"), std::chrono::milliseconds(0));
        QVERIFY(!reports.empty());
        QVERIFY2(QString::fromStdString(reports.front()).contains("gone/model.hourglass"), reports.front().c_str());
    }

private:
    /// What became of each attempt in a whole training.
    static std::vector<std::string> attempts(const QString& path, std::chrono::milliseconds interval) {
        Recorder recorder;
        TrainingControl control;
        std::vector<std::string> reports;
        Autosave autosave(recorder, control, {path.toStdString(), interval},
                          [&](const std::string& failure) { reports.push_back(failure); });
        const TrainingResult result = train(tinyExperiment(), autosave, control);
        [&] { QCOMPARE(result.finished.reason, Finished::Reason::Completed); }();
        [&] { QCOMPARE(recorder.batches.size(), std::size_t(18)); }();
        return reports;
    }

    QTemporaryDir m_folder;
};

HOURGLASS_TEST(AutosaveTest)
#include "AutosaveTest.moc"
