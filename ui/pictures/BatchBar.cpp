// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/BatchBar.h"

#include "ui/style/Icons.h"
#include "ui/widgets/ControlRow.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace hourglass::ui {

namespace {
constexpr int Fine = 1000;
constexpr std::size_t MostFaults = 12; // lines; the others are counted
} // namespace

BatchBar::BatchBar(QWidget* parent)
    : QWidget(parent)
    , m_progress(new QProgressBar)
    , m_text(new QLabel)
    , m_button(makeTextButton(tr("Cancel"), "stop", tr("What is written stays"))) {
    m_progress->setRange(0, Fine);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress of all pictures"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_progress);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    hide();
    connect(m_button, &QToolButton::clicked, this, [this] {
        if (isRunning())
            m_batch.cancel();
        else
            hide();
    });
    connect(&m_batch, &PictureBatch::progressed, this, [this](double share, const QString& path) {
        m_progress->setValue(int(share * Fine));
        m_text->setText(tr("Restoring %1").arg(QFileInfo(path).fileName()));
    });
    connect(&m_batch, &PictureBatch::finished, this, &BatchBar::showOutcome);
}

void BatchBar::start(PictureBatch::Order order, const QString& folder) {
    if (isRunning())
        return;
    m_folder = folder;
    order.targets = PictureBatch::targetsIn(folder, order.paths);
    int there = 0, originals = 0;
    for (int i = 0; i < int(order.paths.size()); ++i) {
        there += QFileInfo::exists(order.targets[i]) ? 1 : 0;
        originals += QFileInfo(order.targets[i]) == QFileInfo(order.paths[i]) ? 1 : 0;
    }
    if (there == 0)
        return run(order);
    const QString text =
        originals > 0
            ? tr("%1 of the files in this folder would be replaced, and %2 of them are the originals themselves: they would "
                 "be lost. Replace them by the restored pictures?")
                  .arg(there)
                  .arg(originals)
            : tr("Files that are in this folder already: %1. Replace them by the restored pictures?").arg(there);
    auto* question = new QMessageBox(QMessageBox::Warning, tr("Files are there"), text, QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QAbstractButton* replace = question->addButton(tr("Replace"), QMessageBox::DestructiveRole);
    const QAbstractButton* skip = question->addButton(tr("Write the others only"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(question, &QMessageBox::buttonClicked, this, [this, order, replace, skip](const QAbstractButton* button) {
        if (button != replace && button != skip)
            return;
        PictureBatch::Order decided = order;
        decided.replaces = button == replace;
        if (button == skip) {
            decided.paths.clear();
            decided.targets.clear();
            for (int i = 0; i < int(order.paths.size()); ++i)
                if (!QFileInfo::exists(order.targets[i])) {
                    decided.paths << order.paths[i];
                    decided.targets << order.targets[i];
                }
        }
        run(decided);
    });
    question->open();
}

void BatchBar::run(const PictureBatch::Order& order) {
    m_count = int(order.paths.size());
    m_progress->setValue(0);
    m_progress->show();
    m_text->setText(tr("Restoring the pictures"));
    m_button->setText(tr("Cancel"));
    m_button->setIcon(themedIcon("stop"));
    show();
    m_batch.start(order);
    Q_EMIT runningChanged();
}

void BatchBar::showOutcome(int written, const std::vector<PictureBatch::Fault>& faults, bool wasCancelled) {
    QStringList lines{
        (wasCancelled ? tr("Cancelled. Pictures written to %3: %1 of %2.") : tr("Pictures written to %3: %1 of %2."))
            .arg(written)
            .arg(m_count)
            .arg(m_folder)};
    if (m_count == 0)
        lines = QStringList{tr("Nothing was written: all of them are in %1 already.").arg(m_folder)};
    for (std::size_t i = 0; i < faults.size() && i < MostFaults; ++i)
        lines << faults[i].message;
    if (faults.size() > MostFaults)
        lines << tr("And %1 more that failed.").arg(faults.size() - MostFaults);
    m_progress->hide();
    m_text->setText(lines.join('\n'));
    m_button->setText(tr("Close"));
    m_button->setIcon(themedIcon("hide"));
    Q_EMIT runningChanged();
}

} // namespace hourglass::ui
