// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/pictures/CompareView.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/PicturesWorkspace.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QTableWidgetItem>
#include <QToolButton>

#include <cmath>

using namespace hourglass;
using namespace hourglass::ui;

/// The workspace Pictures in the whole window.
class PhotographsTest : public test::WindowFixture {
    Q_OBJECT

    static constexpr int Patience = 60'000; // ms: a network of convolutions trains
    QTemporaryDir m_photographs;

    QString photograph(const QString& name) {
        QImage picture(80, 64, QImage::Format_Grayscale8);
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixelColor(x, y,
                                      QColor::fromHsv(0, 0, int(128 + 60 * std::sin(x * 0.3) + 40 * std::cos(y * 0.2))));
        const QString path = m_photographs.filePath(name);
        return picture.save(path) ? path : QString();
    }
    PicturesWorkspace& pictures() { return *m_window->findChild<PicturesWorkspace*>(); }

private Q_SLOTS:
    void aDroppedPhotographGoesThere() {
        open(test::tinyDigits());
        drop(photograph("a.png"));
        QVERIFY(pictures().isVisible());
        QCOMPARE(pictures().shelf().current()->name, QString("a.png"));
        QTRY_VERIFY_WITH_TIMEOUT(!pictures().view().isEmpty(), Patience);
        drop(photograph("b.png")); // there is one way in, wherever it is dropped
        QCOMPARE(pictures().shelf().count(), 2);
    }

    void picturesArePastedFromAnywhere() {
        open(test::tinyDigits());
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+1"));
        QTRY_VERIFY(!pictures().isVisible());
        QGuiApplication::clipboard()->setImage(QImage(photograph("pasted.png")));
        QTest::keySequence(&*m_window, QKeySequence::Paste);
        QTRY_COMPARE(pictures().shelf().count(), 1);
        QVERIFY(pictures().isVisible());
        auto* files = new QMimeData; // as file managers copy them
        files->setUrls({QUrl::fromLocalFile(m_photographs.filePath("pasted.png"))});
        QGuiApplication::clipboard()->setMimeData(files);
        QTest::keySequence(&*m_window, QKeySequence::Paste); // the tab bar has the focus
        QTRY_COMPARE(pictures().shelf().count(), 2);
        QVERIFY2(problem().isEmpty(), qPrintable(problem()));
    }

    void theMenuBringsTheWorkspaceForward() {
        open(test::tinyDigits());
        QVERIFY(!action("Save restored picture…")->isEnabled());
        QVERIFY(!action("Restore all…")->isEnabled());
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+1"));
        QTRY_VERIFY(!pictures().isVisible());
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+Shift+O"));
        QTRY_VERIFY(pictures().isVisible()); // it comes forward
        nameTheFile(photograph("menu.png"));
        QTRY_COMPARE(pictures().shelf().count(), 1);
        QVERIFY(action("Restore all…")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(action("Save restored picture…")->isEnabled(), Patience);

        // From another workspace, and by keys alone.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&*m_window));
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+1"));
        QTRY_VERIFY(!pictures().isVisible());
        QTest::keyClick(&*m_window, Qt::Key_P, Qt::AltModifier);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_S);
        QTRY_VERIFY(pictures().isVisible());
        const QString saved = m_photographs.filePath("by-menu.png");
        nameTheFile(saved);
        QTRY_VERIFY(QFileInfo::exists(saved));
        QFile::remove(saved);
    }

    void aFolderIsTrainedOnAndThePictureIsRestoredMeanwhile() {
        open(test::tinyDigits());
        for (const char* name : {"1.png", "2.png", "3.png"})
            photograph(name);
        drop(photograph("1.png"));
        const auto buttons = pictures().findChildren<QToolButton*>();
        const auto button = std::ranges::find(buttons, QString("Train on a folder…"), &QToolButton::text);
        QVERIFY(button != buttons.end());
        QTest::mouseClick(*button, Qt::LeftButton);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(m_photographs.path());
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(controller().state() == State::Training && controller().stepsDone() > 0, Patience);
        QCOMPARE(session().editor().experiment().dataset.kind, std::string("photographs"));
        QVERIFY(pictures().isVisible());
        const auto isRestored = [this] {
            const FigureTable& table = pictures().figures();
            for (int row = 0; row < table.rowCount(); ++row)
                if (table.item(row, 0)->text() == "This model" &&
                    table.item(row, table.columnCount() - 1)->text().endsWith(" s"))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isRestored(), Patience);
        session().stop();
        QTRY_COMPARE_WITH_TIMEOUT(controller().state(), State::Finished, Patience);
    }
};

HOURGLASS_TEST(PhotographsTest)
#include "PhotographsTest.moc"
