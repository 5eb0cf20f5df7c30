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
        if (m_state == State::Running)
            Q_EMIT cancelled();
        else
            Q_EMIT wanted();
    });
    begin();
}

void EmbeddingBar::begin() {
    m_fault->setMessage({});
    m_progress->setValue(0);
    m_place.clear();
    setState(State::Nothing);
}

void EmbeddingBar::showStarted(qint64 samples) {
    begin();
    m_samples = samples;
    setState(State::Running);
}

void EmbeddingBar::showPlace(const QString& place) {
    m_place = place;
    setState(m_state);
}

void EmbeddingBar::showProgress(double done) {
    m_progress->setValue(int(std::lround(100 * done)));
}

void EmbeddingBar::showFinished() {
    setState(State::Done);
}

void EmbeddingBar::showCancelled() {
    setState(m_progress->value() > 0 ? State::Cancelled : State::Nothing);
}

void EmbeddingBar::showFault(const QString& message) {
    setState(State::Nothing);
    m_fault->setMessage(message);
}

void EmbeddingBar::setState(State state) {
    m_state = state;
    const bool running = state == State::Running;
    m_progress->setVisible(running);
    m_button->setText(running ? tr("Cancel") : state == State::Nothing ? tr("Make map") : tr("Make anew"));
    m_button->setToolTip(asToolTip(running
                                       ? tr("Keep the map as it has come out so far")
                                       : tr("Lay out the codes of the network as it now is. Training goes on meanwhile.")));
    const QString made = tr("%1 samples, %2").arg(grouped(m_samples), m_place);
    m_note->setText(running && m_place.isEmpty()      ? tr("Waiting for the network…")
                    : running || state == State::Done ? made
                    : state == State::Cancelled       ? tr("%1; given up before the end").arg(made)
                                                      : tr("No map of this network yet"));
}

} // namespace hourglass::ui
