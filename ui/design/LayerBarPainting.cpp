// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerBar.h"

#include "ui/widgets/Colours.h"
#include "ui/widgets/NumberBox.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int textMargin = 8;
constexpr double detailScale = 0.86;
constexpr int mapsRoom = 32;      // px
constexpr int mostSheets = 7;     // 64 maps and more
constexpr double sheetStep = 1.8; // px

QFont detailFont(QFont font) {
    font.setPointSizeF(font.pointSizeF() * detailScale);
    return font;
}

} // namespace

int LayerBar::heightFor(const QFontMetrics& metrics, bool withDetail) {
    return withDetail ? int(metrics.height() * (1 + detailScale)) + 9 : metrics.height() + 6;
}

void LayerBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_carried)
        painter.setOpacity(0.8);
    paintShape(painter);
    paintMaps(painter);
    if (!m_editor)
        paintTexts(painter);
}

void LayerBar::paintShape(QPainter& painter) const {
    const QColor window = palette().color(QPalette::Window);
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor ink = palette().color(QPalette::WindowText);
    const bool end = m_content.id.role == BarRole::Input || m_content.id.role == BarRole::Output;
    const bool code = m_content.id.role == BarRole::Code;

    double tint = code ? 1 : end ? 0.1 : 0.2 + 0.22 * m_content.nearness;
    if (m_content.mirrored)
        tint *= 0.6;
    if (m_chosen)
        tint += 0.25;
    if (underMouse() && !code)
        tint += 0.08;
    const QColor fill = blended(window, end ? ink : accent, tint);
    QColor outline = blended(fill, end ? ink : accent, 0.35);
    int thickness = 1; // px
    if (hasFocus() || m_chosen) {
        outline = code ? ink : accent;
        thickness = 2;
    }
    if (!m_content.fault.isEmpty()) {
        outline = faultColour(palette());
        thickness = hasFocus() ? 3 : 2;
    }
    constexpr double radius = 5;
    const QRectF area = rect();
    if (m_carried) { // one sees through it, so that nothing may lie below its fill
        const double inset = thickness / 2.0;
        painter.setPen(QPen(outline, thickness));
        painter.setBrush(fill);
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius);
        return;
    }
    // Areas: several times faster than a smooth outline, and bars are painted anew in every frame of a motion.
    painter.setPen(Qt::NoPen);
    if (m_content.mirrored && thickness == 1) {
        painter.setBrush(fill);
        painter.drawRoundedRect(area, radius, radius);
        // All of the dashes lie inside the bar, whole on its outermost pixels.
        const QRectF edge = devicePixelRatioF() > 1 ? area.adjusted(0.5, 0.5, -0.5, -0.5) : area.adjusted(0, 0, -1, -1);
        painter.setPen(QPen(outline, thickness, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.drawRoundedRect(edge, radius, radius);
        painter.setRenderHint(QPainter::Antialiasing);
        return;
    }
    painter.setBrush(outline);
    painter.drawRoundedRect(area, radius, radius);
    const QRectF inside = area.adjusted(thickness, thickness, -thickness, -thickness);
    if (!inside.isValid())
        return; // a bar that comes begins flat
    painter.setBrush(fill);
    painter.drawRoundedRect(inside, radius - thickness, radius - thickness);
}

/// Feature maps one behind the other: the larger, the more pixels they have, and a few more for each doubling of their
/// number.
void LayerBar::paintMaps(QPainter& painter) const {
    if (m_content.channels == 0 || textRoom().left() <= textMargin)
        return;
    const int sheets = std::clamp(1 + int(std::lround(std::log2(m_content.channels))), 1, mostSheets);
    const double depth = sheetStep * (sheets - 1);
    const double side = std::max(3.0, (std::min<double>(height() - 8, mapsRoom - 4) - depth) * std::sqrt(m_content.side));
    const QColor ink = palette().color(QPalette::WindowText);
    const QColor fill = blended(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.15);
    painter.setPen(QPen(blended(fill, ink, m_content.mirrored ? 0.45 : 0.65), 1));
    painter.setBrush(fill);
    const double left = textMargin + (mapsRoom - 4 - side - depth) / 2;
    const double top = (height() - side - depth) / 2;
    for (int sheet = sheets - 1; sheet >= 0; --sheet)
        painter.drawRect(
            QRectF(left + depth - sheetStep * (sheets - 1 - sheet), top + depth - sheetStep * sheet, side, side));
}

QRect LayerBar::textRoom() const {
    const int margin = textMargin + sideRoom();
    const bool end = m_content.id.role == BarRole::Input || m_content.id.role == BarRole::Output;
    const bool maps = m_content.channels > 0 && !end && sideRoom() == 0 && width() >= 5 * mapsRoom &&
                      measured().titles.shortestWidth() <= width() - 2 * margin - mapsRoom &&
                      height() >= heightFor(fontMetrics(), false);
    return rect().adjusted(maps ? margin + mapsRoom : margin, 0, -margin, 0);
}

void LayerBar::paintTexts(QPainter& painter) const {
    const bool code = m_content.id.role == BarRole::Code;
    QColor ink = palette().color(code ? QPalette::HighlightedText : QPalette::WindowText);
    QColor faint = ink;
    faint.setAlphaF(m_content.mirrored ? 0.75f : 0.8f);
    if (m_content.mirrored)
        ink = faint;
    const auto& [titles, details] = measured();
    const QRect room = textRoom();
    const auto draw = [&](const Wordings& wordings, const Wordings::Fit& fit, int left, int middle, const QColor& colour) {
        painter.setFont(wordings.font());
        painter.setPen(colour);
        painter.drawStaticText(left, middle - wordings.lineHeight() / 2, fit.text);
    };
    const Wordings::Fit title = titles.fitting(room.width());
    const auto centred = [&](const Wordings::Fit& fit) { return room.left() + (room.width() - fit.width) / 2; };
    if (height() >= heightFor(fontMetrics(), true) && !m_content.detail.isEmpty()) {
        const Wordings::Fit detail = details.fitting(room.width());
        draw(titles, title, centred(title), (height() - details.lineHeight()) / 2, ink);
        draw(details, detail, centred(detail), (height() + titles.lineHeight()) / 2, faint);
        return;
    }
    // One line: the detail gets what the title leaves.
    const Wordings::Fit detail = details.fitting(room.width() - title.width - 2 * textMargin);
    const int middle = room.center().y() + 1;
    draw(titles, title, detail.text.text().isEmpty() ? centred(title) : room.left(), middle, ink);
    draw(details, detail, room.right() + 1 - detail.width, middle, faint);
}

const LayerBar::Texts& LayerBar::measured() const {
    if (!m_texts) {
        QFont titleFont = font();
        titleFont.setWeight(m_content.id.role == BarRole::Code ? QFont::Bold : QFont::Medium);
        m_texts = Texts{Wordings(m_content.title, titleFont), Wordings(m_content.detail, detailFont(font()))};
    }
    return *m_texts;
}

void LayerBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_texts.reset();
}

} // namespace hourglass::ui
