// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/BesideModel.h"
#include "engine/api/Explore.h"
#include "engine/api/Training.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>
#include <optional>

using namespace hourglass;
using namespace hourglass::ui;

namespace {
constexpr int Patience = 120000; // ms: other programs may be running, too
}

class BesideModelTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    RunInfo m_run; ///< of the network on show
    std::unique_ptr<BesideModel> m_beside;
    std::unique_ptr<QSignalSpy> m_opened, m_closed, m_failed;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Trains a network, whose file has that name.
    RunInfo keep(const Experiment& experiment, const QString& name) {
        test::Recorder recorder;
        TrainingControl control;
        train(experiment, recorder, control).model.save(path(name).toStdString());
        return recorder.info;
    }
    std::int64_t codeSizeOf(ModelDesk& desk) {
        std::optional<std::int64_t> size;
        desk.ask(1, [&size](const Model& model) -> std::optional<ModelAnswer> {
            return [&size, elements = model.network().code->output.elements()] { size = elements; };
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(size, Patience); }();
        return size.value_or(-1);
    }
    void open(const QString& name) {
        m_beside->open(path(name), m_run);
        const auto answers = m_opened->count() + m_failed->count();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened->count() + m_failed->count(), answers + 1, Patience);
    }
    QString fault() const { return m_failed->isEmpty() ? QString() : m_failed->last().first().toString(); }

private Q_SLOTS:
    void initTestCase() {
        m_run = keep(test::tinyExperiment(1), "first.hourglass");
        keep(test::withCodeSize(test::tinyExperiment(1), 3), "second.hourglass");
        keep(test::withCodeSize(test::tinyExperiment(1), 4), "third.hourglass");
        keep(complete(withField(test::tinyDigits(), "training.epochs", "1")), "digits.hourglass");
    }
    void init() {
        m_beside = std::make_unique<BesideModel>();
        m_opened = std::make_unique<QSignalSpy>(m_beside.get(), &BesideModel::opened);
        m_closed = std::make_unique<QSignalSpy>(m_beside.get(), &BesideModel::closed);
        m_failed = std::make_unique<QSignalSpy>(m_beside.get(), &BesideModel::failed);
    }
    void cleanup() { m_beside.reset(); }

    void aModelIsOpened() {
        open("second.hourglass");
        QVERIFY2(m_failed->isEmpty(), qPrintable(fault()));
        QCOMPARE(m_opened->first().first().toString(), path("second.hourglass"));
        const auto run = m_opened->first().at(1).value<RunInfo>();
        QCOMPARE(run.network.code->output.elements(), 3);
        QCOMPARE(run.experiment.network.code.size, 3);
        QCOMPARE(run.album, m_run.album); // the same samples
        QCOMPARE(codeSizeOf(m_beside->quick()), 3);
        QCOMPARE(codeSizeOf(m_beside->patient()), 3);
    }

    void anotherOneTakesItsPlace() {
        open("second.hourglass");
        open("third.hourglass");
        QCOMPARE(m_opened->count(), 2);
        QCOMPARE(codeSizeOf(m_beside->quick()), 4);
        QCOMPARE(codeSizeOf(m_beside->patient()), 4);
    }

    void onlyTheLastOneIsWanted() {
        m_beside->open(path("second.hourglass"), m_run);
        m_beside->open(path("nonesuch.hourglass"), m_run);
        m_beside->open(path("third.hourglass"), m_run);
        QTRY_COMPARE_WITH_TIMEOUT(m_opened->count(), 1, Patience);
        QCOMPARE(m_opened->first().first().toString(), path("third.hourglass"));
        QCOMPARE(m_failed->count(), 0);
    }

    void whatIsClosedWhileItIsReadDoesNotCome() {
        m_beside->open(path("second.hourglass"), m_run);
        m_beside->close();
        QCOMPARE(m_closed->count(), 1);
        open("third.hourglass"); // after which the first one must have come
        QCOMPARE(m_opened->count(), 1);
        QCOMPARE(m_opened->first().first().toString(), path("third.hourglass"));
    }

    void aClosedOneAnswersNothing() {
        open("second.hourglass");
        bool answered = false;
        m_beside->close();
        m_beside->quick().ask(1, [&](const Model&) -> std::optional<ModelAnswer> { return [&] { answered = true; }; });
        open("third.hourglass");
        QVERIFY(!m_beside->quick().isAsked(1)); // it was about a network that never came
        QCOMPARE(codeSizeOf(m_beside->quick()), 4);
        QVERIFY(!answered);
    }

    void whatCannotBeOpenedIsSaidAndTheOneBeforeStays_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("other data") << "digits.hourglass"
                                    << "was not trained on the data of the network on show";
        QTest::newRow("damaged") << "damaged.hourglass"
                                 << "damaged.hourglass";
        QTest::newRow("no model") << "words.hourglass"
                                  << "words.hourglass";
        QTest::newRow("not there") << "nonesuch.hourglass"
                                   << "nonesuch.hourglass";
    }
    void whatCannotBeOpenedIsSaidAndTheOneBeforeStays() {
        QFETCH(QString, name);
        QFETCH(QString, said);
        QFile good(path("second.hourglass"));
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QByteArray bytes = good.readAll();
        for (const auto& [file, content] : {std::pair(QString("damaged.hourglass"), bytes.left(bytes.size() / 2)),
                                            std::pair(QString("words.hourglass"), QByteArray("not a model"))}) {
            QFile bad(path(file));
            QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write(content) == content.size());
        }
        open("second.hourglass");
        open(name);
        QCOMPARE(m_opened->count(), 1);
        QCOMPARE(m_failed->count(), 1);
        QVERIFY2(fault().contains(said) && fault().contains(name), qPrintable(fault()));
        QCOMPARE(m_closed->count(), 0);
        QCOMPARE(codeSizeOf(m_beside->quick()), 3);
    }

    void theEndComesWhileItIsRead() {
        m_beside->open(path("second.hourglass"), m_run);
        m_beside.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_opened->count(), 0);
    }
};

HOURGLASS_TEST(BesideModelTest)
#include "BesideModelTest.moc"
