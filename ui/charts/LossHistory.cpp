// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LossHistory.h"

#include "ui/session/Convert.h"

#include <algorithm>

namespace hourglass::ui {

void LossHistory::append(const BatchReport& batch) {
    const auto step = double(batch.step);
    m_training.append(step, batch.objective);
    for (const TermValue& term : batch.terms)
        termCurve(term.name).append(step, term.weight * term.value);
    m_lastStep = std::max(m_lastStep, batch.step);
}

void LossHistory::append(const EpochReport& epoch) {
    const auto step = double(epoch.step);
    m_validation.append(step, epoch.validationObjective);
    m_validationError.append(step, epoch.validationMse);
    m_lastStep = std::max(m_lastStep, epoch.step);
}

void LossHistory::setSmoothing(double steps) {
    m_smoothing = steps;
    m_training.setSmoothing(steps);
    for (Term& term : m_terms)
        term.curve.setSmoothing(steps);
}

Curve& LossHistory::termCurve(const std::string& name) {
    const QString wanted = toQString(name);
    const auto known =
        std::find_if(m_terms.begin(), m_terms.end(), [&wanted](const Term& term) { return term.name == wanted; });
    if (known != m_terms.end())
        return known->curve;
    Term& term = m_terms.emplace_back(Term{wanted, {}});
    term.curve.setSmoothing(m_smoothing);
    return term.curve;
}

} // namespace hourglass::ui
