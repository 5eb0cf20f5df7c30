// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Legend.h"

#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <functional>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int rowsAtMost = 4;
constexpr int swatchWidth = 16;
constexpr int gap = 5;
constexpr int rowSpacing = 1;
constexpr int columnSpacing = 8;

} // namespace

/// A check box whose mark is the thing's own colour and shape.
class LegendEntry : public QCheckBox {
public:
    /// @param alone  shows it alone
    /// @param menu   opens its menu, at a place of the screen
    LegendEntry(std::function<void()> alone, std::function<void(const QPoint&)> menu)
        : m_alone(std::move(alone))
        , m_menu(std::move(menu)) {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // a long name may be shortened
    }

    void take(const Legend::Entry& entry) {
        m_entry = entry;
        setText(QString(entry.name).replace(QLatin1Char('&'), QStringLiteral("&&")));
        setAccessibleName(tr("Show %1").arg(entry.name));
        setToolTip(
            asToolTip(entry.help.isEmpty() ? tr("Click to show or hide, double click to show nothing else.") : entry.help));
        setChecked(entry.shown);
        update();
    }
    const QString& name() const { return m_entry.name; }

    /// The mark and the name, as long as there is room for it.
    void paintContent(QPainter& painter, const QRect& place) const {
        const QColor muted = palette().color(QPalette::PlaceholderText); // it can still be read, and ticked
        const QColor colour = isChecked() ? m_entry.colour : muted;
        const QPointF middle(place.left() + swatchWidth / 2.0, place.top() + place.height() / 2.0);
        if (m_entry.marker) {
            painter.setPen(QPen(colour, 1.2));
            painter.setBrush(isChecked() ? QBrush(colour) : QBrush());
            paintMarker(painter, *m_entry.marker, middle, 4);
        } else {
            painter.setPen(QPen(colour, 2.4, m_entry.dashed ? Qt::DotLine : Qt::SolidLine));
            painter.drawLine(middle - QPointF(7, 0), middle + QPointF(7, 0));
        }
        const QRect textRect = place.adjusted(swatchWidth + gap, 0, 0, 0);
        painter.setFont(smallFont(font()));
        painter.setPen(isChecked() ? palette().color(QPalette::Text) : muted);
        painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(m_entry.name, Qt::ElideRight, textRect.width()));
    }

    QSize sizeHint() const override {
        const QFontMetrics metrics(smallFont(font()));
        return {swatchWidth + gap + metrics.horizontalAdvance(m_entry.name) + 4, metrics.height() + 5};
    }
    QSize minimumSizeHint() const override { return {swatchWidth, sizeHint().height()}; }

protected:
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

    void mousePressEvent(QMouseEvent* event) override {
        if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::AltModifier))
            m_alone();
        else
            QCheckBox::mousePressEvent(event);
    }
    void mouseDoubleClickEvent(QMouseEvent* event) override {
        if (event->button() != Qt::LeftButton)
            return;
        click(); // takes back what the first one did
        m_alone();
    }
    void contextMenuEvent(QContextMenuEvent* event) override {
        m_menu(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
    }

    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintContent(painter, rect());
        if (hasFocus() || underMouse()) {
            QColor frame = palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid);
            painter.setPen(frame);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        }
    }

private:
    Legend::Entry m_entry;
    std::function<void()> m_alone;
    std::function<void(const QPoint&)> m_menu;
};

Legend::Legend(QWidget* parent)
    : QScrollArea(parent)
    , m_content(new QWidget) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Legend"));
    m_content->setLayout(new FlowLayout(columnSpacing, rowSpacing));
    setWidget(m_content);
    // Only what lies around the legend gives it a background.
    viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void Legend::setEntries(const std::vector<Entry>& entries) {
    const bool areOthers = !std::ranges::equal(entries, m_entries, {}, &Entry::name, &LegendEntry::name);
    if (m_menu && areOthers)
        m_menu->close(); // which knows its entry by the number
    while (m_entries.size() > entries.size()) {
        delete m_entries.back();
        m_entries.pop_back();
    }
    while (m_entries.size() < entries.size()) {
        const int index = int(m_entries.size());
        auto* button =
            new LegendEntry([this, index] { showOnly(index); }, [this, index](const QPoint& at) { openMenu(index, at); });
        connect(button, &QCheckBox::clicked, this, [this, index](bool shown) { Q_EMIT toggled(index, shown); });
        m_content->layout()->addWidget(button);
        button->show(); // otherwise only later, and the layout would leave it out until then
        m_entries.push_back(button);
    }
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_entries[i]->take(entries[i]);
    m_content->layout()->invalidate();
    setVisible(!entries.empty());
    updateGeometry();
}

