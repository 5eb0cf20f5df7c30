// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ImageGrid.h"

#include "ui/widgets/SampleMime.h"
#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int titleGap = 8;
constexpr int titleWidthAtMost = 16; // characters
constexpr int columnsAtLeast = 10;   // where the height allows larger pictures, further columns make room for them

int widestLine(const QFontMetrics& metrics, const QString& lines) {
    int width = 0;
    for (const QString& line : lines.split('\n'))
        width = std::max(width, metrics.horizontalAdvance(line));
    return width;
}

} // namespace

ImageGrid::ImageGrid(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QScrollBar(Qt::Horizontal, this)) {
    setFocusPolicy(Qt::StrongFocus);
    m_bar->setAccessibleName(tr("Further samples"));
    m_bar->setToolTip(
        asToolTip(tr("There are more samples than fit here. The wheel and the arrow keys lead to them as well.")));
    m_bar->setContextMenuPolicy(Qt::NoContextMenu); // the grid has one
    m_bar->hide();
    connect(m_bar, &QScrollBar::valueChanged, this, [this] {
        keepCurrentInSight();
        update();
    });
}

void ImageGrid::setContent(const Content& content) {
    std::vector<std::vector<QPixmap>> scaled;
    for (std::size_t row = 0; row < content.rows.size(); ++row) {
        scaled.emplace_back(content.columns.size());
        // Originals stay the same from one snapshot to the next.
        for (std::size_t column = 0; column < content.columns.size(); ++column)
            if (row < m_scaled.size() && column < m_scaled[row].size() &&
                content.rows[row].images[column] == m_content.rows[row].images[column])
                scaled.back()[column] = m_scaled[row][column];
    }
    m_scaled = std::move(scaled);
    const QSize least = minimumSizeHint();
    m_content = content;
    if (m_current.row >= int(content.rows.size()) || m_current.column >= int(content.columns.size()))
        m_current = {};
    settle();
    describeCurrent();
    if (minimumSizeHint() != least)
        updateGeometry();
    update();
}

void ImageGrid::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

QSize ImageGrid::sizeHint() const {
    return {560, int(std::max<std::size_t>(3, m_content.rows.size())) * 52};
}

QSize ImageGrid::minimumSizeHint() const {
    const auto titled =
        std::size_t(std::ranges::count_if(m_content.rows, [](const Row& row) { return !row.title.isEmpty(); }));
    const int rows = int(std::max<std::size_t>(3, titled)); // whose titles need a line each
    const int furtherLines = std::max(0, captionLines() - 1) + (hasHeadings() ? 1 : 0);
    return {160, rows * (fontMetrics().height() + Gap) + furtherLines * QFontMetrics(smallFont(font())).height()};
}

int ImageGrid::captionLines() const {
    qsizetype lines = 0;
    for (const Column& column : m_content.columns)
        if (!column.caption.isEmpty())
            lines = std::max(lines, column.caption.count('\n') + 1);
    return int(lines);
}

bool ImageGrid::hasHeadings() const {
    return std::ranges::any_of(m_content.columns, [](const Column& column) { return !column.heading.isEmpty(); });
}

int ImageGrid::gapsBefore(int column) const {
    int gaps = 0;
    for (int i = 1; i <= column; ++i)
        gaps += m_content.columns[std::size_t(i)].heading.isEmpty() ? 0 : 1;
    return gaps;
}

const QString& ImageGrid::headingOf(int column) const {
    while (column > 0 && m_content.columns[std::size_t(column)].heading.isEmpty())
        --column;
    return m_content.columns[std::size_t(column)].heading;
}

ImageGrid::Layout ImageGrid::layoutFor(const QSize& size) const {
    if (isEmpty())
        return {};
    const int columns = int(m_content.columns.size());
    Layout layout = layoutIn(size);
    if (layout.columns < columns) {
        layout = layoutIn(size - QSize(0, m_bar->sizeHint().height()));
        layout.scrolls = true;
        layout.first = std::clamp(m_bar->value(), 0, columns - layout.columns);
    }
    return layout;
}

ImageGrid::Layout ImageGrid::layoutIn(const QSize& size) const {
    Layout layout;
    const QFontMetrics metrics(smallFont(font()));
    const int rows = int(m_content.rows.size());
    const int columns = int(m_content.columns.size());
    for (const Row& row : m_content.rows)
        layout.titleWidth = std::max(layout.titleWidth, metrics.horizontalAdvance(row.title));
    layout.titleWidth = std::max(layout.titleWidth, widestLine(metrics, m_content.captionTitle));
    layout.titleWidth = std::min({layout.titleWidth, titleWidthAtMost * metrics.averageCharWidth(), size.width() / 3});

    const QImage& first = m_content.rows.front().images.front();
    const double aspect = first.isNull() ? 1 : std::clamp(first.width() / double(first.height()), 0.4, 3.0);
    // A column is at least as wide as its caption: fewer of them with their captions say more than many without.
    int captionWidth = 0;
    for (const Column& column : m_content.columns)
        captionWidth = std::max(captionWidth, widestLine(metrics, column.caption) + 2);
    const bool captions = captionLines() > 0;
    captionWidth = captions ? captionWidth : 0;
    const int room = size.width() - layout.titleWidth - titleGap + Gap - GroupGap * gapsBefore(columns - 1);
    const int captioned = captions ? std::max(1, room / (captionWidth + Gap)) : columns;
    layout.captionHeight = captions ? captionLines() * metrics.height() + Gap : 0;
    layout.headingHeight = hasHeadings() ? metrics.height() + Gap : 0;
    const int highest = (size.height() - layout.captionHeight - layout.headingHeight - (rows - 1) * Gap) / rows;
    const int shown = std::min({columns, columnsAtLeast, captioned});
    const int widest = room / shown - Gap;
    const int side = std::clamp(int(widest / aspect), 1, std::max(1, highest));
    layout.cell = {std::max(1, int(side * aspect)), side};
    layout.pitch = std::max(layout.cell.width(), captionWidth) + Gap;
    layout.columns = std::clamp(room / layout.pitch, 1, columns);
    return layout;
}

