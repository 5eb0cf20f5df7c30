// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ExportDialog.h"

#include "engine/api/Export.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ParameterForm.h"
#include "ui/widgets/Words.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

QString filesText(const ExportOrder::What what, const std::string& id) {
    QStringList endings;
    if (what == ExportOrder::What::Samples)
        for (const std::string& extension : arrayExtensions())
            endings << toQString(extension);
    else
        for (const std::string& file : exportFiles(id, "x." + exportExtension(id)))
            endings.prepend(toQString(file.substr(1)));
    if (endings.size() == 1)
        return ExportDialog::tr("Writes a file that ends in %1.").arg(endings.first());
    return what == ExportOrder::What::Samples
               ? ExportDialog::tr("Writes a file that ends in %1.").arg(endings.join(ExportDialog::tr(" or ")))
               : ExportDialog::tr("Writes two files beside each other, which end in %1.")
                     .arg(endings.join(ExportDialog::tr(" and ")));
}

} // namespace

ExportDialog::ExportDialog(QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget)
    , m_explanation(new QLabel)
    , m_form(new ParameterForm) {
    setWindowTitle(tr("Export"));
    for (const CatalogueEntry& entry : exportEntries())
        m_choices.push_back({ExportOrder::What::Network, &entry});
    for (const CatalogueEntry& entry : sampleExportEntries())
        m_choices.push_back({ExportOrder::What::Samples, &entry});
    for (const Choice& choice : m_choices) {
        auto* line = new QListWidgetItem(toQString(choice.entry->title), m_list);
        line->setToolTip(asToolTip(toQString(choice.entry->summary)));
    }
    m_list->setAccessibleName(tr("What to export"));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 48);
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::RichText);
    m_explanation->setAlignment(Qt::AlignTop);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* proceed = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    proceed->setToolTip(asToolTip(tr("Choose the file, then write it. A training that runs goes on meanwhile.")));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &ExportDialog::showCurrent);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
    connect(m_form, &ParameterForm::edited, this,
            [this](const std::string& key, const ParameterValue& value) { m_options.set(key, value); });

    auto* chosen = new QVBoxLayout;
    chosen->addWidget(m_explanation);
    chosen->addWidget(m_form);
    chosen->addStretch(1);
    auto* choice = new QHBoxLayout;
    choice->setSpacing(14);
    choice->addWidget(m_list);
    choice->addLayout(chosen, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(choice, 1);
    layout->addWidget(buttons);
    proceed->setDefault(true); // of this dialog, whose it is only now
    m_list->setCurrentRow(0);
    resize(90 * fontMetrics().averageCharWidth(), 24 * fontMetrics().height());
}

ExportOrder ExportDialog::order() const {
    return {current().what, current().entry->id, m_options, {}};
}

void ExportDialog::setCurrent(const std::string& id) {
    const auto known = std::ranges::find(m_choices, id, [](const Choice& choice) { return choice.entry->id; });
    if (known != m_choices.end())
        m_list->setCurrentRow(int(known - m_choices.begin()));
}

const ExportDialog::Choice& ExportDialog::current() const {
    return m_choices[std::size_t(std::max(0, m_list->currentRow()))];
}

void ExportDialog::showCurrent() {
    const auto& [what, entry] = current();
    m_options = complete(entry->schema, {}, "export");
    m_explanation->setText(QStringLiteral("<b>%1</b><p>%2</p><p>%3</p>")
                               .arg(toQString(entry->summary).toHtmlEscaped(), toQString(entry->explanation).toHtmlEscaped(),
                                    filesText(what, entry->id).toHtmlEscaped()));
    m_form->setSchema(entry->schema);
    m_form->setValues(m_options);
    m_form->setVisible(!entry->schema.empty());
}

} // namespace hourglass::ui
