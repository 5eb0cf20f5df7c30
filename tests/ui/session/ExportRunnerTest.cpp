// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExportRunner.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/ProbeRunner.h"
#include "ui/session/TrainingController.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>
#include <optional>

using namespace hourglass;
using namespace hourglass::ui;
using State = TrainingController::State;
using What = ExportOrder::What;

namespace {

constexpr int Patience = 60000; // ms: other programs may be running, too

struct Spies {
    explicit Spies(ExportRunner& runner)
        : started(&runner, &ExportRunner::started)
        , progress(&runner, &ExportRunner::progressed)
        , finished(&runner, &ExportRunner::finished)
        , failed(&runner, &ExportRunner::failed)
        , cancelled(&runner, &ExportRunner::cancelled) {}

    QSignalSpy started, progress, finished, failed, cancelled;
};

} // namespace

class ExportRunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_controller = std::make_unique<TrainingController>();
        m_runner = std::make_unique<ExportRunner>(*m_controller);
        m_folder.emplace();
    }
    void cleanup() {
        m_runner.reset();
        m_controller.reset();
    }

    void writesAtRest() {
        prepare(test::endlessExperiment());
        Spies spies(*m_runner);
        m_runner->start({What::Network, "python", {{"part", std::string("encoder")}}, path("net.py")});
        QVERIFY(m_runner->isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QCOMPARE(spies.finished[0][0].toStringList(), QStringList({path("net.safetensors"), path("net.py")}));
        QVERIFY(contents("net.py").contains("class Encoder"));
        QVERIFY(!m_runner->isRunning());
        QCOMPARE(m_controller->state(), State::Ready);
    }

    /// Two exports of the newest weights differ, because the network has learned in between.
    void writesWhileTheTrainingGoesOn() {
        prepare(test::endlessExperiment());
        m_controller->play();
        Spies spies(*m_runner);
        for (int i = 1; i <= 2; ++i) {
            const auto steps = m_controller->stepsDone();
            QTRY_VERIFY(m_controller->stepsDone() > steps);
            m_runner->start({What::Network, "safetensors", {}, path(QString("%1.safetensors").arg(i))});
            QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), i, Patience);
        }
        QCOMPARE(m_controller->state(), State::Training);
        QVERIFY(contents("1.safetensors") != contents("2.safetensors"));
        QCOMPARE(spies.failed.count(), 0);
    }

    void writesWhatAFinishedTrainingLeft() {
        prepare(test::tinyExperiment(3));
        m_controller->play();
        QTRY_COMPARE(m_controller->state(), State::Finished);
        Spies spies(*m_runner);
        m_runner->start({What::Samples, "codes", {}, path("codes.csv")});
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QCOMPARE(contents("codes.csv").count('\n'), 1 + 5); // a line for each customer
        QVERIFY(spies.progress.count() >= 1);
        QCOMPARE(spies.progress.last()[0].toDouble(), 1.0);
    }

    void isNoHindranceForAProbe() {
        prepare(test::tinyDigits());
        m_controller->play();
        ProbeRunner probe(*m_controller);
        QSignalSpy copied(&probe, &ProbeRunner::copied);
        Spies spies(*m_runner);
        probe.start({});
        m_runner->start({What::Network, "experiment", {}, path("e.json")});
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, Patience);
    }

    void cancelsAndLeavesNothing() {
        prepare(test::tinyDigits());
        Spies spies(*m_runner);
        m_runner->start({What::Samples, "reconstructions", {}, path("rebuilt.csv")});
        m_runner->cancel();
        QCOMPARE(spies.cancelled.count(), 1);
        QVERIFY(!m_runner->isRunning());
        // The next one comes after whatever the first one still did.
        m_runner->start({What::Network, "experiment", {}, path("e.json")});
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList({"e.json"}));
    }

    void cancelsInTheMiddle() {
        Experiment digits = test::tinyDigits();
        digits.dataset.parameters.set("limit", std::int64_t(4000)); // several batches
        prepare(digits);
        Spies spies(*m_runner);
        connect(m_runner.get(), &ExportRunner::progressed, m_runner.get(), [this](double done) {
            if (done < 1)
                m_runner->cancel();
        });
        m_runner->start({What::Samples, "reconstructions", {}, path("rebuilt.csv")});
        QTRY_COMPARE_WITH_TIMEOUT(spies.cancelled.count(), 1, Patience);
        m_runner->start({What::Network, "experiment", {}, path("e.json")});
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList({"e.json"}));
    }

    void whatCannotBeWrittenIsSaid_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("no folder") << "onnx"
                                   << "gone/net.onnx"
                                   << "gone/net.onnx";
        QTest::newRow("other ending") << "onnx"
                                      << "net.txt"
                                      << ".onnx";
        QTest::newRow("no such format") << "h5"
                                        << "net.h5"
                                        << "h5";
    }
    void whatCannotBeWrittenIsSaid() {
        QFETCH(QString, id);
        QFETCH(QString, name);
        QFETCH(QString, said);
        prepare(test::endlessExperiment());
        Spies spies(*m_runner);
        m_runner->start({What::Network, id.toStdString(), {}, path(name)});
        QTRY_COMPARE_WITH_TIMEOUT(spies.failed.count(), 1, Patience);
        QVERIFY2(spies.failed[0][0].toString().contains(said), qPrintable(spies.failed[0][0].toString()));
        QCOMPARE(spies.finished.count(), 0);
        QVERIFY(!m_runner->isRunning());
    }

    void withoutANetworkItFails() {
        Spies spies(*m_runner);
        m_runner->start({What::Network, "onnx", {}, path("net.onnx")});
        QCOMPARE(spies.failed.count(), 1);
        QCOMPARE(spies.started.count(), 0);
    }

    /// Neither crashes nor hangs.
    void closesInTheMiddle() {
        prepare(test::tinyDigits());
        m_controller->play();
        m_runner->start({What::Samples, "codes", {}, path("codes.npy")});
        m_runner.reset();
        m_controller.reset();
        QVERIFY(!QFile::exists(path("codes.npy")));
    }

private:
    void prepare(const Experiment& experiment) {
        m_controller->prepare(experiment);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
    }
    QString path(const QString& name) const { return m_folder->filePath(name); }
    QByteArray contents(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<ExportRunner> m_runner;
    std::optional<QTemporaryDir> m_folder;
};

HOURGLASS_TEST(ExportRunnerTest)
#include "ExportRunnerTest.moc"
