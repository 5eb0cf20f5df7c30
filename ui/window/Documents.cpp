// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Documents.h"

#include "engine/api/Error.h"
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

bool isExperiment(const QString& path) {
    return path.endsWith(".json", Qt::CaseInsensitive);
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
    m_saver.beforeLosing([this] { m_session.open(defaultExperiment()); });
}

void Documents::open(const QString& path) {
    try {
        if (isExperiment(path)) {
            const Experiment experiment = complete(loadExperiment(toStdString(path)));
            m_saver.beforeLosing([this, experiment] { m_session.open(experiment); });
        } else {
            Experiment experiment = m_session.editor().experiment();
            experiment.dataset = datasetFromReference(toStdString(path));
            m_session.editor().edit(tr("Open %1").arg(QFileInfo(path).fileName()), complete(experiment));
        }
        remember(path);
    } catch (const Error& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
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
