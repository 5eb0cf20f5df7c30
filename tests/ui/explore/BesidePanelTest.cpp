// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/BesidePanel.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/PlanePanel.h"
#include "ui/explore/WalkStops.h"
#include "ui/session/BesideModel.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

#include <optional>

using namespace hourglass;
using namespace hourglass::ui;

/// A second model beside the one on show.
class BesidePanelTest : public test::ExploreFixture {
    Q_OBJECT

    std::unique_ptr<BesideModel> m_model;
    InterpolationPanel* m_first = nullptr;
    PlanePanel* m_firstPlane = nullptr;
    BesidePanel* m_panel = nullptr;
    std::unique_ptr<QSignalSpy> m_opened, m_failed;

    void openPanel() {
        m_model = std::make_unique<BesideModel>();
        m_opened = std::make_unique<QSignalSpy>(m_model.get(), &BesideModel::opened);
        m_failed = std::make_unique<QSignalSpy>(m_model.get(), &BesideModel::failed);
        auto* window = new QWidget;
        auto* layout = new QVBoxLayout(window);
        m_first = new InterpolationPanel(*m_exploration);
        m_firstPlane = new PlanePanel(*m_exploration);
        m_panel = new BesidePanel(*m_exploration, *m_first, *m_firstPlane, *m_model);
        layout->addWidget(m_first);
        layout->addWidget(m_firstPlane);
        layout->addWidget(m_panel);
        show(window, {700, 900});
        open();
    }
    /// A model of that experiment in a file.
    QString saved(const Experiment& experiment, const QString& name) {
        const QString path = m_folder.filePath(name);
        TrainingController controller;
        QSignalSpy written(&controller, &TrainingController::saved);
        controller.prepare(experiment);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::Ready, Patience); }();
        controller.save(path);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, Patience); }();
        return path;
    }

private Q_SLOTS:
    void theSameWalkGoesThroughBoth() {
        openPanel();
        QVERIFY(dropFile(*m_panel, saved(test::withCodeSize(test::tinyDigits(), 3), "three.hourglass")));
        QTRY_COMPARE_WITH_TIMEOUT(m_opened->count(), 1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_panel->walk().film().empty(), Patience);
        QCOMPARE(m_panel->exploration().dimensions(), 3);
        m_first->stops().setSample(1, 42);
        QCOMPARE(m_panel->walk().stops().stop(1).sample, 42);
        QTRY_VERIFY_WITH_TIMEOUT(!m_panel->walk().film().empty(), Patience);
        const CodeValues &a = m_panel->walk().stops().stop(0).code, &b = m_panel->walk().stops().stop(1).code;
        QVERIFY(m_panel->walk().film() == walk(a, b, m_first->columns(), WalkPath::Straight));
        m_model->close();
        QVERIFY(m_panel->exploration().isEmpty());
    }

    void thePlanesShowTheSame() {
        openPanel();
        const auto layerOf = [](const QWidget& panel) {
            QComboBox* box = nullptr;
            for (auto* some : panel.findChildren<QComboBox*>())
                if (some->accessibleName() == "Layer over the plane")
                    box = some;
            return box;
        };
        QVERIFY(dropFile(*m_panel, saved(test::withCodeSize(test::tinyDigits(), 3), "three.hourglass")));
        QTRY_COMPARE_WITH_TIMEOUT(m_opened->count(), 1, Patience);
        layerOf(*m_firstPlane)->setFocus();
        QTest::keyClick(layerOf(*m_firstPlane), Qt::Key_End);
        QVERIFY(layerOf(*m_firstPlane)->currentIndex() > 0);
        QCOMPARE(layerOf(*m_panel)->currentIndex(), layerOf(*m_firstPlane)->currentIndex());
        QVERIFY(!layerOf(*m_panel)->isVisible()); // it has no will of its own
    }

    void whatDoesNotFitIsRefused() {
        openPanel();
        QVERIFY(dropFile(*m_panel, saved(test::withCodeSize(test::tinyDigits(), 3), "three.hourglass")));
        QTRY_COMPARE_WITH_TIMEOUT(m_opened->count(), 1, Patience);
        QVERIFY(dropFile(*m_panel, saved(test::tinyExperiment(3), "table.hourglass")));
        QTRY_COMPARE_WITH_TIMEOUT(m_failed->count(), 1, Patience);
        QVERIFY(m_failed->last().first().toString().contains("table.hourglass"));
        QFile damaged(m_folder.filePath("damaged.hourglass"));
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("nothing") > 0);
        damaged.close();
        QVERIFY(dropFile(*m_panel, damaged.fileName()));
        QTRY_COMPARE_WITH_TIMEOUT(m_failed->count(), 2, Patience);
        QCOMPARE(m_panel->exploration().dimensions(), 3); // the one on show stays
    }
};

HOURGLASS_TEST(BesidePanelTest)
#include "BesidePanelTest.moc"
