// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "ui/session/ExportRunner.h"

#include <QDialog>

#include <string>
#include <vector>

class QLabel;
class QListWidget;

namespace hourglass::ui {

class ParameterForm;

/// Chooses what to write of a network. Filled from the engine's catalogues: a new kind of export is in it by itself.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QWidget* parent);

    /// Without its path.
    ExportOrder order() const;
    /// Chooses an entry, if there is such a one.
    void setCurrent(const std::string& id);

private:
    struct Choice {
        ExportOrder::What what;
        const CatalogueEntry* entry;
    };

    void showCurrent();
    const Choice& current() const;

    std::vector<Choice> m_choices; ///< as the lines of the list
    QListWidget* m_list;
    QLabel* m_explanation;
    ParameterForm* m_form;
    Parameters m_options; ///< of the current entry, complete
};

} // namespace hourglass::ui
