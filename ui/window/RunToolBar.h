// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"

#include <QToolBar>

#include <functional>
#include <string>
#include <vector>

namespace hourglass::ui {

class ChoiceMenu;
class Documents;
class FileMenu;
class PresetActions;
class TrainingSession;
class TrainMenu;
class UserPresets;

/// What to learn from, which variant, which preset; train, and how far it is.
class RunToolBar : public QToolBar {
    Q_OBJECT

public:
    RunToolBar(TrainingSession& session, Documents& documents, const TrainMenu& train, const FileMenu& file,
               const UserPresets& presets, const PresetActions& presetActions);

Q_SIGNALS:
    /// Something that was chosen cannot be had.
    void failed(const QString& message);

private:
    using Choose = std::function<void(const std::string& id, const QString& name)>;
    ChoiceMenu* addChoices(const QString& title, const char* icon, const QString& tip, const Choose& choose);
    void addData(const FileMenu& file);
    void addVariants();
    void addPresets(const PresetActions& actions);
    /// The shipped ones, those of the user, and what can be done with these.
    void fillPresets(const PresetActions& actions);
    const Preset& presetOf(const std::string& id) const;
    void markCurrent();

    TrainingSession& m_session;
    Documents& m_documents;
    const UserPresets& m_userPresets;
    ChoiceMenu* m_data = nullptr;
    ChoiceMenu* m_variants = nullptr;
    ChoiceMenu* m_presets = nullptr;
    std::vector<Preset> m_presetList;
};

} // namespace hourglass::ui
