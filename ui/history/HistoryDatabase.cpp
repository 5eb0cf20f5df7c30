// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryDatabase.h"

#include "ui/history/HistorySchema.h"
#include "ui/history/HistorySql.h"
#include "ui/history/PictureStrip.h"
#include "ui/history/ProcessMark.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

#include <algorithm>
#include <map>

#include <sys/stat.h>

namespace hourglass::ui {

namespace {

constexpr qint64 RestorableFor = 24 * 3600 * 1000; // ms

/// Which file it is: its device, its number there and, where asked for, when it was written last (ns since 1970).
std::array<qint64, 3> markOf(const QString& path, bool withTime) {
    struct stat file {};
    if (stat(QFile::encodeName(path).constData(), &file) != 0)
        return {};
    const qint64 written = qint64(file.st_mtim.tv_sec) * 1'000'000'000 + file.st_mtim.tv_nsec;
    return {qint64(file.st_dev), qint64(file.st_ino), withTime ? written : 0};
}

qint64 now() {
    return QDateTime::currentMSecsSinceEpoch();
}

QVariant orNull(const std::optional<double>& number) {
    return number ? QVariant(*number) : QVariant(QMetaType(QMetaType::Double));
}

std::optional<double> toNumber(const QVariant& value) {
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

QString columnOf(RunField field) {
    return field == RunField::Name ? "name" : field == RunField::Tags ? "tags" : "notes";
}

constexpr char WriteRun[] = R"(
    INSERT INTO runs (id, started, owner, state, message, name, variant, dataset, code_size, epochs, seconds, mse, pca_mse,
                      pca_components)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        owner = excluded.owner, state = excluded.state, message = excluded.message, variant = excluded.variant,
        dataset = excluded.dataset, code_size = excluded.code_size, epochs = excluded.epochs, seconds = excluded.seconds,
        mse = excluded.mse, pca_mse = excluded.pca_mse, pca_components = excluded.pca_components)";

constexpr char WriteDetails[] = R"(
    INSERT OR REPLACE INTO details (id, experiment, metrics, curve, pictures, originals, rebuilt, thumbnail)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?))";

constexpr char ListRuns[] = R"(
    SELECT id, started, owner, state, message, name, variant, dataset, code_size, epochs, seconds, mse, pca_mse,
           pca_components, tags, notes, file
    FROM runs WHERE deleted IS NULL ORDER BY started DESC, id)";

} // namespace

HistoryDatabase::Connection::~Connection() {
    QSqlDatabase::removeDatabase(name);
}

HistoryDatabase::HistoryDatabase(const QString& path, bool suspect, int patience)
    : m_path(path)
    , m_patience(patience)
    , m_connection{"history " + QUuid::createUuid().toString()} {
    using enum HistoryError::Kind;
    if (!QSqlDatabase::isDriverAvailable("QSQLITE"))
        throw HistoryError(Other, History::tr("The run history cannot be kept: Qt's driver for SQLite is not installed (on "
                                              "Debian, the package libqt6sql6-sqlite)."));
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        throw HistoryError(Unreachable,
                           History::tr("The run history cannot be kept: the folder %1 cannot be made.").arg(folder));
    m_database = QSqlDatabase::addDatabase("QSQLITE", m_connection.name);
    // SQLite would make a log beside a file that it may not write, or fail where it may not make one.
    m_isFrozen = QFileInfo::exists(path) && !QFileInfo::exists(path + "-wal") &&
                 !QFile(path).open(QIODevice::ReadWrite | QIODevice::ExistingOnly);

    // One process at a time finds damage, or makes the tables. Where no lock can be made, opening says why.
    QLockFile lock(path + ".lock");
    lock.tryLock(patience);
    try {
        open(suspect);
    } catch (const HistoryError& error) {
        if (error.kind() != Damaged)
            throw;
        m_database.close();
        moveAside();
        m_isFrozen = false;
        open(false);
    }
    m_mark = markOf(path, m_isFrozen);
}

HistoryDatabase::~HistoryDatabase() = default;

bool HistoryDatabase::isCurrent() const {
    return m_mark == markOf(m_path, m_isFrozen) && !(m_isFrozen && QFileInfo::exists(m_path + "-wal"));
}

void HistoryDatabase::open(bool suspect) {
    const QString patience = QString("QSQLITE_BUSY_TIMEOUT=%1").arg(m_patience);
    m_database.setDatabaseName(m_isFrozen ? QUrl::fromLocalFile(m_path).toString(QUrl::FullyEncoded) + "?immutable=1"
                                          : m_path);
    m_database.setConnectOptions(m_isFrozen ? patience + ";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI" : patience);
    if (!m_database.open())
        throw historyError(m_database.lastError(), History::tr("The run history cannot be opened"));
    migrate(m_database, historySchema());
    if (suspect) {
        QSqlQuery check = read(m_database, "PRAGMA quick_check(1)");
        if (!next(check) || check.value(0).toString() != "ok")
            throw HistoryError(HistoryError::Kind::Damaged, History::tr("The run history is damaged."));
    }
    execute(m_database, "PRAGMA synchronous = FULL"); // what was written outlives a power cut
    execute(m_database, "PRAGMA foreign_keys = ON");
    try {
        execute(m_database, "PRAGMA journal_mode = WAL"); // readers and one writer do not wait for each other
        ui::write(m_database, "DELETE FROM runs WHERE deleted < ?", {now() - RestorableFor});
    } catch (const HistoryError& error) { // what cannot be written can still be looked at
        if (error.kind() == HistoryError::Kind::Damaged)
            throw;
    }
}

