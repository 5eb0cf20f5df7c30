// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QMimeData;

namespace hourglass::ui {

class ModelSaver;
class TrainingSession;

/// Opens and writes files of every kind that the window knows: experiments (.json), and data as pictures in a
/// folder, IDX or CSV. Remembers the last ones.
class Documents : public QObject {
    Q_OBJECT

public:
    Documents(TrainingSession& session, ModelSaver& saver, QObject* parent = nullptr);

    void newExperiment();
    /// An experiment replaces everything, the run included; data become the experiment's data. Both are edits
    /// that can be undone.
    void open(const QString& path);
    void saveExperiment(const QString& path);

    /// The path that was dragged onto the window, or empty when it was something else.
    static QString pathIn(const QMimeData& mime);
    /// Opened or saved, the latest first.
    static QStringList recent();

Q_SIGNALS:
    void failed(const QString& message);

private:
    void openExperiment(const QString& path, const QString& what);
    void openData(const QString& path, const QString& what);

    TrainingSession& m_session;
    ModelSaver& m_saver;
};

} // namespace hourglass::ui
