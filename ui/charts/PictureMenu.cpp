// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PictureMenu.h"

#include "ui/session/WholeFile.h"
#include "ui/style/Icons.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/IconButton.h"
#include "ui/widgets/Words.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QSvgGenerator>

#include <new>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int Margin = 12;
constexpr int TitleGap = 8;
constexpr double Sharpness = 2; // pixels of a picture for one of the screen

QFont titleFont(const QWidget& widget) {
    QFont font = widget.font();
    font.setBold(true);
    return font;
}

int titleHeight(const QWidget& widget) {
    return QFontMetrics(titleFont(widget)).height() + TitleGap;
}

QByteArray asPng(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

PictureMenu::PictureMenu(QWidget& widget, Exportable& source)
    : QMenu(&widget)
    , m_widget(widget)
    , m_source(source) {
    setToolTipsVisible(true);
    add(tr("&Save picture as…"), "picture", tr("Write what is on show to a file, as pixels (PNG) or as lines (SVG)"),
        &PictureMenu::savePicture);
    QAction* copy = add(tr("&Copy picture"), "copy", tr("Put what is on show into the clipboard, as a picture"),
                        &PictureMenu::copyPicture);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    add(tr("Save &data as CSV…"), "table", tr("Write the numbers behind the picture to a table"), &PictureMenu::saveData);
    widget.addAction(copy);
    widget.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&widget, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& place) { popup(m_widget.mapToGlobal(place)); });
    connect(this, &QMenu::aboutToShow, this, &PictureMenu::refresh);
    refresh();
}

QAction* PictureMenu::add(const QString& text, const char* icon, const QString& tip, void (PictureMenu::*does)()) {
    QAction* action = addAction(themedIcon(icon), text);
    action->setStatusTip(tip);
    action->setToolTip(asToolTip(tip));
    connect(action, &QAction::triggered, this, [this, does] {
        if (isAtHand())
            (this->*does)();
    });
    return action;
}

bool PictureMenu::isAtHand() {
    if (showsNothing())
        Q_EMIT failed(tr("“%1” shows nothing yet that could be taken away.").arg(m_source.pictureTitle()));
    return !showsNothing();
}

void PictureMenu::refresh() {
    setTitle(m_source.pictureTitle());
    menuAction()->setStatusTip(tr("Save or copy the picture of “%1”, or save its data").arg(m_source.pictureTitle()));
}

QToolButton* PictureMenu::makeButton() {
    QToolButton* button = makeMenuButton("more", tr("Picture and data of %1").arg(m_source.pictureTitle()),
                                         tr("Save or copy the picture, or save its data"));
    button->setMenu(this);
    return button;
}

void PictureMenu::savePicture() {
    askForPath(tr("Save picture"), {tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)")},
               [this](const QString& path) { savePictureAs(path); });
}

void PictureMenu::savePictureAs(const QString& path) {
    if (path.endsWith(".svg", Qt::CaseInsensitive))
        write(path, [content = svg()] { return content; });
    else if (path.endsWith(".png", Qt::CaseInsensitive))
        write(path, [content = image()] { return asPng(content); });
    else
        Q_EMIT failed(tr("%1 cannot be written: pictures are saved as .png or .svg. Choose a name that ends so.").arg(path));
}

void PictureMenu::copyPicture() {
    QGuiApplication::clipboard()->setImage(image());
}

void PictureMenu::saveData() {
    QStringList filters{tr("Table (*.csv)")};
    if (m_source.npy())
        filters << tr("Array for NumPy (*.npy)");
    askForPath(tr("Save data"), filters, [this](const QString& path) {
        write(path, path.endsWith(".npy", Qt::CaseInsensitive) && m_source.npy() ? m_source.npy() : m_source.csv());
    });
}

void PictureMenu::askForPath(const QString& title, const QStringList& filters,
                             const std::function<void(const QString&)>& use) {
    askWhereToSave(m_widget, title, filters, asFileName(m_source.pictureTitle()), [this, use](const QString& path) {
        if (isAtHand()) // a run that was replaced meanwhile may have taken it along
            use(path);
    });
}

QSize PictureMenu::wholeSize() const {
    return m_source.pictureSize() + QSize(2 * Margin, 2 * Margin + titleHeight(m_widget));
}

void PictureMenu::paintWhole(QPainter& painter) {
    const QPalette palette = m_widget.palette();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect({}, wholeSize()), palette.color(QPalette::Base));
    painter.setFont(titleFont(m_widget));
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QRect(Margin, Margin, wholeSize().width() - 2 * Margin, titleHeight(m_widget)),
                     Qt::AlignLeft | Qt::AlignTop, m_source.pictureTitle());
    painter.translate(Margin, Margin + titleHeight(m_widget));
    painter.setFont(m_widget.font());
    m_source.paintPicture(painter);
}

QImage PictureMenu::image() {
    QImage image(wholeSize() * Sharpness, QImage::Format_RGB32);
    image.setDevicePixelRatio(Sharpness);
    QPainter painter(&image);
    paintWhole(painter);
    return image;
}

QByteArray PictureMenu::svg() {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(wholeSize());
    generator.setViewBox(QRect({}, wholeSize()));
    generator.setResolution(m_widget.logicalDpiX()); // so that letters are as large as on the screen
    generator.setTitle(m_source.pictureTitle());
    QPainter painter(&generator);
    paintWhole(painter);
    painter.end();
    return buffer.data();
}

void PictureMenu::write(const QString& path, Content content) {
    if (!m_background)
        m_background = std::make_unique<Background>("pictures");
    const auto& line = m_background->line();
    line->work([this, path, line, content = std::move(content)] {
        QString fault;
        try {
            fault = writeWhole(path, content());
        } catch (const std::bad_alloc&) {
            fault = tr("There is not enough memory to write %1. End other programs, or show less.").arg(path);
        }
        line->reply([this, path, fault] {
            if (fault.isEmpty())
                Q_EMIT saved(path);
            else
                Q_EMIT failed(fault);
        });
    });
}

} // namespace hourglass::ui
