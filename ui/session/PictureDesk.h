// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Background.h"
#include "ui/session/PictureOrder.h"

#include <QObject>

#include <memory>

namespace hourglass::ui {

/// Damages and restores the one picture that is looked at, on a thread of its own. Lives on the window's thread; none of its
/// calls waits, except for the end.
class PictureDesk : public QObject {
    Q_OBJECT

public:
    explicit PictureDesk(QObject* parent = nullptr);
    ~PictureDesk() override; ///< breaks off, and joins

    /// Takes the place of the order before, of which nothing comes any more. What both have in common is not done again.
    void order(const PictureOrder& order);
    void cancel();
    /// The same, and gives the memory back.
    void forget();
    /// Writes what the network made of the last order, once it is ready: saved() or failed() follows.
    /// @param replaces  what is there already
    void save(const QString& path, bool replaces);
    bool isBusy() const { return m_isBusy; }
    /// The line to the thread, which outlives the desk.
    const std::shared_ptr<BackgroundLine>& line() const { return m_background.line(); }

Q_SIGNALS:
    void told(const hourglass::ui::PictureNews& news); ///< of the last order
    void saved(const QString& path);
    void failed(const QString& message);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    bool m_isBusy = false;
    Background m_background;
};

} // namespace hourglass::ui
