// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/KindForm.h"

#include "ui/design/NetworkEdits.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/CollapsibleSection.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/ParameterForm.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

KindForm::KindForm(const std::vector<CatalogueEntry>& entries, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_entries(entries)
    , m_kinds(new ChoiceBox(this))
    , m_explanation(new QLabel(this))
    , m_fault(new FaultLabel(this))
    , m_form(new ParameterForm(this)) {
    m_kinds->setObjectName(QStringLiteral("kind"));
    m_kinds->setAccessibleName(name);
    m_kinds->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kinds->setMinimumContentsLength(12);
    for (const CatalogueEntry& entry : m_entries) {
        m_kinds->addItem(toQString(entry.title), toQString(entry.id));
        m_kinds->setItemData(m_kinds->count() - 1, asToolTip(toQString(entry.summary)), Qt::ToolTipRole);
    }
    guardAgainstWheel(m_kinds);
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::RichText);
    auto* aside = new CollapsibleSection(tr("What is this?"), m_explanation, CollapsibleSection::Weight::Aside, this);
    aside->setExpanded(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_kinds);
    layout->addWidget(m_fault);
    layout->addWidget(aside);
    layout->addWidget(m_form);

    connect(m_kinds, &QComboBox::activated, this, [this, name] {
        const std::string kind = toStdString(m_kinds->currentData().toString());
        if (kind != m_spec.kind)
            Q_EMIT kindChosen(kind, tr("Set %1 to %2").arg(inSentence(name), inSentence(m_kinds->currentText())));
    });
    connect(m_form, &ParameterForm::edited, this,
            [this](const std::string& key, const ParameterValue& value, const QString& what) {
                m_spec.parameters.set(key, value);
                Q_EMIT parametersEdited(m_spec.parameters, what, isNumber(value) ? key : std::string());
            });
}

void KindForm::setSpec(const KindSpec& spec) {
    if (spec.kind != m_spec.kind)
        showKind(spec.kind);
    m_spec = spec;
    m_kinds->setCurrentIndex(m_kinds->findData(toQString(spec.kind)));
    m_form->setValues(withDefaults(m_form->schema(), spec.parameters));
}

void KindForm::showKind(const std::string& kind) {
    const auto entry = std::ranges::find(m_entries, kind, &CatalogueEntry::id);
    if (entry == m_entries.end()) { // From a file of another version; the combo box offers the known ones.
        m_form->setSchema({});
        m_form->hide();
        m_explanation->clear();
        return;
    }
    QString text = toQString(entry->explanation).toHtmlEscaped();
    if (!entry->paper.empty())
        text += QStringLiteral("<br/><i>%1</i>").arg(toQString(entry->paper).toHtmlEscaped());
    m_explanation->setText(text);
    m_kinds->setToolTip(asToolTip(toQString(entry->summary)));
    m_form->setSchema(entry->schema);
    m_form->setVisible(!entry->schema.empty());
}

KindSpec KindForm::defaultSpec(const std::string& kind) const {
    return {kind, withDefaults(findEntry(m_entries, kind).schema, {})};
}

QString KindForm::kindTitle() const {
    return m_kinds->currentIndex() < 0 ? toQString(m_spec.kind) : m_kinds->currentText();
}

void KindForm::setTraining(bool training) {
    m_form->setTraining(training);
}

void KindForm::showFault(const std::string& key, const QString& message) {
    if (!m_form->showFault(key, message))
        m_fault->setMessage(message);
}

void KindForm::clearFaults() {
    m_fault->setMessage({});
    m_form->clearFaults();
}

} // namespace hourglass::ui
