// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "engine/api/Export.h"
#include "ui/window/ExportDialog.h"
#include "ui/window/ExportStatus.h"
#include "ui/window/ModelExporter.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QToolButton>

using namespace hourglass;
using namespace hourglass::ui;

/// File > Export, by hand.
class ExportTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyExportIsOffered() {
        open(test::endlessExperiment());
        auto* dialog = openDialog();
        auto* list = dialog->findChild<QListWidget*>();
        QStringList titles;
        for (int i = 0; i < list->count(); ++i)
            titles << list->item(i)->text();
        QStringList known;
        for (const auto& entries : {exportEntries(), sampleExportEntries()})
            for (const CatalogueEntry& entry : entries)
                known << QString::fromStdString(entry.title);
        QCOMPARE(titles, known);
        // Each explains itself, and offers what its schema has.
        for (int i = 0; i < list->count(); ++i) {
            list->setCurrentRow(i);
            const std::string id = dialog->order().id;
            auto* text = dialog->findChild<QLabel*>();
            QVERIFY2(text->text().contains("Writes"), id.c_str());
            QCOMPARE(dialog->findChild<QComboBox*>() != nullptr, id != "safetensors" && id != "experiment");
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void aPartIsWrittenWhileTheTrainingGoesOn() {
        open(test::endlessExperiment());
        click(trainMenu().train());
        QTRY_VERIFY(controller().stepsDone() > 0);
        auto* dialog = openDialog();
        choose(*dialog, "onnx");
        auto* part = dialog->findChild<QComboBox*>("part");
        part->setFocus();
        QTest::keyClick(part, Qt::Key_Down);
        accept(*dialog);
        QTRY_VERIFY(m_window->findChild<QFileDialog*>());
        QVERIFY(m_window->findChild<QFileDialog*>()->selectedFiles().first().endsWith("customers-products-encoder.onnx"));
        QSignalSpy finished(&runner(), &ExportRunner::finished);
        const QString path = m_folder.filePath("half"); // the ending comes by itself
        nameTheFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        QVERIFY(QFile(path + ".onnx").size() > 100);
        QVERIFY(m_window->statusBar()->currentMessage().contains("half.onnx"));
        QCOMPARE(controller().state(), State::Training);
        QVERIFY(action("Export…")->isEnabled());
        click(trainMenu().train());
    }

    void theLastChoiceIsKept() {
        open(test::endlessExperiment());
        auto* dialog = openDialog();
        choose(*dialog, "codes");
        accept(*dialog);
        QTRY_VERIFY(m_window->findChild<QFileDialog*>());
        QCOMPARE(m_window->findChild<QFileDialog*>()->nameFilters().size(), 2); // CSV and NPY
        const QString path = m_folder.filePath("codes.npy");
        QSignalSpy finished(&runner(), &ExportRunner::finished);
        nameTheFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("'shape': (5, 2"));
        QCOMPARE(openDialog()->order().id, std::string("codes"));
    }

    void aSecondFileIsNotReplacedUnasked() {
        open(test::endlessExperiment());
        const QString weights = m_folder.filePath("net.safetensors");
        QFile older(weights);
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();
        for (const auto button : {QMessageBox::Cancel, QMessageBox::Yes}) {
            auto* dialog = openDialog();
            choose(*dialog, "python");
            accept(*dialog);
            QSignalSpy finished(&runner(), &ExportRunner::finished);
            nameTheFile(m_folder.filePath("net.py"));
            QTRY_VERIFY(question());
            QVERIFY(question()->informativeText().contains("net.safetensors"));
            answer(button);
            if (button == QMessageBox::Cancel) {
                QVERIFY(!runner().isRunning());
                QCOMPARE(QFile(weights).size(), 5);
            } else {
                QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
                QVERIFY(QFile(weights).size() > 100);
                QVERIFY(m_window->statusBar()->currentMessage().contains("net.py"));
            }
            QTRY_VERIFY(!question());
        }
    }

    void whatFailsIsSaid() {
        open(test::endlessExperiment());
        runner().start({ExportOrder::What::Network, "onnx", {}, m_folder.filePath("gone/net.onnx")});
        QTRY_VERIFY(problem().contains("gone/net.onnx"));
        QVERIFY(problem().contains("Choose another folder"));
        QVERIFY(!m_window->findChild<ExportStatus*>()->isVisible());
    }

    void theStatusBarShowsItAndCancels() {
        open(test::tinyDigits());
        auto* status = m_window->findChild<ExportStatus*>();
        QVERIFY(!status->isVisible());
        QSignalSpy cancelled(&runner(), &ExportRunner::cancelled);
        runner().start({ExportOrder::What::Samples, "codes", {}, m_folder.filePath("given-up.csv")});
        QVERIFY(status->isVisible());
        QVERIFY(!action("Export…")->isEnabled());
        QTest::mouseClick(status->findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
        QVERIFY(!status->isVisible());
        QVERIFY(action("Export…")->isEnabled());
    }

    void withoutANetworkItSaysWhy() {
        m_window.emplace(test::faultyExperiment(), Appearance{ThemeChoice::Light});
        m_window->show();
        QTRY_COMPARE(controller().state(), State::Empty);
        QVERIFY(!action("Export…")->isEnabled());
        QVERIFY(action("Export…")->toolTip().contains("no network to export"));
    }

    void theWindowClosesWhenItIsWritten() {
        open(test::endlessExperiment());
        const QString path = m_folder.filePath("last.safetensors");
        runner().start({ExportOrder::What::Network, "safetensors", {}, path});
        QVERIFY(!m_window->close());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 60000);
        QVERIFY(QFile(path).size() > 100);
    }

private:
    ExportRunner& runner() { return m_window->findChild<ModelExporter*>()->runner(); }

    /// By its key.
    ExportDialog* openDialog() {
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(&*m_window))
            qFatal("The window is not active.");
        QTest::keyClick(&*m_window, Qt::Key_E, Qt::ControlModifier);
        ExportDialog* opened = nullptr;
        for (auto* dialog : m_window->findChildren<ExportDialog*>())
            if (dialog->isVisible())
                opened = dialog;
        if (!opened)
            qFatal("There is no dialog.");
        return opened;
    }
    static void choose(ExportDialog& dialog, const std::string& id) {
        auto* list = dialog.findChild<QListWidget*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        while (dialog.order().id != id && list->currentRow() + 1 < list->count())
            QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(dialog.order().id, id);
    }
    static void accept(ExportDialog& dialog) { QTest::keyClick(&dialog, Qt::Key_Return); }
};

HOURGLASS_TEST(ExportTest)
#include "ExportTest.moc"
