// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetActions.h"

#include "ui/design/Surprise.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/widgets/Actions.h"
#include "ui/window/Confirmation.h"
#include "ui/window/Documents.h"
#include "ui/window/PresetDialog.h"
#include "ui/window/PresetGallery.h"
#include "ui/window/UserPresets.h"

#include <QInputDialog>
#include <QRandomGenerator>

namespace hourglass::ui {

PresetActions::PresetActions(TrainingSession& session, Documents& documents, UserPresets& presets, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_documents(documents)
    , m_presets(presets)
    , m_window(window)
    , m_gallery(makeAction(
          {tr("Preset galler&y…"), "preset", Qt::CTRL | Qt::Key_G, tr("Choose a complete experiment by its picture")}, this))
    , m_surprise(makeAction({tr("S&urprise me"), "", {}, tr("Try another network on the same data, drawn at random")}, this))
    , m_save(makeAction(
          {tr("Save as &preset…"), "preset", {}, tr("Keep the experiment in the list of presets, under a name")}, this))
    , m_manage(makeAction({tr("Mana&ge presets…"), "", {}, tr("Rename or delete the presets that you saved")}, this)) {
    connect(m_gallery, &QAction::triggered, this, &PresetActions::showGallery);
    connect(m_surprise, &QAction::triggered, this, &PresetActions::surprise);
    connect(m_save, &QAction::triggered, this, &PresetActions::askForTitle);
    connect(&presets, &UserPresets::taken, this, [this](const QString& title, const Experiment& experiment) {
        askToConfirm(m_window, tr("Replace the preset?"), tr("There is one of the name “%1” already.").arg(title),
                     tr("&Replace"),
                     [this, title, experiment] { m_presets.save(title, experiment, UserPresets::Existing::Replace); });
    });
    connect(m_manage, &QAction::triggered, this, [this] {
        auto* dialog = new PresetDialog(m_presets, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void PresetActions::showGallery() {
    std::vector<Preset> all;
    try {
        all = presets();
    } catch (const std::exception&) { // a file is damaged: the tool bar's menu says which
    }
    for (const UserPresets::Entry& entry : m_presets.entries())
        if (entry.fault.isEmpty())
            all.push_back(entry.preset);
    if (!m_pictures) // not at the start of the program: it is a thread
        m_pictures = new PresetPictures(this);
    auto* gallery = new PresetGallery(all, *m_pictures, &m_window);
    gallery->setAttribute(Qt::WA_DeleteOnClose);
    connect(gallery, &PresetGallery::chosen, this,
            [this](const Preset& preset) { m_documents.usePreset(toQString(preset.title), preset.experiment); });
    gallery->open();
}

void PresetActions::surprise() {
    ExperimentEditor& editor = m_session.editor();
    if (!editor.network())
        return; // the data are still being read
    const auto& run = m_session.controller().runInfo();
    const auto classes = run ? std::int64_t(run->dataset.classNames.size()) : 0;
    editor.edit(tr("Surprise"),
                ui::surprise(editor.experiment(), editor.network()->input, classes, *QRandomGenerator::global()));
}

void PresetActions::askForTitle() {
    auto* dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as preset"));
    dialog->setLabelText(tr("Name of the preset:"));
    dialog->setOkButtonText(tr("Save"));
    dialog->resize(360, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) { saveAs(text.simplified()); });
    dialog->open();
}

void PresetActions::saveAs(const QString& title) {
    if (!title.isEmpty())
        m_presets.save(title, m_session.editor().experiment(), UserPresets::Existing::Keep);
}

} // namespace hourglass::ui
