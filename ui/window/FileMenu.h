// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class Documents;
class ModelExporter;
class ModelSaver;
class PresetActions;

class FileMenu : public QMenu {
    Q_OBJECT

public:
    /// @param window  closed by Quit; parent of the dialogs
    FileMenu(Documents& documents, ModelSaver& saver, const ModelExporter& exporter, const PresetActions& presets,
             QWidget& window);

    QAction* openDataFile() const { return m_openDataFile; }
    QAction* openDataFolder() const { return m_openDataFolder; }
    void setModelSavable(bool savable) { m_saveModel->setEnabled(savable); }

private:
    void fillRecent();

    Documents& m_documents;
    QAction* m_openDataFile;
    QAction* m_openDataFolder;
    QAction* m_saveModel;
    QMenu* m_recent;
};

} // namespace hourglass::ui
