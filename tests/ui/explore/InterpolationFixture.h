// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/widgets/PictureView.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QToolButton>

#include <cmath>
#include <set>

namespace hourglass::test {

/// Base of the tests of an InterpolationPanel.
class InterpolationFixture : public ExploreFixture {
    Q_OBJECT

protected:
    ui::InterpolationPanel& panel() const { return static_cast<ui::InterpolationPanel&>(*m_widget); }
    ui::SampleWell& well(std::size_t index) const { return panel().well(index); }
    const ui::WalkStops::Stop& stop(std::size_t index) const { return panel().stops().stop(index); }
    QSlider* across() const { return named<QSlider>("From A to B"); }
    QSlider* down() const { return named<QSlider>("From A and B to C and D"); }
    QComboBox* way() const { return named<QComboBox>("Way from sample to sample"); }
    QSpinBox* steps() const { return named<QSpinBox>("Steps of the film"); }
    ui::ImageGrid* strip() const { return named<ui::ImageGrid>("Film of the walk"); }
    QImage between() const { return named<ui::PictureView>("What lies between the samples")->picture(); }
    QToolButton* play() const {
        auto* button = named<QToolButton>("Play the walk");
        return button ? button : named<QToolButton>("Stop the walk");
    }
    void chooseWay(int index) {
        way()->setFocus();
        QTest::keyClick(way(), Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(way(), Qt::Key_Down);
        settle();
    }
    /// What the network makes of a code.
    QImage decoded(const CodeValues& code) {
        QImage picture;
        m_exploration->quick().ask(1000,
                                   ui::decoding(code, {m_exploration->label()}, 256,
                                                [&](const std::vector<QImage>& pictures) { picture = pictures.front(); }));
        settle();
        return picture;
    }
    void openPanel(const Experiment& experiment = tinyDigits()) {
        show(new ui::InterpolationPanel(*m_exploration), {640, 560});
        open(experiment);
        settle();
    }
};

} // namespace hourglass::test
