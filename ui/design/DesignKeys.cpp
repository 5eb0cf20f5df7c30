// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/DesignKeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QKeySequence>

namespace hourglass::ui {

namespace {

struct DesignKeys {
    Q_DECLARE_TR_FUNCTIONS(DesignKeys)
};

} // namespace

KeyRequest keyRequest(const QKeyEvent& event, int bars, bool isCode) {
    using Action = KeyRequest::Action;
    const auto doing = [](LayerAction what) { return KeyRequest{Action::Do, 0, what}; };
    if (event.matches(QKeySequence::Copy))
        return doing(LayerAction::Copy);
    if (event.matches(QKeySequence::Cut))
        return doing(LayerAction::Cut);
    if (event.matches(QKeySequence::Paste))
        return doing(LayerAction::Paste);
    if (event.key() == Qt::Key_D && event.modifiers() == Qt::ControlModifier)
        return doing(LayerAction::Duplicate);
    if (event.matches(QKeySequence::SelectAll))
        return {Action::ChooseAll};
    const Action arrow = event.modifiers() & Qt::ControlModifier ? Action::Move
                         : event.modifiers() & Qt::ShiftModifier ? Action::Extend
                                                                 : Action::Walk;
    switch (event.key()) {
    case Qt::Key_Up:
        return {arrow, -1};
    case Qt::Key_Down:
        return {arrow, 1};
    case Qt::Key_Home:
        return {Action::Walk, -bars};
    case Qt::Key_End:
        return {Action::Walk, bars};
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return {Action::Edit};
    case Qt::Key_Insert:
        return {Action::Insert};
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return doing(LayerAction::Remove);
    case Qt::Key_Escape:
        return {Action::CallOff};
    default:
        break;
    }
    const QString text = event.text();
    if (isCode && (text == QLatin1String("+") || text == QLatin1String("-")))
        return {Action::StepCode, text == QLatin1String("+") ? 1 : -1};
    if (!text.isEmpty() && text[0].isDigit())
        return {Action::Type};
    return {};
}

std::vector<KeyHelp> designKeys() {
    return {
        {DesignKeys::tr("Up, Down, Home, End"), DesignKeys::tr("Go to another bar")},
        {DesignKeys::tr("Shift+Up, Shift+Down"), DesignKeys::tr("Choose several layers; Ctrl+A chooses all of the part")},
        {DesignKeys::tr("Ctrl+Up, Ctrl+Down"), DesignKeys::tr("Move the chosen layers")},
        {DesignKeys::tr("Enter, F2"), DesignKeys::tr("Edit the layer or the code")},
        {DesignKeys::tr("0 to 9"), DesignKeys::tr("Type the layer's or the code's size")},
        {DesignKeys::tr("+, -"), DesignKeys::tr("Larger or smaller code, on its bar")},
        {DesignKeys::tr("Insert"), DesignKeys::tr("Add a layer")},
        {DesignKeys::tr("Delete, Backspace"), DesignKeys::tr("Remove the chosen layers")},
        {DesignKeys::tr("Ctrl+C, Ctrl+X, Ctrl+V"), DesignKeys::tr("Copy, cut and paste layers, from window to window too")},
        {DesignKeys::tr("Ctrl+D"), DesignKeys::tr("Duplicate the chosen layers")},
        {DesignKeys::tr("Esc"), DesignKeys::tr("Call off the dragging of a layer")}};
}

} // namespace hourglass::ui
