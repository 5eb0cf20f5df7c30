// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbeControls.h"

#include "ui/widgets/FlowLayout.h"
#include "ui/session/Convert.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr std::int64_t LeastLabels = 4; // two of each class, and two classes
constexpr std::int64_t UsualLabels = 100;

} // namespace

ProbeControls::ProbeControls(QWidget* parent)
    : QWidget(parent)
    , m_button(new QPushButton(tr("Measure")))
    , m_fineTune(new QCheckBox(tr("Train the encoder too")))
    , m_few(new QCheckBox(tr("Only")))
    , m_labels(new NumberBox(ParameterSpec::integer("labels", "Labels", UsualLabels, LeastLabels, UsualLabels)
                                 .withUnit(toStdString(tr("labels")))
                                 .asLogarithmic())) {
    m_button->setMinimumWidth(fontMetrics().averageCharWidth() * 16); // of both its texts
    m_fineTune->setToolTip(
        asToolTip(tr("Also trains encoder and classifier together: once from what the network has learned, and once the "
                     "same network from random weights, to compare. That takes longer.")));
    const QString fewHelp = tr("Lets the classifiers learn from so many labelled samples instead of all: what a code "
                               "learned without labels is good for shows best where labels are few.");
    m_few->setToolTip(asToolTip(fewHelp));
    m_few->setAccessibleName(tr("Only some of the labels"));
    m_labels->setToolTip(asToolTip(fewHelp));
    m_labels->setAccessibleName(tr("Number of labels"));
    m_labels->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_labels->showValue(UsualLabels);

    auto* few = new QWidget; // box and number stay together where the row breaks
    auto* fewLayout = new QHBoxLayout(few);
    fewLayout->setContentsMargins(0, 0, 0, 0);
    fewLayout->setSpacing(8);
    fewLayout->addWidget(m_few);
    fewLayout->addWidget(m_labels);
    auto* layout = new FlowLayout(16, 4);
    setLayout(layout);
    for (QWidget* control : {static_cast<QWidget*>(m_button), static_cast<QWidget*>(m_fineTune), few})
        layout->addWidget(control);

    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT probeCancelled();
        else
            Q_EMIT probeRequested(options());
    });
    connect(m_few, &QCheckBox::toggled, m_labels, &QWidget::setEnabled);
    setState(false, false);
}

ProbeOptions ProbeControls::options() const {
    m_labels->interpretText(); // of what is being typed, where a key of the menu comes before its end
    ProbeOptions options;
    options.fineTune = m_fineTune->isChecked();
    options.labels = m_few->isChecked() ? std::int64_t(m_labels->value()) : 0;
    return options;
}

void ProbeControls::setLabels(std::int64_t count, std::int64_t classes) {
    const double least = double(std::max(LeastLabels, 2 * classes));
    const double most = std::max(least, double(count));
    if (least == m_labels->minimum() && most == m_labels->maximum())
        return;
    m_labels->setRange(least, most);
    m_labels->setMinimumWidth(m_labels->sizeHint().width());           // a number must not be cut
    m_labels->showValue(std::clamp(double(UsualLabels), least, most)); // a choice among other data says nothing here
}

void ProbeControls::setState(bool startable, bool running) {
    m_running = running;
    m_button->setText(running ? tr("Cancel") : tr("Measure"));
    m_button->setToolTip(asToolTip(running ? tr("Gives up; what was measured until now stays.")
                                           : tr("Measures the network as it now is, while its training goes on.")));
    m_button->setEnabled(startable || running);
    m_fineTune->setEnabled(startable && !running);
    m_few->setEnabled(startable && !running);
    m_labels->setEnabled(startable && !running && m_few->isChecked());
}

void ProbeControls::start() {
    if (!m_running)
        m_button->click(); // which does nothing while it is disabled
}

} // namespace hourglass::ui
