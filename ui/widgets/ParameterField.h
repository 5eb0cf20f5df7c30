// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <QString>
#include <QWidget>

#include <functional>

namespace hourglass::ui {

/// The editor of one parameter.
struct ParameterField {
    QWidget* widget = nullptr;                       ///< what goes into the layout
    QWidget* editor = nullptr;                       ///< what takes the focus; often the same
    std::function<void(const ParameterValue&)> show; ///< sets the value, silently
};

/// @param edited  called when the user has changed the value, with the value and its text for a sentence
ParameterField makeParameterField(const ParameterSpec& spec, QWidget* parent,
                                  std::function<void(const ParameterValue& value, const QString& text)> edited);

} // namespace hourglass::ui
