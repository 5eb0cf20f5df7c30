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

    /// The newest training that was cut short, if any. No other window is offered it while this one has it.
    std::optional<QDateTime> interruptedAt() const;
    /// Its file.
    QString interruptedFile() const;
    /// It goes on in this window: it is no longer offered, and deleted when the window is closed in the usual way.
    void setRecovered();
    /// Deletes it; then the next one is the newest.
    void discard();

private:
    struct Left {
        QString file;
        QDateTime written;
        std::unique_ptr<QLockFile> lock;
    };
    void findLeft(const QString& root);
    static void remove(Left& left);

    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<Left> m_left;      ///< the newest last
    std::vector<Left> m_recovered; ///< those that went on here
};

} // namespace hourglass::ui
