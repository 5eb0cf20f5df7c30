// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Embedding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace hourglass::test {

/// Share of the samples whose nearest other one on the map is of the same class.
inline double purity(const LatentMap& map) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < map.x.size(); ++i) {
        std::size_t nearest = i;
        double least = INFINITY;
        for (std::size_t j = 0; j < map.x.size(); ++j) {
            const double distance = std::hypot(map.x[i] - map.x[j], map.y[i] - map.y[j]);
            if (j != i && distance < least) {
                least = distance;
                nearest = j;
            }
        }
        same += std::size_t(map.labels[i] == map.labels[nearest]);
    }
    return double(same) / double(map.x.size());
}

/// Of the k nearest ones on the map, those that are not among the k nearest codes cost as much as they are too far away
/// there (Venna & Kaski, 2001). 1 where there are none.
inline double trustworthiness(const Codes& codes, const LatentMap& map, std::size_t k) {
    const std::size_t count = map.x.size();
    const auto inOrder = [&](std::size_t i, const auto& distance) {
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](std::size_t j) { return j == i ? -1.0 : distance(i, j); });
        return order; // itself first
    };
    const auto codeDistance = [&](std::size_t i, std::size_t j) {
        double sum = 0;
        for (std::size_t axis = 0; axis < std::size_t(codes.dimensions); ++axis)
            sum += std::pow(codes.values[i * std::size_t(codes.dimensions) + axis] -
                                codes.values[j * std::size_t(codes.dimensions) + axis],
                            2);
        return sum;
    };
    const auto mapDistance = [&](std::size_t i, std::size_t j) {
        return double(std::hypot(map.x[i] - map.x[j], map.y[i] - map.y[j]));
    };
    double cost = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::vector<std::size_t> real = inOrder(i, codeDistance), shown = inOrder(i, mapDistance);
        for (std::size_t place = 1; place <= k; ++place) {
            const auto rank = std::size_t(std::ranges::find(real, shown[place]) - real.begin());
            cost += rank > k ? double(rank - k) : 0;
        }
    }
    return 1 - 2 * cost / (double(count) * double(k) * (2 * double(count) - 3 * double(k) - 1));
}

} // namespace hourglass::test
