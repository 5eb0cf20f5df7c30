// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Documents.h"

#include "engine/api/Link.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/session/WholeFile.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/window/ModelSaver.h"
#include "ui/window/SaveQuestion.h"

#include <QFileInfo>
#include <QSettings>
#include <QUndoStack>

#include <utility>

namespace hourglass::ui {

namespace {

constexpr char RecentKey[] = "recentFiles";
constexpr int RecentCount = 8;
constexpr qint64 LargestExperiment = 1 << 20; // bytes; it is read on the window's thread

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

Documents::Documents(TrainingSession& session, ModelSaver& saver, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_saver(saver)
    , m_window(window)
    , m_background("documents") {
    connect(&session.controller(), &TrainingController::datasetLoaded, this, &Documents::takeData);
    connect(&session.controller(), &TrainingController::datasetUnreadable, this, [this](const DatasetSpec& dataset) {
        if (!m_opening.isModel && m_opening.dataset == dataset)
            forgetOpening();
    });
    connect(&session.controller(), &TrainingController::saved, this, [this](const QString& path) {
        remember(path);
        if (!m_session.designChanged())
            setName(path); // a model holds its experiment
    });
    connect(&session.controller(), &TrainingController::prepared, this, [this](const RunInfo& run) {
        const QString path = std::exchange(m_recovering, {});
        if (!path.isEmpty() && run.stepsBefore > 0)
            Q_EMIT recovered(path);
    });
    connect(session.editor().undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) {
        if (clean)
            takeName(m_savedPath);
    });
    connect(&session.controller(), &TrainingController::modelOpened, this, &Documents::takeModel);
    connect(&session.controller(), &TrainingController::modelUnreadable, this, [this](const QString& path) {
        if (m_opening.isModel && m_opening.path == path)
            forgetOpening();
    });
}

void Documents::newExperiment() {
    put(tr("New experiment"), defaultExperiment());
}

void Documents::put(const QString& what, const Experiment& experiment, const Next& next) {
    replace({}, [this, what, experiment, next] {
        m_session.open(what, experiment);
        if (next)
            next();
    });
}

void Documents::usePreset(const QString& title, const Experiment& experiment) {
    m_session.editor().edit(tr("Preset: %1").arg(title), experiment);
    m_name = title;
    m_isFile = false;
    Q_EMIT named();
}

QString Documents::title() const {
    return m_isFile ? QFileInfo(m_name).completeBaseName() : m_name;
}

QString Documents::fileStem() const {
    return m_isFile ? title() : asFileName(m_name);
}

void Documents::open(const QString& path) {
    if (isExperimentLink(toStdString(path))) {
        openLink(path);
        return;
    }
    const QString name = QFileInfo(path).fileName();
    try {
        if (endsWith(path, ".hourglass"))
            openModel({.path = path, .isModel = true});
        else if (endsWith(path, ".json"))
            openExperiment(path, tr("Open %1").arg(name));
        else
            openData(path);
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
    replace(path, [this, what, experiment] { m_session.open(what, experiment); });
}

void Documents::recover(const QString& path) {
    openModel({.path = path, .isModel = true, .isRecovered = true});
}

void Documents::openModel(const Opening& opening) {
    m_opening = opening;
    m_session.controller().openModel(opening.path);
    Q_EMIT reading(opening.path);
}

/// The model can be read, so nothing is given up for it in vain.
void Documents::takeModel(const QString& path, const Experiment& experiment) {
    if (!m_opening.isModel || m_opening.path != path)
        return;
    const bool recovered = m_opening.isRecovered;
    forgetOpening();
    const QString what = recovered ? tr("Go on after the interruption") : tr("Open %1").arg(QFileInfo(path).fileName());
    replace(recovered ? QString() : path, [this, what, experiment, recovered, path] {
        m_recovering = recovered ? path : QString();
        m_session.openModel(what, experiment, recovered);
    });
}

void Documents::forgetOpening() {
    if (!std::exchange(m_opening, {}).path.isEmpty())
        Q_EMIT read();
}

/// Once it is clear that nothing is lost.
/// @param path  of the file that `next` puts on the desk; empty where there is none
void Documents::replace(const QString& path, const Next& next) {
    m_saver.beforeLosing([this, path, next] {
        beforeLosing([this, path, next] {
            forgetOpening(); // data that were still to come were for the experiment before
            next();
            setName(path);
            if (!path.isEmpty())
                remember(path);
        });
    });
}

void Documents::openData(const QString& path) {
    const DatasetSpec dataset = datasetFromReference(toStdString(path));
    Experiment experiment = m_session.editor().experiment();
    experiment.dataset = dataset;
    m_opening = {.path = path, .dataset = complete(experiment).dataset};
    m_session.controller().read(m_opening.dataset);
    Q_EMIT reading(path);
}

/// The data can be read, so nothing is given up for them in vain.
void Documents::takeData(const DatasetSpec& dataset) {
    if (m_opening.path.isEmpty() || m_opening.isModel || m_opening.dataset != dataset)
        return;
    const Opening opened = std::exchange(m_opening, {});
    Experiment experiment = m_session.editor().experiment();
    experiment.dataset = opened.dataset;
    m_session.editor().edit(tr("Open %1").arg(QFileInfo(opened.path).fileName()), complete(experiment));
    remember(opened.path);
    Q_EMIT read();
}

void Documents::saveExperiment(const QString& path, const Next& next) {
    const Experiment experiment = m_session.editor().experiment();
    m_background.line()->work([this, path, next, experiment, line = m_background.line()] {
        const QString fault = writeWhole(path, QByteArray::fromStdString(toJson(experiment) + "\n"));
        line->reply([this, path, next, experiment, fault] {
            if (!fault.isEmpty()) {
                Q_EMIT failed(fault);
                return;
            }
            remember(path);
            Q_EMIT saved(path);
            if (m_session.editor().experiment() != experiment)
                return; // it was edited meanwhile
            setName(path);
            if (next)
                next();
        });
    });
}

void Documents::saveExperiment(const Next& next) {
    askWhereToSave(m_window, tr("Save experiment"), {tr("Experiments (*.json)")}, fileStem(),
                   [this, next](const QString& path) { saveExperiment(path, next); });
}

void Documents::beforeLosing(const Next& next) {
    if (m_session.editor().undoStack()->isClean()) {
        next();
        return;
    }
    askToSave(
        m_window, tr("Save the experiment?"), tr("Its last edits are not in a file yet."),
        [this, next] { saveExperiment(next); }, next);
}

/// From now on the experiment counts as saved.
void Documents::setName(const QString& path) {
    m_savedPath = path;
    m_session.editor().undoStack()->setClean();
    takeName(path);
}

void Documents::takeName(const QString& path) {
    m_name = QFileInfo(path).fileName();
    m_isFile = !path.isEmpty();
    Q_EMIT named();
}

QStringList Documents::recent() {
    return QSettings().value(RecentKey).toStringList();
}

} // namespace hourglass::ui
