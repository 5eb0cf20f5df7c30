// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass {

/// CRC-32C (Castagnoli), as of RFC 3720.
std::uint32_t crc32c(std::string_view bytes);

/// A file of events as TensorBoard reads them: TFRecords (length, its checksum, content, its checksum) that hold protocol
/// buffers of the type Event. https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto
class EventFile {
public:
    using Scalars = std::vector<std::pair<std::string, double>>; ///< tag and value

    /// Begins a file in a folder that is there. @throws Error naming it and the cause
    explicit EventFile(const std::string& folder);

    /// @throws Error naming the file and the cause
    void write(std::int64_t step, const Scalars& scalars);
    /// So that who watches sees what was written. @throws the same
    void flush();

private:
    void writeRecord(std::string_view content);
    void require(bool done) const;

    std::string m_path;
    std::ofstream m_stream;
};

} // namespace hourglass
