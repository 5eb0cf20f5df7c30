// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PictureMenu.h"
#include "tests/support/TestMain.h"
#include "tests/ui/charts/Svg.h"
#include "ui/charts/FigureView.h"
#include "ui/charts/LatentChart.h"
#include "ui/charts/LossChart.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <memory>
#include <set>

using namespace hourglass;
using namespace hourglass::ui;
using test::elementsOf;
using test::wordsOf;

namespace {
RunInfo info() {
    RunInfo run;
    run.dataset.classNames = {"shirt", "shoe, \"black\""};
    run.loss = "bce";
    run.stepsPerEpoch = 10;
    return run;
}

BatchReport batch(std::int64_t step) {
    BatchReport report;
    report.step = step;
    report.objective = 100.0 / double(step);
    report.terms = {{"BCE", report.objective, 1, "nats"}, {"KL", 0.5, 2, "nats"}};
    return report;
}

} // namespace

/// Pictures and data of charts, by the menu that every one of them has.
class PictureMenuTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<QWidget>();
        m_loss = new LossChart;
        m_latent = new LatentChart;
        m_figure = new FigureView;
        auto* layout = new QVBoxLayout(m_window.get());
        for (QWidget* chart :
             {static_cast<QWidget*>(m_loss), static_cast<QWidget*>(m_latent), static_cast<QWidget*>(m_figure)})
            layout->addWidget(chart);
        m_lossMenu = new PictureMenu(*m_loss, *m_loss);
        m_latentMenu = new PictureMenu(*m_latent, *m_latent);
        m_figureMenu = new PictureMenu(*m_figure, *m_figure);
        m_window->resize(520, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void picturesHaveTwoPixelsForOne() {
        fill();
        for (PictureMenu* menu : menus()) {
            const QImage image(saved(*menu, 0, "picture.png"));
            QVERIFY(!image.isNull());
            QVERIFY(image.width() > 2 * 400 && image.height() > 2 * 100);
            QCOMPARE(image.pixelColor(2, 2), m_window->palette().color(QPalette::Base));
        }
    }

    /// The classes' colours and the training line are there, above the legend, in which they are again.
    void thePictureShowsTheData() {
        fill();
        const QImage latent(saved(*m_latentMenu, 0, "latent.png"));
        QVERIFY(count(latent, classColour(0, m_window->palette())) > 50);
        QVERIFY(count(latent, classColour(1, m_window->palette())) > 50);
        const QImage loss(saved(*m_lossMenu, 0, "loss.png"));
        QVERIFY(count(loss, chartColours(m_window->palette()).training) > 200);
        const QImage legend = loss.copy(0, loss.height() - 60, loss.width(), 60);
        QVERIFY(count(legend, chartColours(m_window->palette()).training) > 20);
    }

    void drawingsAreLinesAndWords() {
        fill();
        for (PictureMenu* menu : menus()) {
            menu->refresh(); // as whoever shows it does
            const QString path = saved(*menu, 0, "drawing.svg");
            const QByteArray svg = contents(path);
            const auto elements = elementsOf(svg);
            QVERIFY2(elements.count("image") == 0, qPrintable(menu->title()));
            QVERIFY2(elements.count("text") >= 5, qPrintable(menu->title())); // title, labels of axes
            QVERIFY2(wordsOf(svg).contains(menu->title()), qPrintable(wordsOf(svg).join('|')));
            QVERIFY(QSvgRenderer(path).isValid());
        }
        const QByteArray latent = contents(saved(*m_latentMenu, 0, "latent.svg"));
        QVERIFY(latent.contains(">shirt<") && latent.contains(">code 1<"));
        QVERIFY(elementsOf(latent).count("path") + elementsOf(latent).count("circle") >= 4); // a mark for each sample
        const QByteArray loss = contents(saved(*m_lossMenu, 0, "loss.svg"));
        for (const char* word : {">training<", ">KL<", ">step<", ">objective (nats per sample)<"})
            QVERIFY2(loss.contains(word), word);
        QVERIFY(elementsOf(loss).count("polyline") >= 1);
    }

    void whatIsHiddenIsNotInThePicture() {
        fill();
        for (auto* box : m_latent->findChildren<QCheckBox*>())
            if (box->accessibleName() == "Show shirt")
                QTest::mouseClick(box, Qt::LeftButton);
        const QByteArray latent = contents(saved(*m_latentMenu, 0, "latent.svg"));
        QVERIFY(!latent.contains(">shirt<"));
        QVERIFY(!latent.contains(classColour(0, m_window->palette()).name().toUtf8()));
        QVERIFY(contents(saved(*m_latentMenu, 2, "all.csv")).contains(",shirt\n")); // but among the data
    }

    void thePointerIsNotInThePicture() {
        fill();
        auto* plot = m_latent->findChild<LatentPlot*>();
        const QByteArray before = contents(saved(*m_latentMenu, 0, "before.svg"));
        QTest::mouseMove(plot->viewport(), plot->toPixels({3, 2}).toPoint());
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY(!plot->accessibleDescription().isEmpty()); // the cursor stands on a sample
        QVERIFY(contents(saved(*m_latentMenu, 0, "after.svg")) == before);
    }

    void everyPointOfTheLossIsInTheTable() {
        m_loss->begin(info());
        std::vector<BatchReport> batches;
        for (int step = 1; step <= 5000; ++step) // far more than the chart draws
            batches.push_back(batch(step));
        m_loss->addBatches(batches);
        EpochReport epoch;
        epoch.step = 10;
        epoch.validationObjective = 7.25;
        epoch.validationMse = 0.125;
        m_loss->addEpoch(epoch);
        m_loss->showBaseline(0.0625, 2);
        const QList<QByteArray> lines = contents(saved(*m_lossMenu, 2, "loss.csv")).trimmed().split('\n');
        QCOMPARE(lines.size(), 5001);
        QCOMPARE(lines[0], QByteArray("step,training objective,BCE (weighted),KL (weighted),validation objective,"
                                      "validation MSE,PCA MSE"));
        QCOMPARE(lines[1], QByteArray("1,100,100,1,,,0.0625"));
        QCOMPARE(lines[10], QByteArray("10,10,10,1,7.25,0.125,0.0625"));
        QCOMPARE(lines[3].split(',')[1].toDouble(), 100.0 / 3);
    }

    void everySampleIsInTheTable() {
        fill();
        QCOMPARE(contents(saved(*m_latentMenu, 2, "latent.csv")),
                 QByteArray("sample,code 1,code 2,class\n0,-3,-2,shirt\n1,3,-2,\"shoe, \"\"black\"\"\"\n"
                            "2,-3,2,\"shoe, \"\"black\"\"\"\n3,3,2,shirt\n4,0.1,0.25,\n"));
    }

    void barsAreInTheTable() {
        fill();
        QCOMPARE(contents(saved(*m_figureMenu, 2, "bars.csv")),
                 QByteArray("activity from,activity to,units,goal\n0.5,0.75,3,2.5\n0.75,1,1.25,2.5\n"));
    }

    /// By real keys, on the chart that has the focus.
    void copiesOnCtrlC() {
        fill();
        QGuiApplication::clipboard()->clear();
        auto* plot = m_loss->findChild<LossPlot*>();
        QTest::mouseClick(plot->viewport(), Qt::LeftButton, {}, plot->rect().center());
        QVERIFY(plot->hasFocus());
        QTest::keySequence(plot, QKeySequence::Copy);
        const QImage copied = QGuiApplication::clipboard()->image();
        QVERIFY(count(copied, chartColours(m_window->palette()).training) > 200);
        m_figure->setFocus();
        QTest::keySequence(m_figure, QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->image().size() != copied.size());
    }

    void isTheContextMenu() {
        fill();
        auto* plot = m_loss->findChild<LossPlot*>();
        QContextMenuEvent event(QContextMenuEvent::Mouse, {60, 60}, plot->viewport()->mapToGlobal(QPoint(60, 60)));
        QApplication::sendEvent(plot->viewport(), &event);
        QTRY_VERIFY(m_lossMenu->isVisible());
        QCOMPARE(m_lossMenu->title(), QStringLiteral("Loss"));
        m_lossMenu->close();
    }

    void withoutDataItSaysSo() {
        for (PictureMenu* menu : {m_lossMenu, m_latentMenu, m_figureMenu}) {
            QVERIFY(menu->showsNothing());
            QSignalSpy failed(menu, &PictureMenu::failed);
            for (QAction* action : menu->actions())
                action->trigger();
            QCOMPARE(failed.count(), 3);
            QVERIFY(!m_window->findChild<QFileDialog*>());
        }
    }

    void whatCannotBeWrittenIsSaid_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("no folder") << "gone/x.png"
                                   << "gone/x.png";
        QTest::newRow("another format") << "x.jpg"
                                        << ".png or .svg";
    }
    void whatCannotBeWrittenIsSaid() {
        QFETCH(QString, name);
        QFETCH(QString, said);
        fill();
        QSignalSpy failed(m_lossMenu, &PictureMenu::failed);
        m_lossMenu->actions()[0]->trigger();
        Q_EMIT m_window->findChild<QFileDialog*>()->fileSelected(m_folder->filePath(name)); // the dialog refuses to
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY2(failed[0][0].toString().contains(said), qPrintable(failed[0][0].toString()));
    }

    void darkPicturesAreDark() {
        applyTheme(*qApp, ThemeChoice::Dark);
        fill();
        QVERIFY(QImage(saved(*m_lossMenu, 0, "dark.png")).pixelColor(2, 2).lightness() < 80);
        applyTheme(*qApp, ThemeChoice::Light);
    }

