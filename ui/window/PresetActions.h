// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>
#include <QString>

namespace hourglass::ui {

class Documents;
class PresetPictures;
class TrainingSession;
class UserPresets;

/// Keeps the experiment as a preset of the user's, sets their presets in order, and thinks of an experiment itself.
class PresetActions : public QObject {
    Q_OBJECT

public:
    /// @param window  parent of the dialogs
    PresetActions(TrainingSession& session, Documents& documents, UserPresets& presets, QWidget& window);

    /// Shows all presets, the user's last, to open one.
    QAction* gallery() const { return m_gallery; }
    /// Another experiment on the same data, drawn at random.
    QAction* surpriseMe() const { return m_surprise; }
    QAction* save() const { return m_save; }
    QAction* manage() const { return m_manage; }

private:
    void showGallery();
    void surprise();
    void askForTitle();
    void saveAs(const QString& title);

    TrainingSession& m_session;
    Documents& m_documents;
    UserPresets& m_presets;
    QWidget& m_window;
    PresetPictures* m_pictures = nullptr; ///< until the gallery is opened first
    QAction* m_gallery;
    QAction* m_surprise;
    QAction* m_save;
    QAction* m_manage;
};

} // namespace hourglass::ui
