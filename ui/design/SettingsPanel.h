// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <QString>
#include <QWidget>

namespace hourglass::ui {

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
};

} // namespace hourglass::ui
