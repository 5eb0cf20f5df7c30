// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"
#include "ui/widgets/ParameterField.h"

#include <QString>
#include <QWidget>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

class QLabel;

namespace hourglass::ui {

class FaultLabel;

/// Whether the value is changed step by step, so that edits of it in a row are one for the undo menu.
inline bool isNumber(const ParameterValue& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// A form for any schema: one row a parameter with label, editor, unit, tooltip, and room for what is wrong
/// with it.
class ParameterForm : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The same schema again keeps every widget, and with it focus and cursor.
    void setSchema(const ParameterSchema& schema);
    const ParameterSchema& schema() const { return m_schema; }
    /// Silent; may be called on every edit. A key that is missing keeps what its editor shows.
    void setValues(const Parameters& values);

    /// Puts a widget below the row of a parameter of the schema, and owns it.
    void addBelow(const std::string& key, QWidget* widget);
    /// Live parameters always carry a mark; while training, the others carry one as well: they start it anew.
    void setTraining(bool training);
    /// An empty message clears. @return whether the form has such a parameter and shows it.
    bool showFault(const std::string& key, const QString& message);
    void clearFaults();

Q_SIGNALS:
    /// @param what  the edit in words, for an undo menu: "Set learning rate to 1e-3"
    void edited(const std::string& key, const hourglass::ParameterValue& value, const QString& what);

private:
    struct Row {
        QLabel* label = nullptr;
        ParameterField field;
        QLabel* mark = nullptr;
        FaultLabel* fault = nullptr;
        int lineBelow = 0; ///< of the grid
    };

    Row makeRow(const ParameterSpec& spec);
    void updateRows();
    void updateMarks();

    ParameterSchema m_schema;
    Parameters m_values;
    bool m_training = false;
    std::vector<Row> m_rows; ///< as m_schema
};

} // namespace hourglass::ui
