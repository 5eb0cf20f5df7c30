// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"

#include <utility>

namespace hourglass::test {

/// An album of equal pictures without classes.
class PlainAlbum final : public Album {
public:
    PlainAlbum(std::int64_t count, Image picture)
        : m_count(count)
        , m_picture(std::move(picture)) {
        m_info.validationCount = count;
    }

    const DatasetInfo& info() const override { return m_info; }
    std::int64_t count() const override { return m_count; }
    int label(std::int64_t) const override { return -1; }
    Image picture(std::int64_t, int) const override { return m_picture; }

private:
    DatasetInfo m_info;
    std::int64_t m_count;
    Image m_picture;
};

} // namespace hourglass::test
