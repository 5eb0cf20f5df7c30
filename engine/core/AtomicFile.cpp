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
#include <filesystem>

namespace hourglass {

namespace {

/// Closes the file, and removes it unless it was kept.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& beside)
        : m_path(beside + ".XXXXXX") {
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
        if (!m_kept)
            unlink(m_path.c_str());
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
    bool moveTo(const std::string& path) { return m_kept = rename(m_path.c_str(), path.c_str()) == 0; }

private:
    std::string m_path;
    int m_descriptor = -1;
    bool m_kept = false;
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
    TemporaryFile file(path);
    if (!file.write(bytes) || !file.moveTo(path))
        throw Error("Cannot write " + path + ": " + std::strerror(errno) + ". Choose another folder or make room.");
    syncFolder(std::filesystem::path(path).parent_path());
}

} // namespace hourglass
