// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunRecord.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hourglass::ui {

namespace {

struct StateWords {
    RunState state;
    const char* id;
    const char* text;
};

constexpr std::array<StateWords, 7> stateWords{{
    {RunState::Running, "running", QT_TRANSLATE_NOOP("RunState", "Training")},
    {RunState::Completed, "completed", QT_TRANSLATE_NOOP("RunState", "Completed")},
    {RunState::Stopped, "stopped", QT_TRANSLATE_NOOP("RunState", "Stopped")},
    {RunState::EarlyStopped, "stopped-early", QT_TRANSLATE_NOOP("RunState", "Stopped early")},
    {RunState::Diverged, "diverged", QT_TRANSLATE_NOOP("RunState", "Diverged")},
    {RunState::Failed, "failed", QT_TRANSLATE_NOOP("RunState", "Failed")},
    {RunState::Interrupted, "interrupted", QT_TRANSLATE_NOOP("RunState", "Interrupted")},
}};

const StateWords& wordsFor(RunState state) {
    return *std::ranges::find(stateWords, state, &StateWords::state);
}

} // namespace

QString stateId(RunState state) {
    return QString::fromLatin1(wordsFor(state).id);
}

RunState stateFromId(const QString& id) {
    const auto found = std::ranges::find_if(stateWords, [&](const auto& words) { return id == QLatin1String(words.id); });
    return found == stateWords.end() ? RunState::Interrupted : found->state;
}

QString stateText(RunState state) {
    return QCoreApplication::translate("RunState", wordsFor(state).text);
}

} // namespace hourglass::ui
