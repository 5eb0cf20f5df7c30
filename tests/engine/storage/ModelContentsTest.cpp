// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Measures.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/engine/storage/ModelFile.h"
#include "tests/support/Recorder.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <optional>

using namespace hourglass;
using test::ModelFile;

/// What a model file carries besides experiment and weights, and which versions of it can be read.
class ModelContentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        test::Recorder recorder;
        TrainingControl control;
        m_result = train(test::tinyExperiment(), recorder, control);
        m_path = m_folder.filePath("model.hourglass");
        m_result->model.save(m_path.toStdString());
    }

    // By Python alone, for each way that a network can be built.
    void anotherReaderFindsTheSame_data() {
        QTest::addColumn<QString>("variant");
        for (const char* variant : {"undercomplete", "convolutional", "variational"})
            QTest::newRow(variant) << variant;
    }
    void anotherReaderFindsTheSame() {
        QFETCH(QString, variant);
        test::Recorder recorder;
        TrainingControl control;
        const Experiment experiment = withField(test::tinyVariant(variant.toStdString()), "training.epochs", "1");
        const Model model = train(experiment, recorder, control).model;
        const QString path = m_folder.filePath("read.hourglass");
        model.save(path.toStdString());
        QProcess python;
        python.start(test::debiansPython, {HOURGLASS_TEST_DATA "/engine/storage/safetensors_peer.py", path});
        QVERIFY(python.waitForFinished(-1));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
        const QJsonObject read = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        for (const auto& [name, tensor] : namedState(*model.internals().autoencoder)) {
            const double sum = tensor.sum(at::kDouble).item<double>();
            QVERIFY2(std::abs(read[QString::fromStdString(name)].toObject()["sum"].toDouble() - sum) < 1e-6, name.c_str());
        }
        QCOMPARE(read["history/batches/0"].toObject()["shape"].toArray()[0].toInt(), int(recorder.batches.size()));
        QCOMPARE(read["training/step.optimiser.steps"].toObject()["last"].toInt(), int(recorder.batches.size()));
    }

    void carriesHistoryAndThumbnail() {
        const Model loaded = Model::load(m_path.toStdString());
        const Model& saved = m_result->model;
        QVERIFY(loaded.history().segments() == saved.history().segments());
        QCOMPARE(loaded.history().batchCount(), 18);
        QCOMPARE(loaded.history().epochs().size(), std::size_t(3));
        QCOMPARE(loaded.history().epochs()[2].validationMse, saved.metrics().mse);
        QCOMPARE(loaded.thumbnail().width, 4 * 28);
        QCOMPARE(loaded.thumbnail().height, 2 * 28);
        QVERIFY(loaded.thumbnail() == saved.thumbnail());
        QVERIFY(loaded.canResume());
    }

    // Files from before there was a history, a picture, a checksum or the state of the training.
    void olderFilesOpen() {
        ModelFile file(contents());
        QJsonObject description = file.description();
        for (const char* later : {"history", "dataFingerprint"})
            description.remove(later);
        file.describe(description);
        file.forgetChecksum();
        for (const QString& name : file.header.keys())
            if (name.contains('/') || name == "thumbnail")
                file.header.remove(name);
        const Model loaded = Model::load(written(file.bytes()));
        QCOMPARE(evaluate(loaded, loaded.experiment()).mse, m_result->finished.metrics.mse);
        QCOMPARE(loaded.history().batchCount(), 0);
        QVERIFY(loaded.thumbnail().empty());
        QVERIFY(!loaded.canResume());
    }

    void newerFilesAreRefusedPolitely() {
        QByteArray newer = contents();
        newer.replace("hourglass 1", "hourglass 9");
        try {
            Model::load(written(newer));
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("Update Hourglass"), error.what());
        }
    }

private:
    QByteArray contents() const { return test::contentsOf(m_path); }
    std::string written(const QByteArray& bytes) const {
        return test::writtenTo(m_folder.filePath("changed.hourglass"), bytes);
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::optional<TrainingResult> m_result;
};

HOURGLASS_TEST(ModelContentsTest)
#include "ModelContentsTest.moc"
