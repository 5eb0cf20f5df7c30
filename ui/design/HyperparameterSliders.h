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
    /// @param what  "Set code size to 16"
    void edited(const std::string& key, const hourglass::ParameterValue& value, const QString& what);

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
    Experiment m_before; ///< when the slider for the nodes was taken, so that rounding does not add up
    bool m_isSliding = false;
};

} // namespace hourglass::ui
