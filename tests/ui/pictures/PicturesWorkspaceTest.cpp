// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/PicturesWorkspace.h"
#include "engine/api/Damage.h"
#include "engine/api/Photograph.h"
#include "engine/api/Restore.h"
#include "engine/api/Similarity.h"
#include "tests/support/TinyExperiment.h"
#include "tests/ui/pictures/WorkspaceFixture.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/RateChart.h"
#include "ui/session/TrainingController.h"
#include "ui/widgets/Words.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class PicturesWorkspaceTest : public test::WorkspaceFixture {
    Q_OBJECT

private Q_SLOTS:
    void whileEmptyNothingCanBeTakenAway() {
        QVERIFY(m_workspace->view().isEmpty());
        QVERIFY(!button("Save…")->isEnabled());
        QVERIFY(!button("Copy")->isEnabled());
        QVERIFY(!button("Restore all…")->isEnabled());
    }

    void aPictureAsItIsHasItsNoiseEstimated() {
        openAndSettle({pictureFile("a.png")});
        QVERIFY(!m_workspace->view().isEmpty());
        QVERIFY2(note().contains("120 × 90, 8 bits"), qPrintable(note()));
        QVERIFY2(note().contains("noise about"), qPrintable(note()));
    }

    void noiseIsMeasuredAgainstTheOriginal() {
        openAndSettle({pictureFile("a.png", {400, 300})});
        choose("What is wrong with the picture", "Gaussian noise");
        settle();
        const double decibels = figure("Damaged", 1).section(' ', 0, 0).toDouble();
        QVERIFY2(std::abs(decibels - 20 * std::log10(255.0 / 25)) < 0.1, qPrintable(figure("Damaged", 1)));
        const double others = figure("Non-local means", 1).section(' ', 0, 0).toDouble();
        QVERIFY2(others > decibels + 3, qPrintable(figure("Non-local means", 1)));
    }

    /// The window shows what the engine makes of the same picture.
    void aModelRestores() {
        openAndSettle({pictureFile("a.png"), modelFile()});
        choose("What is wrong with the picture", "Gaussian noise");
        settle();
        const Planes clean = loadPhotograph(toStdString(path("a.png"))).colour;
        const Planes damaged = damage::gaussian(clean, 25.0 / 255, 1);
        const auto restored = Restorer(Model::load(toStdString(modelFile()))).restored(damaged, {});
        QCOMPARE(figure("This model", 1), FigureTable::decibels(psnr(*restored, clean)));
        QCOMPARE(figure("This model", 2), QString::number(ssim(*restored, clean), 'f', 4));
        m_workspace->view().setMode(CompareView::Mode::After);
        m_workspace->view().showActualPixels();
        const QImage whole = toQImage(*restored).convertToFormat(QImage::Format_RGB32);
        const QImage shown = m_workspace->view().grab().toImage();
        const QPoint corner = m_workspace->view().pictureRect().topLeft().toPoint();
        for (const QPoint place : {QPoint(20, 60), QPoint(60, 45), QPoint(110, 80)})
            QCOMPARE(shown.pixelColor(corner + place), whole.pixelColor(place));
    }

    void anotherRowShowsAnotherPicture() {
        openAndSettle({pictureFile("a.png"), modelFile()});
        choose("What is wrong with the picture", "Salt and pepper");
        settle();
        FigureTable& table = m_workspace->figures();
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 0)->text() == "Median filter")
                QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(row, 0)).center());
        QVERIFY2(m_workspace->view().accessibleDescription().contains("Median filter"),
                 qPrintable(m_workspace->view().accessibleDescription()));
    }

    void whatIsMissingIsPainted() {
        openAndSettle({pictureFile("a.png"),
                       test::trainedRestorer(toStdString(path("fill.hourglass")), test::smallRestorer("missing")).c_str()});
        choose("What is wrong with the picture", "Missing parts");
        settle();
        QVERIFY2(note().contains("Paint over what is missing"), qPrintable(note()));
        CompareView& view = m_workspace->view();
        view.setMode(CompareView::Mode::Before);
        QTest::mousePress(&view, Qt::LeftButton, {}, view.rect().center() - QPoint(60, 0));
        QTest::mouseMove(&view, view.rect().center() + QPoint(60, 0));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, view.rect().center() + QPoint(60, 0));
        settle();
        QVERIFY(figure("This model", 1).contains("dB"));
        QVERIFY(figure("Telea's fast marching", 1).contains("dB"));
        QTest::mouseClick(button("Undo"), Qt::LeftButton);
        settle();
        QVERIFY(view.strokes().empty());
        QVERIFY(note().contains("Paint over what is missing"));
    }

    void whatWasPaintedIsThereAgain() {
        openAndSettle({pictureFile("a.png"), pictureFile("b.png", {90, 140})});
        choose("What is wrong with the picture", "Missing parts");
        settle();
        QTest::mouseClick(button("At random"), Qt::LeftButton);
        settle();
        const std::vector<BrushStroke> painted = m_workspace->view().strokes();
        QVERIFY(!painted.empty() && figure("Damaged", 1).contains("dB"));
        m_workspace->shelf().setCurrentRow(1);
        settle();
        QVERIFY(m_workspace->view().strokes().empty() && !m_workspace->undoStack()->canUndo());
        m_workspace->shelf().setCurrentRow(0);
        settle();
        QCOMPARE(m_workspace->view().strokes(), painted);
        QVERIFY(figure("Damaged", 1).contains("dB"));
        QTest::mouseClick(button("At random"), Qt::LeftButton);
        QVERIFY(m_workspace->view().strokes().size() > painted.size());
        QTest::mouseClick(button("Undo"), Qt::LeftButton); // what it came with is not of this visit
        QCOMPARE(m_workspace->view().strokes(), painted);
    }

    void theRestoredPictureIsSaved() {
        QSignalSpy saved(m_workspace.get(), &PicturesWorkspace::saved);
        openAndSettle({pictureFile("a.png"), modelFile()});
        QTest::mouseClick(button("Save…"), Qt::LeftButton);
        auto* dialog = m_workspace->findChild<QFileDialog*>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path("restored.png"));
        dialog->reject();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, Patience);
        const Planes clean = loadPhotograph(toStdString(path("a.png"))).colour;
        const auto restored = Restorer(Model::load(toStdString(modelFile()))).restored(clean, {});
        QCOMPARE(toPlanes(QImage(path("restored.png"))), toPlanes(toQImage(*restored)));
    }

    void picturesArePastedAndCopied() {
        openAndSettle({modelFile()});
        QGuiApplication::clipboard()->setImage(waves({64, 48}, true));
        m_workspace->paste();
        QTRY_VERIFY_WITH_TIMEOUT(note().contains("64 × 48"), Patience);
        QTest::mouseClick(button("Copy"), Qt::LeftButton);
        QTRY_COMPARE(QGuiApplication::clipboard()->mimeData()->formats().contains("image/png"), true);
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(64, 48));
        QGuiApplication::clipboard()->setText("words");
        m_workspace->paste();
        QCOMPARE(m_failed->count(), 1);
    }

    /// A network of digits makes digits of everything.
    void aNetworkOfOneSizeGoesPieceByPiece() {
        Experiment digits = test::tinyExperiment();
        digits.training.set("epochs", std::int64_t(1));
        openAndSettle(
            {pictureFile("a.png"), toQString(test::trainedRestorer(toStdString(path("digits.hourglass")), digits))});
        QVERIFY2(note().contains("piece by piece"), qPrintable(note()));
        QVERIFY(figure("This model", TimeColumn).endsWith(" s"));
        m_workspace->open({modelFile()});
        settle();
        QVERIFY(!note().contains("piece by piece"));
    }

    void theModelSuitsTheColours() {
        openAndSettle({pictureFile("grey.png"), pictureFile("colour.png", {120, 90}, true)});
        QCOMPARE(box("Model")->currentText(), QString("Automatic: Denoise, grey"));
        m_workspace->shelf().setCurrentRow(1);
        settle();
        QCOMPARE(box("Model")->currentText(), QString("Automatic: Denoise"));
        choose("Task", "Enlarge twice");
        settle();
        QCOMPARE(box("Model")->currentText(), QString("Automatic: Enlarge twice"));
    }

    void wrongFilesAreNamedAndTheOthersShown() {
        openAndSettle({textFile("notes.png"), pictureFile("a.png")});
        QTRY_COMPARE_WITH_TIMEOUT(m_failed->count(), 1, Patience);
        QVERIFY(m_failed->first()[0].toString().contains("notes.png"));
        m_workspace->shelf().setCurrentRow(1);
        settle();
        QVERIFY(note().contains("120 × 90"));
        openAndSettle({textFile("wrong.hourglass")});
        QVERIFY2(note().contains("wrong.hourglass"), qPrintable(note()));
    }

    void theNetworkInTrainingRestores() {
        openAndSettle({pictureFile("a.png")});
        m_controller->prepare(test::smallRestorer());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Ready, Patience);
        choose("Model", "The network in training");
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy() && figure("This model", TimeColumn).endsWith(" s"), Patience);
        const QString before = note();
        m_controller->play();
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Finished, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(note() != before && !m_workspace->isBusy(), Patience);
    }

    /// It is asked for before it is there, and goes on being wanted when it begins anew.
    void theNetworkInTrainingIsWaitedFor() {
        openAndSettle({pictureFile("a.png")});
        m_workspace->followTraining();
        for (int run = 0; run < 2; ++run) {
            m_controller->prepare(test::smallRestorer());
            QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), TrainingController::State::Ready, Patience);
            QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy() && figure("This model", TimeColumn).endsWith(" s"), Patience);
        }
    }

    void anUnreadablePictureDoesNotShowTheOneBefore() {
        openAndSettle({pictureFile("a.png")});
        openAndSettle({textFile("notes.png")});
        QVERIFY(m_workspace->view().isEmpty());
        QCOMPARE(m_workspace->figures().rowCount(), 0);
    }

    /// Two clicks: the button, and the folder.
    void aFolderBecomesTraining() {
        std::optional<Experiment> wanted;
        connect(m_workspace.get(), &PicturesWorkspace::trainingWanted, this,
                [&](const Experiment& experiment) { wanted = experiment; });
        QTest::mouseClick(button("Train on a folder…"), Qt::LeftButton);
        auto* dialog = m_workspace->findChild<QFileDialog*>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path(""));
        dialog->reject();
        QVERIFY(wanted);
        QCOMPARE(wanted->dataset.kind, std::string("photographs"));
        QCOMPARE(wanted->dataset.parameters.text("folder"), toStdString(path("")));
    }
};

HOURGLASS_TEST(PicturesWorkspaceTest)
#include "PicturesWorkspaceTest.moc"
