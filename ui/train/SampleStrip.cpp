// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/SampleStrip.h"

#include "ui/session/Convert.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int Side = 32; // px, of a picture
constexpr int Gap = 4;
constexpr int LineHeight = 3;  // of a class's colour
constexpr qint64 Patience = 4; // ms that a painting may take for pictures; the others come with the next one
constexpr int MostKept = 1000; // pictures

} // namespace

SampleStrip::SampleStrip(QWidget* parent)
    : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void SampleStrip::setAlbum(std::shared_ptr<const Album> album) {
    m_album = std::move(album);
    m_pictures.clear();
    viewport()->update();
}

void SampleStrip::setItems(std::vector<Item> items) {
    if (items == m_items)
        return;
    const bool sameSamples = std::ranges::equal(items, m_items, {}, &Item::sample, &Item::sample);
    m_items = std::move(items);
    if (!sameSamples) {
        if (m_pictures.size() > MostKept)
            m_pictures.clear();
        setCurrent(std::nullopt);
        horizontalScrollBar()->setValue(0);
    }
    updateGeometry();
    updateScrollBar();
    viewport()->update();
}

int SampleStrip::captionHeight() const {
    const bool captioned = !m_items.empty() && !m_items.front().caption.isEmpty();
    return captioned ? QFontMetrics(smallFont(font())).height() : 0;
}

int SampleStrip::pitch() const {
    int width = Side;
    const QFontMetrics metrics(smallFont(font()));
    for (const Item& item : m_items) {
        if (item.caption.isEmpty())
            break;
        width = std::max(width, metrics.horizontalAdvance(item.caption));
    }
    return width + Gap;
}

QSize SampleStrip::sizeHint() const {
    return {200, Side + LineHeight + 2 + captionHeight() + horizontalScrollBar()->sizeHint().height()};
}

QSize SampleStrip::minimumSizeHint() const {
    return {Side, sizeHint().height()};
}

QRect SampleStrip::placeOf(int item) const {
    const int left = item * pitch() - horizontalScrollBar()->value();
    return {left, 1, pitch() - Gap, Side + LineHeight + 2 + captionHeight()};
}

std::optional<int> SampleStrip::itemAt(const QPoint& place) const {
    const int item = (place.x() + horizontalScrollBar()->value()) / pitch();
    const bool isOne = item >= 0 && item < int(m_items.size()) && placeOf(item).contains(place);
    return isOne ? std::optional(item) : std::nullopt;
}

bool SampleStrip::hasPicture(int item) const {
    return m_album && m_items[std::size_t(item)].sample < m_album->count();
}

const QPixmap* SampleStrip::pictureOf(int item, bool mayLoad) {
    const int sample = m_items[std::size_t(item)].sample;
    const auto known = m_pictures.constFind(sample);
    if (known != m_pictures.constEnd())
        return &*known;
    if (!mayLoad || !hasPicture(item))
        return nullptr;
    const QImage image = toQImage(m_album->picture(sample, int(Side * devicePixelRatioF())));
    return &*m_pictures.insert(sample, QPixmap::fromImage(image));
}

void SampleStrip::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setFont(smallFont(font()));
    QElapsedTimer spent;
    spent.start();
    bool complete = true;
    const int first = std::max(0, horizontalScrollBar()->value() / pitch());
    for (int item = first; item < int(m_items.size()) && placeOf(item).left() < viewport()->width(); ++item) {
        const QRect place = placeOf(item);
        const Item& shown = m_items[std::size_t(item)];
        QRect frame(place.left() + (place.width() - Side) / 2, place.top(), Side, Side);
        if (const QPixmap* picture = pictureOf(item, spent.elapsed() < Patience)) {
            QRect inner({}, picture->size().scaled(frame.size(), Qt::KeepAspectRatio));
            inner.moveCenter(frame.center());
            painter.drawPixmap(inner, *picture);
        } else {
            complete = complete && !hasPicture(item);
        }
        painter.setPen(
            QPen(palette().color(item == m_current ? QPalette::Highlight : QPalette::Mid), item == m_current ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(frame.adjusted(0, 0, -1, -1));
        if (shown.colour.isValid())
            painter.fillRect(frame.left(), frame.bottom() + 2, Side, LineHeight, shown.colour);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(place.left(), frame.bottom() + 2 + LineHeight, place.width(), captionHeight()),
                         Qt::AlignCenter, shown.caption);
    }
    if (!complete)
        viewport()->update();
}

