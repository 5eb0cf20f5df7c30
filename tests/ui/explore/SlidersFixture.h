// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestMain.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>

namespace hourglass::test {

/// Base of the tests of DimensionSliders: each gets four of them.
class SlidersFixture : public QObject {
    Q_OBJECT

protected:
    std::unique_ptr<ui::DimensionSliders> m_sliders;
    std::unique_ptr<QSignalSpy> m_changed, m_locked, m_sight;

    /// From −2 to 2 with the mean 0.5, all of them active but the last.
    static std::vector<ui::DimensionSliders::Row> rows(int count, int inactive = 0) {
        std::vector<ui::DimensionSliders::Row> rows;
        for (int i = 0; i < count; ++i)
            rows.push_back({i, -2, 2, 0.5, i < count - inactive});
        return rows;
    }
    QWidget* view() const { return m_sliders->viewport(); }
    QPoint handle(std::size_t row, double share) const {
        const QRect track = m_sliders->trackOf(row);
        const double margin = double(track.width()) / ui::DimensionSliders::SweepSteps / 2;
        return {qRound(track.left() + margin + share * (track.width() - 2 * margin)), track.center().y()};
    }
    void press(const QPoint& place) { QTest::mousePress(view(), Qt::LeftButton, {}, place); }
    void click(const QPoint& place) { QTest::mouseClick(view(), Qt::LeftButton, {}, place); }
    qint64 changedDimension() const { return m_changed->last().at(0).toLongLong(); }
    double changedTo() const { return m_changed->last().at(1).toDouble(); }
    bool turn(const QPoint& place, int delta) {
        QWheelEvent event(place, view()->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(view(), &event);
        return event.isAccepted();
    }
    QAbstractSpinBox* editor() const {
        for (auto* box : m_sliders->findChildren<QAbstractSpinBox*>())
            if (box->isVisible())
                return box;
        return nullptr;
    }
    static QImage picture(const QColor& colour) {
        QImage image(28, 28, QImage::Format_RGB888);
        image.fill(colour);
        return image;
    }
    QColor colourAt(const QPoint& place) const { return view()->grab().toImage().pixelColor(place); }

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }

    void init() {
        m_sliders = std::make_unique<ui::DimensionSliders>();
        m_changed = std::make_unique<QSignalSpy>(m_sliders.get(), &ui::DimensionSliders::numberChanged);
        m_locked = std::make_unique<QSignalSpy>(m_sliders.get(), &ui::DimensionSliders::lockToggled);
        m_sight = std::make_unique<QSignalSpy>(m_sliders.get(), &ui::DimensionSliders::sightChanged);
        m_sliders->resize(500, 420);
        m_sliders->setRows(rows(4));
        m_sliders->setValues({0, 0, 0, 0});
        m_sliders->show();
        QVERIFY(QTest::qWaitForWindowActive(m_sliders.get()));
        m_sliders->setFocus();
    }

    void cleanup() { m_sliders.reset(); }
};

} // namespace hourglass::test
