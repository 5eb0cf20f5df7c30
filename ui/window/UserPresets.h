// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "ui/session/Background.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace hourglass::ui {

/// The presets that the user has saved: one file each, in a folder of the user's. Lives on the window's thread and reads and
/// writes on another one, so nothing of it waits; what is asked for is done in its order.
class UserPresets : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString path;
        Preset preset; ///< its id is that of no other preset; without an experiment where there is a fault
        QString fault; ///< why the file cannot be used, naming it; empty for a good one
    };

    /// @param folder  need not exist
    explicit UserPresets(const QString& folder = usualFolder(), QObject* parent = nullptr);

    /// Where they lie: in the data folder that the desktop gives to the program.
    static QString usualFolder();

    /// As they were when changed() came last, in the order of their titles, the damaged ones last.
    const std::vector<Entry>& entries() const { return m_entries; }

    /// Reads the folder again; changed() follows.
    void refresh();
    enum class Existing { Keep, Replace };
    /// @param existing  preset of the same title, whichever window saved it; taken() says that it was kept
    void save(const QString& title, const Experiment& experiment, Existing existing);
    /// failed() says it where there is another one of that title.
    void rename(const QString& path, const QString& title);
    void remove(const QString& path);

Q_SIGNALS:
    void changed();
    void saved(const QString& title);
    void taken(const QString& title, const hourglass::Experiment& experiment);
    void failed(const QString& message);

private:
    using Reply = std::function<void()>; ///< on this thread; may be empty
    /// Runs `write` on the other thread, reads the folder again, and runs what `write` returned if it did not throw.
    void change(const std::function<Reply()>& write);

    QString m_folder;
    std::vector<Entry> m_entries;
    Background m_background;
};

} // namespace hourglass::ui
