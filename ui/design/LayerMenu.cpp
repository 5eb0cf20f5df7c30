// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerMenu.h"

#include "engine/api/Catalogues.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

namespace hourglass::ui {

void addLayerKinds(QMenu* menu, const std::function<void(const std::string& kind)>& chosen) {
    menu->setToolTipsVisible(true);
    for (const CatalogueEntry& entry : layerEntries()) {
        QAction* action = menu->addAction(toQString(entry.title), menu, [chosen, kind = entry.id] { chosen(kind); });
        action->setObjectName(toQString(entry.id));
        action->setToolTip(asToolTip(toQString(entry.summary)));
        action->setStatusTip(toQString(entry.summary));
    }
}

} // namespace hourglass::ui
