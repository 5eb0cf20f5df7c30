// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explore/Exploration.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace hourglass::ui {

class BesideModel;
class InterpolationPanel;
class PlanePanel;

/// A second network beside the one on show: its latent plane, and the same walk through it.
class BesidePanel : public QWidget {
    Q_OBJECT

public:
    /// @param first   the network on show
    /// @param walk    through it, which this one follows
    /// @param beside  the second one; all of them outlive this
    BesidePanel(const Exploration& first, const InterpolationPanel& walk, const PlanePanel& plane, BesideModel& beside,
                QWidget* parent = nullptr);

    const Exploration& exploration() const { return m_exploration; }
    PlanePanel& plane() const { return *m_plane; }
    InterpolationPanel& walk() const { return *m_walk; }

Q_SIGNALS:
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void ask();
    void open(const QString& path);
    void followFirst();
    void showNote();

    const Exploration& m_first;
    BesideModel& m_beside;
    Exploration m_exploration; ///< of the second one
    QLabel* m_name;
    QToolButton* m_close;
    QLabel* m_note;
    PlanePanel* m_plane;
    InterpolationPanel* m_walk;
    QStackedLayout* m_pages;
};

} // namespace hourglass::ui
