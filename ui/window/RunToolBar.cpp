// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/RunToolBar.h"

#include "engine/api/Data.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Actions.h"
#include "ui/window/ChoiceMenu.h"
#include "ui/window/Documents.h"
#include "ui/window/FileMenu.h"
#include "ui/window/PresetActions.h"
#include "ui/window/RunProgress.h"
#include "ui/window/TrainMenu.h"
#include "ui/window/UserPresets.h"

#include <QToolButton>

#include <algorithm>

namespace hourglass::ui {

RunToolBar::RunToolBar(TrainingSession& session, Documents& documents, const TrainMenu& train, const FileMenu& file,
                       const UserPresets& presets, const PresetActions& presetActions)
    : QToolBar(tr("Training"))
    , m_session(session)
    , m_documents(documents)
    , m_userPresets(presets) {
    setObjectName("RunToolBar");
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu); // its menu could only hide the toolbar
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    addData(file);
    addVariants();
    addPresets(presetActions);
    addSeparator();
    addActions({train.train(), train.step(), train.stop(), train.reset()});
    addSeparator();
    addWidget(new RunProgress(session));

    connect(&session.editor(), &ExperimentEditor::changed, this, &RunToolBar::markCurrent);
    markCurrent();
}

ChoiceMenu* RunToolBar::addChoices(const QString& title, const char* icon, const QString& tip, const Choose& choose) {
    auto* button = new QToolButton;
    auto* menu = new ChoiceMenu(title, button);
    button->setText(title);
    button->setIcon(themedIcon(icon));
    button->setToolTip(tip);
    button->setStatusTip(tip);
    button->setAccessibleName(title);
    button->setAutoRaise(true);
    button->setToolButtonStyle(toolButtonStyle());
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    addWidget(button);
    connect(menu, &ChoiceMenu::chosen, this, [this, choose](const std::string& id, const QString& name) {
        try {
            choose(id, name);
        } catch (const std::exception& error) {
            Q_EMIT failed(QString::fromUtf8(error.what()));
        }
        markCurrent();
    });
    return menu;
}

void RunToolBar::addData(const FileMenu& file) {
    m_data = addChoices(tr("Data"), "data", tr("Choose what to learn from"), [this](const auto& id, const QString& name) {
        Experiment experiment = m_session.editor().experiment();
        experiment.dataset = datasetFromReference(id);
        m_session.editor().edit(tr("Data: %1").arg(name), complete(experiment));
    });
    for (const CatalogueEntry& entry : datasetEntries())
        if (!needsFile(entry.id))
            m_data->addChoice(entry.id, entry.title, entry.summary);
    m_data->addSeparator();
    m_data->addActions({file.openDataFile(), file.openDataFolder()});
}

void RunToolBar::addVariants() {
    m_variants = addChoices(
        tr("Variant"), "variant", tr("Choose the kind of autoencoder"), [this](const auto& id, const QString& name) {
            m_session.editor().edit(tr("Variant: %1").arg(name), withVariant(m_session.editor().experiment(), id));
        });
    for (const CatalogueEntry& entry : variantEntries())
        m_variants->addChoice(entry.id, entry.title, entry.summary);
}

void RunToolBar::addPresets(const PresetActions& actions) {
    m_presets =
        addChoices(tr("Preset"), "preset", tr("Choose a complete experiment"),
                   [this](const auto& id, const QString& name) { m_documents.usePreset(name, presetOf(id).experiment); });
    connect(&m_userPresets, &UserPresets::changed, this, [this, &actions] {
        fillPresets(actions);
        markCurrent();
    });
    fillPresets(actions);
}

void RunToolBar::fillPresets(const PresetActions& actions) {
    m_presets->clear();
    m_presetList.clear();
    try {
        m_presetList = presets();
    } catch (const std::exception& error) { // one of the files is damaged
        m_presets->addAction(QString::fromUtf8(error.what()))->setEnabled(false);
    }
    for (const Preset& preset : m_presetList)
        m_presets->addChoice(preset.id, preset.title, preset.summary);
    if (!m_userPresets.entries().empty())
        m_presets->addSection(tr("Yours"));
    for (const auto& [path, preset, fault] : m_userPresets.entries()) {
        if (fault.isEmpty()) {
            m_presetList.push_back(preset);
            m_presets->addChoice(preset.id, preset.title, preset.summary);
        } else {
            QAction* line = m_presets->addAction(tr("%1 (damaged)").arg(toQString(preset.title)));
            line->setEnabled(false);
            setTip(*line, fault);
        }
    }
    m_presets->addSeparator();
    m_presets->addActions({actions.gallery(), actions.surpriseMe(), actions.save(), actions.manage()});
}

const Preset& RunToolBar::presetOf(const std::string& id) const {
    return *std::ranges::find(m_presetList, id, &Preset::id); // the menu offers no others
}

void RunToolBar::markCurrent() {
    const Experiment& experiment = m_session.editor().experiment();
    m_data->setCurrent(experiment.dataset.kind);
    m_variants->setCurrent(experiment.variant.kind);
    const auto current = std::ranges::find(m_presetList, experiment, &Preset::experiment);
    m_presets->setCurrent(current == m_presetList.end() ? std::string() : current->id);
}

} // namespace hourglass::ui
