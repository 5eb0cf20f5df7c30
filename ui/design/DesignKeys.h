// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QKeyEvent;

namespace hourglass::ui {

/// What can be done with the chosen layers.
enum class LayerAction { Remove, Copy, Cut, Paste, Duplicate };

/// What a key asks of the hourglass.
struct KeyRequest {
    enum class Action {
        None,
        Walk,   ///< to the bar `by` places below
        Extend, ///< what is chosen, to the bar `by` places below
        ChooseAll,
        Move, ///< the chosen layers by `by` places
        Edit,
        Insert,
        Do,       ///< `what` with the chosen layers
        CallOff,  ///< what is being dragged
        StepCode, ///< the size of the code by `by`
        Type,     ///< a number into the current bar
    };

    Action action = Action::None;
    int by = 0;
    LayerAction what = LayerAction::Remove;
};

/// @param bars    how many there are
/// @param isCode  whether the current bar is the code
KeyRequest keyRequest(const QKeyEvent& event, int bars, bool isCode);

/// A line of the list of shortcuts.
struct KeyHelp {
    QString keys;
    QString does;
};
/// For every key that keyRequest() knows.
std::vector<KeyHelp> designKeys();

} // namespace hourglass::ui
