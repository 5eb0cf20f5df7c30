// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hourglass {

/// Every figure that a training reported, in few bytes for each batch.
class History {
public:
    /// Batches one after the other that have the same terms.
    struct Segment {
        struct TermName {
            std::string name;
            std::string unit;
            bool operator==(const TermName&) const = default;
        };
        std::size_t stage = 0;
        std::int64_t firstStep = 1; ///< of the run
        std::vector<TermName> terms;
        std::vector<float> rows; ///< for each batch: epoch, learning rate, then value and weight of each term

        std::size_t width() const { return 2 + 2 * terms.size(); }
        bool operator==(const Segment&) const = default;
    };

    History() = default;
    /// @throws Error when the rows of a segment are not whole, or steps do not come in their order
    History(std::vector<Segment> segments, std::vector<EpochReport> epochs);

    void append(const BatchReport& batch);
    void append(const EpochReport& epoch) { m_epochs.push_back(epoch); }

    /// As they were reported, to seven digits; speed and time left are not kept.
    std::vector<BatchReport> batches() const;
    std::int64_t batchCount() const;
    std::int64_t lastStep() const; ///< 0 without any
    /// One more than the highest number of a stage; 0 without any.
    std::size_t stages() const;
    const std::vector<EpochReport>& epochs() const { return m_epochs; }
    const std::vector<Segment>& segments() const { return m_segments; }

private:
    std::vector<Segment> m_segments;
    std::vector<EpochReport> m_epochs;
};

} // namespace hourglass
