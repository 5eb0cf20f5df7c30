// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"

#include <QAbstractScrollArea>
#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Pictures of samples in a row, which scrolls; each is only taken from the album once it comes into sight. The arrow keys
/// walk from one to the next, others by a screenful or to the ends.
class SampleStrip : public QAbstractScrollArea {
    Q_OBJECT

public:
    struct Item {
        int sample = 0;
        QColor colour;   ///< of a line below the picture: its class; invalid for none
        QString caption; ///< below that; empty for none, in all of them
        QString name;    ///< "sample 12, sneaker": for the tooltip and a screen reader
        bool operator==(const Item&) const = default;
    };

    explicit SampleStrip(QWidget* parent = nullptr);

    void setAlbum(std::shared_ptr<const Album> album);
    void setItems(std::vector<Item> items);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int sample);                   ///< by a click or by Enter
    void pointedAt(std::optional<int> sample); ///< under the pointer or the cursor; none any more

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int captionHeight() const;
    int pitch() const;
    QRect placeOf(int item) const; ///< in the viewport, with what is below the picture
    std::optional<int> itemAt(const QPoint& place) const;
    bool hasPicture(int item) const; ///< or will have it once it is loaded
    const QPixmap* pictureOf(int item, bool mayLoad);
    /// Where the key leads to; nothing for any other key.
    std::optional<int> target(const QKeyEvent& event) const;
    void setCurrent(std::optional<int> item);
    void updateScrollBar();
    void mouseMoved(const QMouseEvent& event);

    std::shared_ptr<const Album> m_album;
    std::vector<Item> m_items;
    QHash<int, QPixmap> m_pictures; ///< by sample
    std::optional<int> m_current;
    std::optional<QPoint> m_pressed; ///< on a picture, which may be dragged away (see dragSample())
};

} // namespace hourglass::ui
