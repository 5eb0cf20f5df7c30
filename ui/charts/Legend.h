// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/ClassColours.h"

#include <QColor>
#include <QPointer>
#include <QScrollArea>
#include <QString>

#include <optional>
#include <vector>

class QMenu;

namespace hourglass::ui {

/// Names what a chart shows; each name is a check box that shows or hides it. A double click, or a click with Alt, shows it
/// alone, and all again where it was alone; a menu offers the same. Qt Charts' own legend cannot be reached by the keyboard
/// nor by a screen reader.
class Legend : public QScrollArea {
    Q_OBJECT

public:
    struct Entry {
        QString name;
        QString help;
        QColor colour;
        std::optional<MarkerShape> marker = {}; ///< none: a line
        bool dashed = false;
        bool shown = true;
    };

    explicit Legend(QWidget* parent = nullptr);

    /// Closes the menu of an entry where they are others now.
    void setEntries(const std::vector<Entry>& entries);
    /// One more thing to be done with an entry, in its menu: see offerTaken().
    void offer(const QString& text, const QString& help);
    void showOnly(int index);
    void showAll();

    /// Room for all entries that are shown, at this width.
    int pictureHeight(int width) const;
    /// Paints them, from the painter's origin.
    void paintPicture(QPainter& painter, int width) const;

    /// As high as its rows at this width, but a few at most; beyond that it scrolls.
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user showed or hid an entry.
    void toggled(int index, bool shown);
    void offerTaken(int index);

private:
    /// Where the entries stand in a picture; null for those that are hidden.
    std::vector<QRect> picturePlaces(int width) const;
    void setShown(int index, bool shown);
    void openMenu(int index, const QPoint& place);

    QWidget* m_content;
    std::vector<class LegendEntry*> m_entries;
    QString m_offer, m_offerHelp;
    QPointer<QMenu> m_menu; ///< the one that is open
};

} // namespace hourglass::ui
