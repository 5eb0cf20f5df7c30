// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace hourglass {

/// SHA-256 (FIPS 180-4), piece after piece.
class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    void add(std::string_view bytes);
    /// In 64 hexadecimal digits; nothing can be added afterwards.
    std::string finish();

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace hourglass
