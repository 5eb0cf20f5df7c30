// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Where a window keeps its running training for after a crash: a folder of its own, beside those of other windows, that
/// goes when the window is closed. One that is still there without its window was cut short.
class CheckpointFolder {
public:
    /// @param root  common to all windows; made where it is missing
    explicit CheckpointFolder(const QString& root);
    ~CheckpointFolder(); ///< removes this window's folder
    CheckpointFolder(const CheckpointFolder&) = delete;
    CheckpointFolder& operator=(const CheckpointFolder&) = delete;

    /// This window's; empty where no folder could be made.
    const QString& file() const { return m_file; }

    /// What is left of a training that was cut short.
    struct Interrupted {
        QString file;
        QDateTime written;
    };
    /// The newest, if any. No other window is offered it while this one has it.
    std::optional<Interrupted> interrupted() const;
    /// It goes on in this window: it is no longer offered, and deleted when the window is closed in the usual way.
    void setRecovered(const QString& file);
    /// Deletes it.
    void discard(const QString& file);

private:
    struct Left : Interrupted {
        std::unique_ptr<QLockFile> lock;
    };
    void findLeft(const QString& root);
    std::optional<Left> taken(const QString& file); ///< no longer among those that are left
    static void remove(Left& left);

    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<Left> m_left;      ///< the newest last
    std::vector<Left> m_recovered; ///< those that went on here
};

} // namespace hourglass::ui
