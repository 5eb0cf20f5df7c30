// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionPanel.h"
#include "tests/support/PlainAlbum.h"
#include "tests/support/TestMain.h"
#include "ui/charts/PictureMenu.h"
#include "ui/style/HeatScale.h"
#include "ui/style/Theme.h"
#include "ui/train/ElsewhereControls.h"
#include "ui/train/PinControls.h"
#include "ui/train/ReconstructionView.h"
#include "ui/widgets/FaultLabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;
using Mode = ReconstructionPanel::Mode;

namespace {

Image grey(std::uint8_t value) {
    return {28, 28, 1, std::vector<std::uint8_t>(28 * 28, value)};
}

Reconstruction rebuilt(std::int64_t sample, double mse) {
    return {sample, 1, grey(10), grey(10), grey(30), grey(51), mse};
}

RunInfo run(const std::string& kind = "digits") {
    RunInfo info;
    info.experiment.dataset.kind = kind;
    info.dataset.title = "Handwritten digits";
    info.dataset.sampleShape = Shape{{1, 28, 28}};
    info.dataset.classNames = {"zero", "one"};
    info.dataset.validationCount = 40;
    info.dataset.trainingCount = 60;
    info.stages = {{"Whole network", 50}};
    info.experiment.training.set("epochs", std::int64_t(50));
    info.album = std::make_shared<test::PlainAlbum>(100, grey(200));
    return info;
}

} // namespace

class ReconstructionPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        m_watch = {};
        m_panel = std::make_unique<ReconstructionPanel>();
        connect(m_panel.get(), &ReconstructionPanel::watchEdited, this,
                [this](const std::function<void(Watch&)>& change) { change(m_watch); });
        m_panel->resize(900, 400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_panel->begin(run());
        m_panel->showSnapshot(look());
    }
    void cleanup() { m_panel.reset(); }

    void eachModeAsksForWhatItShows() {
        QCOMPARE(m_panel->mode(), Mode::Varied);
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        choose(Mode::Worst);
        QVERIFY(m_watch.extremes == Watch::Extremes::Worst);
        choose(Mode::Best);
        QVERIFY(m_watch.extremes == Watch::Extremes::Best);
        choose(Mode::Worst);
        click(view(), 0); // nothing there yet
        QVERIFY(m_panel->pinned().empty());
        m_panel->showSnapshot(look());
        click(view(), 1);
        choose(Mode::Pinned);
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        QCOMPARE(m_watch.pinned, std::vector<std::int64_t>{21});
        choose(Mode::Varied);
        QVERIFY(m_watch.pinned.empty()); // what is not on show costs nothing
    }

    void aClickPinsAndUnpins() {
        QSignalSpy told(m_panel.get(), &ReconstructionPanel::watchEdited);
        click(view(), 2);
        click(view(), 0);
        QCOMPARE(m_panel->pinned(), (std::vector<std::int64_t>{2, 0}));
        QCOMPARE(told.count(), 2);
        QVERIFY(described(2).endsWith("; pinned"));
        click(view(), 2);
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{0});
        QVERIFY(!described(2).endsWith("; pinned"));
    }

    void enterPins() {
        view()->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(view(), Qt::Key_Right);
        QTest::keyClick(view(), Qt::Key_Return);
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{2});
        QTest::keyClick(view(), Qt::Key_Return);
        QVERIFY(m_panel->pinned().empty());
    }

    void theMenuPins() {
        auto* menu = m_panel->findChild<PictureMenu*>();
        QTest::mouseClick(view(), Qt::RightButton, {}, view()->cellRect(1, 1).center());
        QVERIFY(m_panel->pinned().empty());
        Q_EMIT menu->aboutToShow();
        QAction* pin = menu->actions().last();
        QCOMPARE(QString(pin->text()).remove('&'), QStringLiteral("Pin this sample"));
        pin->trigger();
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{1});
        Q_EMIT menu->aboutToShow();
        QCOMPARE(QString(pin->text()).remove('&'), QStringLiteral("Unpin this sample"));
    }

    void pinnedByTheirNumber() {
        choose(Mode::Pinned);
        QVERIFY(emptyTextIsShown());
        auto* controls = m_panel->findChild<PinControls*>();
        auto* box = controls->findChild<QDoubleSpinBox*>();
        for (const char* number : {"99", "7"}) {
            QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(box, number);
            QTest::keyClick(box, Qt::Key_Return);
        }
        QTest::mouseClick(button("Pin the sample with this number"), Qt::LeftButton); // is pinned already
        QCOMPARE(m_watch.pinned, (std::vector<std::int64_t>{99, 7}));
        Snapshot snapshot = look();
        snapshot.pinned = {rebuilt(7, 0.01), rebuilt(99, 0.02)};
        m_panel->showSnapshot(snapshot);
        QCOMPARE(view()->ownSample(0), std::optional<std::int64_t>(99)); // in the order in which they were pinned
        QCOMPARE(view()->visibleColumns(), 2);
        click(view(), 0);
        QCOMPARE(view()->visibleColumns(), 1);
        QTest::mouseClick(button("Unpin all samples"), Qt::LeftButton);
        QVERIFY(m_watch.pinned.empty() && m_panel->pinned().empty());
        QVERIFY(!button("Unpin all samples")->isEnabled());
    }

    void otherDataForgetThePins() {
        click(view(), 2);
        m_panel->begin(run());
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{2});
        choose(Mode::Pinned);
        m_panel->begin(run("fashion-mnist"));
        QVERIFY(m_panel->pinned().empty() && m_watch.pinned.empty());
    }

    void differencesAsHeatMapOrGrey() {
        const auto colour = [this] {
            return m_panel->grab().toImage().pixel(view()->mapTo(m_panel.get(), view()->cellRect(2, 1).center()));
        };
        QCOMPARE(colour(), heatColour(0.2));
        auto* heat = m_panel->findChild<QCheckBox*>();
        QTest::mouseClick(heat, Qt::LeftButton, {}, {8, heat->height() / 2});
        QCOMPARE(colour(), qRgb(51, 51, 51));
    }

    void everySampleHasItsFigures() {
        QCOMPARE(described(1), QStringLiteral("sample 1, class one: original; error (MSE) 0.0200; PSNR 17.0 dB"));
        QVERIFY2(note().contains("0.03") && note().contains("15.2 dB"), qPrintable(note())); // mean of 0.01 … 0.05
        RunInfo wide = run();
        wide.dataset.inUnitRange = false;
        m_panel->begin(wide);
        m_panel->showSnapshot(look());
        QCOMPARE(described(1), QStringLiteral("sample 1, class one: original; error (MSE) 0.0200"));
        QVERIFY(!note().contains("dB"));
    }

    void extremesAreComparedWithTheMean() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look());
        QCOMPARE(note(), QStringLiteral("The worst of the validation samples: MSE 0.08"));
        EpochReport epoch;
        epoch.epoch = 11;
        epoch.validationMse = 0.035;
        m_panel->addEpoch(epoch);
        m_panel->showSnapshot(look());
        QVERIFY2(note().contains("2.3 times the mean of all (0.035 after epoch 12/50)"), qPrintable(note()));
    }

    /// A snapshot that was on its way when the mode changed has the opposite ones.
    void theWorstAreNeverTakenForTheBest() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look());
        QCOMPARE(view()->visibleColumns(), 2);
        choose(Mode::Best);
        QCOMPARE(view()->visibleColumns(), 0);
        m_panel->showSnapshot(look());
        QCOMPARE(view()->visibleColumns(), 0);
        Snapshot snapshot = look();
        std::ranges::reverse(snapshot.extremes);
        m_panel->showSnapshot(snapshot);
        QCOMPARE(view()->visibleColumns(), 2);
    }

    void dataFromElsewhereStandBesideTheOwn() {
        choose(Mode::Elsewhere);
        QVERIFY(emptyTextIsShown());
        controls()->open("customers-products"); // cannot be brought to pictures
        QTRY_VERIFY(fault()->isVisible());
        QVERIFY2(fault()->text().contains("1 × 28 × 28"), qPrintable(fault()->text()));
        QVERIFY(!m_watch.elsewhere);

        auto* menu = controls()->findChild<QMenu*>();
        QTimer::singleShot(0, menu, [menu] {     // the button waits for its menu
            QTest::keyClick(menu, Qt::Key_Down); // the digits come first
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(button("Data to show to the network"), Qt::LeftButton);
        QTRY_VERIFY(m_watch.elsewhere);
        QVERIFY(!fault()->isVisible());

        Snapshot snapshot = look();
        for (std::int64_t i = 0; i < m_watch.elsewhere->count(); ++i)
            snapshot.elsewhere.push_back(rebuilt(i, 0.3));
        m_panel->showSnapshot(snapshot);
        QVERIFY2(note().contains("Own data 0.03, these 0.3") && note().contains("specific"), qPrintable(note()));
        QVERIFY(view()->visibleColumns() > 4);
        QCOMPARE(view()->ownSample(2), std::optional<std::int64_t>(2));
        QVERIFY(!view()->ownSample(3)); // the strangers begin here
        click(view(), 3);
        QVERIFY(m_panel->pinned().empty());
        QVERIFY(view()->csv()().contains("\nHandwritten digits,2,one,0.03,original,"));
        QVERIFY(view()->csv()().count("\n" + QByteArray::fromStdString(m_watch.elsewhere->info().title) + ",15,") >= 4);
    }

    void aDroppedFileIsShown() {
        QVERIFY(!m_panel->acceptDrops()); // the window opens it
        choose(Mode::Elsewhere);
        QVERIFY(m_panel->acceptDrops());
        drop(write("half.pgm", "P5\n2 2\n255\n" + QByteArray("\x00\xff\x00\xff", 4)));
        QTRY_VERIFY(m_watch.elsewhere);
        QCOMPARE(m_watch.elsewhere->info().title, std::string("half.pgm"));
        drop(write("damaged.png", QByteArray("\x89PNG\r\n\x1a\n", 8) + "no picture"));
        QTRY_VERIFY(fault()->isVisible());
        QVERIFY2(fault()->text().contains("damaged.png"), qPrintable(fault()->text()));
        QVERIFY(!m_watch.elsewhere);
        choose(Mode::Varied);
        QVERIFY(!fault()->isVisible() && !m_panel->acceptDrops());
    }

    void whatIsOpenIsOpenedForTheNextNetwork() {
        choose(Mode::Elsewhere);
        controls()->open("digits");
        QTRY_VERIFY(m_watch.elsewhere);
        const auto first = m_watch.elsewhere;
        m_panel->begin(run());
        QCOMPARE(m_watch.elsewhere, first); // the same data
        RunInfo smaller = run("pictures");
        smaller.dataset.sampleShape = Shape{{1, 14, 14}};
        m_panel->begin(smaller);
        QVERIFY(!m_watch.elsewhere);
        QTRY_VERIFY(m_watch.elsewhere);
        QVERIFY(m_watch.elsewhere->info().sampleShape == Shape({{1, 14, 14}}));
    }

private:
    ReconstructionView* view() const { return m_panel->findChild<ReconstructionView*>(); }
    ElsewhereControls* controls() const { return m_panel->findChild<ElsewhereControls*>(); }
    FaultLabel* fault() const { return m_panel->findChild<FaultLabel*>(); }
    QString note() const {
        for (const QLabel* label : m_panel->findChildren<QLabel*>())
            if (label->accessibleName() == "What the figures say")
                return label->isVisible() ? label->text() : QString();
        return {};
    }
    QPushButton* button(const QString& name) const {
        for (auto* button : m_panel->findChildren<QPushButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }
    bool emptyTextIsShown() const { return view()->isEmpty() && view()->visibleColumns() == 0; }
    void choose(Mode mode) {
        auto* modes = m_panel->findChild<QComboBox*>();
        while (modes->currentIndex() != int(mode))
            QTest::keyClick(modes, modes->currentIndex() < int(mode) ? Qt::Key_Down : Qt::Key_Up);
    }
    static void click(ReconstructionView* view, int column) {
        QTest::mouseClick(view, Qt::LeftButton, {},
                          view->visibleColumns() ? view->cellRect(0, column).center() : QPoint(9, 9));
    }
    /// What is told of the column's original, by way of the keyboard.
    QString described(int column) const {
        view()->setFocus();
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(view(), Qt::Key_Left);
            QTest::keyClick(view(), Qt::Key_Up);
        }
        for (int i = 0; i < column; ++i)
            QTest::keyClick(view(), Qt::Key_Right);
        return view()->accessibleDescription();
    }
    static Snapshot look() {
        Snapshot snapshot;
        for (int i = 0; i < 5; ++i)
            snapshot.reconstructions.push_back(rebuilt(i, 0.01 * (i + 1)));
        snapshot.extremes = {rebuilt(20, 0.08), rebuilt(21, 0.06)};
        return snapshot;
    }
    QString write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test's own file cannot be written.");
        return file.fileName();
    }
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_panel.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_panel.get(), &event);
    }

    std::unique_ptr<ReconstructionPanel> m_panel;
    Watch m_watch;
    QTemporaryDir m_folder;
};

HOURGLASS_TEST(ReconstructionPanelTest)
#include "ReconstructionPanelTest.moc"
