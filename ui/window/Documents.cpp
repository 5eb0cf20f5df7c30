// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Documents.h"

#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/window/ModelSaver.h"

#include <QFileInfo>
#include <QMimeData>
#include <QSaveFile>
#include <QSettings>
#include <QUrl>

namespace hourglass::ui {

namespace {

constexpr char RecentKey[] = "recentFiles";
constexpr int RecentCount = 8;
constexpr qint64 LargestExperiment = 4 << 20; // bytes; it is read on the window's thread

bool endsWith(const QString& path, const char* extension) {
    return path.endsWith(QLatin1String(extension), Qt::CaseInsensitive);
}

void remember(const QString& path) {
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = Documents::recent();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(RecentKey, files.mid(0, RecentCount));
}

} // namespace

Documents::Documents(TrainingSession& session, ModelSaver& saver, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_saver(saver) {}

void Documents::newExperiment() {
    m_saver.beforeLosing([this] { m_session.open(tr("New experiment"), defaultExperiment()); });
}

void Documents::open(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (endsWith(path, ".hourglass")) {
        Q_EMIT failed(tr("%1 is a trained model. Models are used on the command line for now: see "
                         "\"hourglass-cli info\" and \"hourglass-cli evaluate\".")
                          .arg(name));
        return;
    }
    try {
        if (endsWith(path, ".json"))
            openExperiment(path, tr("Open %1").arg(name));
        else
            openData(path, tr("Open %1").arg(name));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

void Documents::openExperiment(const QString& path, const QString& what) {
    if (QFileInfo(path).size() > LargestExperiment) {
        Q_EMIT failed(tr("%1 is too large to be an experiment.").arg(path));
        return;
    }
    const Experiment experiment = complete(loadExperiment(toStdString(path)));
    m_saver.beforeLosing([this, what, experiment] { m_session.open(what, experiment); });
    remember(path);
}

void Documents::openData(const QString& path, const QString& what) {
    Experiment experiment = m_session.editor().experiment();
    experiment.dataset = datasetFromReference(toStdString(path));
    m_session.editor().edit(what, complete(experiment));
    remember(path);
}

void Documents::saveExperiment(const QString& path) {
    QSaveFile file(path);
    const std::string json = toJson(m_session.editor().experiment()) + "\n";
    if (file.open(QIODevice::WriteOnly) && file.write(json.data(), qint64(json.size())) >= 0 && file.commit())
        remember(path);
    else
        Q_EMIT failed(tr("%1 cannot be written: %2").arg(path, file.errorString()));
}

QString Documents::pathIn(const QMimeData& mime) {
    const QList<QUrl> urls = mime.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

QStringList Documents::recent() {
    return QSettings().value(RecentKey).toStringList();
}

} // namespace hourglass::ui
