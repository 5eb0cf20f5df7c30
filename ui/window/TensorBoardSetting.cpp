// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/TensorBoardSetting.h"

#include "ui/session/TrainingSession.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/FileQuestion.h"

#include <QSettings>

namespace hourglass::ui {

namespace {
constexpr char FolderKey[] = "tensorBoardFolder";
}

TensorBoardSetting::TensorBoardSetting(TrainingSession& session, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
    , m_action(makeAction({tr("Write for Tensor&Board…"), "", {}, {}}, this)) {
    m_action->setCheckable(true);
    connect(m_action, &QAction::triggered, this, [this](bool wanted) {
        if (wanted)
            askForFolder();
        else
            set({});
    });
    set({});
}

void TensorBoardSetting::askForFolder() {
    m_action->setChecked(false); // until there is a folder
    const auto use = [this](const QString& folder) {
        QSettings().setValue(FolderKey, folder);
        set(folder);
    };
    askWhatToOpen(m_window, tr("Folder for TensorBoard"), QFileDialog::Directory, {}, use,
                  QSettings().value(FolderKey).toString());
}

void TensorBoardSetting::set(const QString& folder) {
    auto& controller = m_session.controller();
    controller.setTensorBoardFolder(folder);
    m_action->setChecked(!folder.isEmpty());
    setTip(*m_action, folder.isEmpty() ? tr("Write the figures of each training into a folder that TensorBoard can show")
                                       : tr("The figures of each training go to %1 for TensorBoard").arg(folder));
    const bool begun = m_session.begun();
    if (!begun && controller.state() != TrainingController::State::Empty)
        m_session.reset(); // what is about to begin was prepared without it
    Q_EMIT changed(folder.isEmpty() ? tr("Trainings are no longer written for TensorBoard.")
                   : begun          ? tr("From the next training on, figures go to %1.").arg(folder)
                                    : tr("The figures of the training go to %1.").arg(folder));
}

} // namespace hourglass::ui
