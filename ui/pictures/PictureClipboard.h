// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Background.h"

#include <QImage>
#include <QObject>

#include <atomic>
#include <memory>

class QMimeData;

namespace hourglass::ui {

/// Pictures into the clipboard and out of it, or out of what is dropped: large ones take a second to be packed and unpacked,
/// for which the window does not wait. Lives on the window's thread.
class PictureClipboard : public QObject {
    Q_OBJECT

public:
    explicit PictureClipboard(QObject* parent = nullptr);
    ~PictureClipboard() override; ///< breaks off

    /// Soon; what is copied later takes its place.
    void copy(const QImage& picture);
    /// taken() answers, also where it is no picture.
    /// @return whether there is one
    bool take(const QMimeData& mime);

Q_SIGNALS:
    /// @param thumbnail  a small copy; both are null where the picture is damaged
    void taken(const QImage& picture, const QImage& thumbnail);

private:
    std::shared_ptr<std::atomic<quint64>> m_newest = std::make_shared<std::atomic<quint64>>(0); ///< number of the copy
    Background m_background;
};

} // namespace hourglass::ui
