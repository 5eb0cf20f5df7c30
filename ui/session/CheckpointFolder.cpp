// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/CheckpointFolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr char FileName[] = "training.hourglass";
constexpr char LockName[] = "lock";

/// The folder of a checkpoint with what Hourglass writes there, and nothing else: whatever else lies in it is somebody's.
/// @param lock  held until nothing is left that another window could take for a training
void removeFolderOf(const QString& file, std::unique_ptr<QLockFile>& lock) {
    const QDir folder = QFileInfo(file).dir();
    for (const QString& name : folder.entryList({FileName + QStringLiteral("*")}, QDir::Files | QDir::NoSymLinks))
        QFile::remove(folder.filePath(name));
    lock.reset();                // removes its own file
    QDir().rmdir(folder.path()); // fails where another window has locked it meanwhile
}

/// Held as long as its window lives; that of a process which is gone counts for nothing, however old it is.
std::unique_ptr<QLockFile> lockOf(const QString& folder) {
    auto lock = std::make_unique<QLockFile>(QDir(folder).filePath(LockName));
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

} // namespace

CheckpointFolder::CheckpointFolder(const QString& root) {
    findLeft(root);
    // Another window that starts just now may take the folder, while it is empty, for one that was left.
    for (int attempt = 0; attempt < 3 && !m_lock; ++attempt) {
        m_folder = QDir(root).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces));
        if (QDir().mkpath(m_folder))
            m_lock = lockOf(m_folder);
    }
    if (m_lock)
        m_file = QDir(m_folder).filePath(FileName);
}

CheckpointFolder::~CheckpointFolder() {
    if (!m_file.isEmpty())
        removeFolderOf(m_file, m_lock);
    for (Left& left : m_recovered)
        remove(left);
}

void CheckpointFolder::findLeft(const QString& root) {
    for (const QFileInfo& entry : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        if (QUuid::fromString(entry.fileName()).isNull())
            continue; // none of ours
        auto lock = lockOf(entry.filePath());
        if (!lock)
            continue;
        const QFileInfo file(QDir(entry.filePath()).filePath(FileName));
        Left left{{file.filePath(), file.lastModified()}, std::move(lock)};
        if (file.exists())
            m_left.push_back(std::move(left));
        else
            remove(left); // nothing was trained there
    }
    std::ranges::sort(m_left, {}, &Left::written);
}

void CheckpointFolder::remove(Left& left) {
    removeFolderOf(left.file, left.lock);
}

std::optional<CheckpointFolder::Interrupted> CheckpointFolder::interrupted() const {
    return m_left.empty() ? std::nullopt : std::optional<Interrupted>(m_left.back());
}

std::optional<CheckpointFolder::Left> CheckpointFolder::taken(const QString& file) {
    const auto place = std::ranges::find(m_left, file, &Left::file);
    if (place == m_left.end())
        return std::nullopt;
    std::optional<Left> left = std::move(*place);
    m_left.erase(place);
    return left;
}

void CheckpointFolder::setRecovered(const QString& file) {
    if (auto left = taken(file))
        m_recovered.push_back(std::move(*left));
}

void CheckpointFolder::discard(const QString& file) {
    if (auto left = taken(file))
        remove(*left);
}

} // namespace hourglass::ui
