// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/charts/PictureMenu.h"
#include "ui/window/ViewMenu.h"

#include <QFile>
#include <QImage>
#include <QStatusBar>

using namespace hourglass;
using namespace hourglass::ui;

/// View > Pictures and data: what is on show in the whole window, after a real training.
class PicturesTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyChartIsInTheMenu() {
        open(test::tinyExperiment(3));
        QStringList offered = menuTitles();
        QVERIFY(!offered.contains("Loss")); // nothing is drawn yet
        QVERIFY(offered.contains("Latent space"));
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Finished);
        offered = menuTitles();
        for (const char* title : {"Loss", "Latent space", "Reconstructions"})
            QVERIFY2(offered.contains(title), qPrintable(offered.join(' ')));
        QVERIFY(offered.size() > 3); // the figures of the lens
    }

    void everyOneCanBeSaved() {
        open(test::tinyExperiment(3));
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Finished);
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
        QVERIFY(number >= 4);
    }

    void whatFailsIsSaid() {
        open(test::tinyExperiment(3));
        auto* menu = m_window->findChildren<PictureMenu*>().front();
        QVERIFY(menu->showsNothing());
        menu->actions().front()->trigger();
        QVERIFY2(problem().contains("nothing yet"), qPrintable(problem()));
    }

private:
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
