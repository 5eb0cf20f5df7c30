// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/LiveModel.h"

#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr qint64 ShortestRest = 500; // ms from one copy to the next: the training waits for each
}

LiveModel::LiveModel(TrainingController& controller, std::shared_ptr<BackgroundLine> line, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_line(std::move(line)) {
    connect(&controller, &TrainingController::prepared, this, &LiveModel::changed);
    connect(&controller, &TrainingController::prepared, this, &LiveModel::note);
    connect(&controller, &TrainingController::batchesDone, this, &LiveModel::note);
    connect(&controller, &TrainingController::snapshotTaken, this, &LiveModel::note);
    connect(&controller, &TrainingController::stateChanged, this, [this] {
        if (std::exchange(m_existed, exists()) != exists())
            Q_EMIT changed();
        note();
    });
}

bool LiveModel::exists() const {
    return m_controller.runInfo() && m_controller.hasNetwork();
}

void LiveModel::ask(qint64 rest) {
    m_isAsked = true;
    m_rest = std::max(ShortestRest, rest);
    serve();
}

void LiveModel::callOff() {
    m_isAsked = false;
}

void LiveModel::note() {
    m_isStale = true;
    serve();
}

void LiveModel::serve() {
    if (!m_isAsked || !m_isStale || m_isCopying || !exists())
        return;
    if (const qint64 rest = m_sinceCopy.isValid() ? m_rest - m_sinceCopy.elapsed() : 0; rest > 0) {
        if (m_isResting)
            return;
        m_isResting = true;
        QTimer::singleShot(int(rest), this, [this] {
            m_isResting = false;
            serve();
        });
        return;
    }
    m_isStale = false;
    m_isCopying = true;
    // The training thread may come to this when all here is gone: it uses the line alone, which outlives it.
    m_controller.useModel("pictures", [this, line = m_line](const Model* model, const TrainingPlace& place) {
        try {
            line->reply([this, copy = model ? std::optional(model->copy()) : std::nullopt, place] { take(copy, place); });
        } catch (...) { // out of memory: the controller says so, and there may be enough next time
            line->reply([this, place] { take(std::nullopt, place); });
            throw;
        }
    });
}

void LiveModel::take(const std::optional<Model>& copy, const TrainingPlace& place) {
    m_isCopying = false;
    m_sinceCopy.start();
    if (!m_isAsked || !copy || !m_controller.runInfo()) {
        m_isStale = true; // nobody has got it
        return;
    }
    m_isAsked = false;
    PictureModel model;
    model.live = copy;
    model.version = ++m_version;
    Q_EMIT renewed(model, placeText(*m_controller.runInfo(), place));
}

} // namespace hourglass::ui
