// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Control.h"

#include <utility>

namespace hourglass {

TrainingControl::TrainingControl()
    : m_private(std::make_unique<Private>()) {}
TrainingControl::~TrainingControl() = default;

void TrainingControl::pause() {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_paused = true;
}

void TrainingControl::resume() {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_paused = false;
    m_private->m_singleSteps = 0;
    ++m_private->m_resumes;
    m_private->m_changed.notify_all();
}

void TrainingControl::step() {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_paused = true;
    ++m_private->m_singleSteps;
    m_private->m_changed.notify_all();
}

void TrainingControl::stop() {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_stopped = true;
    m_private->m_changed.notify_all();
}

void TrainingControl::setLive(const Experiment& experiment) {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_live = experiment;
}

void TrainingControl::setWatch(const Watch& watch) {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_watch = watch;
    m_private->m_changed.notify_all();
}

void TrainingControl::post(const std::string& key, Request request) {
    const std::lock_guard lock(m_private->m_mutex);
    m_private->m_requests[key] = std::move(request);
    m_private->m_changed.notify_all();
}

bool TrainingControl::Private::proceed(TrainingObserver& observer, const Model& model, const std::function<void()>& prepare,
                                       const std::function<void(const Watch&)>& watch) {
    std::unique_lock lock(m_mutex);
    serve(lock, model, prepare, watch);
    const auto rests = [&] { return m_paused && !m_stopped && m_singleSteps == 0; };
    while (rests()) {
        const long resumes = m_resumes;
        const auto stays = [&] { return rests() && m_resumes == resumes; };
        lock.unlock();
        observer.onPaused(true);
        lock.lock();
        while (stays()) {
            m_changed.wait(lock, [&] { return !stays() || !m_requests.empty() || m_watch; });
            serve(lock, model, prepare, watch);
        }
        lock.unlock();
        observer.onPaused(false);
        lock.lock();
    }
    if (m_singleSteps > 0)
        --m_singleSteps;
    return !m_stopped;
}

void TrainingControl::Private::serve(std::unique_lock<std::mutex>& lock, const Model& model,
                                     const std::function<void()>& prepare, const std::function<void(const Watch&)>& watch) {
    // A request may post the next one (a slider that is still moving), so the list is taken whole.
    const auto requests = std::exchange(m_requests, {});
    const auto watched = std::exchange(m_watch, std::nullopt);
    lock.unlock();
    if (!requests.empty())
        prepare();
    for (const auto& [key, request] : requests)
        request(model);
    lock.lock();
    if (!watched || m_stopped)
        return;
    lock.unlock();
    watch(*watched);
    lock.lock();
}

std::optional<Watch> TrainingControl::Private::takeWatch() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_watch, std::nullopt);
}

std::optional<Experiment> TrainingControl::Private::takeLive() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_live, std::nullopt);
}

} // namespace hourglass
