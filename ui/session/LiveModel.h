// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Background.h"
#include "ui/session/PictureOrder.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace hourglass::ui {

struct TrainingPlace;
class TrainingController;

/// Copies of the network on show, for whoever puts it to work while it learns on. Lives on the window's thread.
class LiveModel : public QObject {
    Q_OBJECT

public:
    /// @param controller  of the training; outlives this
    /// @param line        on which copies come; its Background is gone before this
    LiveModel(TrainingController& controller, std::shared_ptr<BackgroundLine> line, QObject* parent = nullptr);

    bool exists() const; ///< whether there is a network
    /// Brings a copy, by renewed(), as soon as there are newer weights than those of the last one; once.
    /// @param rest  ms from the last copy to that one, so that looking takes little of the training's time
    void ask(qint64 rest = 0);
    void callOff();

Q_SIGNALS:
    /// @param place  of its training: "at epoch 12/50, step 1200"
    void renewed(const hourglass::ui::PictureModel& model, const QString& place);
    void changed(); ///< there is another network, or none

private:
    void note();
    void serve();
    void take(const std::optional<Model>& copy, const TrainingPlace& place);

    TrainingController& m_controller;
    std::shared_ptr<BackgroundLine> m_line;
    bool m_existed = false;
    bool m_isAsked = false;
    bool m_isStale = true; ///< there are newer weights than those of the last copy
    bool m_isCopying = false;
    bool m_isResting = false;
    std::uint64_t m_version = 0;
    QElapsedTimer m_sinceCopy;
    qint64 m_rest = 0; ///< ms
};

} // namespace hourglass::ui