void SampleStrip::updateScrollBar() {
    const int whole = int(m_items.size()) * pitch() - Gap;
    horizontalScrollBar()->setRange(0, std::max(0, whole - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(pitch());
}

void SampleStrip::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void SampleStrip::setCurrent(std::optional<int> item) {
    if (item == m_current)
        return;
    m_current = item;
    setAccessibleDescription(item ? m_items[std::size_t(*item)].name : QString());
    viewport()->update();
    Q_EMIT pointedAt(item ? std::optional(m_items[std::size_t(*item)].sample) : std::nullopt);
}

void SampleStrip::mouseMoved(const QMouseEvent& event) {
    const QPoint place = event.position().toPoint();
    if (!m_pressed || !m_current || !(event.buttons() & Qt::LeftButton)) {
        setCurrent(itemAt(place));
    } else if ((place - *m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_pressed.reset();
        const QPixmap* const picture = pictureOf(*m_current, true);
        dragSample(*this, m_items[std::size_t(*m_current)].sample, picture ? *picture : QPixmap());
    }
}

bool SampleStrip::viewportEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove:
        mouseMoved(*static_cast<QMouseEvent*>(event));
        break;
    case QEvent::Leave:
        if (!hasFocus()) // otherwise it is where the keys go on from
            setCurrent(std::nullopt);
        break;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const std::optional<int> item = itemAt(mouse->position().toPoint());
        setCurrent(item);
        m_pressed.reset();
        if (item && mouse->button() == Qt::LeftButton)
            m_pressed = mouse->position().toPoint();
        break;
    }
    case QEvent::MouseButtonRelease:
        if (std::exchange(m_pressed, std::nullopt) && m_current)
            Q_EMIT chosen(m_items[std::size_t(*m_current)].sample);
        break;
    case QEvent::Wheel: {
        const QPoint turn = static_cast<QWheelEvent*>(event)->angleDelta();
        const int before = horizontalScrollBar()->value();
        horizontalScrollBar()->setValue(before - (turn.x() != 0 ? turn.x() : turn.y()));
        event->setAccepted(horizontalScrollBar()->value() != before); // at the ends it is for what lies around
        return event->isAccepted();
    }
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::optional<int> item = itemAt(help->pos());
        QToolTip::showText(help->globalPos(), item ? asToolTip(m_items[std::size_t(*item)].name) : QString(), this);
        return true;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

std::optional<int> SampleStrip::target(const QKeyEvent& event) const {
    const int last = int(m_items.size()) - 1;
    const auto by = [&](int step) { return std::clamp(m_current ? *m_current + step : 0, 0, last); };
    const int screenful = std::max(1, viewport()->width() / pitch());
    switch (event.key()) {
    case Qt::Key_Left:
        return by(-1);
    case Qt::Key_Right:
        return by(1);
    case Qt::Key_PageUp:
        return by(-screenful);
    case Qt::Key_PageDown:
        return by(screenful);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    default:
        return std::nullopt;
    }
}

void SampleStrip::keyPressEvent(QKeyEvent* event) {
    const std::optional<int> item = m_items.empty() ? std::nullopt : target(*event);
    if (item) {
        setCurrent(item);
        QScrollBar* const bar = horizontalScrollBar();
        bar->setValue(std::clamp(bar->value(), std::min((*item + 1) * pitch() - viewport()->width(), *item * pitch()),
                                 *item * pitch()));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current) {
        Q_EMIT chosen(m_items[std::size_t(*m_current)].sample);
    } else {
        event->ignore(); // the window's shortcuts come first
    }
}

void SampleStrip::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (!m_items.empty() && !m_current && event->reason() != Qt::MouseFocusReason)
        setCurrent(0); // so that the focus can be seen
}

void SampleStrip::focusOutEvent(QFocusEvent* event) {
    setCurrent(std::nullopt);
    QAbstractScrollArea::focusOutEvent(event);
}

void SampleStrip::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        updateScrollBar();
    }
}

} // namespace hourglass::ui
