// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QLabel;

namespace hourglass::ui {

class FaultLabel;
class ParameterForm;

/// Chooses a kind from a catalogue, explains it, and edits its parameters.
class KindForm : public QWidget {
    Q_OBJECT

public:
    /// @param entries  a catalogue's list, which lives as long as the program
    /// @param name     what is chosen here, for screen readers and the undo menu: "Variant"
    KindForm(const std::vector<CatalogueEntry>& entries, const QString& name, QWidget* parent = nullptr);

    void setSpec(const KindSpec& spec);
    /// A kind with its own defaults.
    KindSpec defaultSpec(const std::string& kind) const;
    /// Of the kind that is shown; its id when it is unknown.
    QString kindTitle() const;

    void setTraining(bool training);
    /// @param key  the parameter at fault; any other key puts the message under the kind. Empty messages
    /// clear.
    void showFault(const std::string& key, const QString& message);
    void clearFaults();

Q_SIGNALS:
    void kindChosen(const std::string& kind, const QString& what);
    /// @param mergeKey  the parameter's key while a number is being changed, otherwise empty
    void parametersEdited(const hourglass::Parameters& parameters, const QString& what, const std::string& mergeKey);

private:
    void showKind(const std::string& kind);

    const std::vector<CatalogueEntry>& m_entries;
    KindSpec m_spec;
    QComboBox* m_kinds;
    QLabel* m_explanation;
    FaultLabel* m_fault;
    ParameterForm* m_form;
};

} // namespace hourglass::ui
