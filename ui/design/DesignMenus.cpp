// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a bar, as a menu.
#include "ui/design/DesignPanel.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"
#include "ui/design/LayerClipboard.h"

#include <QCheckBox>
#include <QMenu>

#include <tuple>

namespace hourglass::ui {

void DesignPanel::showBarMenu(BarId id, const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (id.role == BarRole::Code)
        menu->addAction(tr("Edit…"), QKeySequence(Qt::Key_F2), this, [this, id] { edit(id); });
    else if (isEditable(m_network, id.role))
        addLayerActions(menu, id);
    else if (id.role == BarRole::Input)
        menu->addAction(tr("Show another sample"), this, &DesignPanel::nextSampleRequested)->setEnabled(m_view->hasSample());
    menu->addSeparator();
    menu->addAction(tr("Add layer…"), QKeySequence(Qt::Key_Insert), this,
                    [this, id] { showPalette(m_view->placeForNewLayer(), m_view->barAt(id)); });
    menu->addAction(tr("Paste"), QKeySequence(QKeySequence::Paste), this, [this] { act(LayerAction::Paste); })
        ->setEnabled(!copiedLayers().empty());
    if (!m_network.mirrored)
        menu->addAction(tr("Mirror the encoder"), this, [this] { setMirrored(true); });
    else if (m_mirror->isEnabled())
        menu->addAction(tr("Break the mirror to edit the decoder"), this, [this] { setMirrored(false); });
    menu->popup(position);
}

void DesignPanel::addLayerActions(QMenu* menu, BarId id) {
    const std::vector<BarId> ids = m_view->chosen();
    menu->addAction(tr("Edit…"), QKeySequence(Qt::Key_F2), this, [this, id] { edit(id); });
    for (const int by : {-1, 1})
        menu->addAction(by < 0 ? tr("Move up") : tr("Move down"),
                        QKeySequence(Qt::CTRL | (by < 0 ? Qt::Key_Up : Qt::Key_Down)), this, [this, by] { shiftLayers(by); })
            ->setEnabled(withLayersShifted(m_network, ids, by) != m_network);
    const std::tuple<QString, QKeySequence, LayerAction> actions[] = {
        {tr("Cut"), QKeySequence::Cut, LayerAction::Cut},
        {tr("Copy"), QKeySequence::Copy, LayerAction::Copy},
        {tr("Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), LayerAction::Duplicate},
        {tr("Remove"), QKeySequence(Qt::Key_Delete), LayerAction::Remove}};
    menu->addSeparator();
    for (const auto& [text, keys, action] : actions)
        menu->addAction(text, keys, this, [this, action = action] { act(action); });
}

} // namespace hourglass::ui
