// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/CheckpointFolder.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr char FileName[] = "training.hourglass";
constexpr char AdoptedName[] = "before.hourglass";

void removeFolderOf(const QString& file) {
    QFileInfo(file).dir().removeRecursively();
}

/// Held as long as its window lives; that of a process which is gone counts for nothing, however old it is.
std::unique_ptr<QLockFile> lockOf(const QString& folder) {
    auto lock = std::make_unique<QLockFile>(QDir(folder).filePath("lock"));
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

} // namespace

CheckpointFolder::CheckpointFolder(const QString& root) {
    findLeft(root);
    m_folder = QDir(root).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (QDir().mkpath(m_folder))
        m_lock = lockOf(m_folder);
    if (m_lock)
        m_file = QDir(m_folder).filePath(FileName);
}

CheckpointFolder::~CheckpointFolder() {
    m_lock.reset();
    if (!m_file.isEmpty())
        removeFolderOf(m_file);
}

void CheckpointFolder::findLeft(const QString& root) {
    for (const QFileInfo& entry : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir folder(entry.filePath());
        auto lock = lockOf(folder.path());
        if (!lock)
            continue;
        const QFileInfoList files = folder.entryInfoList({FileName, AdoptedName}, QDir::Files, QDir::Time); // newest first
        if (!files.isEmpty()) {
            m_left.push_back({files.first().filePath(), files.first().lastModified(), std::move(lock)});
        } else { // nothing was trained there
            lock.reset();
            removeFolderOf(folder.filePath(FileName));
        }
    }
    std::ranges::sort(m_left, {}, &Left::written);
}

std::optional<QDateTime> CheckpointFolder::interruptedAt() const {
    return m_left.empty() ? std::nullopt : std::optional(m_left.back().written);
}

QString CheckpointFolder::adopt() {
    // Under a name of its own: it must stay until the training that goes on has written the first file.
    const QString own = QDir(m_folder).filePath(AdoptedName);
    if (m_left.empty() || m_file.isEmpty() || !QFile::rename(m_left.back().file, own))
        return {};
    m_left.back().lock.reset();
    removeFolderOf(m_left.back().file);
    m_left.pop_back();
    return own;
}

void CheckpointFolder::discard() {
    for (Left& left : m_left) {
        left.lock.reset();
        removeFolderOf(left.file);
    }
    m_left.clear();
}

} // namespace hourglass::ui