void HistoryDatabase::moveAside() {
    const QFileInfo file(m_path);
    const QString when = QDateTime::currentDateTime().toString("yyyy-MM-dd-HHmmss-zzz");
    m_putAside = file.dir().filePath(QString("%1.damaged-%2.%3").arg(file.completeBaseName(), when, file.suffix()));
    for (const char* ending : {"", "-wal", "-shm"}) // what was written last may be in the log beside it
        if (QFileInfo::exists(m_path + ending) && !QFile::rename(m_path + ending, m_putAside + ending))
            throw HistoryError(HistoryError::Kind::Unreachable,
                               History::tr("The run history is damaged and cannot be moved out of the way."));
}

void HistoryDatabase::write(const RunRecord& run) {
    const RunSummary& summary = run.summary;
    const RunDetails& details = run.details;
    const QByteArray originals = stripOf(details.originals);
    const QByteArray rebuilt = stripOf(details.rebuilt);
    Transaction transaction(m_database);
    ui::write(m_database, WriteRun,
              {summary.id, summary.started, processMark(), stateId(summary.state), summary.message, summary.name,
               summary.variant, summary.dataset, summary.codeSize, summary.epochs, summary.seconds, orNull(summary.mse),
               orNull(summary.pcaMse), summary.pcaComponents});
    ui::write(m_database, WriteDetails,
              {summary.id, details.experiment, details.metrics, details.curve.toJson(), qint64(details.originals.size()),
               originals, rebuilt, thumbnailOf(details.rebuilt)});
    transaction.done();
}

void HistoryDatabase::setText(const QString& id, RunField field, const QString& text) {
    ui::write(m_database, QString("UPDATE runs SET %1 = ? WHERE id = ?").arg(columnOf(field)), {text, id});
}

void HistoryDatabase::setFile(const QString& id, const QString& path) {
    Transaction transaction(m_database);
    if (!path.isEmpty()) // it holds another run's model no longer
        ui::write(m_database, "UPDATE runs SET file = '' WHERE file = ? AND id <> ?", {path, id});
    ui::write(m_database, "UPDATE runs SET file = ? WHERE id = ?", {path, id});
    transaction.done();
}

void HistoryDatabase::remove(const QStringList& ids) {
    setDeleted(ids, now());
}

void HistoryDatabase::restore(const QStringList& ids) {
    setDeleted(ids, QVariant(QMetaType(QMetaType::LongLong)));
}

void HistoryDatabase::setDeleted(const QStringList& ids, const QVariant& deleted) {
    Transaction transaction(m_database);
    for (const QString& id : ids)
        ui::write(m_database, "UPDATE runs SET deleted = ? WHERE id = ?", {deleted, id});
    transaction.done();
}

std::vector<RunSummary> HistoryDatabase::list() {
    const qint64 version = dataVersion(); // first: what is written meanwhile is then seen next time
    m_otherOwners.clear();
    std::map<QString, bool> alive{{processMark(), true}};
    std::vector<RunSummary> runs;
    QSqlQuery rows = read(m_database, ListRuns);
    while (next(rows)) {
        RunSummary run;
        int column = 0;
        const auto take = [&] { return rows.value(column++); };
        run.id = take().toString();
        run.started = take().toLongLong();
        const QString owner = take().toString();
        run.state = stateFromId(take().toString());
        run.message = take().toString();
        run.name = take().toString();
        run.variant = take().toString();
        run.dataset = take().toString();
        run.codeSize = take().toLongLong();
        run.epochs = take().toLongLong();
        run.seconds = take().toDouble();
        run.mse = toNumber(take());
        run.pcaMse = toNumber(take());
        run.pcaComponents = take().toLongLong();
        run.tags = take().toString();
        run.notes = take().toString();
        run.file = take().toString();
        if (run.state == RunState::Running) {
            const auto known = alive.try_emplace(owner, false);
            if (known.second)
                known.first->second = isAlive(owner);
            if (!known.first->second)
                run.state = RunState::Interrupted;
            else if (owner != processMark())
                m_otherOwners.insert(owner);
        }
        run.searchText = QStringList{run.name, run.variant, run.dataset, run.tags, run.notes}.join('\n').toLower();
        runs.push_back(std::move(run));
    }
    m_listedVersion = version;
    return runs;
}

RunDetails HistoryDatabase::details(const QString& id) {
    QSqlQuery rows =
        read(m_database, "SELECT experiment, metrics, curve, pictures, originals, rebuilt FROM details WHERE id = ?", {id});
    if (!next(rows))
        return {};
    const int pictures = rows.value(3).toInt();
    return {rows.value(0).toString(), rows.value(1).toString(), RunCurve::fromJson(rows.value(2).toByteArray()),
            picturesIn(rows.value(4).toByteArray(), pictures), picturesIn(rows.value(5).toByteArray(), pictures)};
}

QImage HistoryDatabase::thumbnail(const QString& id) {
    QSqlQuery rows = read(m_database, "SELECT thumbnail FROM details WHERE id = ?", {id});
    return next(rows) ? QImage::fromData(rows.value(0).toByteArray(), "PNG") : QImage();
}

bool HistoryDatabase::othersChanged() {
    if (m_listedVersion != dataVersion())
        return true;
    return !std::ranges::all_of(m_otherOwners, &isAlive);
}

qint64 HistoryDatabase::dataVersion() {
    QSqlQuery rows = read(m_database, "PRAGMA data_version");
    return next(rows) ? rows.value(0).toLongLong() : 0;
}

} // namespace hourglass::ui
