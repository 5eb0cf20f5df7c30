// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureBench.h"

#include <QCoreApplication>

namespace hourglass::ui {

/// Thrown, and caught, in the PictureBench alone: somebody wants something else by now.
struct CalledOff {};

/// An order, and those who wait for it.
struct PictureBench::Serving {
    const PictureOrder& order;
    const Tell& tell;
    const GoesOn& goesOn;

    void checkpoint() const {
        if (!goesOn())
            throw CalledOff();
    }
    /// @return whether it shall go on
    bool progress(const QString& doing, double share) const {
        if (!goesOn())
            return false;
        PictureNews news;
        news.share = share;
        news.doing = doing;
        tell(news);
        return true;
    }
    void show(const PictureResult& result) const {
        checkpoint();
        PictureNews news;
        news.result = result;
        tell(news);
    }
};

/// What the bench says.
inline QString ofBench(const char* text) {
    return QCoreApplication::translate("PictureBench", text);
}

} // namespace hourglass::ui
