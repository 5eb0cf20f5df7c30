// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/NumberBox.h"

#include "ui/session/Convert.h"
#include "ui/widgets/WheelGuard.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

/// Removes what binary arithmetic added: 0.1 + 0.2 is 0.3 here.
double cleaned(double value) {
    return QString::number(value, 'g', 12).toDouble();
}

double steppedInPowersOfTwo(double value, bool up) {
    const double exponent = std::log2(std::max(value, 1.0));
    return up ? std::exp2(std::floor(exponent) + 1) : std::exp2(std::ceil(exponent) - 1);
}

/// The next of ..., 0.1, 0.2, 0.5, 1, 2, 5, 10, ... above or below a positive value.
double steppedInDecades(double value, bool up) {
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    constexpr double slack = 1e-9;
    if (up) {
        for (const double factor : {1.0, 2.0, 5.0})
            if (cleaned(factor * decade) > value * (1 + slack))
                return cleaned(factor * decade);
        return cleaned(10 * decade);
    }
    for (const double factor : {10.0, 5.0, 2.0, 1.0})
        if (cleaned(factor * decade) < value * (1 - slack))
            return cleaned(factor * decade);
    return cleaned(decade / 2);
}

double steppedOnce(const ParameterSpec& spec, double value, bool up) {
    if (!spec.logarithmic)
        return cleaned(value + (up ? spec.step : -spec.step));
    // No factor leads out of zero or into it: the parameter's own step lies between.
    if (value <= 0)
        return up ? spec.step : spec.minimum;
    if (value <= spec.step && !up && spec.minimum <= 0)
        return spec.minimum;
    return spec.type == ParameterSpec::Type::Integer ? steppedInPowersOfTwo(value, up) : steppedInDecades(value, up);
}

} // namespace

NumberBox::NumberBox(const ParameterSpec& spec, QWidget* parent)
    : QDoubleSpinBox(parent)
    , m_spec(spec) {
    setLocale(QLocale::c()); // As in files and on the command line.
    setDecimals(spec.type == ParameterSpec::Type::Integer ? 0 : 20);
    setRange(spec.minimum, spec.maximum);
    setSuffix(spec.unit.empty() ? QString() : QChar(QChar::Nbsp) + toQString(spec.unit));
    setKeyboardTracking(false);
    setMinimumWidth(fontMetrics().averageCharWidth() * 11);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    guardAgainstWheel(this);
    connect(this, &NumberBox::editingFinished, lineEdit(), [this] { lineEdit()->setModified(false); });
}

void NumberBox::showValue(double value) {
    if (this->value() == value)
        return;
    const QSignalBlocker silence(this);
    setValue(value);
}

ParameterValue NumberBox::parameterValue() const {
    return m_spec.type == ParameterSpec::Type::Integer ? ParameterValue(std::int64_t(std::llround(value())))
                                                       : ParameterValue(value());
}

QString NumberBox::shortText(double value) {
    const QString plain = QLocale::c().toString(value, 'f', QLocale::FloatingPointShortest);
    QString power = QLocale::c().toString(value, 'e', QLocale::FloatingPointShortest);
    static const QRegularExpression padding(QStringLiteral("e([+]|(-))0*"));
    power.replace(padding, QStringLiteral("e\\2"));
    const double size = std::abs(value);
    const bool readsBetter = size > 0 && (size < 0.01 || size >= 1e6) && power.size() < plain.size();
    return readsBetter ? power : plain;
}

QString NumberBox::textFromValue(double value) const {
    return decimals() == 0 ? QString::number(value, 'f', 0) : shortText(value);
}

double NumberBox::valueFromText(const QString& text) const {
    return bareText(text).toDouble();
}

QValidator::State NumberBox::validate(QString& text, int&) const {
    static const QRegularExpression beginning(QStringLiteral(R"(^[+-]?\d*(\.\d*)?([eE][+-]?\d*)?$)"));
    const QString bare = bareText(text);
    const bool integer = m_spec.type == ParameterSpec::Type::Integer;
    if (!beginning.match(bare).hasMatch() || (bare.startsWith('-') && minimum() >= 0))
        return QValidator::Invalid;
    if (integer && bare.contains(QRegularExpression(QStringLiteral("[.eE]"))))
        return QValidator::Invalid;
    bool isNumber = false;
    const double value = bare.toDouble(&isNumber);
    if (!isNumber)
        return QValidator::Intermediate;
    // More digits never bring an integer back into range; a real may still get a negative exponent.
    if (integer && value > maximum() && maximum() >= 0)
        return QValidator::Invalid;
    return value < minimum() || value > maximum() ? QValidator::Intermediate : QValidator::Acceptable;
}

void NumberBox::fixup(QString& text) const {
    bool isNumber = false;
    const double value = bareText(text).toDouble(&isNumber);
    if (isNumber)
        text = textFromValue(std::clamp(value, minimum(), maximum()));
}

void NumberBox::stepBy(int steps) {
    interpretText();
    double value = this->value();
    for (int i = 0; i < std::abs(steps); ++i)
        value = std::clamp(steppedOnce(m_spec, value, steps > 0), minimum(), maximum());
    setValue(value);
    selectAll();
}

/// A space is no part of a number; in place of the selection it would leave nothing.
void NumberBox::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space)
        event->ignore();
    else
        QDoubleSpinBox::keyPressEvent(event);
}

QString NumberBox::bareText(const QString& text) const {
    QString bare = text;
    if (!suffix().isEmpty() && bare.endsWith(suffix()))
        bare.chop(suffix().size());
    return bare.trimmed().replace(',', '.');
}

} // namespace hourglass::ui
