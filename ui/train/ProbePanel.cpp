// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbePanel.h"

#include "engine/api/Data.h"
#include "ui/train/ProbeControls.h"
#include "ui/train/ProbeTable.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hourglass::ui {

namespace {
constexpr int Fine = 1000; // steps of the progress bar
}

ProbePanel::ProbePanel(QWidget* parent)
    : QWidget(parent)
    , m_controls(new ProbeControls)
    , m_body(new QStackedWidget)
    , m_empty(new QLabel)
    , m_table(new ProbeTable)
    , m_progress(new QProgressBar)
    , m_note(new QLabel)
    , m_fault(new FaultLabel) {
    m_empty->setAlignment(Qt::AlignCenter);
    m_body->addWidget(m_empty);
    m_body->addWidget(m_table);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_empty, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_progress->setAccessibleName(tr("Progress of the measurement"));
    m_progress->setRange(0, Fine);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    m_note->setAccessibleName(tr("What the figures belong to"));

    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_progress);
    below->addWidget(m_note, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_controls);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_fault);
    layout->addLayout(below);

    connect(m_controls, &ProbeControls::probeRequested, this, &ProbePanel::probeRequested);
    connect(m_controls, &ProbeControls::probeCancelled, this, &ProbePanel::probeCancelled);
    setState(State::Idle);
}

ValueTable& ProbePanel::table() {
    return *m_table;
}

QString ProbePanel::help() {
    return tr(
        "How much the code knows of the classes. A simple classifier (a probe) is trained on the codes alone and must "
        "name the class of samples that it has never seen. The same classifier on the raw input and on PCA stands beside "
        "it: what the code does better than these, the network has found out, by itself where it learns without labels.");
}

void ProbePanel::begin(const DatasetInfo& dataset) {
    m_hasClasses = dataset.classNames.size() > 1;
    m_checked = dataset.validationCount;
    m_stepsDone = 0;
    m_controls->setLabels(dataset.trainingCount, std::int64_t(dataset.classNames.size()));
    m_table->begin(m_checked);
    m_fault->setMessage({});
    setState(State::Idle);
}

void ProbePanel::setStepsDone(qint64 steps) {
    m_stepsDone = steps;
    if (m_state != State::Idle)
        showNote();
}

void ProbePanel::setAvailable(bool available) {
    m_available = available;
    setState(m_state);
}

void ProbePanel::measure() {
    m_controls->start();
}

void ProbePanel::showStarted() {
    m_table->begin(m_checked);
    m_fault->setMessage({});
    m_progress->setValue(0);
    m_doing = tr("Waiting for the network");
    m_place.clear();
    setState(State::Running);
}

void ProbePanel::showCopied(const QString& place, qint64 steps) {
    m_place = place;
    m_stepsMeasured = steps;
    showNote();
}

void ProbePanel::showRow(const ProbeRow& row) {
    m_table->addRow(row);
}

void ProbePanel::showProgress(const QString& doing, double done) {
    m_doing = doing;
    m_progress->setValue(int(done * Fine));
    m_progress->update(); // by itself it would only move in blocks
    showNote();
}

void ProbePanel::showReport(const ProbeReport& report) {
    m_report = report;
    setState(State::Done);
}

void ProbePanel::showFault(const QString& message) {
    m_fault->setMessage(message);
    showCancelled();
}

void ProbePanel::showCancelled() {
    setState(m_table->rowCount() > 0 ? State::Cancelled : State::Idle);
}

void ProbePanel::setState(State state) {
    m_state = state;
    m_controls->setState(m_available && m_hasClasses, state == State::Running);
    m_body->setCurrentWidget(state == State::Idle ? static_cast<QWidget*>(m_empty) : m_table);
    m_empty->setText(
        m_hasClasses
            ? tr("How often a simple classifier names the right class when it sees nothing but the code, and beside it the "
                 "same classifier on the raw input and on PCA: what the code does better than these, the network has found "
                 "out. Press M to measure the network as it now is; its training goes on meanwhile.")
            : tr("These data have no classes, so there is nothing for a classifier to name. Digits and Fashion-MNIST have "
                 "classes; so have a folder of pictures with a subfolder for each class, and a table with a column for the "
                 "class."));
    m_progress->setVisible(state == State::Running);
    m_note->setVisible(state != State::Idle);
    showNote();
}

void ProbePanel::showNote() {
    const QString text = noteText();
    if (text != m_note->text())
        m_note->setText(text);
}

QString ProbePanel::noteText() const {
    if (m_state == State::Idle)
        return {};
    if (m_state == State::Running)
        return m_doing + QChar(u'…');
    QString text = m_state == State::Cancelled ? tr("Given up before the end. Measured %1.").arg(m_place)
                                               : tr("Measured %1, with %2 labels, on %3 samples. Always naming the "
                                                    "commonest of the %4 classes is wrong for %5 %.")
                                                     .arg(m_place, grouped(m_report.labels), grouped(m_report.checked))
                                                     .arg(m_report.classes)
                                                     .arg(100 * m_report.guessing, 0, 'f', 1);
    if (m_state == State::Done && m_report.sawLabels)
        text += ' ' + tr("The network itself learned from all labels.");
    if (m_stepsDone > m_stepsMeasured)
        text += ' ' + tr("The network has learned on since.");
    return text;
}

} // namespace hourglass::ui
