// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/AtomicFile.h"

#include "engine/api/Error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>

namespace hourglass {

namespace {

/// A file beside its place. Unless it is settled there, the destructor removes it, and what stood at its place before stands
/// there again.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& target)
        : m_target(target)
        , m_path(target + ".XXXXXX") {
        m_descriptor = mkstemp(m_path.data());
        if (m_descriptor >= 0) {
            const mode_t mask = umask(0); // mkstemp makes private files; a model is an ordinary one
            umask(mask);
            fchmod(m_descriptor, 0666 & ~mask);
        }
    }
    ~TemporaryFile() {
        if (m_descriptor < 0)
            return;
        close(m_descriptor);
        if (!m_moved)
            unlink(m_path.c_str());
        else if (!m_settled && m_olderIsKept)
            rename(older().c_str(), m_target.c_str());
        else if (!m_settled && !m_hadOlder)
            unlink(m_target.c_str());
        if (m_olderIsKept)
            unlink(older().c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    bool write(std::string_view bytes) const {
        while (m_descriptor >= 0 && !bytes.empty()) {
            const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                return false;
            bytes.remove_prefix(std::size_t(std::max<ssize_t>(written, 0)));
        }
        return m_descriptor >= 0 && fsync(m_descriptor) == 0;
    }
    bool moveToTarget() {
        m_hadOlder = access(m_target.c_str(), F_OK) == 0;
        m_olderIsKept = link(m_target.c_str(), older().c_str()) == 0; // not on every file system, nor where none was
        return m_moved = rename(m_path.c_str(), m_target.c_str()) == 0;
    }
    void settle() { m_settled = true; }

private:
    std::string older() const { return m_path + ".older"; }

    std::string m_target;
    std::string m_path;
    int m_descriptor = -1;
    bool m_hadOlder = false;
    bool m_olderIsKept = false;
    bool m_moved = false;
    bool m_settled = false;
};

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (descriptor < 0)
        return; // the file itself is safe already
    fsync(descriptor);
    close(descriptor);
}

} // namespace

void writeAtomically(const std::string& path, std::string_view bytes) {
    writeAtomically({{path, bytes}});
}

void writeAtomically(const std::vector<FileToWrite>& files) {
    std::deque<TemporaryFile> written;
    const auto require = [](bool done, const FileToWrite& file) {
        if (!done)
            throw Error("Cannot write " + file.path + ": " + std::strerror(errno) + ". Choose another folder or make room.");
    };
    for (const FileToWrite& file : files)
        require(written.emplace_back(file.path).write(file.bytes), file);
    for (std::size_t i = 0; i < files.size(); ++i)
        require(written[i].moveToTarget(), files[i]);
    for (std::size_t i = 0; i < files.size(); ++i) {
        written[i].settle();
        syncFolder(std::filesystem::path(files[i].path).parent_path());
    }
}

} // namespace hourglass
