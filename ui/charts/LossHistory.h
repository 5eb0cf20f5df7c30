// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/charts/Curve.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <optional>

namespace hourglass::ui {

/// The figures of one run as lines over the step. The objective and its terms are summed over features and averaged
/// over samples (nats for BCE and KL); the error is a mean square per feature.
class LossHistory {
public:
    struct Term {
        QString name;
        Curve curve; ///< weight · value, so that the terms add up to the objective
    };
    struct Baseline {
        double mse = 0; ///< per feature
        std::int64_t components = 0;
    };

    void append(const BatchReport& batch);
    void append(const EpochReport& epoch);
    /// See Curve::setSmoothing(); of the lines that have a point a batch.
    void setSmoothing(double steps);
    void setBaseline(const Baseline& baseline) { m_baseline = baseline; }

    const Curve& training() const { return m_training; }
    const Curve& validation() const { return m_validation; }
    const Curve& validationError() const { return m_validationError; }
    /// In the order in which they first came. A reference to a term stays valid.
    const std::deque<Term>& terms() const { return m_terms; }
    const std::optional<Baseline>& baseline() const { return m_baseline; }
    std::int64_t lastStep() const { return m_lastStep; }

private:
    Curve& termCurve(const std::string& name);

    Curve m_training;
    Curve m_validation;
    Curve m_validationError;
    std::deque<Term> m_terms;
    std::optional<Baseline> m_baseline;
    double m_smoothing = 1;
    std::int64_t m_lastStep = 0;
};

/// A table (see CsvText.h) with a line for each step: "step,training objective,BCE (weighted),…,validation
/// objective,validation MSE,PCA MSE", and nothing where a line has no point at that step. Any thread.
QByteArray lossCsv(const LossHistory& history);

} // namespace hourglass::ui
