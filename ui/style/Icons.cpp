// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

/// A static library's resources have to be asked for, and not from inside a namespace.
static void initialiseIcons() {
    Q_INIT_RESOURCE(Icons);
}

namespace hourglass::ui {

namespace {

/// Looks up the palette each time it paints, so that a change of theme needs no new icons.
class PaletteIconEngine : public QIconEngine {
public:
    explicit PaletteIconEngine(QString path)
        : m_path(std::move(path)) {}

    QIconEngine* clone() const override { return new PaletteIconEngine(*this); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        painter->drawPixmap(rect, pixmap(rect.size() * painter->device()->devicePixelRatio(), mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        const QColor colour = colourFor(mode);
        const QString key =
            QStringLiteral("%1 %2x%3 %4").arg(m_path).arg(size.width()).arg(size.height()).arg(colour.name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap::fromImage(render(size, colour));
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }

private:
    static QColor colourFor(QIcon::Mode mode) {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        case QIcon::Selected:
            return palette.color(QPalette::HighlightedText);
        default:
            return palette.color(QPalette::ButtonText);
        }
    }

    /// The drawing as a mask, filled with the colour.
    QImage render(const QSize& size, const QColor& colour) const {
        QImageReader reader(m_path, "svg");
        reader.setScaledSize(size);
        QImage image = reader.read().convertToFormat(QImage::Format_ARGB32_Premultiplied);
        if (image.isNull())
            return image;
        QPainter painter(&image);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), colour);
        return image;
    }

    QString m_path;
};

} // namespace

QIcon themedIcon(const QString& name) {
    initialiseIcons();
    const QString path = QStringLiteral(":/hourglass/icons/%1.svg").arg(name);
    return QFile::exists(path) ? QIcon(new PaletteIconEngine(path)) : QIcon();
}

} // namespace hourglass::ui
