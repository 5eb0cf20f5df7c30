// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/session/CheckpointFolder.h"
#include "ui/window/MessageBar.h"
#include "ui/window/RecoveryBar.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;

class RecoveryTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_root = m_folder.filePath(QTest::currentTestFunction());
        QVERIFY(QDir().mkpath(m_root));
    }

    // A pause keeps the training at once: who knows for how long.
    void aPausedTrainingIsKeptUntilTheWindowCloses() {
        {
            CheckpointFolder folder(m_root);
            openKept(folder);
            trainAndPause();
            QTRY_VERIFY(QFile::exists(folder.file()));
            QVERIFY(!bar().isVisible());
            m_window.reset();
        }
        QVERIFY(QDir(m_root).isEmpty());
    }

    void aTrainingThatWasCutShortGoesOn() {
        const auto steps = cutShort();
        CheckpointFolder folder(m_root);
        openKept(folder);
        QVERIFY(bar().isVisible());
        press("Go on");
        QTRY_COMPARE(controller().state(), State::Paused);
        QVERIFY(!bar().isVisible());
        QCOMPARE(controller().stepsDone(), steps);
        QVERIFY(session().hasUnsavedTraining()); // in no file of the user's
        click(trainMenu().train());
        QTRY_VERIFY(controller().stepsDone() > steps);
        m_window.reset();
    }

    // Nothing is given up before the training is on show again.
    void whatCannotGoOnIsStillOffered() {
        cutShort();
        QFile left(m_root + "/" + Left + "/training.hourglass");
        QVERIFY(left.open(QIODevice::WriteOnly | QIODevice::Append) && left.write("x") == 1);
        left.close();
        {
            CheckpointFolder folder(m_root);
            openKept(folder);
            QSignalSpy failed(&controller(), &TrainingController::failed);
            press("Go on");
            QTRY_COMPARE(failed.count(), 1);
            QVERIFY(bar().isVisible());
            m_window.reset();
        }
        QVERIFY(left.exists());
    }

    void laterAsksAgain() {
        cutShort();
        {
            CheckpointFolder folder(m_root);
            openKept(folder);
            press("Later");
            QVERIFY(!bar().isVisible());
            m_window.reset();
        }
        CheckpointFolder folder(m_root);
        openKept(folder);
        QVERIFY(bar().isVisible());
        press("Delete it");
        answer(QMessageBox::Cancel);
        QVERIFY(bar().isVisible());
        press("Delete it");
        answer(QMessageBox::Yes);
        QVERIFY(!bar().isVisible());
        QVERIFY(!CheckpointFolder(m_root).interrupted());
        m_window.reset();
    }

    // The one goes on; the other one is offered afterwards, and nothing is done to it meanwhile.
    void oneOfTwoGoesOn() {
        cutShort("11111111-1111-1111-1111-111111111111");
        cutShort("22222222-2222-2222-2222-222222222222");
        CheckpointFolder folder(m_root);
        openKept(folder);
        const QString newest = folder.interrupted()->file;
        press("Go on");
        press("Go on");
        press("Delete it");
        QVERIFY(!question());
        QTRY_COMPARE(controller().state(), State::Paused);
        QVERIFY(bar().isVisible());
        QVERIFY(folder.interrupted()->file != newest);
        QVERIFY(QFile::exists(newest) && QFile::exists(folder.interrupted()->file));
        m_window.reset();
    }

    void whatWasLetGoIsNotKept() {
        CheckpointFolder folder(m_root);
        openKept(folder);
        trainAndPause();
        QTRY_VERIFY(QFile::exists(folder.file()));
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Training);
        click(trainMenu().reset());
        QTRY_VERIFY(question());
        answer(QMessageBox::Discard);
        QTRY_COMPARE(controller().state(), State::Ready);
        QVERIFY(!QFile::exists(folder.file()));
        m_window.reset();
    }

    void theEndOfATrainingIsKeptUntilItIsSaved() {
        CheckpointFolder folder(m_root);
        openKept(folder);
        trainAndPause();
        const auto steps = controller().stepsDone();
        click(trainMenu().stop());
        QTRY_COMPARE(controller().state(), State::Finished);
        QTRY_VERIFY(QFile::exists(folder.file()));
        QVERIFY(Model::load(folder.file().toStdString()).history().lastStep() >= steps);
        controller().save(m_folder.filePath("end.hourglass"));
        QTRY_VERIFY(!session().hasUnsavedTraining());
        QVERIFY(!QFile::exists(folder.file()));
        m_window.reset();
    }

    void aCheckpointThatCannotBeWrittenIsSaidOnceAndTrainingGoesOn() {
        CheckpointFolder folder(m_root);
        openKept(folder);
        QVERIFY(QDir(m_root).removeRecursively());
        QSignalSpy failed(&controller(), &TrainingController::checkpointFailed);
        trainAndPause();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.first().at(0).toString().contains(folder.file()));
        const auto steps = controller().stepsDone();
        click(trainMenu().train());
        QTRY_VERIFY(controller().stepsDone() > steps);
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Paused); // tries again, fails again, says nothing again
        QCOMPARE(failed.count(), 1);
        controller().save(m_folder.filePath("elsewhere.hourglass"));
        QTRY_VERIFY(!session().hasUnsavedTraining());
        m_window.reset();
    }

private:
    static constexpr const char* Left = "55555555-5555-5555-5555-555555555555";

    void openKept(CheckpointFolder& folder) {
        m_window.emplace(endlessExperiment(), Appearance{ThemeChoice::Light}, &folder);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(&*m_window));
        QTRY_COMPARE(controller().state(), State::Ready);
    }
    RecoveryBar& bar() { return *m_window->findChild<RecoveryBar*>(); }
    void press(const QString& text) {
        for (auto* button : bar().findChildren<QPushButton*>())
            if (button->text() == text) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        QFAIL("no such button");
    }
    /// What a window leaves that was killed. @return the steps it had done
    std::int64_t cutShort(const QString& name = Left) {
        CheckpointFolder folder(m_root);
        openKept(folder);
        trainAndPause();
        [&] { QTRY_VERIFY(QFile::exists(folder.file())); }();
        const auto steps = controller().stepsDone();
        const QString left = m_root + '/' + name;
        QDir().mkpath(left);
        QFile::copy(folder.file(), left + "/training.hourglass");
        m_window.reset();
        return steps;
    }

    QString m_root;
};

HOURGLASS_TEST(RecoveryTest)
#include "RecoveryTest.moc"
