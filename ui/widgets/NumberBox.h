// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <QDoubleSpinBox>

namespace hourglass::ui {

/// A spin box for an Integer or Real parameter: short text ("1e-3"), steps that suit the parameter (a
/// logarithmic real runs 1, 2, 5, 10, ..., a logarithmic integer through the powers of two). A decimal comma
/// is read as a point. Reports a typed value when it is done, not at every digit: on the way to 1e-3 there
/// must be no 1.
class NumberBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit NumberBox(const ParameterSpec& spec, QWidget* parent = nullptr);

    /// Without a signal, and without touching what is being typed when the value is the same.
    void showValue(double value);
    /// The value as the parameter's type.
    ParameterValue parameterValue() const;

    /// The shortest text that reads back as the same number.
    static QString shortText(double value);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;
    void stepBy(int steps) override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString bareText(const QString& text) const;

    ParameterSpec m_spec;
};

} // namespace hourglass::ui
