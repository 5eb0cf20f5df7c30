// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/design/DesignPanelFixture.h"
#include "ui/session/Convert.h"

#include <QHelpEvent>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolTip>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

Image plain(std::uint8_t value) {
    return {4, 4, 1, std::vector<std::uint8_t>(16, value)};
}

/// Every picture another grey.
Preview greys() {
    return {plain(200), {plain(10), plain(20)}, plain(30), {plain(40), plain(50), plain(60)}, plain(70)};
}

} // namespace

/// A sample on its way through the bars, and what mends a faulty network.
class DesignPreviewTest : public test::DesignPanelFixture {
    Q_OBJECT

    /// What is drawn at the right of a bar.
    int greyBeside(LayerBar* bar) {
        const QImage image = view()->grab().toImage();
        const QPoint place(view()->width() - 26, bar->geometry().center().y());
        return image.pixelColor(place * image.devicePixelRatio()).red();
    }
    QString tipBeside(LayerBar* bar) {
        const QPoint place(view()->width() - 26, bar->geometry().center().y());
        QHelpEvent event(QEvent::ToolTip, place, view()->mapToGlobal(place));
        QApplication::sendEvent(view(), &event);
        return QToolTip::text();
    }
    QList<QPushButton*> offers() {
        QList<QPushButton*> list;
        for (auto* button : view()->findChildren<QPushButton*>())
            if (button->isVisible())
                list << button;
        return list;
    }
    void showFaulty() {
        const NetworkSpec faulty{{dense(196), newLayer("convolution")}, {"vector", 8, "none"}, true, {}};
        show(faulty);
        Experiment experiment = defaultExperiment();
        experiment.network = faulty;
        m_panel->offerRepairs(repairs(experiment, Shape{{1, 28, 28}}, 10));
    }

private Q_SLOTS:
    void eachBarHasItsPicture() {
        const int before = bar(BarRole::Input)->width();
        m_panel->setPreview(greys(), 12);
        QVERIFY(bar(BarRole::Input)->width() < before); // the column takes room
        QCOMPARE(greyBeside(bar(BarRole::Input)), 200);
        QCOMPARE(greyBeside(bar(BarRole::Encoder, 0)), 10);
        QCOMPARE(greyBeside(bar(BarRole::Encoder, 1)), 20);
        QCOMPARE(greyBeside(bar(BarRole::Code)), 30);
        QCOMPARE(greyBeside(bar(BarRole::Decoder, 0)), 40);
        QCOMPARE(greyBeside(bar(BarRole::Decoder, 2)), 60);
        QCOMPARE(greyBeside(bar(BarRole::Output)), 70);
        m_panel->setPreview({}, 0);
        QCOMPARE(bar(BarRole::Input)->width(), before);
    }

    void thePointerShowsItLarge() {
        m_panel->setPreview(greys(), 12);
        QVERIFY(tipBeside(bar(BarRole::Encoder, 1)).contains("data:image/png"));
        QVERIFY(tipBeside(bar(BarRole::Encoder, 1)).contains("this layer makes of sample 12"));
        QVERIFY(tipBeside(bar(BarRole::Input)).contains("as it goes in"));
        QVERIFY(tipBeside(bar(BarRole::Output)).contains("as it comes out"));
    }

    void whatDoesNotStandHasNone() {
        const int window = m_panel->palette().color(QPalette::Window).red();
        m_panel->setPreview({plain(200), {plain(10)}, {}, {}, {}}, 0);
        QCOMPARE(greyBeside(bar(BarRole::Encoder, 0)), 10);
        QCOMPARE(greyBeside(bar(BarRole::Encoder, 1)), window);
        QCOMPARE(greyBeside(bar(BarRole::Code)), window);
        QCOMPARE(greyBeside(bar(BarRole::Output)), window);
        QVERIFY(!tipBeside(bar(BarRole::Code)).contains("data:image"));
    }

    void anotherSampleIsAskedForAtTheInput() {
        m_panel->setPreview(greys(), 12);
        QSignalSpy asked(m_panel, &DesignPanel::nextSampleRequested);
        bar(BarRole::Input)->setFocus();
        QTest::keyClick(bar(BarRole::Input), Qt::Key_Return);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
    }

    void aFaultComesWithWhatMendsIt() {
        showFaulty();
        QCOMPARE(offers().size(), 2);
        QCOMPARE(offers()[0]->text(), "Reshape to 1 × 14 × 14 before it");
        for (const auto* button : offers()) // all of it can be read, and nothing lies over the next bar
            QVERIFY(button->parentWidget()->geometry().bottom() < bar(BarRole::Code)->y());
        QTest::mouseClick(offers()[0], Qt::LeftButton);
        QCOMPARE(m_edits, QStringList("Reshape to 1 × 14 × 14 before it"));
        QCOMPARE(m_network.encoder.size(), std::size_t(3));
        QVERIFY(!inspect(m_network, Shape{{1, 28, 28}}).fault);
        QVERIFY(offers().empty());
    }

    void theKeyboardMendsItToo() {
        showFaulty();
        offers()[1]->setFocus(Qt::TabFocusReason);
        QTest::keyClick(offers()[1], Qt::Key_Space);
        QCOMPARE(m_edits, QStringList("Remove convolution"));
    }

    void everyBarTellsItsCost() {
        QVERIFY(bar(BarRole::Encoder, 0)->accessibleDescription().contains("2.0 kB of memory and 803k operations"));
        QVERIFY(bar(BarRole::Encoder, 0)->toolTip().contains("803k operations"));
    }
};

HOURGLASS_TEST(DesignPreviewTest)
#include "DesignPreviewTest.moc"
