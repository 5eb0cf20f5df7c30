// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/train/ReconstructionFixture.h"
#include "ui/charts/PictureMenu.h"
#include "ui/style/HeatScale.h"
#include "ui/train/PinControls.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QDoubleSpinBox>

#include <limits>

using namespace hourglass;
using namespace hourglass::ui;

class ReconstructionPanelTest : public test::ReconstructionFixture {
    Q_OBJECT

private Q_SLOTS:
    void eachModeAsksForWhatItShows() {
        QCOMPARE(m_panel->mode(), Mode::Varied);
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        choose(Mode::Worst);
        QVERIFY(m_watch.extremes == Watch::Extremes::Worst);
        choose(Mode::Best);
        QVERIFY(m_watch.extremes == Watch::Extremes::Best);
        choose(Mode::Worst);
        click(0); // nothing there yet
        QVERIFY(m_panel->pinned().empty());
        m_panel->showSnapshot(look(), true);
        click(1);
        choose(Mode::Pinned);
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        QCOMPARE(m_watch.pinned, std::vector<std::int64_t>{21});
        choose(Mode::Varied);
        QVERIFY(m_watch.pinned.empty()); // what is not on show costs nothing
    }

    void aClickPinsAndUnpins() {
        QSignalSpy told(m_panel.get(), &ReconstructionPanel::watchEdited);
        click(2);
        click(0);
        QCOMPARE(m_panel->pinned(), (std::vector<std::int64_t>{2, 0}));
        QCOMPARE(told.count(), 2);
        QVERIFY(described(2).endsWith("; pinned"));
        click(2);
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{0});
        QVERIFY(!described(2).endsWith("; pinned"));
    }

    void enterPins() {
        view()->setFocus();
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(view(), Qt::Key_Right);
        QTest::keyClick(view(), Qt::Key_Return);
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{2});
        QVERIFY(view()->accessibleDescription().endsWith("; pinned"));
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
        snapshot.pinned = {test::rebuilt(7, 0.01), test::rebuilt(99, 0.02)};
        m_panel->showSnapshot(snapshot, true);
        QCOMPARE(view()->ownSample(0), std::optional<std::int64_t>(7)); // the newest first
        QCOMPARE(view()->visibleColumns(), 2);
        click(0);
        QCOMPARE(view()->visibleColumns(), 1);
        QTest::mouseClick(button("Unpin all samples"), Qt::LeftButton);
        QVERIFY(m_watch.pinned.empty() && m_panel->pinned().empty());
        QVERIFY(!button("Unpin all samples")->isEnabled());
    }

    void otherDataForgetThePins() {
        click(2);
        m_panel->begin(test::run());
        QCOMPARE(m_panel->pinned(), std::vector<std::int64_t>{2});
        choose(Mode::Pinned);
        m_panel->begin(test::run("fashion-mnist"));
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
        RunInfo wide = test::run();
        wide.dataset.inUnitRange = false;
        m_panel->begin(wide);
        m_panel->showSnapshot(look(), true);
        QCOMPARE(described(1), QStringLiteral("sample 1, class one: original; error (MSE) 0.0200"));
        QVERIFY(!note().contains("dB"));
    }

    void extremesAreComparedWithTheMean() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look(), true);
        QCOMPARE(note(), QStringLiteral("The worst of the validation samples: MSE 0.08"));
        EpochReport epoch;
        epoch.epoch = 11;
        epoch.validationMse = 0.035;
        m_panel->addEpoch(epoch);
        m_panel->showSnapshot(look(), true);
        QVERIFY2(note().contains("2.3 times the mean of all (0.035 after epoch 12/50)"), qPrintable(note()));
    }

    /// A snapshot that was on its way when the mode changed has the opposite ones.
    void theWorstAreNeverTakenForTheBest() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look(), true);
        QCOMPARE(view()->visibleColumns(), 2);
        choose(Mode::Best);
        QCOMPARE(view()->visibleColumns(), 0);
        m_panel->showSnapshot(look(), false);
        QCOMPARE(view()->visibleColumns(), 0);
        m_panel->showSnapshot(look(), true);
        QCOMPARE(view()->visibleColumns(), 2);
        m_panel->showSnapshot(look(), false); // something else was asked for meanwhile, which is not this panel's affair
        QCOMPARE(view()->visibleColumns(), 2);
    }

    void anErrorThatIsNoNumberIsTheWorst() {
        choose(Mode::Worst);
        Snapshot snapshot = look();
        snapshot.extremes.front().mse = std::numeric_limits<double>::quiet_NaN();
        m_panel->showSnapshot(snapshot, true);
        QCOMPARE(view()->visibleColumns(), 2);
        QVERIFY2(note().contains("nan"), qPrintable(note()));
    }

    /// There is no new snapshot while the network rests.
    void choosingTheSameAgainLeavesThePictures() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look(), true);
        auto* modes = m_panel->findChild<QComboBox*>();
        QSignalSpy activated(modes, &QComboBox::activated);
        modes->showPopup();
        QTest::keyClick(modes->view(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(view()->visibleColumns(), 2);
    }

    void whatIsNotOnShowIsNotAskedFor() {
        choose(Mode::Worst);
        m_panel->showSnapshot(look(), true);
        m_panel->hide();
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        choose(Mode::Pinned);
        QVERIFY(m_watch.pinned.empty());
        choose(Mode::Worst);
        QVERIFY(m_watch.extremes == Watch::Extremes::None);
        Snapshot plain = look();
        plain.extremes.clear();
        m_panel->showSnapshot(plain, true);
        m_panel->show();
        QVERIFY(m_watch.extremes == Watch::Extremes::Worst);
        m_panel->showSnapshot(plain, false); // was on its way
        QVERIFY(emptyTextIsShown());
        m_panel->showSnapshot(look(), true);
        QCOMPARE(view()->visibleColumns(), 2);
    }

    /// They are only made into pictures when they can be seen.
    void theNewestPicturesAreShown() {
        m_panel->hide();
        Snapshot newer = look();
        newer.reconstructions.resize(3);
        m_panel->showSnapshot(newer, true);
        QCOMPARE(view()->visibleColumns(), 5);
        m_panel->show();
        QCOMPARE(view()->visibleColumns(), 3);
    }
};

HOURGLASS_TEST(ReconstructionPanelTest)
#include "ReconstructionPanelTest.moc"
