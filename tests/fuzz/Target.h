// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

/// One input. The name and the form are libFuzzer's, so that a target runs under it or under Driver.cpp.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace hourglass::test {

/// A file that lies in memory only, for readers that take a path.
class MemoryFile {
public:
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// The path of the file, which now holds these bytes and no others.
    std::string with(std::string_view bytes);
    std::string with(const std::uint8_t* data, std::size_t size) {
        return with({reinterpret_cast<const char*>(data), size});
    }

private:
    int m_descriptor;
};

/// The bytes, and behind them their last ones from `first` on, again and again: as large as what a small packed file may
/// hold. How often, the last byte says.
std::string amplified(std::string bytes, std::size_t first);

/// What readers may do with a hostile input: refuse it by an Error, and nothing else. An Error that the engine's border made
/// of somebody else's exception (see Guard.h) says that nobody had thought of it: it ends the program.
/// @return whether they took it
template <class Action>
bool accepted(Action&& action) {
    try {
        action();
        return true;
    } catch (const Error& error) {
        for (const char* beginning : {"Unexpected failure", "The computation failed"})
            if (error.message().starts_with(beginning))
                throw std::logic_error(error.message());
        return false;
    }
}

} // namespace hourglass::test
