// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/ShippedModels.h"
#include "ui/session/PictureOrder.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QSlider;

namespace hourglass::ui {

/// Which network restores, and what it is to do.
class ModelControls : public QWidget {
    Q_OBJECT

public:
    explicit ModelControls(QWidget* parent = nullptr);

    /// Which of the shipped ones suits by itself.
    /// @param task  of the damage; none: the picture is left as it is
    void suit(std::optional<RestorationTask> task, bool isColour);
    /// Whether there is a network on show that could be chosen.
    void setLive(bool exists);
    /// As if the user had chosen it.
    void chooseLive();
    void chooseFile(const QString& path);

    bool isLive() const;  ///< the network on show is wanted
    QString file() const; ///< else this file; empty: there is none for it
    /// What it is to do; none: what the damage asks for, or what it learned.
    std::optional<RestorationTask> task() const;
    double step() const; ///< Compress: one of Compressor::steps
    void chooseStep(double step);

Q_SIGNALS:
    void changed();
    void failed(const QString& message);

private:
    void fill();
    void choose(int index);
    const ShippedModel* suitable() const;

    std::vector<ShippedModel> m_shipped;
    QStringList m_files; ///< that the user opened
    bool m_liveExists = false;
    std::optional<RestorationTask> m_damageTask;
    bool m_isColour = false;
    QString m_choice; ///< "auto", "live" or a path
    QComboBox* m_box;
    QComboBox* m_task;
    QWidget* m_rounding; ///< holds what follows
    QSlider* m_step;     ///< index of Compressor::steps: to the right it is finer
};

} // namespace hourglass::ui
