// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Affinities.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace hourglass {

namespace {

constexpr std::int64_t kRowsTogether = 250;
/// Numbers of the neighbours of one block, which are gathered at once: 32 MB.
constexpr std::int64_t kNumbersTogether = 8'000'000;

/// Fills `shares` with exp(−precision · square), made to sum to 1.
/// @return the entropy, in nats
double gaussian(std::span<const float> squares, double precision, std::span<double> shares) {
    double sum = 0, weighted = 0;
    for (std::size_t i = 0; i < squares.size(); ++i) {
        const double distance = double(squares[i]) - squares.front(); // the nearest: so that not all are zero
        shares[i] = std::exp(-precision * distance);
        sum += shares[i];
        weighted += distance * shares[i];
    }
    for (double& share : shares)
        share /= sum;
    return std::log(sum) + precision * weighted / sum;
}

} // namespace

Neighbourhoods nearestNeighbours(const at::Tensor& codes, std::int64_t each, const GoesOn& goesOn) {
    // Around the mean the squares are small, and so is what their differences lose.
    const at::Tensor centred = codes - codes.mean(0);
    const at::Tensor norms = centred.square().sum(1);
    Neighbourhoods found;
    found.each = std::size_t(each);
    const std::int64_t together =
        std::clamp<std::int64_t>(kNumbersTogether / std::max<std::int64_t>(each * codes.size(1), 1), 1, kRowsTogether);
    for (std::int64_t first = 0; first < codes.size(0); first += together) {
        const std::int64_t count = std::min(together, codes.size(0) - first);
        const at::Tensor some = centred.narrow(0, first, count);
        at::Tensor squares = at::addmm(norms.unsqueeze(0), some, centred.t(), 1, -2); // but for the row's own norm
        squares.diagonal(first).fill_(std::numeric_limits<float>::infinity());
        const at::Tensor nearest = std::get<1>(at::topk(squares, each, 1, /*largest=*/false));
        // What the product has rounded away is taken anew for those that were found, and may change their order.
        const at::Tensor exact =
            (centred.index_select(0, nearest.flatten()).view({count, each, -1}) - some.unsqueeze(1)).square().sum(2);
        const auto [sorted, order] = exact.sort(1);
        const at::Tensor samples = nearest.gather(1, order).to(at::kInt).contiguous();
        const at::Tensor distances = sorted.contiguous();
        found.sample.insert(found.sample.end(), samples.data_ptr<int>(), samples.data_ptr<int>() + count * each);
        found.square.insert(found.square.end(), distances.data_ptr<float>(), distances.data_ptr<float>() + count * each);
        if (goesOn && !goesOn(double(first + count) / double(codes.size(0))))
            break;
    }
    return found;
}

std::vector<double> conditionalProbabilities(const Neighbourhoods& neighbours, double perplexity, const GoesOn& goesOn) {
    constexpr int mostHalvings = 100;
    constexpr double tolerance = 1e-6; // nats
    const double wanted = std::log(perplexity);
    const std::size_t each = neighbours.each;
    std::vector<double> conditional(neighbours.sample.size());
    for (std::size_t begin = 0; begin < conditional.size(); begin += each) {
        if (goesOn && begin % (std::size_t(kRowsTogether) * each) == 0 &&
            !goesOn(double(begin) / double(conditional.size())))
            break;
        const std::span squares(neighbours.square.data() + begin, each);
        const std::span shares(conditional.data() + begin, each);
        const double spread = double(squares.back()) - squares.front();
        double lower = 0, upper = std::numeric_limits<double>::infinity();
        double precision = spread > 0 ? 1 / spread : 1;
        for (int i = 0; i < mostHalvings; ++i) { // equal distances give the same entropy at any precision
            const double excess = gaussian(squares, precision, shares) - wanted;
            if (std::abs(excess) < tolerance)
                break;
            (excess > 0 ? lower : upper) = precision;
            precision = std::isinf(upper) ? 2 * precision : (lower + upper) / 2;
        }
    }
    return conditional;
}

Affinities jointProbabilities(const Neighbourhoods& neighbours, const std::vector<double>& conditional) {
    struct Entry {
        std::int32_t row, column;
        double value;
    };
    const double scale = 1 / (2 * double(neighbours.count()));
    std::vector<Entry> entries;
    entries.reserve(2 * conditional.size());
    for (std::size_t i = 0; i < conditional.size(); ++i) {
        const auto from = std::int32_t(i / neighbours.each);
        const std::int32_t to = neighbours.sample[i];
        entries.push_back({from, to, conditional[i] * scale});
        entries.push_back({to, from, conditional[i] * scale});
    }
    std::ranges::sort(entries,
                      [](const Entry& a, const Entry& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    Affinities joint;
    joint.rows.push_back(0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        while (joint.rows.size() <= std::size_t(entry.row))
            joint.rows.push_back(joint.column.size());
        if (i > 0 && entries[i - 1].row == entry.row && entries[i - 1].column == entry.column) {
            joint.value.back() += entry.value;
            continue;
        }
        joint.column.push_back(entry.column);
        joint.value.push_back(entry.value);
    }
    joint.rows.resize(neighbours.count() + 1, joint.column.size());
    return joint;
}

} // namespace hourglass
