// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <QWidget>

#include <memory>
#include <optional>

class QMenu;
class QPushButton;

namespace hourglass::ui {

class AlbumOpener;
class ElidedLabel;

/// Chooses data that the network was not trained on, and opens them for it; again for each network that needs them
/// otherwise.
class ElsewhereControls : public QWidget {
    Q_OBJECT

public:
    explicit ElsewhereControls(QWidget* parent = nullptr);

    /// Another network: what was opened for the one before is opened again where its samples are not the same.
    void begin(const RunInfo& run);
    /// A file, a folder, or the id of a data set.
    void open(const QString& reference);
    /// What is open for this network; null while nothing is.
    const std::shared_ptr<const Album>& album() const { return m_album; }
    bool isOpening() const { return m_isOpening; }
    /// Something was chosen before there was a network.
    bool waitsForNetwork() const { return m_isOpening && !m_network; }

Q_SIGNALS:
    /// album() or isOpening() is another one.
    void changed();
    /// As a sentence; empty: all is well again.
    void failed(const QString& message);

private:
    void fillMenu();
    void askForPicture();
    void askForFolder();
    void openAgain();
    void take(std::shared_ptr<const Album> album, bool isOpening);

    struct Network {
        DatasetSpec data;
        Shape shape;
        bool operator==(const Network&) const = default;
    };

    QPushButton* m_button;
    QMenu* m_menu;
    ElidedLabel* m_title;
    AlbumOpener* m_opener;
    std::optional<Network> m_network;
    QString m_reference;
    std::shared_ptr<const Album> m_album;
    bool m_isOpening = false;
};

} // namespace hourglass::ui
