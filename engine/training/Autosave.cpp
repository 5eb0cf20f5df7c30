// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Autosave.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <utility>

namespace hourglass {

namespace {
constexpr int kLeastRest = 50; // times what writing took
} // namespace

Autosave::Autosave(TrainingObserver& observer, TrainingControl& control, Options options, Report report)
    : m_observer(observer)
    , m_control(control)
    , m_options(std::move(options))
    , m_report(std::move(report)) {}

void Autosave::onPrepared(const RunInfo& info) {
    m_last = Clock::now();
    m_observer.onPrepared(info);
}

void Autosave::onBatch(const BatchReport& batch) {
    m_isSaved = false;
    m_observer.onBatch(batch);
    saveAfter(m_options.interval);
}

void Autosave::onEpoch(const EpochReport& epoch) {
    m_observer.onEpoch(epoch);
    saveAfter(m_options.interval / 10);
}

void Autosave::onPaused(bool paused) {
    m_observer.onPaused(paused);
    if (paused && !m_isSaved && !m_isAsked)
        post(); // who knows for how long
}

void Autosave::onEnd(const Model& model) {
    if (!m_isSaved)
        save(model);
}

void Autosave::saveAfter(Clock::duration interval) {
    if (m_isSaved || m_isAsked || Clock::now() - m_last < std::max(interval, kLeastRest * m_cost))
        return;
    post();
}

void Autosave::post() {
    m_isAsked = true;
    m_control.post("autosave", [this](const Model& model) { save(model); });
}

void Autosave::save(const Model& model) {
    const Clock::time_point begin = Clock::now();
    std::string failure;
    try {
        model.save(m_options.path);
    } catch (const Error& error) {
        failure = error.what();
    }
    m_last = Clock::now();
    m_cost = m_last - begin;
    m_isAsked = false;
    m_isSaved = true;
    m_report(failure);
}

} // namespace hourglass
