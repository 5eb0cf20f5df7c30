// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunHistory.h"

#include "ui/history/HistoryDatabase.h"
#include "ui/history/JobQueue.h"
#include "ui/history/RunTableFile.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace hourglass::ui {

namespace {
constexpr int LookInterval = 1000; // ms, for what other processes have written
} // namespace

RunHistory::RunHistory(const QString& path, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_requests(new JobQueue)
    , m_answers(new JobQueue(this)) {
    m_lookTimer.setInterval(LookInterval);
    connect(&m_lookTimer, &QTimer::timeout, this, [this] {
        ask([this](HistoryDatabase& database) {
            if (database.othersChanged())
                list(database);
        });
    });
    m_thread.setObjectName("history");
    m_requests->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_requests, &QObject::deleteLater);
    m_thread.start();
}

RunHistory::~RunHistory() {
    m_requests->post([this] {
        m_database.reset(); // a connection belongs to its thread
        QThread::currentThread()->quit();
    });
    m_thread.wait();
}

QString RunHistory::defaultPath() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("history.sqlite");
}

void RunHistory::write(const RunRecord& run) {
    change([run](HistoryDatabase& database) { database.write(run); });
}

void RunHistory::setText(const QString& id, RunField field, const QString& text) {
    change([=](HistoryDatabase& database) { database.setText(id, field, text); });
}

void RunHistory::setFile(const QString& id, const QString& path) {
    change([=](HistoryDatabase& database) { database.setFile(id, path); });
}

void RunHistory::remove(const QStringList& ids) {
    change([ids](HistoryDatabase& database) { database.remove(ids); });
}

void RunHistory::restore(const QStringList& ids) {
    change([ids](HistoryDatabase& database) { database.restore(ids); });
}

void RunHistory::loadDetails(const QString& id) {
    ask([this, id](HistoryDatabase& database) {
        say([this, id, details = database.details(id)] { Q_EMIT detailsLoaded(id, details); });
    });
}

void RunHistory::loadThumbnail(const QString& id) {
    ask([this, id](HistoryDatabase& database) {
        const QImage thumbnail = database.thumbnail(id);
        if (!thumbnail.isNull())
            say([this, id, thumbnail] { Q_EMIT thumbnailLoaded(id, thumbnail); });
    });
}

void RunHistory::exportTable(const std::vector<RunSummary>& runs, const QString& path) {
    m_requests->post([this, runs, path] {
        const QByteArray csv = toCsv(runs);
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit())
            say([this, path] { Q_EMIT exported(path); });
        else
            say([this, message = tr("%1 cannot be written: %2").arg(path, file.errorString())] { Q_EMIT failed(message); });
    });
}

void RunHistory::setWatched(bool watched) {
    if (watched == m_lookTimer.isActive())
        return;
    if (watched) {
        m_lookTimer.start();
        askForList();
    } else {
        m_lookTimer.stop();
    }
}

void RunHistory::change(const Request& request) {
    ask([this, request](HistoryDatabase& database) {
        request(database);
        m_lastFailure.clear();
    });
    if (m_lookTimer.isActive())
        askForList();
}

void RunHistory::askForList() {
    ask([this](HistoryDatabase& database) { list(database); });
}

void RunHistory::ask(Request request) {
    m_requests->post([this, request = std::move(request)] { carryOut(request); });
}

void RunHistory::say(std::function<void()> words) {
    m_answers->post(std::move(words));
}

void RunHistory::carryOut(const Request& request) {
    try {
        try {
            request(database());
        } catch (const HistoryError& error) {
            if (error.kind() != HistoryError::Kind::Damaged)
                throw;
            m_database.reset();
            request(database(true)); // opening it again puts the damaged file aside
        }
    } catch (const HistoryError& error) {
        if (std::exchange(m_lastFailure, error.message()) != error.message())
            say([this, message = error.message()] { Q_EMIT failed(message); });
    }
}

HistoryDatabase& RunHistory::database(bool suspect) {
    if (!m_database) {
        m_database = std::make_unique<HistoryDatabase>(m_path, suspect);
        if (const QString path = m_database->putAside(); !path.isEmpty())
            say([this, path] {
                Q_EMIT putAside(path);
                if (m_lookTimer.isActive())
                    askForList();
            });
    }
    return *m_database;
}

void RunHistory::list(HistoryDatabase& database) {
    say([this, runs = database.list()] { Q_EMIT listed(runs); });
}

} // namespace hourglass::ui
