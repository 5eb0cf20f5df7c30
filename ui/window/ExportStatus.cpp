// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ExportStatus.h"

#include "ui/session/ExportRunner.h"
#include "ui/widgets/Words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace hourglass::ui {

namespace {
constexpr int Fine = 1000; // steps of the bar
}

ExportStatus::ExportStatus(ExportRunner& runner)
    : m_name(new QLabel)
    , m_progress(new QProgressBar) {
    m_name->setTextFormat(Qt::PlainText);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(110);
    auto* cancel = new QToolButton;
    cancel->setText(tr("Cancel export"));
    cancel->setToolTip(asToolTip(tr("Give the export up. The file is not written.")));
    connect(cancel, &QToolButton::clicked, &runner, &ExportRunner::cancel);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_name);
    layout->addWidget(m_progress);
    layout->addWidget(cancel);
    hide();

    connect(&runner, &ExportRunner::started, this, &ExportStatus::begin);
    connect(&runner, &ExportRunner::progressed, this, [this](double done) {
        m_progress->setRange(0, Fine);
        m_progress->setValue(int(done * Fine));
    });
    connect(&runner, &ExportRunner::finished, this, &QWidget::hide);
    connect(&runner, &ExportRunner::failed, this, &QWidget::hide);
    connect(&runner, &ExportRunner::cancelled, this, &QWidget::hide);
}

void ExportStatus::begin(const QString& path) {
    m_name->setText(tr("Exporting %1").arg(QFileInfo(path).fileName()));
    m_progress->setRange(0, 0); // busy, until there is something to tell
    show();
}

} // namespace hourglass::ui
