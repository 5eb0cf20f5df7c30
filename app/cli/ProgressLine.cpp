// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressLine.h"

#include "app/cli/Output.h"
#include "engine/api/Text.h"

#include <algorithm>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace hourglass::cli {

namespace {

constexpr auto barInterval = std::chrono::milliseconds(100);
constexpr int widestBar = 24;
constexpr const char* clearLine = "\r\033[K";

std::string bar(double fraction, int width) {
    const int full = int(std::clamp(fraction, 0.0, 1.0) * width);
    std::string text;
    for (int i = 0; i < width; ++i)
        text += i < full ? "█" : "░";
    return text;
}

int terminalColumns() {
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

ProgressLine::ProgressLine()
    : m_terminal(isatty(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() {
    if (m_drawn)
        std::cerr << '\n';
}

void ProgressLine::onPrepared(const RunInfo& info) {
    m_run = info;
    const DatasetInfo& data = info.dataset;
    print(data.title + ": " + std::to_string(data.trainingCount) + " samples to learn from, " +
          std::to_string(data.validationCount) + " to check with, each " + data.sampleShape.text());
    print(info.network.inWords());
    if (!info.startNote.empty())
        print(info.startNote);
    print("Loss " + info.loss + ": " + info.lossReason);
    print(info.computeNote);
}

void ProgressLine::onBatch(const BatchReport& batch) {
    m_batch = batch;
    const auto now = std::chrono::steady_clock::now();
    if (m_terminal && now - m_lastDrawn >= barInterval) {
        m_lastDrawn = now;
        drawBar();
    }
}

void ProgressLine::onEpoch(const EpochReport& epoch) {
    m_validation = ", validation MSE " + number(epoch.validationMse);
    if (m_terminal)
        drawBar();
    else
        print(m_run.placeText(epoch.stage, epoch.epoch) + ": loss " + number(epoch.trainingObjective) + m_validation + ", " +
              speedText(m_batch.samplesPerSecond, m_run.dataset.sampleShape) + ", " + durationText(m_batch.secondsLeft) +
              " left");
}

void ProgressLine::onBaseline(double pcaMse, std::int64_t components) {
    print("PCA with " + std::to_string(components) + " components: MSE " + number(pcaMse));
}

void ProgressLine::print(const std::string& line) {
    std::cerr << (m_drawn ? clearLine : "") << line << '\n' << std::flush;
    m_drawn = false;
}

void ProgressLine::drawBar() {
    // A line that wraps could not be renewed, so the bar takes only what the figures leave.
    const int room = terminalColumns() - 1;
    const std::string epoch = m_run.placeText(m_batch.stage, m_batch.epoch) + " ";
    std::string figures = " loss " + number(m_batch.objective) + m_validation + ", " +
                          speedText(m_batch.samplesPerSecond, m_run.dataset.sampleShape) + ", " +
                          durationText(m_batch.secondsLeft) + " left";
    figures.resize(std::min(figures.size(), std::size_t(std::max(0, room - int(epoch.size())))));
    const double done = double(m_batch.step) / double(std::max<std::int64_t>(1, m_run.totalSteps()));
    const int width = std::clamp(room - int(epoch.size() + figures.size()), 0, widestBar);
    std::cerr << clearLine << epoch << bar(done, width) << figures << std::flush;
    m_drawn = true;
}

PercentLine::PercentLine(std::string doing)
    : m_doing(std::move(doing))
    , m_terminal(isatty(STDERR_FILENO)) {}

PercentLine::~PercentLine() {
    if (!m_shown.empty())
        std::cerr << clearLine << std::flush;
}

void PercentLine::show(const std::string& doing, double done) {
    const std::string line = doing + " " + std::to_string(int(100 * done)) + " %";
    if (!m_terminal || line == m_shown)
        return;
    m_shown = line;
    std::cerr << clearLine << line << std::flush;
}

} // namespace hourglass::cli
