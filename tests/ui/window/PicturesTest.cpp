// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/charts/FigureView.h"
#include "ui/charts/PictureMenu.h"
#include "ui/charts/PlotView.h"
#include "ui/compare/RunTable.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/window/ViewMenu.h"

#include <QFile>
#include <QImage>
#include <QStatusBar>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

/// View > Pictures and data: what is on show in the whole window, after a real training.
class PicturesTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyChartIsInTheMenu() {
        open(variational());
        QTRY_VERIFY(menuTitles().contains("Latent space"));
        QVERIFY(!menuTitles().contains("Loss")); // nothing is drawn yet
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Finished);
        const QStringList offered = menuTitles();
        for (const char* title : {"Loss", "Latent space", "Reconstructions"})
            QVERIFY2(offered.contains(title), qPrintable(offered.join(' ')));
        QVERIFY(offered.size() > 3); // the figures of the lens
    }

    void nothingIsDrawnThatCannotBeTakenAway() {
        open(variational());
        click(trainMenu().train()); // so that the lens has its figures
        QTRY_COMPARE(controller().state(), State::Finished);
        QList<QWidget*> drawn;
        for (QWidget* widget : m_window->findChildren<QWidget*>())
            if (qobject_cast<PlotView*>(widget) || qobject_cast<ImageGrid*>(widget) || qobject_cast<FigureView*>(widget))
                drawn << widget;
        QVERIFY(drawn.size() >= 6); // loss, latent space, reconstructions, a figure, and two in Compare
        for (QWidget* widget : drawn) {
            const QWidget* shown = widget;
            while (shown && !shown->findChild<PictureMenu*>({}, Qt::FindDirectChildrenOnly))
                shown = shown->parentWidget();
            QVERIFY2(shown, qPrintable(widget->accessibleName()));
        }
    }

    void everyOneCanBeSaved() {
        open(variational());
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Finished);
        auto* runs = m_window->findChild<RunTable*>();
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+4"));
        QTRY_VERIFY(runs->rowCount() > 1);
        runs->setData(runs->index(1, RunTable::Tick), Qt::Checked, Qt::CheckStateRole);
        QTRY_COMPARE(menuTitles().filter("ticked runs").size(), 2);
        int number = 0;
        for (auto* menu : m_window->findChildren<PictureMenu*>()) {
            if (menu->showsNothing())
                continue;
            const QString name = m_folder.filePath(QString("chart%1").arg(++number));
            const std::pair<int, QString> files[] = {{0, name + ".png"}, {0, name + ".svg"}, {2, name + ".csv"}};
            for (const auto& [entry, path] : files) {
                menu->actions()[entry]->trigger();
                nameTheFile(path);
                QTRY_VERIFY(m_window->statusBar()->currentMessage().contains(path));
                QVERIFY2(QFile(path).size() > 20, qPrintable(path));
            }
            QVERIFY(!QImage(name + ".png").isNull());
        }
        QVERIFY(number >= 6);
    }

    void whatFailsIsSaid() {
        open(test::tinyExperiment(3));
        const auto menus = m_window->findChildren<PictureMenu*>();
        const auto empty = std::ranges::find_if(menus, [](auto* menu) { return menu->showsNothing(); });
        QVERIFY(empty != menus.end()); // nothing has been trained yet
        auto* menu = *empty;
        menu->actions().front()->trigger();
        QVERIFY2(problem().contains("nothing yet"), qPrintable(problem()));
    }

private:
    /// Whose lens has something to show.
    static Experiment variational() { return withVariant(test::tinyExperiment(3), "variational"); }
    QStringList menuTitles() {
        auto* menu = action("Pictures and data")->menu();
        Q_EMIT menu->aboutToShow();
        QStringList titles;
        for (const QAction* entry : menu->actions())
            titles << entry->text();
        return titles;
    }
};

HOURGLASS_TEST(PicturesTest)
#include "PicturesTest.moc"
