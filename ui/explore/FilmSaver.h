// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

class QWidget;

namespace hourglass::ui {

class Exploration;

/// Asks where a film of decoded codes shall be written, and writes it on the patient desk.
class FilmSaver : public QObject {
    Q_OBJECT

public:
    /// @param window  parent of the dialog
    FilmSaver(Exploration& exploration, QWidget& window);

    /// @param codes    one after the other
    /// @param columns  pictures in a row, where it becomes one picture
    /// @param labels   as decodedValues() takes them
    void save(std::vector<float> codes, std::int64_t columns, std::vector<int> labels);

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& message);

private:
    void write(std::vector<float> codes, const FilmOptions& options, const QString& path);
    void giveUp();

    Exploration& m_exploration;
    QWidget& m_window;
    int m_lastPurpose = 0;       ///< of each film its own: none takes the place of another
    std::uint64_t m_network = 0; ///< number of it, as this counts
    QStringList m_waiting;       ///< paths
};

} // namespace hourglass::ui
