// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/EmbeddingBar.h"

#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/Words.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace hourglass::ui {

EmbeddingBar::EmbeddingBar(QWidget* parent)
    : QWidget(parent)
    , m_progress(new QProgressBar)
    , m_note(new QLabel)
    , m_button(new QPushButton)
    , m_fault(new FaultLabel) {
    m_progress->setAccessibleName(tr("Progress of the neighbour embedding"));
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(70);
    m_note->setAccessibleName(tr("What the embedding is made of"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_progress, 0, 0);
    layout->addWidget(m_note, 0, 1);
    layout->addWidget(m_button, 0, 2);
    layout->addWidget(m_fault, 1, 0, 1, 3);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT cancelled();
        else
            Q_EMIT wanted();
    });
    begin();
}

void EmbeddingBar::begin() {
    m_onShow.reset();
    m_fault->setMessage({});
    setRunning(false);
}

void EmbeddingBar::showWaiting() {
    showStarted(0);
}

void EmbeddingBar::showStarted(qint64 samples) {
    m_making = {samples, {}, false};
    m_fault->setMessage({});
    m_progress->setValue(0);
    setRunning(true);
}

void EmbeddingBar::showPlace(const QString& place) {
    m_making.place = place;
    refresh();
}

void EmbeddingBar::showProgress(double done) {
    m_onShow = m_making;
    m_progress->setValue(int(std::lround(100 * done)));
}

void EmbeddingBar::showFinished() {
    m_onShow = m_making;
    m_onShow->isWhole = true;
    setRunning(false);
}

void EmbeddingBar::showCancelled() {
    setRunning(false);
}

void EmbeddingBar::showFault(const QString& message) {
    setRunning(false);
    m_fault->setMessage(message);
}

void EmbeddingBar::setRunning(bool running) {
    m_isRunning = running;
    refresh();
}

void EmbeddingBar::refresh() {
    m_progress->setVisible(m_isRunning);
    m_button->setText(m_isRunning ? tr("Cancel") : m_onShow ? tr("Make anew") : tr("Make map"));
    m_button->setToolTip(asToolTip(m_isRunning
                                       ? tr("Keep the map as it has come out so far")
                                       : tr("Lay out the codes of the network as it now is. Training goes on meanwhile.")));
    const auto textOf = [](const Made& made) { return tr("%1 samples, %2").arg(grouped(made.samples), made.place); };
    if (m_isRunning)
        m_note->setText(m_making.place.isEmpty() ? tr("Waiting for the network…") : textOf(m_making));
    else if (!m_onShow)
        m_note->setText(tr("No map of this network yet"));
    else
        m_note->setText(m_onShow->isWhole ? textOf(*m_onShow) : tr("%1; given up before the end").arg(textOf(*m_onShow)));
}

} // namespace hourglass::ui
