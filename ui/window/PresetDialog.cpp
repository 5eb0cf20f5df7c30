// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetDialog.h"

#include "ui/session/Convert.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/Words.h"
#include "ui/window/Confirmation.h"
#include "ui/window/UserPresets.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

PresetDialog::PresetDialog(UserPresets& presets, QWidget* parent)
    : QDialog(parent)
    , m_presets(presets)
    , m_list(new QListWidget)
    , m_empty(new QLabel(tr("You have not saved any presets yet: see File, Save as preset.")))
    , m_fault(new FaultLabel) {
    setWindowTitle(tr("Your presets"));
    m_list->setAccessibleName(tr("Your presets"));
    m_list->setEditTriggers(QListWidget::EditKeyPressed | QListWidget::DoubleClicked);
    m_empty->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_rename = buttons->addButton(tr("&Rename"), QDialogButtonBox::ActionRole);
    m_delete = buttons->addButton(tr("&Delete"), QDialogButtonBox::ActionRole);
    m_rename->setToolTip(asToolTip(tr("Give the preset another name (F2)")));
    m_delete->setToolTip(asToolTip(tr("Delete the file of the preset")));
    for (QPushButton* button : {m_rename, m_delete})
        button->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_rename, &QPushButton::clicked, this, [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_delete, &QPushButton::clicked, this, &PresetDialog::remove);
    connect(m_list, &QListWidget::currentRowChanged, this, &PresetDialog::showCurrent);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* line) {
        const UserPresets::Entry& entry = m_presets.entries()[std::size_t(m_list->row(line))];
        const QString title = line->text().simplified();
        m_lines.clear(); // the list no longer shows them
        if (!title.isEmpty()) {
            m_presets.rename(entry.path, title);
            return;
        }
        const auto refuse = [this] {
            fill();
            m_fault->setMessage(tr("A preset needs a name."));
        };
        QMetaObject::invokeMethod(this, refuse, Qt::QueuedConnection); // the line is still in use
    });
    connect(&presets, &UserPresets::changed, this, &PresetDialog::fill);
    connect(&presets, &UserPresets::failed, m_fault, &FaultLabel::setMessage);
    fill();
    presets.refresh(); // another window may have saved some
    resize(420, 320);
}

void PresetDialog::fill() {
    QStringList lines;
    for (const UserPresets::Entry& entry : m_presets.entries())
        lines << entry.path + '\n' + toQString(entry.preset.title) + '\n' + entry.fault;
    if (std::exchange(m_lines, lines) == lines && m_list->count() > 0)
        return; // a name that is being typed stays
    const int row = std::max(0, m_list->currentRow());
    const QSignalBlocker silent(m_list);
    m_list->clear();
    for (const UserPresets::Entry& entry : m_presets.entries()) {
        const bool good = entry.fault.isEmpty();
        const QString title = toQString(entry.preset.title);
        auto* line = new QListWidgetItem(good ? title : tr("%1 (damaged)").arg(title), m_list);
        line->setToolTip(asToolTip(good ? entry.path : entry.fault));
        line->setFlags(good ? line->flags() | Qt::ItemIsEditable : line->flags() & ~Qt::ItemIsEditable);
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    showCurrent();
}

void PresetDialog::showCurrent() {
    const int row = m_list->currentRow();
    const bool chosen = row >= 0 && row < int(m_presets.entries().size());
    const QString fault = chosen ? m_presets.entries()[std::size_t(row)].fault : QString();
    m_fault->setMessage(fault);
    m_rename->setEnabled(chosen && fault.isEmpty());
    m_delete->setEnabled(chosen);
}

void PresetDialog::remove() {
    const UserPresets::Entry& entry = m_presets.entries()[std::size_t(m_list->currentRow())];
    askToConfirm(*this, tr("Delete the preset?"), tr("“%1” will be gone for good.").arg(toQString(entry.preset.title)),
                 tr("&Delete"), [this, path = entry.path] { m_presets.remove(path); });
}

} // namespace hourglass::ui
