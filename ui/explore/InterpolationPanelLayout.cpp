// SPDX-License-Identifier: GPL-3.0-or-later
// What an InterpolationPanel is made of, and where it lies.
#include "ui/explore/InterpolationPanel.h"

#include "ui/widgets/ControlRow.h"
#include "ui/explore/Exploration.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/Words.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

namespace hourglass::ui {

namespace {
constexpr int MostSteps = 100;
constexpr int MostCornerSteps = 15;
} // namespace

QWidget* InterpolationPanel::makeControls() {
    m_way->addItem(tr("Straight"), Straight);
    m_way->addItem(tr("Spherical"), Spherical);
    m_way->addItem(tr("Four corners, straight"), StraightCorners);
    m_way->addItem(tr("Four corners, spherical"), SphericalCorners);
    m_way->setAccessibleName(tr("Way from sample to sample"));
    m_way->setToolTip(asToolTip(tr(
        "Straight: each number of the code goes evenly from one sample's to the other's. Spherical: the code turns from one "
        "to the other and keeps its length; variational codes of many numbers all have about the same length, and the "
        "straight way leaves them. Four corners: four samples, and everything between them.")));
    m_steps->setRange(2, MostSteps);
    m_steps->setValue(9);
    m_steps->setPrefix(tr("Steps: "));
    m_steps->setAccessibleName(tr("Steps of the film"));
    m_steps->setToolTip(
        asToolTip(tr("How many pictures the film has, the ends among them; with four corners, on each side")));
    connect(m_way, &QComboBox::currentIndexChanged, this, [this] {
        arrange();
        walkChanged();
    });
    connect(m_steps, &QSpinBox::valueChanged, this, &InterpolationPanel::walkChanged);
    return makeControlRow({m_way, m_steps, m_play, m_save});
}

/// A and B at the sides of what lies between them, or all four around it.
void InterpolationPanel::arrange() {
    const bool corners = hasCorners();
    m_body->setDirection(corners ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom); // a square beside, a strip below
    while (m_places->count() > 0)
        delete m_places->takeAt(0); // only the item, not its widget
    m_places->addWidget(m_wells[0], 0, 0);
    m_places->addWidget(m_between, 0, 1, corners ? 2 : 1, 1);
    m_places->addWidget(m_wells[1], 0, 3);
    if (corners) {
        m_places->addWidget(m_wells[2], 1, 0);
        m_places->addWidget(m_wells[3], 1, 3);
        m_places->addWidget(m_down, 0, 2, 2, 1);
    }
    m_places->addWidget(m_across, 2, 0, 1, 4);
    m_places->setColumnStretch(0, 1);
    m_places->setColumnStretch(1, 1);
    m_places->setColumnStretch(3, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_wells[2], m_wells[3], m_down})
        widget->setVisible(corners && !m_isFollower);
    m_steps->setMaximum(corners ? MostCornerSteps : MostSteps);
}

void InterpolationPanel::follow(const InterpolationPanel& leader) {
    m_isFollower = true;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_controls, m_across, m_wells[0], m_wells[1]})
        widget->hide();
    arrange();
    m_strip->disconnect(this); // it goes where the other one goes
    connect(leader.m_way, &QComboBox::currentIndexChanged, m_way, &QComboBox::setCurrentIndex);
    connect(leader.m_steps, &QSpinBox::valueChanged, m_steps, &QSpinBox::setValue);
    connect(leader.m_across, &QSlider::valueChanged, m_across, &QSlider::setValue);
    connect(leader.m_down, &QSlider::valueChanged, m_down, &QSlider::setValue);
    const auto take = [this, &leader](std::size_t index) { m_stops->setStop(index, leader.stops().stop(index)); };
    connect(&leader.stops(), &WalkStops::changed, this, take);
    connect(&m_exploration, &Exploration::begun, this, [this, take] {
        for (std::size_t index = 0; index < m_stops->count() && !m_exploration.isEmpty(); ++index)
            take(index);
    });
}

} // namespace hourglass::ui
