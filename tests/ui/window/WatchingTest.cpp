// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/train/ReconstructionPanel.h"
#include "ui/train/ReconstructionView.h"

#include <QComboBox>
#include <QFile>
#include <QWindow>

using namespace hourglass;
using namespace hourglass::ui;

/// What the Train workspace wants to see, in the whole window.
class WatchingTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void aPinnedSampleIsRebuilt() {
        open(test::tinyDigits());
        QTRY_VERIFY(view()->visibleColumns() > 0);
        const std::int64_t sample = *view()->ownSample(1);
        QTest::mouseClick(view(), Qt::LeftButton, {}, view()->cellRect(0, 1).center());
        show(ReconstructionPanel::Mode::Pinned);
        QTRY_COMPARE(view()->visibleColumns(), 1);
        QCOMPARE(view()->ownSample(0), std::optional(sample));
        trainAndPause();
        QCOMPARE(view()->ownSample(0), std::optional(sample));
    }

    /// Dropped on the panel, a picture is shown to the network; dropped elsewhere, it would be opened.
    void theDropOnThePanelIsThePanels() {
        open(test::tinyDigits());
        QTRY_VERIFY(view()->visibleColumns() > 0);
        show(ReconstructionPanel::Mode::Elsewhere);
        const QString path = m_folder.filePath("grey.pgm");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("P5\n2 2\n255\n@@@@");
        file.close();
        const Experiment before = session().editor().experiment();
        dropAt(view()->mapTo(&*m_window, view()->rect().center()), path);
        QTRY_VERIFY(controller().watch().elsewhere);
        QTRY_VERIFY(!view()->isEmpty());
        QVERIFY(view()->csv()().contains("\ngrey.pgm,0,"));
        QVERIFY(session().editor().experiment() == before);
        QVERIFY2(problem().isEmpty(), qPrintable(problem()));
    }

private:
    ReconstructionView* view() { return m_window->findChild<ReconstructionView*>(); }
    void show(ReconstructionPanel::Mode mode) {
        auto* modes = m_window->findChild<ReconstructionPanel*>()->findChild<QComboBox*>();
        while (modes->currentIndex() < int(mode))
            QTest::keyClick(modes, Qt::Key_Down);
    }
    /// As the desktop does: the window finds out whose it is.
    void dropAt(const QPoint& place, const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QWindow* window = m_window->windowHandle();
        QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QDragMoveEvent move(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &move);
        QDropEvent drop(QPointF(place), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
    }
};

HOURGLASS_TEST(WatchingTest)
#include "WatchingTest.moc"
