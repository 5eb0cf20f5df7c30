// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestMain.h"
#include "tests/ui/charts/LatentMaps.h"
#include "ui/charts/LatentChart.h"
#include "ui/style/Theme.h"
#include "ui/train/LatentPanel.h"

#include <QApplication>
#include <QComboBox>

#include <algorithm>
#include <memory>

namespace hourglass::test {

/// Each test gets a panel of its own, of a network with a code of 8, that shows a lattice of 16 samples in four classes.
class LatentPanelFixture : public QObject {
    Q_OBJECT

protected:
    ui::LatentPlot& plot() const { return m_panel->chart().plot(); }
    template <class Widget>
    Widget* named(const QString& name) const {
        const auto all = m_panel->findChildren<Widget*>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    /// Settled and laid out.
    void show(const LatentMap& map) {
        m_panel->showMap(map);
        m_panel->refreshNow();
        QCoreApplication::processEvents();
        m_panel->refreshNow();
    }
    void choosePlane(const QString& text) {
        auto* box = named<QComboBox>("Axes of the map");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        while (box->currentText() != text && box->currentIndex() + 1 < box->count())
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentText(), text);
    }
    static RunInfo run() {
        RunInfo info = withClasses({"a", "b", "c", "d"}, 2000);
        info.network.code = LayerReport{};
        info.network.code->output = Shape{{8}};
        return info;
    }

    std::unique_ptr<ui::LatentPanel> m_panel;

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init() {
        QApplication::setEffectEnabled(Qt::UI_General, false);
        m_panel = std::make_unique<ui::LatentPanel>();
        m_panel->resize(800, 600);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_panel->begin(run());
        show(lattice(4));
    }
};

} // namespace hourglass::test