QRect ImageGrid::cellRect(const Layout& layout, int row, int column) const {
    const int margin = (layout.pitch - Gap - layout.cell.width()) / 2; // where the caption is the wider one
    const int left = layout.titleWidth + titleGap + margin + (column - layout.first) * layout.pitch +
                     GroupGap * (gapsBefore(column) - gapsBefore(layout.first));
    return {QPoint(left, layout.headingHeight + row * (layout.cell.height() + Gap)), layout.cell};
}

QRect ImageGrid::titleRect(const Layout& layout, int row) const {
    const QRect first = cellRect(layout, row, 0);
    return {0, first.top(), layout.titleWidth, first.height()};
}

QRect ImageGrid::cellRect(int row, int column) const {
    return cellRect(layoutFor(size()), row, column);
}

ImageGrid::Cell ImageGrid::cellAt(const QPoint& position) const {
    const Layout layout = layoutFor(size());
    for (int row = 0; row < int(m_content.rows.size()); ++row) {
        for (int column = layout.first; column < layout.first + layout.columns; ++column) {
            if (cellRect(layout, row, column).contains(position))
                return {row, column};
        }
    }
    return {};
}

QString ImageGrid::describe(const Cell& cell) const {
    const Column& column = m_content.columns[std::size_t(cell.column)];
    const QString& title = m_content.rows[std::size_t(cell.row)].title;
    QString text = title.isEmpty() ? column.name : tr("%1: %2").arg(column.name, title);
    const QStringList titles = m_content.captionTitle.split('\n');
    const QStringList captions = column.caption.isEmpty() ? QStringList() : column.caption.split('\n');
    for (qsizetype i = 0; i < std::min(titles.size(), captions.size()); ++i)
        text += tr("; %1 %2").arg(titles[i], captions[i]);
    return column.mark.isEmpty() ? text : tr("%1; %2").arg(text, column.mark);
}

QString ImageGrid::toolTipAt(const QPoint& position) const {
    const Cell cell = cellAt(position);
    if (cell.row >= 0)
        return describe(cell);
    const Layout layout = layoutFor(size());
    for (int row = 0; row < int(m_content.rows.size()); ++row)
        if (titleRect(layout, row).contains(position))
            return m_content.rows[std::size_t(row)].help;
    return {};
}

bool ImageGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), asToolTip(text), this);
    return true;
}

void ImageGrid::describeCurrent() {
    const QString text = m_current.row < 0 ? QString() : describe(m_current);
    if (text != accessibleDescription()) // each change is read out
        setAccessibleDescription(text);
}

void ImageGrid::setCurrent(const Cell& cell) {
    showColumn(cell.column);
    m_current = cell;
    describeCurrent();
    update();
}

void ImageGrid::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && m_current.row < 0 && !isEmpty())
        setCurrent({0, firstColumn()});
}

void ImageGrid::mousePressEvent(QMouseEvent* event) {
    const Cell cell = cellAt(event->pos());
    if (cell.row < 0)
        return;
    setCurrent(cell);
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    if (m_content.columns[std::size_t(cell.column)].sample)
        m_pressed = event->pos(); // it may be dragged away
    else
        choose(cell);
}

void ImageGrid::mouseReleaseEvent(QMouseEvent*) {
    if (std::exchange(m_pressed, std::nullopt) && m_current.column >= 0)
        choose(m_current);
}

void ImageGrid::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton))
        m_pressed.reset();
    if (!m_pressed || (event->pos() - *m_pressed).manhattanLength() < QApplication::startDragDistance() ||
        m_current.column < 0)
        return;
    m_pressed.reset();
    const QImage& picture = m_content.rows[std::size_t(m_current.row)].images[std::size_t(m_current.column)];
    if (const auto sample = m_content.columns[std::size_t(m_current.column)].sample)
        dragSample(*this, *sample, QPixmap::fromImage(picture));
}

void ImageGrid::choose(const Cell& cell) {
    Q_EMIT columnChosen(cell.column);
    Q_EMIT pictureChosen(cell.row, cell.column);
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current.column >= 0) {
        choose(m_current);
        return;
    }
    const int right = int(event->key() == Qt::Key_Right) - int(event->key() == Qt::Key_Left);
    const int down = int(event->key() == Qt::Key_Down) - int(event->key() == Qt::Key_Up);
    if (isEmpty() || (right == 0 && down == 0)) {
        event->ignore(); // the window's shortcuts come first
        return;
    }
    const Cell next{m_current.row + down, m_current.column + right};
    setCurrent({std::clamp(next.row, 0, int(m_content.rows.size()) - 1),
                std::clamp(next.column, 0, int(m_content.columns.size()) - 1)});
}

} // namespace hourglass::ui
