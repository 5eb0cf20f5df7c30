// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/ModelControls.h"

#include "engine/api/Compression.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>

#include <algorithm>

namespace hourglass::ui {

namespace {

const QString Automatic = QStringLiteral("auto");
const QString Live = QStringLiteral("live");
const QString Open = QStringLiteral("open");

} // namespace

ModelControls::ModelControls(QWidget* parent)
    : QWidget(parent)
    , m_choice(Automatic)
    , m_box(new ChoiceBox)
    , m_task(new ChoiceBox)
    , m_rounding(new QWidget)
    , m_step(new QSlider(Qt::Horizontal)) {
    try {
        m_shipped = shippedModels();
    } catch (const std::exception& error) { // there is nobody yet to hear it
        QTimer::singleShot(0, this, [this, message = sentenceOf(error)] { Q_EMIT failed(message); });
    }
    m_box->setAccessibleName(tr("Model"));
    m_box->setToolTip(asToolTip(tr("Which network restores the picture: one that comes with Hourglass, the one that is "
                                   "training now, or one of your own from a file.")));
    m_task->setAccessibleName(tr("Task"));
    m_task->setToolTip(asToolTip(tr("What the network is to do with the picture as it is.")));
    m_task->addItem(tr("As it learned"));
    for (const auto& [task, title] :
         {std::pair(RestorationTask::Denoise, tr("Remove noise")), std::pair(RestorationTask::Inpaint, tr("Fill in")),
          std::pair(RestorationTask::Colourise, tr("Add colours")), std::pair(RestorationTask::Enlarge, tr("Enlarge twice")),
          std::pair(RestorationTask::Deblock, tr("Repair JPEG")), std::pair(RestorationTask::Compress, tr("Compress"))})
        m_task->addItem(title, int(task));
    for (QComboBox* box : {m_box, m_task})
        box->setMinimumWidth(90); // names are long
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* control :
         {static_cast<QWidget*>(new QLabel(tr("Model"))), static_cast<QWidget*>(m_box), static_cast<QWidget*>(m_task)})
        layout->addWidget(control);
    layout->addWidget(m_rounding);
    m_step->setRange(0, int(std::size(Compressor::steps)) - 1);
    m_step->setPageStep(1);
    m_step->setFixedWidth(90);
    m_step->setAccessibleName(tr("Size"));
    m_step->setToolTip(
        asToolTip(tr("How finely the network's code is rounded: to the right more bytes, and a picture that is "
                     "nearer to the original.")));
    auto* rounding = new QHBoxLayout(m_rounding);
    rounding->setContentsMargins(0, 0, 0, 0);
    rounding->addWidget(new QLabel(tr("Size")));
    rounding->addWidget(m_step);
    chooseStep(1);
    for (QWidget* control : {static_cast<QWidget*>(m_box), static_cast<QWidget*>(m_task), static_cast<QWidget*>(m_step)})
        guardAgainstWheel(control);
    connect(m_step, &QSlider::valueChanged, this, &ModelControls::changed);

    connect(m_box, &QComboBox::activated, this, &ModelControls::choose);
    connect(m_task, &QComboBox::activated, this, [this] {
        fill(); // another one may suit
        Q_EMIT changed();
    });
    fill();
}

void ModelControls::suit(std::optional<RestorationTask> task, bool isColour) {
    if (task == m_damageTask && isColour == m_isColour)
        return; // the list may be open
    m_damageTask = task;
    m_isColour = isColour;
    m_task->setVisible(!task);
    fill();
}

void ModelControls::setLive(bool exists) {
    if (exists == m_liveExists)
        return;
    m_liveExists = exists;
    fill();
}

void ModelControls::chooseLive() {
    m_choice = Live;
    fill();
    Q_EMIT changed();
}

void ModelControls::chooseFile(const QString& path) {
    if (!m_files.contains(path))
        m_files << path;
    m_choice = path;
    fill();
    Q_EMIT changed();
}

std::optional<RestorationTask> ModelControls::task() const {
    if (m_damageTask)
        return std::nullopt;
    if (m_task->currentData().isValid())
        return RestorationTask(m_task->currentData().toInt());
    for (const ShippedModel& model : m_shipped) // one that compresses has learned to undo nothing
        if (toQString(model.path) == m_choice && model.task == RestorationTask::Compress)
            return model.task;
    return std::nullopt;
}

double ModelControls::step() const {
    return Compressor::steps[m_step->value()];
}

void ModelControls::chooseStep(double step) {
    m_step->setValue(int(std::ranges::find(Compressor::steps, step) - std::begin(Compressor::steps)));
}

/// Of those for the task the one for as many channels, or else the first.
const ShippedModel* ModelControls::suitable() const {
    const RestorationTask wanted = m_damageTask ? *m_damageTask : task().value_or(RestorationTask::Denoise);
    const ShippedModel* found = nullptr;
    for (const ShippedModel& model : m_shipped)
        if (model.task == wanted && (!found || model.channels == (m_isColour ? 3 : 1)))
            found = &model;
    return found;
}

bool ModelControls::isLive() const {
    return m_choice == Live;
}

QString ModelControls::file() const {
    if (m_choice != Automatic)
        return isLive() ? QString() : m_choice;
    const ShippedModel* model = suitable();
    return model ? toQString(model->path) : QString();
}

void ModelControls::fill() {
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    const auto add = [this](const QString& text, const QString& choice, const QString& tip) {
        m_box->addItem(text, choice);
        m_box->setItemData(m_box->count() - 1, asToolTip(tip), Qt::ToolTipRole);
    };
    const ShippedModel* model = suitable();
    add(model ? tr("Automatic: %1").arg(toQString(model->title)) : tr("Automatic: none suits"), Automatic,
        tr("The one of those that come with Hourglass that suits the damage."));
    if (m_liveExists || m_choice == Live)
        add(m_liveExists ? tr("The network in training") : tr("The network in training, once it is ready"), Live,
            tr("With its newest weights: watch the picture become better."));
    for (const ShippedModel& each : m_shipped)
        add(toQString(each.title), toQString(each.path), toQString(each.summary));
    for (const QString& path : m_files)
        add(QFileInfo(path).completeBaseName(), path, path);
    add(tr("Open a model…"), Open, tr("A .hourglass file: a network of convolutions that learned from photographs."));
    m_box->setCurrentIndex(std::max(0, m_box->findData(m_choice)));
    m_rounding->setVisible(task() == RestorationTask::Compress);
}

void ModelControls::choose(int index) {
    const QString choice = m_box->itemData(index).toString();
    if (choice == Open) {
        m_box->setCurrentIndex(std::max(0, m_box->findData(m_choice)));
        askWhatToOpen(*this, tr("Open a model"), QFileDialog::ExistingFile, tr("Models (*.hourglass)"),
                      [this](const QString& path) { chooseFile(path); });
        return;
    }
    if (choice == m_choice)
        return;
    m_choice = choice;
    fill();
    Q_EMIT changed();
}

} // namespace hourglass::ui
