// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"

#include <QToolBar>

#include <vector>

namespace hourglass::ui {

class ChoiceMenu;
class FileMenu;
class TrainingSession;
class TrainMenu;

/// What to learn from, which variant, which preset; train, and how far it is.
class RunToolBar : public QToolBar {
    Q_OBJECT

public:
    RunToolBar(TrainingSession& session, const TrainMenu& train, const FileMenu& file);

Q_SIGNALS:
    /// Something that was chosen cannot be had.
    void failed(const QString& message);

private:
    template <typename Change>
    ChoiceMenu* addChoices(const QString& title, const char* icon, const QString& tip, Change change);
    void addData(const FileMenu& file);
    void addVariants();
    void addPresets();
    void markCurrent();

    TrainingSession& m_session;
    ChoiceMenu* m_data = nullptr;
    ChoiceMenu* m_variants = nullptr;
    ChoiceMenu* m_presets = nullptr;
    std::vector<Preset> m_presetList;
};

} // namespace hourglass::ui
