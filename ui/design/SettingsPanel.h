// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QVBoxLayout;

namespace hourglass::ui {

class CollapsibleSection;
class HyperparameterSliders;
class KindForm;
class ParameterForm;

/// Data, variant, noise and training: one collapsible section each, a form built from the schema.
class SettingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    /// While true, parameters that cannot change during training are marked as such, but stay editable.
    void setTraining(bool training);
    /// Shows the message at the field ("training.learningRate"); an empty field clears all.
    void showFault(const QString& field, const QString& message);

Q_SIGNALS:
    void experimentEdited(const hourglass::Experiment& experiment, const QString& what, const QString& mergeKey);

private:
    /// A kind with its parameters, and which part of the experiment they are.
    struct Kind {
        QString name;
        std::string path; ///< "dataset"
        KindSpec Experiment::*spec;
        KindForm* form = nullptr;
        CollapsibleSection* section = nullptr;
    };

    CollapsibleSection* addSection(const QString& title, QWidget* content, bool expanded);
    void addKind(Kind& kind, const std::vector<CatalogueEntry>& entries, bool expanded);
    void chooseKind(const Kind& kind, const std::string& id, const QString& what);
    void editHyperparameter(const std::string& key, const ParameterValue& value, const QString& what);
    void editTraining(const std::string& key, const ParameterValue& value, const QString& what);

    Experiment m_experiment;
    QVBoxLayout* m_layout = nullptr;
    std::vector<Kind> m_kinds; ///< never changes once the panel stands
    ParameterForm* m_hyperparameters;
    HyperparameterSliders* m_sliders;
    CollapsibleSection* m_hyperparameterSection;
    ParameterForm* m_training;
    CollapsibleSection* m_trainingSection;
};

} // namespace hourglass::ui
