// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ModelDesk.h"

#include "ui/session/Convert.h"

#include <utility>

namespace hourglass::ui {

void ModelShelf::put(Model copy, std::uint64_t epoch) {
    {
        const std::lock_guard lock(m_mutex);
        if (epoch != m_epoch)
            return;
        m_newest = std::move(copy);
    }
    m_wake();
}

ModelDesk::ModelDesk(const QString& name, Background::Manners manners, QObject* parent)
    : QObject(parent)
    , m_shelf(std::make_shared<ModelShelf>())
    , m_background(name, nullptr, manners) {
    m_shelf->m_wake = [this, line = m_background.line()] { line->work([this] { workOnce(); }); };
}

ModelDesk::~ModelDesk() {
    forget(); // so that what only waits is not begun any more
}

void ModelDesk::ask(int purpose, ModelWork work) {
    {
        const std::lock_guard lock(m_shelf->m_mutex);
        m_unanswered[purpose] = ++m_shelf->m_lastNumber;
        m_shelf->m_waiting[purpose] = {m_shelf->m_lastNumber, std::move(work)};
    }
    m_shelf->m_wake();
}

void ModelDesk::forget() {
    {
        const std::lock_guard lock(m_shelf->m_mutex);
        m_shelf->m_epoch = ++m_epoch;
        m_shelf->m_newest.reset();
        m_shelf->m_waiting.clear();
        m_unanswered.clear();
    }
    m_shelf->m_wake(); // so that the memory of the network in use is given back
}

void ModelDesk::workOnce() {
    std::optional<Model> newest;
    ModelShelf::Order order;
    Told told{};
    {
        const std::lock_guard lock(m_shelf->m_mutex);
        told.epoch = m_shelf->m_epoch;
        newest = std::exchange(m_shelf->m_newest, std::nullopt);
        const bool hasModel = newest || (m_model && m_modelEpoch == told.epoch);
        if (hasModel && !m_shelf->m_waiting.empty()) {
            const auto first = m_shelf->m_waiting.begin();
            told.purpose = first->first;
            order = std::move(first->second);
            told.number = order.number;
            m_shelf->m_waiting.erase(first);
        }
    }
    if (m_modelEpoch != told.epoch)
        m_model.reset();
    if (newest) {
        m_model = std::move(newest);
        m_modelEpoch = told.epoch;
    }
    if (!order.work)
        return;
    std::optional<ModelAnswer> answer;
    try {
        answer = order.work(*m_model);
    } catch (const std::exception& error) {
        answer = [this, message = sentenceOf(error)] { Q_EMIT failed(message); };
    }
    if (answer) {
        m_background.line()->reply([this, told, answer = std::move(*answer)] { take(told, answer); });
    } else {
        const std::lock_guard lock(m_shelf->m_mutex);
        if (told.epoch == m_shelf->m_epoch)
            m_shelf->m_waiting.try_emplace(told.purpose, std::move(order)); // unless a later one has come
    }
    m_shelf->m_wake(); // others may wait
}

void ModelDesk::take(const Told& told, const ModelAnswer& answer) {
    if (told.epoch != m_epoch)
        return;
    answer();
    const auto last = m_unanswered.find(told.purpose);
    if (told.epoch != m_epoch || last == m_unanswered.end() || last->second != told.number)
        return;
    m_unanswered.erase(last);
    if (m_unanswered.empty())
        Q_EMIT idle();
}

} // namespace hourglass::ui
