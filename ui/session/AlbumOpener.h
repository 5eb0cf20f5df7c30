// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>

namespace hourglass::ui {

class Background;

/// Opens data from elsewhere on a thread of their own, for a network to be shown them. Lives on the window's thread; none of
/// its calls waits, except for the end.
class AlbumOpener : public QObject {
    Q_OBJECT

public:
    explicit AlbumOpener(QObject* parent = nullptr);
    ~AlbumOpener() override; ///< finishes what is being read, and joins

    /// opened() or failed() answers, unless another one is asked for before that.
    /// See openAlbum().
    void open(const QString& reference, const DatasetSpec& own, const Shape& shape);
    /// Of what was asked for before nothing more comes.
    void forget() { ++*m_latest; }

Q_SIGNALS:
    void opened(const std::shared_ptr<const hourglass::Album>& album);
    void failed(const QString& message);

private:
    std::shared_ptr<std::atomic<std::uint64_t>> m_latest; ///< number of what was asked for last
    std::unique_ptr<Background> m_background;             ///< once there is something to open
};

} // namespace hourglass::ui
