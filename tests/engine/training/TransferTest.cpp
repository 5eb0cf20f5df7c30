// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/core/SafeTensors.h"
#include "engine/training/Run.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QFile>
#include <QTemporaryDir>

#include <functional>

using namespace hourglass;
using test::Recorder;
using test::tinyExperiment;
using test::tinyVariant;

namespace {

using State = std::map<std::string, at::Tensor>;

State stateOf(const Model& model) {
    return namedState(*model.internals().autoencoder);
}

struct Refusal {
    QString message = "accepted";
    std::string field;
};

Refusal refusalOf(const Experiment& experiment) {
    try {
        test::trained(experiment);
    } catch (const Error& error) {
        return {QString::fromStdString(error.message()), error.field()};
    }
    return {};
}

} // namespace

/// Trainings that begin with the weights of another network.
class TransferTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_path = m_folder.filePath("source.hourglass").toStdString();
        m_source.emplace(test::trained(tinyExperiment()));
        m_source->save(m_path);
    }

    void frozenLayersStayAndTheOthersLearn_data() {
        QTest::addColumn<bool>("general");
        QTest::newRow("by kernels") << false;
        QTest::newRow("by LibTorch's operations") << true;
    }
    void frozenLayersStayAndTheOthersLearn() {
        QFETCH(bool, general);
        const Experiment experiment = withField(starting(tinyExperiment()), "training.frozen", "encoder, code");
        Recorder recorder;
        TrainingControl control;
        const State found =
            stateOf(Run(experiment, recorder, control, general ? Run::StepMaker(test::generalStep) : makeTrainingStep)
                        .execute()
                        .model);
        for (const auto& [name, tensor] : stateOf(*m_source)) {
            const bool frozen = name.starts_with("encoder") || name.starts_with("code");
            QVERIFY2(tensor.equal(found.at(name)) == frozen, name.c_str());
        }
        QCOMPARE(recorder.info.startNote, std::string("8 of 8 weights begin as they are in source.hourglass."));
    }

    // As others write them to save room.
    void weightsInHalfPrecisionAreTaken() {
        for (const at::ScalarType type : {at::kHalf, at::kBFloat16}) {
            SafeTensors half{{}, stateOf(*m_source)};
            for (auto& [name, tensor] : half.tensors)
                tensor = tensor.to(type);
            const std::string path = m_folder.filePath("half.safetensors").toStdString();
            writeSafeTensors(path, half);
            Experiment experiment = withField(tinyExperiment(), "training.startFrom", path);
            experiment = complete(withField(experiment, "training.frozen", "encoder"));
            const at::Tensor found = stateOf(test::trained(experiment)).at("encoder.0.weight");
            QVERIFY(found.equal(half.tensors.at("encoder.0.weight").to(at::kFloat)));
        }
    }

    // Neither weights nor running statistics: codes stay the codes that they were.
    void frozenNormalisationStaysAsItIs() {
        Experiment experiment = tinyExperiment();
        experiment.network.encoder.push_back({"batch-normalisation", {}});
        const Model source = test::trained(complete(experiment));
        const std::string path = m_folder.filePath("normalised.hourglass").toStdString();
        source.save(path);
        experiment = withField(complete(experiment), "training.startFrom", path);
        const Model found = test::trained(withField(experiment, "training.frozen", "encoder code"));
        const at::Tensor samples = at::rand({5, 1, 28, 28});
        Autoencoder &before = *source.internals().autoencoder, &after = *found.internals().autoencoder;
        before.eval();
        after.eval();
        QVERIFY(after.encode(samples).equal(before.encode(samples)));
        QVERIFY(!after.reconstruct(samples).equal(before.reconstruct(samples)));
    }

    // The learned start shows in the very first loss.
    void beginsBetterThanAtRandom() {
        Recorder fresh, transferred;
        test::run(complete(tinyExperiment()), fresh);
        test::run(starting(tinyExperiment()), transferred);
        QVERIFY(transferred.batches.front().objective < 0.95 * fresh.batches.front().objective);
        QVERIFY(fresh.info.startNote.empty());
    }

    void whatDoesNotFitStaysFresh() {
        const Experiment other = withField(tinyExperiment(), "network.code.size", "5");
        const Experiment still = withField(withField(other, "training.epochs", "1"), "training.frozen", "encoder.0");
        const State found = stateOf(test::trained(starting(still)));
        QVERIFY(found.at("encoder.0.weight").equal(stateOf(*m_source).at("encoder.0.weight")));
        const State fresh = stateOf(test::trained(withField(other, "training.epochs", "1")));
        QCOMPARE(found.at("code.0.weight").sizes(), fresh.at("code.0.weight").sizes());
    }

    void onlyTheLayersNamedAreTaken() {
        Experiment experiment = withField(starting(tinyExperiment()), "training.take", "encoder.0");
        experiment = withField(experiment, "training.frozen", "encoder code");
        const State found = stateOf(test::trained(experiment)), source = stateOf(*m_source);
        QVERIFY(found.at("encoder.0.weight").equal(source.at("encoder.0.weight")));
        QVERIFY(!found.at("code.0.weight").equal(source.at("code.0.weight")));
        const Autoencoder fresh(complete(experiment), {{{1, 28, 28}}, true, 10});
        QVERIFY(found.at("code.0.weight").equal(namedState(fresh).at("code.0.weight")));
    }

    void theFileMayBeGoneWhenTheTrainingGoesOn() {
        const std::string copy = m_folder.filePath("copy.hourglass").toStdString();
        m_source->save(copy);
        Experiment experiment = complete(withField(tinyExperiment(), "training.startFrom", copy));
        experiment.training.set("precision", std::string("fp32"));
        Recorder recorder, after;
        TrainingControl control;
        recorder.afterBatch = [&](const BatchReport& batch) {
            if (batch.step == 8)
                control.stop();
        };
        const Model stopped = train(experiment, recorder, control).model;
        const Model expected = test::trained(experiment);
        QVERIFY(QFile::remove(QString::fromStdString(copy)));
        TrainingControl again;
        QVERIFY(test::sameWeights(resume(stopped, after, again).model, expected));
    }

    void saysWhatDoesNotFit_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("said");
        QTest::newRow("no such file") << "training.startFrom"
                                      << "/nowhere/at.all"
                                      << "training.startFrom"
                                      << "/nowhere/at.all";
        QTest::newRow("no such layer") << "training.take"
                                       << "encoder.7"
                                       << "training.take"
                                       << "Those of this network are: code.0";
        QTest::newRow("another shape") << "network.code.size"
                                       << "5"
                                       << "training.take"
                                       << "as 8, and this network needs 5";
        QTest::newRow("nothing frozen like that") << "training.frozen"
                                                  << "waist"
                                                  << "training.frozen"
                                                  << "no layer \"waist\"";
        QTest::newRow("all frozen") << "training.frozen"
                                    << "encoder code decoder"
                                    << "training.frozen"
                                    << "nothing to learn";
    }
    void saysWhatDoesNotFit() {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, fault);
        QFETCH(QString, said);
        Experiment experiment = withField(starting(tinyExperiment()), "training.take", "code");
        experiment = withField(experiment, field.toStdString(), value.toStdString());
        const Refusal refusal = refusalOf(experiment);
        QCOMPARE(refusal.field, fault.toStdString());
        QVERIFY2(refusal.message.contains(said), qPrintable(refusal.message));
    }

    void anotherNetworkAltogetherIsRefused() {
        const Refusal refusal =
            refusalOf(starting(withField(tinyVariant("undercomplete"), "network.encoder.0.units", "33")));
        // The decoder's last bias has the samples' shape in every network: something fits.
        QCOMPARE(refusal.message, QString("accepted"));
        const Experiment customers = experimentFromJson(
            R"({"dataset": {"kind": "customers-products"}, "network": {"encoder": [], "code": {"size": 2}}})");
        const Refusal none = refusalOf(starting(customers));
        QCOMPARE(none.field, std::string("training.startFrom"));
        QVERIFY2(none.message.contains("no weights whose names and shapes"), qPrintable(none.message));
    }

    void frozenLayersCannotBePretrained() {
        QCOMPARE(refusalOf(complete(withField(tinyVariant("deep"), "training.frozen", "code"))).field,
                 std::string("training.frozen"));
    }

private:
    Experiment starting(const Experiment& experiment) const {
        return complete(withField(experiment, "training.startFrom", m_path));
    }

    QTemporaryDir m_folder;
    std::string m_path;
    std::optional<Model> m_source;
};

HOURGLASS_TEST(TransferTest)
#include "TransferTest.moc"
