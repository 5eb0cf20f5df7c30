// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/FileMenu.h"

#include "ui/widgets/Actions.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/window/Documents.h"
#include "ui/window/ModelExporter.h"
#include "ui/window/ModelSaver.h"
#include "ui/window/PresetActions.h"

#include <QFileInfo>

namespace hourglass::ui {

FileMenu::FileMenu(Documents& documents, ModelSaver& saver, const ModelExporter& exporter, const PresetActions& presets,
                   QWidget& window)
    : QMenu(tr("&File"), &window)
    , m_documents(documents) {
    setToolTipsVisible(true); // they say why something cannot be chosen
    const auto open = [this](const QString& path) { m_documents.open(path); };

    auto* fresh = makeAction({tr("&New"), "new", QKeySequence::New, tr("Start again with the default experiment")}, this);
    connect(fresh, &QAction::triggered, this, [this] { m_documents.newExperiment(); });

    auto* openExperiment = makeAction(
        {tr("&Open…"), "open", QKeySequence::Open, tr("Open an experiment, or a model with what it has learned")}, this);
    connect(openExperiment, &QAction::triggered, this, [&window, open] {
        askWhatToOpen(window, tr("Open"), QFileDialog::ExistingFile, tr("Experiments and models (*.json *.hourglass)"),
                      open);
    });

    m_openDataFile = makeAction({tr("Open &data file…"), "open", {}, tr("Learn from a table (CSV) or an IDX file")}, this);
    connect(m_openDataFile, &QAction::triggered, this, [&window, open] {
        askWhatToOpen(window, tr("Open data file"), QFileDialog::ExistingFile,
                      tr("Data (*.csv *.tsv *.idx *.gz *ubyte);;All files (*)"), open);
    });

    m_openDataFolder = makeAction(
        {tr("Open picture &folder…"), "folder", {}, tr("Learn from a folder of pictures; subfolders are classes")}, this);
    connect(m_openDataFolder, &QAction::triggered, this,
            [&window, open] { askWhatToOpen(window, tr("Open picture folder"), QFileDialog::Directory, {}, open); });

    auto* saveExperiment = makeAction(
        {tr("&Save experiment…"), "save", QKeySequence::Save, tr("Write the experiment as it now stands to a file")}, this);
    connect(saveExperiment, &QAction::triggered, this, [this] { m_documents.saveExperiment(); });

    auto* copyLink =
        makeAction({tr("Copy experiment as &link"), "link", Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                    tr("Put the whole experiment into the clipboard as one line of text, to send it to others")},
                   this);
    connect(copyLink, &QAction::triggered, this, [this] { m_documents.copyLink(); });

    m_saveModel = makeAction({tr("Save &model…"), "save-model", Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                              tr("Write the network with what it has learned to a file")},
                             this);
    connect(m_saveModel, &QAction::triggered, this, [&saver] { saver.save(); });

    auto* quit = makeAction({tr("&Quit"), "quit", Qt::CTRL | Qt::Key_Q, tr("Close Hourglass")}, this);
    connect(quit, &QAction::triggered, &window, &QWidget::close);

    addActions({fresh, openExperiment, m_openDataFile, m_openDataFolder});
    m_recent = addMenu(tr("Open &recent"));
    m_recent->menuAction()->setStatusTip(tr("Open one of the files used last"));
    connect(this, &QMenu::aboutToShow, this, &FileMenu::fillRecent);
    addSeparator();
    addActions({saveExperiment, copyLink});
    addSeparator();
    addActions({presets.gallery(), presets.surpriseMe(), presets.save(), presets.manage()});
    addSeparator();
    addActions({m_saveModel, exporter.action()});
    addSeparator();
    addAction(quit);
}

void FileMenu::fillRecent() {
    m_recent->clear();
    const QStringList files = Documents::recent();
    for (const QString& file : files) {
        QAction* entry = m_recent->addAction(QFileInfo(file).fileName());
        setTip(*entry, file);
        connect(entry, &QAction::triggered, this, [this, file] { m_documents.open(file); });
    }
    m_recent->setEnabled(!files.isEmpty());
}

} // namespace hourglass::ui