private:
    QList<PictureMenu*> menus() const { return {m_lossMenu, m_latentMenu, m_figureMenu}; }

    void fill() {
        m_loss->begin(info());
        std::vector<BatchReport> batches;
        for (int step = 1; step <= 30; ++step)
            batches.push_back(batch(step));
        m_loss->addBatches(batches);
        m_latent->begin(info());
        m_latent->showMap({"code 1", "code 2", {-3, 3, -3, 3, 0.1F}, {-2, -2, 2, 2, 0.25F}, {0, 1, 1, 0, -1}});
        m_figure->setFigure(
            {"Mean activity", "How often.", BarFigure{"activity", "units", {3, 1.25}, 0.5, 0.25, "goal", 2.5}});
        for (int turn = 0; turn < 2; ++turn) { // Qt Charts lays its axes out in the event loop
            m_loss->refreshNow();
            m_latent->refreshNow();
            QCoreApplication::processEvents();
        }
    }

    /// Chooses an entry of the menu and answers the dialog.
    QString saved(PictureMenu& menu, int entry, const QString& name) {
        const QString path = m_folder->filePath(name);
        QFile::remove(path);
        QSignalSpy saved(&menu, &PictureMenu::saved);
        menu.actions()[entry]->trigger();
        auto* dialog = m_window->findChild<QFileDialog*>();
        if (!dialog)
            qFatal("There is no dialog.");
        dialog->selectFile(path);
        QTest::keyClick(dialog, Qt::Key_Return);
        if (saved.isEmpty() && !saved.wait())
            qFatal("Nothing was saved.");
        QTest::qWaitFor([&] { return !m_window->findChild<QFileDialog*>(); });
        return path;
    }

    static QByteArray contents(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static int count(const QImage& image, const QColor& colour) {
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, y) == colour;
        return pixels;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    LossChart* m_loss = nullptr;
    LatentChart* m_latent = nullptr;
    FigureView* m_figure = nullptr;
    PictureMenu* m_lossMenu = nullptr;
    PictureMenu* m_latentMenu = nullptr;
    PictureMenu* m_figureMenu = nullptr;
};

HOURGLASS_TEST(PictureMenuTest)
#include "PictureMenuTest.moc"
