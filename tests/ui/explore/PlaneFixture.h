// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/explore/ExploreFixture.h"
#include "tests/ui/explore/ShownCard.h"
#include "ui/explore/PlanePanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDrag>
#include <QPainter>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

namespace hourglass::test {

/// Base of the tests of a PlanePanel.
class PlaneFixture : public ExploreFixture {
    Q_OBJECT

protected:
    std::unique_ptr<QSignalSpy> m_sheets;

    ui::PlanePanel& panel() const { return static_cast<ui::PlanePanel&>(*m_widget); }
    ui::PlaneView& view() const { return panel().view(); }
    QSpinBox* xBox() const { return named<QSpinBox>("Number of the code along x"); }
    QSpinBox* yBox() const { return named<QSpinBox>("Number of the code along y"); }
    QComboBox* layers() const { return named<QComboBox>("Layer over the plane"); }
    QCheckBox* box(const QString& text) const {
        for (auto* box : m_widget->findChildren<QCheckBox*>())
            if (box->text() == text)
                return box;
        return nullptr;
    }
    void toggle(const QString& text) {
        QTest::mouseClick(box(text), Qt::LeftButton, {}, QPoint(8, box(text)->height() / 2));
    }
    QPoint pixelOf(const QPointF& place) const { return view().toPixels(place).toPoint(); }
    QImage picture() const { return view().viewport()->grab().toImage(); }
    float number(int axis) const { return m_exploration->code()[std::size_t(axis - 1)]; }
    QPointF middle() const {
        const ui::PlaneRange range = view().range();
        return {(range.left + range.right) / 2, (range.bottom + range.top) / 2};
    }
    /// Where no sample is in the way.
    void withoutPoints() {
        if (box("Samples")->isChecked())
            toggle("Samples");
    }
    void openPanel(const Experiment& experiment = tinyDigits()) {
        show(new ui::PlanePanel(*m_exploration), {620, 520});
        m_sheets = std::make_unique<QSignalSpy>(&panel(), &ui::PlanePanel::sheetShown);
        open(experiment);
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
        settle();
        m_sheets->clear();
    }
    void chooseLayer(int down) {
        layers()->setFocus();
        for (int i = 0; i < down; ++i)
            QTest::keyClick(layers(), Qt::Key_Down);
        settle();
    }
};

} // namespace hourglass::test
