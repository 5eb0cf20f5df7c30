// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

namespace hourglass::test {

/// An empty folder in which nobody may write. The superuser may write everywhere, so the process gives that right up while
/// this lives, and with it the right to what only the superuser can read.
class SealedFolder {
public:
    SealedFolder() {
        using enum QFile::Permission;
        QFile::setPermissions(m_folder.path(), ReadOwner | ExeOwner | ReadGroup | ExeGroup | ReadOther | ExeOther);
        if (m_user == 0)
            m_isSealed = seteuid(Nobody) == 0;
    }
    ~SealedFolder() {
        if (m_user == 0)
            m_isSealed = seteuid(m_user) != 0;
        QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    SealedFolder(const SealedFolder&) = delete;
    SealedFolder& operator=(const SealedFolder&) = delete;

    bool isSealed() const { return m_isSealed; } ///< false where the right could not be given up
    QString filePath(const QString& name) const { return m_folder.filePath(name); }

private:
    static constexpr uid_t Nobody = 65534;

    QTemporaryDir m_folder;
    uid_t m_user = geteuid();
    bool m_isSealed = true;
};

} // namespace hourglass::test
