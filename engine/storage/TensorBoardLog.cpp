// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/TensorBoard.h"

#include "engine/api/Error.h"
#include "engine/storage/EventFile.h"

#include <array>
#include <ctime>
#include <filesystem>
#include <utility>

namespace hourglass {

namespace {

constexpr std::int64_t kBatchesAtMost = 10'000;
constexpr std::int64_t kBatchesTogether = 100; // until who watches gets to see them

std::string timeText() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &local)};
}

/// A folder for this run alone.
std::string makeFolder(const std::string& parent, const Experiment& experiment) {
    const std::string name =
        (std::filesystem::path(parent) / (experiment.dataset.kind + '-' + experiment.variant.kind + '-' + timeText()))
            .string();
    std::error_code failure;
    std::filesystem::create_directories(parent, failure);
    std::string folder = name;
    for (int number = 2; !failure && !std::filesystem::create_directory(folder, failure) && !failure; ++number)
        folder = name + '-' + std::to_string(number); // two runs within a second
    if (failure)
        throw Error("The folder " + folder + " for TensorBoard cannot be made: " + failure.message() +
                    ". Choose another one. The training goes on without it.");
    return folder;
}

void append(EventFile::Scalars& scalars, const std::vector<TermValue>& terms, double objective, const std::string& of) {
    scalars.emplace_back("objective/" + of, objective);
    for (const TermValue& term : terms)
        scalars.emplace_back(term.name + '/' + of, term.value);
}

} // namespace

class TensorBoardLog::File : public EventFile {
public:
    using EventFile::EventFile;
    std::int64_t batches = 0;
};

TensorBoardLog::TensorBoardLog(std::string folder, TrainingObserver& next, FaultHandler onFault)
    : m_folder(std::move(folder))
    , m_next(next)
    , m_onFault(std::move(onFault)) {}

TensorBoardLog::~TensorBoardLog() {
    if (m_file)
        attempt([](File& file) { file.flush(); });
}

template <class Write>
void TensorBoardLog::attempt(Write write) {
    if (m_failed)
        return;
    try {
        if (!m_file)
            m_file = std::make_unique<File>(makeFolder(m_folder, m_run.experiment));
        write(*m_file);
    } catch (const Error& error) {
        m_failed = true;
        m_file.reset();
        m_onFault(error.what());
    }
}

void TensorBoardLog::onPrepared(const RunInfo& info) {
    m_run = info;
    m_stride = 1 + (info.totalSteps() - 1) / kBatchesAtMost;
    m_next.onPrepared(info);
}

void TensorBoardLog::onBatch(const BatchReport& batch) {
    m_next.onBatch(batch);
    if (batch.step % m_stride != 0)
        return;
    attempt([&](File& file) {
        EventFile::Scalars scalars;
        append(scalars, batch.terms, batch.objective, "batch");
        scalars.emplace_back("speed/learning rate", batch.learningRate);
        scalars.emplace_back("speed/samples a second", batch.samplesPerSecond);
        file.write(batch.step, scalars);
        if (++file.batches % kBatchesTogether == 0)
            file.flush();
    });
}

void TensorBoardLog::onEpoch(const EpochReport& epoch) {
    m_next.onEpoch(epoch);
    attempt([&](File& file) {
        EventFile::Scalars scalars;
        append(scalars, epoch.training, epoch.trainingObjective, "training");
        append(scalars, epoch.validation, epoch.validationObjective, "validation");
        scalars.emplace_back("error/validation", epoch.validationMse);
        if (m_pcaMse >= 0)
            scalars.emplace_back("error/PCA", m_pcaMse); // again each time: a level to compare with
        file.write(epoch.step, scalars);
        file.flush();
    });
}

void TensorBoardLog::onSnapshot(const Snapshot& snapshot) {
    m_next.onSnapshot(snapshot);
}

void TensorBoardLog::onBaseline(double pcaMse, std::int64_t components) {
    m_pcaMse = pcaMse;
    m_next.onBaseline(pcaMse, components);
}

void TensorBoardLog::onPaused(bool paused) {
    m_next.onPaused(paused);
}

} // namespace hourglass
