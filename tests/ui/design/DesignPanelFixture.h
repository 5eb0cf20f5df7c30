// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestMain.h"
#include "ui/design/DesignPanel.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"

#include <QApplication>

#include <vector>

namespace hourglass::test {

/// The panel in a loop like the window's: what it proposes is inspected and shown. Each test gets a panel of
/// its own, with 784-512-128-32.
class DesignPanelFixture : public QObject {
    Q_OBJECT

protected:
    static LayerSpec dense(std::int64_t units) {
        LayerSpec layer = ui::newLayer("dense");
        layer.parameters.set("units", units);
        return layer;
    }

    void show(const NetworkSpec& network) {
        m_network = network;
        m_panel->setNetwork(network, inspect(network, Shape{{1, 28, 28}}));
    }

    ui::LayerBar* bar(ui::BarRole role, int index = 0) { return view()->barAt({role, index}); }
    ui::HourglassView* view() { return m_panel->findChild<ui::HourglassView*>(); }

    std::vector<std::int64_t> units() const {
        std::vector<std::int64_t> list;
        for (const LayerSpec& layer : m_network.encoder)
            list.push_back(layer.parameters.contains("units") ? layer.parameters.integer("units") : 0);
        return list;
    }

    ui::DesignPanel* m_panel = nullptr;
    NetworkSpec m_network;
    QStringList m_edits;
    QStringList m_mergeKeys;

private Q_SLOTS:
    void initTestCase() { QApplication::setEffectEnabled(Qt::UI_General, false); }
    void init() { openPanel(); }
    void cleanup() { delete m_panel; }

protected:
    void openPanel() {
        m_panel = new ui::DesignPanel;
        m_panel->resize(280, 600);
        m_edits.clear();
        m_mergeKeys.clear();
        connect(m_panel, &ui::DesignPanel::networkEdited, this,
                [this](const NetworkSpec& network, const QString& what, const QString& mergeKey) {
                    m_edits << what;
                    m_mergeKeys << mergeKey;
                    show(network);
                });
        show({{dense(512), dense(128)}, {"vector", 32, "none"}, true, {}});
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel));
    }
};

} // namespace hourglass::test
