// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/RestorationTask.h"
#include "ui/session/Background.h"
#include "ui/session/PictureOrder.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Restores many picture files with one network and writes each to its target, on a thread of its own.
/// What cannot be done is skipped. Lives on the window's thread.
class PictureBatch : public QObject {
    Q_OBJECT

public:
    struct Order {
        QStringList paths;
        QStringList targets;   ///< one for each, all different, and none of them another one of the paths
        bool replaces = false; ///< files that are there
        PictureModel model;
        std::optional<RestorationTask> task; ///< none: what the network learned
    };
    struct Fault {
        QString path, message;
    };

    explicit PictureBatch(QObject* parent = nullptr);
    ~PictureBatch() override; ///< breaks off, and joins

    void start(const Order& order); ///< while none is running
    void cancel();                  ///< finished() follows soon
    bool isRunning() const { return m_isRunning; }

    /// In the folder under their own names; where that is taken by another of them, as "name-2.png".
    static QStringList targetsIn(const QString& folder, const QStringList& paths);

Q_SIGNALS:
    /// @param share  done of all, from 0 to 1
    void progressed(double share, const QString& path);
    /// @param written  how many
    void finished(int written, const std::vector<hourglass::ui::PictureBatch::Fault>& faults, bool wasCancelled);

private:
    std::shared_ptr<std::atomic<bool>> m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    bool m_isRunning = false;
    Background m_background;
};

} // namespace hourglass::ui
