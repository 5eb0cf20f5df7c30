// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/History.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <utility>

namespace hourglass {

namespace {

constexpr std::size_t kMostStages = 10'000;
constexpr std::int64_t kMostSteps = std::int64_t(1) << 53; ///< whole numbers that a double tells apart

std::int64_t batchesIn(const History::Segment& segment) {
    return std::int64_t(segment.rows.size() / segment.width());
}

std::vector<History::Segment::TermName> namesOf(const std::vector<TermValue>& terms) {
    std::vector<History::Segment::TermName> names;
    for (const TermValue& term : terms)
        names.push_back({term.name, term.unit});
    return names;
}

} // namespace

History::History(std::vector<Segment> segments, std::vector<EpochReport> epochs)
    : m_segments(std::move(segments))
    , m_epochs(std::move(epochs)) {
    std::int64_t next = 1;
    for (const Segment& segment : m_segments) {
        if (segment.rows.size() % segment.width() != 0 || segment.firstStep < next || segment.firstStep > kMostSteps ||
            segment.stage > kMostStages)
            throw Error("the history of its training is damaged");
        next = segment.firstStep + batchesIn(segment);
        for (std::size_t row = 0; row < segment.rows.size(); row += segment.width())
            if (!(segment.rows[row] >= 0 && segment.rows[row] <= float(kMostSteps))) // an epoch; NaN is none
                throw Error("the history of its training is damaged");
    }
    for (const EpochReport& epoch : m_epochs)
        if (epoch.stage > kMostStages || epoch.epoch < 0 || epoch.step < 0)
            throw Error("the history of its training is damaged");
}

std::int64_t History::lastStep() const {
    return m_segments.empty() ? 0 : m_segments.back().firstStep + batchesIn(m_segments.back()) - 1;
}

std::size_t History::stages() const {
    std::size_t stages = 0;
    for (const Segment& segment : m_segments)
        stages = std::max(stages, segment.stage + 1);
    for (const EpochReport& epoch : m_epochs)
        stages = std::max(stages, epoch.stage + 1);
    return stages;
}

void History::append(const BatchReport& batch) {
    const auto names = namesOf(batch.terms);
    const bool goesOn = !m_segments.empty() && m_segments.back().stage == batch.stage && m_segments.back().terms == names &&
                        m_segments.back().firstStep + batchesIn(m_segments.back()) == batch.step;
    if (!goesOn)
        m_segments.push_back({batch.stage, batch.step, names, {}});
    std::vector<float>& rows = m_segments.back().rows;
    rows.push_back(float(batch.epoch));
    rows.push_back(float(batch.learningRate));
    for (const TermValue& term : batch.terms) {
        rows.push_back(float(term.value));
        rows.push_back(float(term.weight));
    }
}

std::vector<BatchReport> History::batches() const {
    std::vector<BatchReport> batches;
    batches.reserve(std::size_t(batchCount()));
    for (const Segment& segment : m_segments)
        for (std::int64_t i = 0; i < batchesIn(segment); ++i) {
            const float* row = segment.rows.data() + std::size_t(i) * segment.width();
            BatchReport batch;
            batch.stage = segment.stage;
            batch.step = segment.firstStep + i;
            batch.epoch = std::int64_t(row[0]);
            batch.learningRate = row[1];
            row += 2;
            for (const auto& [name, unit] : segment.terms) {
                batch.terms.push_back({name, row[0], row[1], unit});
                batch.objective += double(row[0]) * row[1];
                row += 2;
            }
            batches.push_back(std::move(batch));
        }
    return batches;
}

std::int64_t History::batchCount() const {
    std::int64_t count = 0;
    for (const Segment& segment : m_segments)
        count += batchesIn(segment);
    return count;
}

} // namespace hourglass
