// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "ui/session/Background.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QMimeData;
class QWidget;

namespace hourglass::ui {

class ModelSaver;
class TrainingSession;

/// Opens and writes files of every kind that the window knows: trained models (.hourglass), experiments (.json), and data
/// as pictures in a folder, IDX or CSV. Remembers the last ones. Also opens and makes links that hold an experiment (see
/// engine/api/Link.h).
class Documents : public QObject {
    Q_OBJECT

public:
    using Next = std::function<void()>;

    /// @param window  parent of the dialogs
    Documents(TrainingSession& session, ModelSaver& saver, QWidget& window);

    void newExperiment();
    /// Puts an experiment on the desk that no file holds, in place of everything, the run included.
    /// @param what  for the Edit menu
    /// @param next  runs once it is there
    void put(const QString& what, const Experiment& experiment, const Next& next = {});
    /// An edit that can be undone. From then on the experiment is no file's, but goes by the preset's title, until undoing
    /// leads back to the file.
    void usePreset(const QString& title, const Experiment& experiment);
    /// An experiment replaces everything, the run included, and so does a model, whose training can go on; data become the
    /// experiment's data once they have been read. All are edits that can be undone.
    /// @param reference  a path, or a link to an experiment
    void open(const QString& reference);
    /// A model from the checkpoint of a window that is gone.
    void recover(const QString& path);
    /// Opens the link in the clipboard, if there is one.
    void paste();
    /// Puts a link to the experiment into the clipboard.
    void copyLink();
    /// Writes the experiment; saved() or failed() follows. `next` runs where nothing was edited meanwhile.
    void saveExperiment(const QString& path, const Next& next = {});
    /// The same, and asks for the file.
    void saveExperiment(const Next& next = {});
    /// Runs `next` at once where no edit would be lost; otherwise asks, and does not run it after Cancel.
    void beforeLosing(const Next& next);
    /// Of the file that holds the experiment, or of the preset that it was; empty where there is neither.
    const QString& name() const { return m_name; }
    /// The same without a file's ending: what its runs are called.
    QString title() const;
    QString fileStem() const; ///< the same as a name for files

    /// The path, or the link to an experiment, that was copied or dragged onto the window; empty when it was something else.
    static QString referenceIn(const QMimeData& mime);
    /// Opened or saved, the latest first.
    static QStringList recent();

Q_SIGNALS:
    void failed(const QString& message);
    void saved(const QString& path);
    /// @param note  what to say of it, a sentence or two
    void linkCopied(const QString& note);
    /// The file is being read, until read().
    void reading(const QString& path);
    /// It has been, or cannot be, as failed() or the controller says, or is not wanted any more.
    void read();
    void named(); ///< name() is another one
    /// What recover() asked for is on show.
    void recovered(const QString& path);

private:
    struct Opening {
        QString path;
        DatasetSpec dataset = {}; ///< of data
        bool isModel = false;
        bool isRecovered = false;
    };

    void openExperiment(const QString& path, const QString& what);
    void openLink(const QString& link);
    void openData(const QString& path);
    void takeData(const DatasetSpec& dataset);
    void openModel(const Opening& opening);
    void takeModel(const QString& path, const Experiment& experiment);
    void replace(const QString& path, const Next& next);
    void forgetOpening();
    void setName(const QString& path);
    void takeName(const QString& path);

    TrainingSession& m_session;
    ModelSaver& m_saver;
    QWidget& m_window;
    Opening m_opening;    ///< what was asked for last, until it is read; else empty
    QString m_recovering; ///< the checkpoint whose run is being prepared
    QString m_name;
    bool m_isFile = false; ///< that m_name is the name of
    QString m_savedPath;   ///< of the file that holds what undoing leads back to; empty where there is none
    Background m_background;
};

} // namespace hourglass::ui
