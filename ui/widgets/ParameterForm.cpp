// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterForm.h"

#include "ui/session/Convert.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/Words.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// As wide with a mark as without, so that the rows line up, whatever the size of the letters is.
class MarkLabel : public QLabel {
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override { return {fontMetrics().horizontalAdvance(u'↺') + 2, fontMetrics().height()}; }
    QSize sizeHint() const override { return minimumSizeHint(); }
};

} // namespace

void ParameterForm::setSchema(const ParameterSchema& schema) {
    if (schema == m_schema)
        return;
    for (const Row& row : m_rows)
        for (QWidget* widget : std::initializer_list<QWidget*>{row.label, row.field.widget, row.mark, row.fault}) {
            widget->setParent(nullptr); // Gone from sight now, deleted when nothing can be using it any more.
            widget->deleteLater();
        }
    m_rows.clear();
    delete layout();

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4);
    // The same proportions in every form, so that forms under each other line up.
    grid->setColumnStretch(0, 9);
    grid->setColumnStretch(2, 11);
    m_schema = schema;
    m_values = {};
    int line = 0;
    for (const ParameterSpec& spec : m_schema) {
        Row row = makeRow(spec);
        const bool wide = spec.type == ParameterSpec::Type::Path; // Half a line does not show where a file lies.
        grid->addWidget(row.label, line, 0);
        grid->addWidget(row.mark, line, 1);
        grid->addWidget(row.field.widget, line + wide, wide ? 0 : 2, 1, wide ? 3 : 1);
        grid->addWidget(row.fault, line + 1 + wide, 0, 1, 3);
        row.lineBelow = line + 2 + wide;
        line = row.lineBelow + 1;
        m_rows.push_back(row);
        row.field.show(spec.fallback);
        m_values.set(spec.key, spec.fallback);
    }
    updateRows();
    updateMarks();
}

ParameterForm::Row ParameterForm::makeRow(const ParameterSpec& spec) {
    const QString name = toQString(spec.label);
    const QString help = toQString(spec.help);
    Row row;
    row.field = makeParameterField(spec, this, [this, key = spec.key, name](const auto& value, const QString& text) {
        const ParameterValue* before = m_values.find(key);
        if (before && *before == value)
            return;
        m_values.set(key, value);
        updateRows();
        Q_EMIT edited(key, value, tr("Set %1 to %2").arg(inSentence(name), text));
    });
    row.field.editor->setObjectName(toQString(spec.key));
    row.field.editor->setAccessibleName(name);
    row.field.editor->setAccessibleDescription(help);
    row.field.widget->setToolTip(asToolTip(help));
    row.label = new QLabel(name, this);
    row.label->setWordWrap(true);
    row.label->setBuddy(row.field.editor);
    row.label->setToolTip(asToolTip(help));
    row.mark = new MarkLabel(this);
    row.mark->setAlignment(Qt::AlignCenter);
    row.mark->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    row.fault = new FaultLabel(this);
    return row;
}

void ParameterForm::setValues(const Parameters& values) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ParameterValue* value = values.find(m_schema[i].key);
        if (!value)
            continue;
        m_values.set(m_schema[i].key, *value);
        m_rows[i].field.show(*value);
    }
    updateRows();
}

void ParameterForm::addBelow(const std::string& key, QWidget* widget) {
    const auto spec = std::ranges::find(m_schema, key, &ParameterSpec::key);
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(widget, m_rows[std::size_t(spec - m_schema.begin())].lineBelow, 2);
}

void ParameterForm::setTraining(bool training) {
    m_training = training;
    updateMarks();
}

bool ParameterForm::showFault(const std::string& key, const QString& message) {
    const auto spec = std::ranges::find(m_schema, key, &ParameterSpec::key);
    if (spec == m_schema.end())
        return false;
    m_rows[std::size_t(spec - m_schema.begin())].fault->setMessage(message);
    return isShown(*spec, m_values);
}

void ParameterForm::clearFaults() {
    for (const Row& row : m_rows)
        row.fault->setMessage({});
}

void ParameterForm::updateRows() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool shown = isShown(m_schema[i], m_values);
        m_rows[i].label->setVisible(shown);
        m_rows[i].field.widget->setVisible(shown);
        m_rows[i].mark->setVisible(shown);
        m_rows[i].fault->setVisible(shown && !m_rows[i].fault->text().isEmpty());
    }
}

void ParameterForm::updateMarks() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool live = m_schema[i].live;
        QLabel* mark = m_rows[i].mark;
        mark->setText(live ? QStringLiteral("●") : m_training ? QStringLiteral("↺") : QString());
        mark->setForegroundRole(live ? QPalette::Link : QPalette::PlaceholderText);
        const QString meaning = live         ? tr("Can change while training.")
                                : m_training ? tr("Changing this starts a new training.")
                                             : QString();
        mark->setToolTip(asToolTip(meaning));
        const QString help = toQString(m_schema[i].help);
        m_rows[i].field.editor->setAccessibleDescription(meaning.isEmpty() ? help : help + ' ' + meaning);
    }
}

} // namespace hourglass::ui
