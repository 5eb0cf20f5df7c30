// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunCurve.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hourglass::ui {

namespace {

QJsonValue toValue(double number) {
    return std::isfinite(number) ? QJsonValue(number) : QJsonValue();
}

double toNumber(const QJsonValue& value) {
    return value.toDouble(std::numeric_limits<double>::quiet_NaN());
}

} // namespace

void RunCurve::append(const Point& point) {
    if (!m_lastStays)
        m_points.pop_back();
    if (m_points.size() >= MostPoints) {
        for (std::size_t i = 0; 2 * i < m_points.size(); ++i)
            m_points[i] = m_points[2 * i];
        m_points.resize((m_points.size() + 1) / 2);
        m_stride *= 2;
    }
    m_lastStays = m_appended++ % m_stride == 0;
    m_points.push_back(point);
}

QByteArray RunCurve::toJson() const {
    QJsonArray steps, training, validation, mse;
    for (const Point& point : m_points) {
        steps.append(point.step);
        training.append(toValue(point.training));
        validation.append(toValue(point.validation));
        mse.append(toValue(point.mse));
    }
    const QJsonObject curve{{"stepsPerEpoch", m_stepsPerEpoch},
                            {"step", steps},
                            {"training", training},
                            {"validation", validation},
                            {"mse", mse}};
    return QJsonDocument(curve).toJson(QJsonDocument::Compact);
}

RunCurve RunCurve::fromJson(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonArray steps = object["step"].toArray();
    const QJsonArray training = object["training"].toArray();
    const QJsonArray validation = object["validation"].toArray();
    const QJsonArray mse = object["mse"].toArray();
    RunCurve curve(object["stepsPerEpoch"].toInteger());
    for (qsizetype i = 0; i < std::min<qsizetype>(steps.size(), MostPoints); ++i)
        curve.append({steps[i].toInteger(), toNumber(training.at(i)), toNumber(validation.at(i)), toNumber(mse.at(i))});
    return curve;
}

} // namespace hourglass::ui
