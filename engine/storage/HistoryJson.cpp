// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/HistoryJson.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>

#include <c10/core/ScalarType.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostTerms = 32;
/// Of the reports that a file describes, in memory: they are many times as large there, since each repeats its terms' names.
/// Those of epochs are made at once; those of batches, of which there may be millions, when somebody looks at them.
constexpr std::uint64_t kMostEpochBytes = 256 << 20;
constexpr std::uint64_t kMostBatchBytes = 1 << 30;

std::string batchesName(std::size_t segment) {
    return "history/batches/" + std::to_string(segment);
}

std::string epochsName(std::size_t segment) {
    return "history/epochs/" + std::to_string(segment);
}

/// Epochs one after the other of one stage, with the same terms: their names once, their figures as rows.
struct EpochSegment {
    std::size_t stage = 0;
    std::vector<History::Segment::TermName> training, validation;
    std::vector<double> rows;

    static constexpr std::size_t kOwnFigures = 5; ///< epoch, step, both objectives, the error
    std::size_t width() const { return kOwnFigures + 2 * (training.size() + validation.size()); }
};

std::vector<History::Segment::TermName> termNamesOf(const std::vector<TermValue>& terms) {
    std::vector<History::Segment::TermName> names;
    for (const TermValue& term : terms)
        names.push_back({term.name, term.unit});
    return names;
}

Json toJsonValue(const std::vector<History::Segment::TermName>& terms) {
    Json list = Json::array();
    for (const auto& [name, unit] : terms)
        list.push_back({{"name", name}, {"unit", unit}});
    return list;
}

std::vector<History::Segment::TermName> namesFrom(const Json& json) {
    std::vector<History::Segment::TermName> names;
    for (const Json& term : json)
        names.push_back({term.at("name").get<std::string>(), term.at("unit").get<std::string>()});
    // Each is repeated for every row.
    const auto isLong = [](const History::Segment::TermName& term) {
        return term.name.size() > kLongestName || term.unit.size() > kLongestName;
    };
    if (names.size() > kMostTerms || std::ranges::any_of(names, isLong))
        throw Error("the history of its training is damaged");
    return names;
}

/// What the reports of so many rows take, and not less.
std::uint64_t reportBytes(std::size_t rows, const std::vector<History::Segment::TermName>& terms) {
    std::uint64_t bytes = 0;
    for (const auto& [name, unit] : terms)
        bytes += 100 + name.size() + unit.size();
    return rows * bytes;
}

std::vector<EpochSegment> segmentsOf(const std::vector<EpochReport>& epochs) {
    std::vector<EpochSegment> segments;
    for (const EpochReport& epoch : epochs) {
        const auto training = termNamesOf(epoch.training), validation = termNamesOf(epoch.validation);
        if (segments.empty() || segments.back().stage != epoch.stage || segments.back().training != training ||
            segments.back().validation != validation)
            segments.push_back({epoch.stage, training, validation, {}});
        std::vector<double>& rows = segments.back().rows;
        rows.insert(rows.end(), {double(epoch.epoch), double(epoch.step), epoch.trainingObjective, epoch.validationObjective,
                                 epoch.validationMse});
        for (const auto* terms : {&epoch.training, &epoch.validation})
            for (const TermValue& term : *terms)
                rows.insert(rows.end(), {term.value, term.weight});
    }
    return segments;
}

/// @return where the next terms stand
const double* readTerms(const std::vector<History::Segment::TermName>& names, const double* row,
                        std::vector<TermValue>& terms) {
    for (const auto& [name, unit] : names) {
        terms.push_back({name, row[0], row[1], unit});
        row += 2;
    }
    return row;
}

void appendEpochs(const EpochSegment& segment, std::vector<EpochReport>& epochs) {
    for (std::size_t first = 0; first < segment.rows.size(); first += segment.width()) {
        const double* row = segment.rows.data() + first;
        constexpr double most = 1e15; // epochs and steps
        if (!(std::abs(row[0]) < most && std::abs(row[1]) < most))
            throw Error("the history of its training is damaged");
        EpochReport epoch;
        epoch.stage = segment.stage;
        epoch.epoch = std::int64_t(row[0]);
        epoch.step = std::int64_t(row[1]);
        epoch.trainingObjective = row[2];
        epoch.validationObjective = row[3];
        epoch.validationMse = row[4];
        row = readTerms(segment.training, row + EpochSegment::kOwnFigures, epoch.training);
        readTerms(segment.validation, row, epoch.validation);
        epochs.push_back(std::move(epoch));
    }
}

/// The numbers of a tensor of so many columns. @throws Error when it is another one
template <typename Number>
std::vector<Number> rowsOf(const at::Tensor& tensor, std::size_t width) {
    if (tensor.scalar_type() != c10::CppTypeToScalarType<Number>::value || tensor.dim() != 2 ||
        tensor.size(1) != std::int64_t(width))
        throw Error("the history of its training is damaged");
    const Number* first = tensor.data_ptr<Number>();
    return {first, first + tensor.numel()};
}

template <typename Number>
at::Tensor tensorOf(const std::vector<Number>& rows, std::size_t width) {
    return at::tensor(rows, c10::CppTypeToScalarType<Number>::value).reshape({-1, std::int64_t(width)});
}

} // namespace

Json toJsonValue(const History& history, std::map<std::string, at::Tensor>& tensors) {
    Json segments = Json::array(), epochs = Json::array();
    for (const History::Segment& segment : history.segments()) {
        tensors[batchesName(segments.size())] = tensorOf(segment.rows, segment.width());
        segments.push_back(
            {{"stage", segment.stage}, {"firstStep", segment.firstStep}, {"terms", toJsonValue(segment.terms)}});
    }
    for (const EpochSegment& segment : segmentsOf(history.epochs())) {
        tensors[epochsName(epochs.size())] = tensorOf(segment.rows, segment.width());
        epochs.push_back({{"stage", segment.stage},
                          {"training", toJsonValue(segment.training)},
                          {"validation", toJsonValue(segment.validation)}});
    }
    return {{"batches", segments}, {"epochs", epochs}};
}

History historyFromJson(const Json& json, const std::map<std::string, at::Tensor>& tensors) {
    try {
        std::vector<History::Segment> segments;
        std::uint64_t batchBytes = 0, epochBytes = 0;
        for (const Json& entry : json.at("batches")) {
            History::Segment segment{entry.at("stage").get<std::size_t>(),
                                     entry.at("firstStep").get<std::int64_t>(),
                                     namesFrom(entry.at("terms")),
                                     {}};
            segment.rows = rowsOf<float>(tensors.at(batchesName(segments.size())), segment.width());
            batchBytes += reportBytes(segment.rows.size() / segment.width(), segment.terms);
            segments.push_back(std::move(segment));
        }
        if (batchBytes > kMostBatchBytes)
            return {};
        std::vector<EpochReport> epochs;
        std::size_t number = 0;
        for (const Json& entry : json.at("epochs")) {
            EpochSegment segment{entry.at("stage").get<std::size_t>(),
                                 namesFrom(entry.at("training")),
                                 namesFrom(entry.at("validation")),
                                 {}};
            segment.rows = rowsOf<double>(tensors.at(epochsName(number++)), segment.width());
            for (const auto* terms : {&segment.training, &segment.validation})
                epochBytes += reportBytes(segment.rows.size() / segment.width(), *terms);
            if (epochBytes > kMostEpochBytes)
                return {};
            appendEpochs(segment, epochs);
        }
        return {std::move(segments), std::move(epochs)};
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace hourglass
