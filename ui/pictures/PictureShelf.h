// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureReader.h"

#include <QImage>
#include <QListWidget>
#include <QUndoStack>

#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// The pictures that are open, as small ones. Those that cannot be read say why.
class PictureShelf : public QListWidget {
    Q_OBJECT

public:
    struct Entry {
        std::uint64_t number = 0; ///< never used again
        QString path;             ///< empty for a pasted one
        QImage pasted;
        QString name;
        bool isReadable = true; ///< as far as is known
    };

    explicit PictureShelf(QWidget* parent = nullptr);

    /// The first of them that can be read becomes the current one. Those that are open already are not opened again, but
    /// for those that could not be read.
    /// @param model  that may have compressed some, see pictureIn()
    void open(const QStringList& paths, const QString& model = {});
    void paste(const QImage& picture, const QImage& thumbnail);
    /// The one on show.
    const Entry* current() const;
    QStringList paths() const; ///< of all files
    void removeCurrent();
    QUndoStack* undoStack() { return &m_steps; } ///< of what was removed

Q_SIGNALS:
    void currentChanged();
    /// @param fault  naming the file
    void unreadable(const QString& fault);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Removal;
    QListWidgetItem* add(Entry entry, const QImage& thumbnail);
    void showThumbnail(std::uint64_t number, const QImage& thumbnail, const QString& fault);

    std::vector<Entry> m_entries; ///< in the order of the list
    std::uint64_t m_last = 0;
    PictureReader m_reader;
    QUndoStack m_steps;
};

} // namespace hourglass::ui
