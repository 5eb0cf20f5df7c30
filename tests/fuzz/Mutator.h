// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace hourglass::test {

/// Damages files, blindly: a short check for every build. libFuzzer, which sees where its inputs lead, finds more.
class Mutator {
public:
    /// @param seeds  at least one
    Mutator(std::vector<std::string> seeds, std::uint64_t seed)
        : m_seeds(std::move(seeds))
        , m_random(seed) {}

    /// One of the seeds with a few changes. The same ones in the same order, on every machine.
    std::string next();

private:
    /// Below `count`, which is above 0. Not std::uniform_int_distribution, which each library draws in its own way.
    std::size_t below(std::size_t count) { return std::size_t(m_random() % count); }
    const std::string& anySeed() { return m_seeds[below(m_seeds.size())]; }
    void change(std::string& bytes);
    void overwriteNumber(std::string& bytes);
    void rewriteDigits(std::string& bytes);

    std::vector<std::string> m_seeds;
    std::mt19937_64 m_random;
};

} // namespace hourglass::test
