// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/HyperparameterSliders.h"

#include "ui/design/Hyperparameters.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ParameterForm.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace hourglass::ui {

namespace {

/// first, 1.5 first, 2 first, 3 first, 4 first, ... to last
std::vector<std::int64_t> doubled(std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> values;
    for (std::int64_t value = first; value <= last; value *= 2) {
        values.push_back(value);
        if (value > 1 && value < last)
            values.push_back(value + value / 2);
    }
    return values;
}

int nearest(const std::vector<std::int64_t>& values, std::int64_t wanted) {
    const auto place = std::ranges::min_element(values, {}, [&](std::int64_t value) { return std::abs(value - wanted); });
    return int(place - values.begin());
}

} // namespace

HyperparameterSliders::HyperparameterSliders(ParameterForm& form)
    : QObject(&form) {
    m_sliders.reserve(3); // each is known by its address
    add(form, "codeSize", doubled(1, 512), tr("Code size"));
    add(form, "layers", {0, 1, 2, 3, 4, 5, 6, 7, 8}, tr("Encoder layers"));
    add(form, "nodes", doubled(2, 2048), tr("Nodes of the widest layer"));
}

void HyperparameterSliders::add(ParameterForm& form, const std::string& key, std::vector<std::int64_t> values,
                                const QString& name) {
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(toQString(key) + "Slider");
    slider->setAccessibleName(name);
    slider->setToolTip(asToolTip(tr("Pull, and the hourglass takes another shape. Any number can be typed above.")));
    slider->setRange(0, int(values.size()) - 1);
    slider->setPageStep(2);
    guardAgainstWheel(slider);
    form.addBelow(key, slider);
    const Slider& added = m_sliders.emplace_back(Slider{key, std::move(values), slider});
    connect(slider, &QSlider::sliderPressed, this, [this] {
        m_isSliding = true;
        ++m_pulls;
        m_before = m_experiment;
    });
    connect(slider, &QSlider::sliderReleased, this, [this] { m_isSliding = false; });
    connect(slider, &QSlider::valueChanged, this, [this, &added](int place) { slide(added, place); });
}

void HyperparameterSliders::setExperiment(const Experiment& experiment) {
    m_experiment = experiment;
    const Parameters values = hyperparametersOf(experiment);
    for (const Slider& slider : m_sliders) {
        const std::int64_t value = slider.key == "nodes" ? widestLayer(experiment) : values.integer(slider.key);
        const QSignalBlocker silent(slider.slider);
        if (!slider.slider->isSliderDown())
            slider.slider->setValue(nearest(slider.values, value));
        slider.slider->setAccessibleDescription(QString::number(value));
        slider.slider->setEnabled(slider.key != "nodes" || value > 0);
    }
}

void HyperparameterSliders::slide(const Slider& slider, int place) {
    const Experiment& from = m_isSliding ? m_before : m_experiment;
    const std::int64_t value = slider.values[std::size_t(place)];
    const bool isNodes = slider.key == "nodes";
    const ParameterValue set = isNodes ? ParameterValue(nodesScaledTo(from, value)) : ParameterValue(value);
    const QString name = isNodes ? tr("nodes") : inSentence(slider.slider->accessibleName());
    Q_EMIT edited(withHyperparameter(from, slider.key, set), tr("Set %1 to %2").arg(name, toQString(toText(set))),
                  QStringLiteral("hyperparameters.%1.%2").arg(toQString(slider.key)).arg(m_pulls));
}

} // namespace hourglass::ui