void Legend::offer(const QString& text, const QString& help) {
    m_offer = text;
    m_offerHelp = help;
}

void Legend::setShown(int index, bool shown) {
    // Whoever hears of it may set other entries.
    if (index >= int(m_entries.size()) || m_entries[std::size_t(index)]->isChecked() == shown)
        return;
    m_entries[std::size_t(index)]->setChecked(shown);
    Q_EMIT toggled(index, shown);
}

void Legend::showOnly(int index) {
    if (index >= int(m_entries.size()))
        return;
    const auto shown = std::ranges::count_if(m_entries, [](const LegendEntry* entry) { return entry->isChecked(); });
    if (shown == 1 && m_entries[std::size_t(index)]->isChecked()) {
        showAll();
        return;
    }
    setShown(index, true);
    for (int other = 0; other < int(m_entries.size()); ++other)
        if (other != index)
            setShown(other, false);
}

void Legend::showAll() {
    for (int index = 0; index < int(m_entries.size()); ++index)
        setShown(index, true);
}

void Legend::openMenu(int index, const QPoint& place) {
    if (m_menu)
        m_menu->close();
    m_menu = new QMenu(this);
    m_menu->setAttribute(Qt::WA_DeleteOnClose);
    m_menu->setToolTipsVisible(true);
    const auto add = [&](const QString& text, const QString& help, const std::function<void()>& does) {
        QAction* action = m_menu->addAction(text);
        action->setToolTip(asToolTip(help));
        connect(action, &QAction::triggered, this, does);
    };
    add(tr("Show &only this"), tr("Hide all the others"), [this, index] { showOnly(index); });
    add(tr("Show &all"), tr("Hide nothing"), [this] { showAll(); });
    if (!m_offer.isEmpty())
        add(m_offer, m_offerHelp, [this, index] { Q_EMIT offerTaken(index); });
    m_menu->popup(place);
}

std::vector<QRect> Legend::picturePlaces(int width) const {
    std::vector<QRect> places;
    QPoint next;
    for (const LegendEntry* entry : m_entries) {
        const QSize size = entry->sizeHint().boundedTo({width, entry->sizeHint().height()});
        if (!entry->isChecked()) {
            places.emplace_back();
            continue;
        }
        if (next.x() > 0 && next.x() + size.width() > width)
            next = {0, next.y() + size.height() + rowSpacing};
        places.emplace_back(next, size);
        next.rx() += size.width() + columnSpacing;
    }
    return places;
}

int Legend::pictureHeight(int width) const {
    int height = 0;
    for (const QRect& place : picturePlaces(width))
        height = std::max(height, place.bottom() + 1);
    return height;
}

void Legend::paintPicture(QPainter& painter, int width) const {
    const std::vector<QRect> places = picturePlaces(width);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!places[i].isNull())
            m_entries[i]->paintContent(painter, places[i]);
}

int Legend::heightForWidth(int width) const {
    if (m_entries.empty())
        return 0;
    const int row = m_entries.front()->sizeHint().height();
    const int most = rowsAtMost * row + (rowsAtMost - 1) * rowSpacing;
    return std::min(m_content->layout()->heightForWidth(width), most);
}

QSize Legend::sizeHint() const {
    return m_content->sizeHint();
}

QSize Legend::minimumSizeHint() const {
    return {40, m_entries.empty() ? 0 : m_entries.front()->sizeHint().height()};
}

} // namespace hourglass::ui
