// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Tiles.h"

#include "engine/api/Error.h"
#include "engine/imaging/TileLayout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <numbers>
#include <thread>
#include <utility>

namespace hourglass {

namespace {

/// Weights of the later one of two neighbours; the earlier one has what is missing to 1.
std::vector<float> raisedCosine(int count) {
    std::vector<float> weights;
    for (int i = 0; i < count; ++i)
        weights.push_back(float(0.5 - 0.5 * std::cos(std::numbers::pi * (i + 0.5) / count)));
    return weights;
}

/// One row of `source` over one of `target`; the first values pass from the one into the other.
void blendRow(const float* source, float* target, int count, const std::vector<float>& weights) {
    const int feather = std::min(count, int(weights.size()));
    for (int x = 0; x < feather; ++x)
        target[x] += weights[std::size_t(x)] * (source[x] - target[x]); // exact where both are equal
    std::copy(source + feather, source + count, target + feather);
}

class TileRun {
public:
    TileRun(const Planes& picture, const TileOptions& options, const TileProcess& process, const TileProgress& progress)
        : m_picture(picture)
        , m_options(options)
        , m_process(process)
        , m_progress(progress)
        , m_across(picture.width, options)
        , m_down(picture.height, options)
        , m_weights(raisedCosine(options.feather * options.scale))
        , m_result(picture.width * options.scale, picture.height * options.scale,
                   options.channels > 0 ? options.channels : picture.channels)
        , m_band(m_result.width, keptOf(m_down, 0, picture.height), m_result.channels) {
        for (Row& row : m_rows)
            row.tiles.resize(std::size_t(m_across.count));
    }

    std::optional<Planes> run() {
        {
            std::vector<std::jthread> helpers;
            for (int i = 1; i < std::min(m_options.threads, tileCount()); ++i)
                helpers.emplace_back([this] { work(); });
            work();
        }
        if (m_failure)
            std::rethrow_exception(m_failure);
        if (m_stopped)
            return std::nullopt;
        return std::move(m_result);
    }

private:
    struct Row {
        std::vector<Planes> tiles;
        int done = 0;
    };

    int tileCount() const { return m_across.count * m_down.count; }

    /// In pixels of the output.
    int keptOf(const TileLayout& layout, int tile, int length) const {
        const int reach = layout.count == 1 ? length : layout.stride + m_options.feather;
        return std::min(reach, length - tile * layout.stride) * m_options.scale;
    }

    void work() {
        try {
            while (const std::optional<int> tile = nextTile()) {
                const int row = *tile / m_across.count, column = *tile % m_across.count;
                Planes out(m_across.side * m_options.scale, m_down.side * m_options.scale, m_result.channels);
                const Planes shape(out);
                m_process(cut(row, column), out);
                if (!out.sameShape(shape))
                    throw Error("A tile came back in another shape than was asked for.");
                keep(row, column, std::move(out));
            }
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (!m_failure)
                m_failure = std::current_exception();
            stop();
        }
    }

    /// In order, and never more than two rows ahead of what is blended.
    std::optional<int> nextTile() {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_stopped || m_next == tileCount() || m_next / m_across.count < m_blended + 2; });
        if (m_stopped || m_next == tileCount())
            return std::nullopt;
        return m_next++;
    }

    Planes cut(int row, int column) const {
        const auto xs = reflected(column * m_across.stride - m_options.context, m_across.side, m_picture.width);
        const auto ys = reflected(row * m_down.stride - m_options.context, m_down.side, m_picture.height);
        Planes tile(m_across.side, m_down.side, m_picture.channels);
        for (int channel = 0; channel < tile.channels; ++channel)
            for (int y = 0; y < tile.height; ++y)
                std::ranges::transform(xs, tile.row(channel, y),
                                       [source = m_picture.row(channel, ys[std::size_t(y)])](int x) { return source[x]; });
        return tile;
    }

    void keep(int row, int column, Planes tile) {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return;
        Row& target = m_rows[std::size_t(row % 2)];
        target.tiles[std::size_t(column)] = std::move(tile);
        ++target.done;
        while (m_blended < m_down.count && m_rows[std::size_t(m_blended % 2)].done == m_across.count) {
            blend(m_blended, m_rows[std::size_t(m_blended % 2)]);
            ++m_blended;
        }
        m_wake.notify_all();
        if (m_progress && !m_progress(double(++m_tilesDone) / tileCount()))
            stop();
    }

    /// The tiles of a row into a band, and that into what is above it.
    void blend(int row, Row& source) {
        static const std::vector<float> none;
        const int margin = m_options.context * m_options.scale;
        const int height = keptOf(m_down, row, m_picture.height);
        for (int channel = 0; channel < m_result.channels; ++channel)
            for (int y = 0; y < height; ++y) {
                for (int column = 0; column < m_across.count; ++column)
                    blendRow(source.tiles[std::size_t(column)].row(channel, y + margin) + margin,
                             m_band.row(channel, y) + column * m_across.stride * m_options.scale,
                             keptOf(m_across, column, m_picture.width), column == 0 ? none : m_weights);
                const float* band = m_band.row(channel, y);
                float* target = m_result.row(channel, row * m_down.stride * m_options.scale + y);
                const bool isShared = row > 0 && y < int(m_weights.size());
                const float weight = isShared ? m_weights[std::size_t(y)] : 1;
                for (int x = 0; x < m_result.width; ++x)
                    target[x] = isShared ? target[x] + weight * (band[x] - target[x]) : band[x];
            }
        for (Planes& tile : source.tiles)
            tile = {};
        source.done = 0;
    }

    void stop() {
        m_stopped = true;
        m_wake.notify_all();
    }

    const Planes& m_picture;
    const TileOptions& m_options;
    const TileProcess& m_process;
    const TileProgress& m_progress;
    const TileLayout m_across, m_down;
    const std::vector<float> m_weights;
    Planes m_result;
    Planes m_band; ///< one row of tiles, blended with one another

    std::mutex m_mutex; ///< of all below, of the result and of the band
    std::condition_variable m_wake;
    std::array<Row, 2> m_rows;
    int m_next = 0;
    int m_blended = 0; ///< rows
    int m_tilesDone = 0;
    bool m_stopped = false;
    std::exception_ptr m_failure;
};

} // namespace

std::optional<Planes> restoreInTiles(const Planes& picture, const TileOptions& options, const TileProcess& process,
                                     const TileProgress& progress) {
    if (picture.empty())
        throw Error("An empty picture cannot be restored.");
    return TileRun(picture, options, process, progress).run();
}

} // namespace hourglass
