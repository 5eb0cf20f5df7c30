// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <string>
#include <vector>

class QSlider;

namespace hourglass::ui {

class ParameterForm;

/// Sliders under the fields of the form for code size, layers and nodes: one pull, and the hourglass takes another shape.
class HyperparameterSliders : public QObject {
    Q_OBJECT

public:
    /// @param form  of the hyperparameterSchema(); owns the sliders
    explicit HyperparameterSliders(ParameterForm& form);

    void setExperiment(const Experiment& experiment); ///< silent

Q_SIGNALS:
    /// @param what      "Set code size to 16"
    /// @param mergeKey  the same through a pull, which is one edit
    void edited(const hourglass::Experiment& experiment, const QString& what, const QString& mergeKey);

private:
    struct Slider {
        std::string key;
        std::vector<std::int64_t> values; ///< one for each place
        QSlider* slider = nullptr;
    };

    void add(ParameterForm& form, const std::string& key, std::vector<std::int64_t> values, const QString& name);
    void slide(const Slider& slider, int place);

    std::vector<Slider> m_sliders;
    Experiment m_experiment;
    Experiment m_before; ///< when a slider was taken: pulled there and back, it changes nothing
    bool m_isSliding = false;
    int m_pulls = 0;
};

} // namespace hourglass::ui
