// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LossHistory.h"

#include "ui/session/Convert.h"
#include "ui/widgets/CsvText.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

QByteArray lossCsv(const LossHistory& history) {
    struct Column {
        QString name;
        const std::vector<QPointF>* points;
        std::size_t next = 0;
    };
    std::vector<Column> columns{{"training objective", &history.training().points()}};
    for (const LossHistory::Term& term : history.terms())
        columns.push_back({term.name + " (weighted)", &term.curve.points()});
    columns.push_back({"validation objective", &history.validation().points()});
    columns.push_back({"validation MSE", &history.validationError().points()});

    QByteArrayList cells{"step"};
    for (const Column& column : columns)
        cells << csvCell(column.name);
    if (history.baseline())
        cells << "PCA MSE";
    QByteArray table = csvLine(cells);
    while (true) {
        double step = std::numeric_limits<double>::infinity();
        for (const Column& column : columns)
            if (column.next < column.points->size())
                step = std::min(step, (*column.points)[column.next].x());
        if (std::isinf(step))
            return table;
        cells = {csvCell(step)};
        for (Column& column : columns) {
            const bool here = column.next < column.points->size() && (*column.points)[column.next].x() == step;
            cells << (here ? csvCell((*column.points)[column.next++].y()) : QByteArray());
        }
        if (history.baseline())
            cells << csvCell(history.baseline()->mse);
        table += csvLine(cells);
    }
}

} // namespace hourglass::ui
