// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

#include <functional>

class QPainter;

namespace hourglass::ui {

/// What a chart or a grid implements so that its picture and its data can be taken away (see PictureMenu). On the window's
/// thread.
class Exportable {
public:
    /// Makes a file's contents: a table as text (RFC 4180, names in the first line). Holds copies of the data: it may run on
    /// any thread.
    using Csv = std::function<QByteArray()>;

    virtual ~Exportable() = default;

    /// What stands above the picture: "Loss".
    virtual QString pictureTitle() const = 0;
    /// Whether there is nothing to take away yet.
    virtual bool isEmpty() const = 0;
    /// In pixels of the screen.
    virtual QSize pictureSize() const = 0;
    /// Paints what is on show, axes and legend included, into {0, 0, pictureSize()}: in lines and words wherever there are
    /// no pixels to be seen, and without anything of the pointer or the focus. The background is there already.
    virtual void paintPicture(QPainter& painter) = 0;
    virtual Csv csv() const = 0;
    /// The same as an array for NumPy, where all of it are numbers of one kind.
    virtual Csv npy() const { return {}; }
};

} // namespace hourglass::ui
