// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/TrainWorkspace.h"
#include "tests/support/PlainAlbum.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/widgets/ImageGrid.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>

#include <memory>
#include <set>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

Image grey(int side, std::uint8_t value) {
    return {side, side, 1, std::vector<std::uint8_t>(std::size_t(side * side), value)};
}

RunInfo clothes() {
    RunInfo info;
    info.dataset.sampleShape = Shape{{1, 28, 28}};
    info.dataset.classNames = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                               "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
    info.loss = "bce";
    info.stepsPerEpoch = 100;
    info.album = std::make_shared<test::PlainAlbum>(100, grey(28, 200));
    return info;
}

Snapshot snapshot() {
    Snapshot result;
    result.latent = {"principal component 1 (43 %)", "principal component 2 (17 %)", {}, {}, {}};
    for (int i = 0; i < 100; ++i) {
        result.latent.x.push_back(float(i % 13) - 6);
        result.latent.y.push_back(float(i % 7) - 3);
        result.latent.labels.push_back(i % 10);
    }
    for (int i = 0; i < 10; ++i)
        result.reconstructions.push_back({i, i, grey(28, 10), grey(28, 20), grey(28, 30), grey(28, 40), 0.012});
    return result;
}

} // namespace

class TrainWorkspaceTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<TrainWorkspace> m_workspace;

    void train() {
        m_workspace->begin(clothes());
        m_workspace->showBaseline(0.0171, 32);
        m_workspace->showSnapshot(snapshot(), true);
        std::vector<BatchReport> batches;
        for (int step = 1; step <= 500; ++step) {
            BatchReport report;
            report.step = step;
            report.epoch = (step - 1) / 100;
            report.terms = {{"BCE", 100 + 4000.0 / (step + 10), 1}, {"KL to N(0, I)", 20, 1}};
            report.objective = 120 + 4000.0 / (step + 10);
            batches.push_back(report);
        }
        m_workspace->addBatches(batches);
        EpochReport epoch;
        epoch.step = 100;
        epoch.validationObjective = 160;
        epoch.validationMse = 0.02;
        m_workspace->addEpoch(epoch);
        m_workspace->showFinished({});
        QCoreApplication::processEvents();
    }

    /// The widgets on show that a layout or a splitter put beside each other.
    static QList<QWidget*> visibleChildren(const QWidget* parent) {
        QList<QWidget*> children;
        for (auto* child : parent->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (child->isVisible() && !child->isWindow() && child->objectName() != "qt_rubberband")
                children << child;
        }
        return children;
    }

    static void checkLayout(const QWidget* parent) {
        if (qobject_cast<const QAbstractScrollArea*>(parent) || qobject_cast<const QComboBox*>(parent))
            return; // what scrolls may lie outside, and Qt lays out its own widgets
        const auto children = visibleChildren(parent);
        for (int i = 0; i < children.size(); ++i) {
            const QWidget* child = children[i];
            const QString name =
                QStringLiteral("%1 in %2").arg(child->metaObject()->className(), parent->metaObject()->className());
            QVERIFY2(parent->rect().contains(child->geometry()), qPrintable(name));
            QVERIFY2(child->width() >= child->minimumSizeHint().width(), qPrintable(name));
            QVERIFY2(child->height() >= child->minimumSizeHint().height(), qPrintable(name));
            const bool hasText = qobject_cast<const QLabel*>(child) || qobject_cast<const QCheckBox*>(child) ||
                                 qobject_cast<const QComboBox*>(child);
            QVERIFY2(!hasText || child->width() >= child->sizeHint().width(), qPrintable(name));
            for (int j = 0; j < i; ++j)
                QVERIFY2(!child->geometry().intersects(children[j]->geometry()), qPrintable(name));
            checkLayout(child);
        }
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        m_workspace = std::make_unique<TrainWorkspace>();
        m_workspace->resize(640, 600);
        m_workspace->show();
        QVERIFY(QTest::qWaitForWindowActive(m_workspace.get()));
    }

    void nothingIsClippedOrOverlaps_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(600, 540);
        QTest::newRow("in a window of 1280×800") << QSize(640, 560);
        QTest::newRow("in a window of 1920×1080") << QSize(1200, 860);
    }

    void nothingIsClippedOrOverlaps() {
        QFETCH(QSize, size);
        m_workspace->resize(size);
        checkLayout(m_workspace.get());
        train();
        m_workspace->resize(size);
        QCoreApplication::processEvents();
        QCOMPARE(m_workspace->size(), size);
        checkLayout(m_workspace.get());
        for (auto* area : m_workspace->findChildren<QScrollArea*>())
            QVERIFY(!area->verticalScrollBar()->isVisible()); // the whole legend is on show
    }

    void everyControlIsNamedAndReached() {
        train();
        std::set<QWidget*> reachable;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_workspace.get(), Qt::Key_Tab);
            reachable.insert(QApplication::focusWidget());
        }
        int controls = 0;
        for (auto* widget : m_workspace->findChildren<QWidget*>()) {
            const bool takesFocus = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
            if (!takesFocus || !widget->isVisible() || !widget->isEnabled())
                continue;
            ++controls;
            const QByteArray name = widget->metaObject()->className();
            QVERIFY2(reachable.contains(widget), name);
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), name);
        }
        QVERIFY(controls >= 3 + 4 + 10 + 3); // controls of the loss, its lines, the classes, three pictures
    }

    void newRunForgetsTheOldOne() {
        train();
        auto* grid = m_workspace->findChild<ImageGrid*>();
        QCOMPARE(grid->visibleColumns(), 10);
        m_workspace->begin(clothes());
        QCOMPARE(grid->visibleColumns(), 0);
    }

    void stagesOfPretrainingAreExplained() {
        RunInfo info = clothes();
        info.stages = {{"Classifier for the features", 3}, {"Whole network", 50}};
        info.experiment.training.set("epochs", std::int64_t(50));
        const auto isExplained = [this] {
            for (const QLabel* label : m_workspace->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains("Classifier for the features"))
                    return true;
            return false;
        };
        m_workspace->begin(info);
        QVERIFY(!isExplained());
        BatchReport batch;
        batch.step = 1;
        m_workspace->addBatches({batch});
        QVERIFY(isExplained());
        QCoreApplication::processEvents();
        checkLayout(m_workspace.get());
        batch.step = 301;
        batch.stage = 1;
        m_workspace->addBatches({batch});
        QVERIFY(!isExplained());
    }

    void followsTheTheme() {
        train();
        const QColor light = m_workspace->grab().toImage().pixelColor(20, 300);
        applyTheme(*qApp, ThemeChoice::Dark);
        QTRY_VERIFY(m_workspace->grab().toImage().pixelColor(20, 300).lightness() < 80);
        applyTheme(*qApp, ThemeChoice::Light);
        QTRY_COMPARE(m_workspace->grab().toImage().pixelColor(20, 300), light);
    }
};

HOURGLASS_TEST(TrainWorkspaceTest)
#include "TrainWorkspaceTest.moc"
