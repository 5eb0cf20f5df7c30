// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/InsidePanel.h"
#include "tests/support/PlainAlbum.h"
#include "tests/support/TestMain.h"
#include "ui/charts/FigureView.h"
#include "ui/style/Theme.h"
#include "ui/train/InsideTable.h"
#include "ui/train/InsideWorries.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>

#include <limits>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

Image dots() {
    return {4, 2, 1, {0, 255, 0, 255, 255, 0, 255, 0}};
}

LayerInside layer(NetworkPart part, const std::string& title, double gradient) {
    LayerInside layer;
    layer.part = part;
    layer.title = title;
    layer.output = Shape{{8}};
    layer.activations = dots();
    layer.gradientNorm = gradient;
    return layer;
}

/// Of a network that has nothing to worry about.
Inside healthy() {
    Inside inside;
    inside.layers = {layer(NetworkPart::Encoder, "dense 128, relu", 0.5),
                     layer(NetworkPart::Encoder, "dropout", std::numeric_limits<double>::quiet_NaN()),
                     layer(NetworkPart::Code, "code 8, tanh", 0.2), layer(NetworkPart::Decoder, "dense 784, sigmoid", 1.5)};
    inside.layers[3].saturated = 0.8; // as pictures in black and white should be
    inside.layers[1].dead = 0.9;      // what has no weights only hands on
    inside.figures = {{"What it looks for", "", PictureFigure{{dots(), dots()}, {}, {}}},
                      {"Activations", "", BarFigure{"activation", "how often", {3, 1}}}};
    return inside;
}

Snapshot with(const std::optional<Inside>& inside, std::uint64_t watch = 1) {
    Snapshot snapshot;
    snapshot.watch = watch;
    snapshot.inside = inside;
    return snapshot;
}

RunInfo run() {
    RunInfo info;
    info.album = std::make_shared<test::PlainAlbum>(50, dots());
    return info;
}

} // namespace

class InsidePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        m_watch = {};
        m_panel = std::make_unique<InsidePanel>();
        connect(m_panel.get(), &InsidePanel::watchEdited, this,
                [this](const std::function<void(Watch&)>& change) { change(m_watch); });
        m_panel->resize(900, 400);
    }
    void cleanup() { m_panel.reset(); }

    void onlyWhatIsSeenIsAskedFor() {
        m_panel->begin(run());
        QVERIFY(!m_watch.inside);
        m_panel->show();
        QVERIFY(m_watch.inside);
        m_panel->hide();
        QVERIFY(!m_watch.inside);
        m_panel->begin(run());
        QVERIFY(!m_watch.inside);
    }

    void beforeThereIsAnythingItTeaches() {
        open();
        QVERIFY(label("Here the network can be seen from inside"));
        QVERIFY(!table()->isVisible());
        m_panel->showSnapshot(with(healthy()), true);
        QVERIFY(!label("Here the network can be seen from inside"));
        QVERIFY(table()->isVisible());
        m_panel->begin(run());
        QVERIFY(label("Here the network can be seen from inside"));
    }

    void aNetworkOutOfRangeIsExplained() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        m_panel->showSnapshot(with({}), true);
        QVERIFY(label("left the range of floats"));
        m_panel->showSnapshot(with({}), true);
        QVERIFY(label("left the range of floats"));
        m_panel->showSnapshot(with(healthy()), true);
        QVERIFY(table()->isVisible());
    }

    /// Also at the very first look.
    void outOfRangeFromTheStart() {
        open();
        m_panel->showSnapshot(with({}), false); // was taken before anything was asked for
        QVERIFY(label("Here the network can be seen from inside"));
        m_panel->showSnapshot(with({}), true);
        QVERIFY(label("left the range of floats"));
        m_panel->begin(run());
        QVERIFY(label("Here the network can be seen from inside"));
    }

    void whatCannotBeShownIsExplained() {
        open();
        Snapshot given = with({}, 7);
        given.watchFault = "There is not enough memory.";
        m_panel->showSnapshot(given, true);
        QVERIFY(label("not enough memory.") && !label("range of floats"));
        m_panel->showSnapshot(with({}, 7), true); // told once, and still so
        QVERIFY(label("not enough memory."));
        m_panel->showSnapshot(with({}, 8), true);
        QVERIFY(label("range of floats") && !label("not enough memory."));
        m_panel->showSnapshot(with(healthy(), 8), true);
        QVERIFY(table()->isVisible());
    }

    void layersAreListed() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        QCOMPARE(table()->rowCount(), 4);
        QCOMPARE(table()->item(0, 0)->text(), QStringLiteral("dense 128, relu"));
        QCOMPARE(table()->item(3, 4)->text(), QStringLiteral("80 %"));
        QCOMPARE(table()->item(0, 5)->text(), QStringLiteral("0.5"));
        QCOMPARE(table()->item(1, 5)->text(), QStringLiteral("–"));
        QVERIFY(!table()->item(0, 2)->data(Qt::DecorationRole).value<QPixmap>().isNull());
        int figures = 0;
        for (auto* view : m_panel->findChildren<FigureView*>())
            figures += view->isVisible();
        QCOMPARE(figures, 2);
    }

    void aLayerIsChosenByClickOrKey() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        QVERIFY(m_watch.inside->layer == 0);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualItemRect(table()->item(2, 0)).center());
        QCOMPARE(m_watch.inside->layer, std::size_t(2));
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(m_watch.inside->layer, std::size_t(3));
        QSignalSpy told(m_panel.get(), &InsidePanel::watchEdited);
        m_panel->showSnapshot(with(healthy()), true); // is not the user's doing, and leaves the choice
        QCOMPARE(told.count(), 0);
        QCOMPARE(table()->currentRow(), 3);
    }

    /// One with fewer layers, and then again one with as many as before.
    void theChoiceFitsTheNetwork() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(m_watch.inside->layer, std::size_t(3));
        Inside smaller = healthy();
        smaller.layers.erase(smaller.layers.begin(), smaller.layers.begin() + 2);
        smaller.layer = 1;
        m_panel->begin(run());
        m_panel->showSnapshot(with(smaller), true);
        QCOMPARE(table()->currentRow(), 1);
        QCOMPARE(m_watch.inside->layer, std::size_t(1));
        m_panel->begin(run());
        Inside large = healthy();
        large.layer = 1;
        m_panel->showSnapshot(with(large), true);
        QCOMPARE(table()->currentRow(), 1);
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(m_watch.inside->layer, std::size_t(2));
    }

    void figuresAreThoseOfTheChosenLayer() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        QTest::keyClick(table(), Qt::Key_Down);
        Inside late = healthy(); // was on its way
        late.figures[0].title = "Late";
        m_panel->showSnapshot(with(late), false);
        QVERIFY(!label("Late"));
        late.layer = 1;
        late.figures[0].title = "Filters";
        m_panel->showSnapshot(with(late), true);
        QVERIFY(label("Filters"));
    }

    void aSampleIsChosenByItsNumber() {
        open();
        m_panel->showSnapshot(with(healthy()), true);
        auto* box = m_panel->findChild<QDoubleSpinBox*>();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, "42");
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(m_watch.inside->sample, 42);
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(m_watch.inside->sample, 43);
        m_panel->hide();
        m_panel->show();
        QCOMPARE(m_watch.inside->sample, 43);
    }

    void nothingIsWorryingOfAHealthyNetwork() { QVERIFY(insideWorries(healthy()).empty()); }

    /// Its code is not the last word, although it is the last that learns.
    void aFrozenDecoderDoesNotHideTheCode() {
        Inside inside = healthy();
        inside.layers[2].saturated = 0.9;
        inside.layers[3].gradientNorm = std::numeric_limits<double>::quiet_NaN();
        const std::vector<InsideWorry> worries = insideWorries(inside);
        QCOMPARE(worries.size(), std::size_t(1));
        QCOMPARE(worries[0].layer, std::size_t(2));
    }

    void whatIsWorryingIsExplained_data() {
        QTest::addColumn<Inside>("inside");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("column");
        Inside dead = healthy();
        dead.layers[0].dead = 0.8;
        QTest::newRow("dead rectifiers") << dead
                                         << "80 % dead, the same for every sample. Lower the learning rate, or use leaky"
                                         << 3;
        Inside code = healthy();
        code.layers[2].dead = 0.5;
        QTest::newRow("dead code") << code << "Make the code smaller" << 3;
        Inside saturated = healthy();
        saturated.layers[2].saturated = 0.6;
        QTest::newRow("saturated") << saturated << "code 8, tanh: 60 % saturated" << 4;
        Inside faint = healthy();
        faint.layers[0].gradientNorm = 1e-6;
        QTest::newRow("faint gradient") << faint << "dense 128, relu: hardly any gradient arrives" << 5;
    }
    void whatIsWorryingIsExplained() {
        QFETCH(Inside, inside);
        QFETCH(QString, words);
        QFETCH(int, column);
        open();
        m_panel->showSnapshot(with(inside), true);
        QVERIFY(label(words));
        const std::vector<InsideWorry> worries = insideWorries(inside);
        QCOMPARE(worries.size(), std::size_t(1));
        const QTableWidgetItem* marked = table()->item(int(worries[0].layer), column);
        QVERIFY(marked->text().startsWith(QStringLiteral("⚠")));
        m_panel->showSnapshot(with(healthy()), true); // and it is over
        QVERIFY(!label(words));
        QVERIFY(!table()->item(int(worries[0].layer), column)->text().startsWith(QStringLiteral("⚠")));
    }

    void theChosenLayersWorryIsTold() {
        Inside inside = healthy();
        inside.layers[0].dead = 1;
        inside.layers[0].gradientNorm = 0; // follows from that
        inside.layers[2].saturated = 0.7;
        QCOMPARE(insideWorries(inside).size(), std::size_t(2));
        open();
        m_panel->showSnapshot(with(inside), true);
        QVERIFY(label("dense 128, relu: 100 % dead") && label("1 more") && !label("saturated, where"));
        QTest::keyClick(table(), Qt::Key_Down);
        QVERIFY(label("dense 128, relu: 100 % dead")); // this one has none
        QTest::keyClick(table(), Qt::Key_Down);
        QVERIFY(label("code 8, tanh: 70 % saturated") && !label("100 % dead, the same"));
    }

private:
    void open() {
        m_panel->begin(run());
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }
    InsideTable* table() const { return m_panel->findChild<InsideTable*>(); }
    /// Whether a label with these words is on show.
    bool label(const QString& words) const {
        for (const QLabel* label : m_panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    std::unique_ptr<InsidePanel> m_panel;
    Watch m_watch;
};

HOURGLASS_TEST(InsidePanelTest)
#include "InsidePanelTest.moc"
