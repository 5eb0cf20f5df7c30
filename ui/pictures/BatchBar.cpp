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

void BatchBar::start(PictureBatch::Order order) {
    int there = 0;
    for (const QString& path : order.paths)
        there += QFileInfo::exists(PictureBatch::targetOf(path, order.folder)) ? 1 : 0;
    if (there == 0)
        return run(order);
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Files are there"),
        tr("%1 of the files are in this folder already. Shall they be replaced by the restored pictures?").arg(there),
        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QAbstractButton* replace = question->addButton(tr("Replace"), QMessageBox::DestructiveRole);
    const QAbstractButton* skip = question->addButton(tr("Write the others only"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    connect(question, &QMessageBox::buttonClicked, this, [this, order, replace, skip](const QAbstractButton* button) {
        PictureBatch::Order decided = order;
        decided.replaces = button == replace;
        if (button == skip)
            decided.paths.removeIf(
                [&](const QString& path) { return QFileInfo::exists(PictureBatch::targetOf(path, order.folder)); });
        if (button == replace || button == skip)
            run(decided);
    });
    question->open();
}

void BatchBar::run(const PictureBatch::Order& order) {
    m_order = order;
    m_progress->setValue(0);
    m_progress->show();
    m_text->setText(tr("Restoring the pictures"));
    m_button->setText(tr("Cancel"));
    m_button->setIcon(themedIcon("stop"));
    show();
    m_batch.start(order);
}

void BatchBar::showOutcome(int written, const std::vector<PictureBatch::Fault>& faults, bool wasCancelled) {
    QStringList lines{
        (wasCancelled ? tr("Cancelled: %1 of %2 pictures were written to %3.") : tr("%1 of %2 pictures were written to %3."))
            .arg(written)
            .arg(m_order.paths.size())
            .arg(m_order.folder)};
    for (std::size_t i = 0; i < faults.size() && i < MostFaults; ++i)
        lines << faults[i].message;
    if (faults.size() > MostFaults)
        lines << tr("And %1 more that failed.").arg(faults.size() - MostFaults);
    m_progress->hide();
    m_text->setText(lines.join('\n'));
    m_button->setText(tr("Close"));
    m_button->setIcon(themedIcon("delete"));
}

} // namespace hourglass::ui
