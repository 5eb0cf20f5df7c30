// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Background.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>

namespace hourglass::ui {

/// Tries picture files one after the other, and makes a small picture of each. Lives on the window's thread.
class PictureReader : public QObject {
    Q_OBJECT

public:
    explicit PictureReader(QObject* parent = nullptr);
    ~PictureReader() override; ///< breaks off, and joins

    /// done() answers.
    /// @param number  as the caller counts pictures
    /// @param model   that may have compressed it, see pictureIn()
    void read(std::uint64_t number, const QString& path, const QString& model = {});

Q_SIGNALS:
    /// @param fault  what is wrong with the file; empty for nothing
    void done(std::uint64_t number, const QImage& thumbnail, const QString& fault);

private:
    std::shared_ptr<std::atomic<bool>> m_isOver = std::make_shared<std::atomic<bool>>(false);
    Background m_background;
};

} // namespace hourglass::ui
