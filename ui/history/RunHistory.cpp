// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunHistory.h"

#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunTableFile.h"
#include "ui/session/WholeFile.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr int LookInterval = 1000; // ms, for what other processes have written
constexpr int Patience = 1000;     // ms: a change that has to wait longer is kept
} // namespace

RunHistory::RunHistory(const QString& path, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_background("history") {
    m_lookTimer.setInterval(LookInterval);
    connect(&m_lookTimer, &QTimer::timeout, this, [this] {
        if (!m_isLooking.exchange(true))
            work([this] { look(); });
    });
}

RunHistory::~RunHistory() {
    m_isClosing = true;
    work([this] {
        makeChanges(Asker::Program);
        m_database.reset(); // a connection belongs to its thread
    });
}

QString RunHistory::defaultPath() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("history.sqlite");
}

void RunHistory::write(const RunRecord& run) {
    change(Asker::Program, {run.summary.id, [run](HistoryDatabase& database) { database.write(run); }});
}

void RunHistory::setText(const QString& id, RunField field, const QString& text) {
    change(Asker::User, {{}, [=](HistoryDatabase& database) { database.setText(id, field, text); }});
}

void RunHistory::setFile(const QString& id, const QString& path) {
    change(Asker::Program, {{}, [=](HistoryDatabase& database) { database.setFile(id, path); }});
}

void RunHistory::remove(const QStringList& ids) {
    change(Asker::User, {{}, [this, ids](HistoryDatabase& database) {
                             database.remove(ids);
                             say([this, ids] { Q_EMIT removed(ids); });
                         }});
}

void RunHistory::restore(const QStringList& ids) {
    change(Asker::User, {{}, [ids](HistoryDatabase& database) { database.restore(ids); }});
}

void RunHistory::loadDetails(const QString& id) {
    ask(Asker::User, [this, id](HistoryDatabase& database) {
        say([this, id, details = database.details(id)] { Q_EMIT detailsLoaded(id, details); });
    });
}

void RunHistory::loadThumbnail(const QString& id) {
    ask(Asker::Program, [this, id](HistoryDatabase& database) {
        say([this, id, thumbnail = database.thumbnail(id)] { Q_EMIT thumbnailLoaded(id, thumbnail); });
    });
}

void RunHistory::findModel(const QString& id, const QString& path) {
    work([this, id, path] {
        say([this, id, path, isThere = QFileInfo::exists(path)] { Q_EMIT modelFound(id, path, isThere); });
    });
}

void RunHistory::exportTable(const std::vector<RunSummary>& runs, const QString& path) {
    work([this, runs, path] {
        const QString fault = writeWhole(path, toCsv(runs));
        if (fault.isEmpty())
            say([this, path] { Q_EMIT exported(path); });
        else
            say([this, fault] { Q_EMIT failed(fault); });
    });
}

void RunHistory::setWatched(bool watched) {
    if (watched == m_lookTimer.isActive())
        return;
    if (watched) {
        m_lookTimer.start();
        ask(Asker::Program, [this](HistoryDatabase& database) { list(database); });
    } else {
        m_lookTimer.stop();
    }
}

void RunHistory::ask(Asker asker, Request request) {
    work([this, asker, request = std::move(request)] {
        if (!m_isClosing)
            carryOut(asker, request);
    });
}

void RunHistory::change(Asker asker, const Change& change) {
    work([this, asker, change, isWatched = m_lookTimer.isActive()] {
        keep(change);
        if (m_isClosing) // all of them are tried once more at the end
            return;
        if (makeChanges(asker) && isWatched) // otherwise the list would bring back what was there before
            carryOut(Asker::Program, [this](HistoryDatabase& database) { list(database); });
    });
}

void RunHistory::look() {
    m_isLooking = false;
    const bool hadChanges = !m_changes.empty();
    if (m_isClosing || !makeChanges(Asker::Program))
        return;
    carryOut(Asker::Program, [this, hadChanges](HistoryDatabase& database) {
        if (hadChanges || database.othersChanged())
            list(database);
    });
}

void RunHistory::keep(const Change& change) {
    const auto older = change.run.isEmpty() ? m_changes.end() : std::ranges::find(m_changes, change.run, &Change::run);
    if (older == m_changes.end())
        m_changes.push_back(change);
    else
        *older = change;
}

bool RunHistory::makeChanges(Asker asker) {
    while (!m_changes.empty()) {
        Change first = std::move(m_changes.front());
        m_changes.pop_front();
        if (!carryOut(asker, first.request)) {
            m_changes.push_front(std::move(first));
            return false;
        }
    }
    return true;
}

bool RunHistory::carryOut(Asker asker, const Request& request) {
    try {
        try {
            request(database());
        } catch (const HistoryError& error) {
            if (error.kind() == HistoryError::Kind::ReadOnly || error.kind() == HistoryError::Kind::Damaged)
                m_database.reset(); // a connection stays read-only when its file no longer is
            if (error.kind() != HistoryError::Kind::Damaged)
                throw;
            request(database(true)); // opening it again puts the damaged file aside
        }
    } catch (const HistoryError& error) {
        const QString message = inFull(error);
        if (std::exchange(m_lastFailure, message) != message || asker == Asker::User)
            say([this, message] { Q_EMIT failed(message); });
        return false;
    }
    if (m_changes.empty() && !m_lastFailure.isEmpty())
        say([this, message = std::exchange(m_lastFailure, {})] { Q_EMIT recovered(message); });
    return true;
}

/// What went wrong, with which file, and what to do.
QString RunHistory::inFull(const HistoryError& error) const {
    const auto advice = [&] {
        switch (error.kind()) {
        case HistoryError::Kind::Full:
            return tr("Make room there; what could not be written is then written by itself.");
        case HistoryError::Kind::ReadOnly:
            return tr(
                "Allow yourself to write to it and to its folder; what could not be written is then written by itself.");
        case HistoryError::Kind::Locked:
            return tr("Close that program; what could not be written is then written by itself.");
        case HistoryError::Kind::Unreachable:
            return tr("Check that its disk works and that you may write to it and to its folder.");
        default:
            return QString();
        }
    };
    return tr("%1 The file is %2. %3").arg(error.message(), QDir::toNativeSeparators(m_path), advice()).trimmed();
}

HistoryDatabase& RunHistory::database(bool suspect) {
    if (m_database && !m_database->isCurrent())
        m_database.reset();
    if (!m_database) {
        m_database = std::make_unique<HistoryDatabase>(m_path, suspect, Patience);
        if (const QString path = m_database->putAside(); !path.isEmpty())
            say([this, path] { Q_EMIT putAside(path); });
    }
    return *m_database;
}

/// Those that are as they were stay the same objects, so that the window finds out at once what is new.
void RunHistory::list(HistoryDatabase& database) {
    RunList runs;
    QHash<QString, std::shared_ptr<const RunSummary>> byId;
    for (RunSummary& run : database.list()) {
        std::shared_ptr<const RunSummary> known = m_listed.value(run.id);
        if (!known || *known != run)
            known = std::make_shared<const RunSummary>(std::move(run));
        byId.insert(known->id, known);
        runs.push_back(std::move(known));
    }
    m_listed = std::move(byId);
    say([this, runs = std::move(runs)] { Q_EMIT listed(runs); });
}

} // namespace hourglass::ui
