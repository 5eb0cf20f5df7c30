// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Walk.h"
#include "ui/explore/CodeExportable.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QBoxLayout;
class QComboBox;
class QGridLayout;
class QSlider;
class QSpinBox;
class QToolButton;

namespace hourglass::ui {

class Exploration;
class ImageGrid;
class PictureView;
class SampleWell;
class WalkStops;

/// A walk between two samples, or amid four: where one is on it by a slider, and all of it as a film.
class InterpolationPanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit InterpolationPanel(Exploration& exploration, QWidget* parent = nullptr);

    /// From now on this is the same walk as the other one's, through another network, and has no controls of its own.
    void follow(const InterpolationPanel& leader);
    WalkStops& stops() const { return *m_stops; }
    SampleWell& well(std::size_t index) const { return *m_wells[index]; }
    /// The codes of the film, one after the other; empty while they are not known.
    std::vector<float> film() const;
    std::int64_t columns() const; ///< pictures of the film in a row
    /// The class that is asked for of each of them: that of the nearest sample, where the network is told classes.
    std::vector<int> labels() const;

    QString pictureTitle() const override { return tr("Interpolation"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

Q_SIGNALS:
    void failed(const QString& message);
    /// The user wants the film in a file.
    void filmWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum Way { Straight, Spherical, StraightCorners, SphericalCorners };
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    bool hasCorners() const;
    WalkPath path() const;
    bool isKnown() const;
    QWidget* makeControls();
    void arrange();
    void walkChanged();
    void go(bool byUser);
    void choose(int row, int column);
    void setPlaying(bool playing);
    void playOn();
    CodeValues codeNow() const;
    int labelAt(double x, double y) const;
    double across() const; ///< where the sliders stand, 0 to 1
    double down() const;

    Exploration& m_exploration;
    WalkStops* m_stops;
    std::array<SampleWell*, 4> m_wells;
    PictureView* m_between;
    ImageGrid* m_strip;
    QComboBox* m_way;
    QSpinBox* m_steps;
    QToolButton* m_play;
    QToolButton* m_save;
    QSlider* m_across; ///< from A to B
    QSlider* m_down;   ///< from A and B to C and D
    QWidget* m_controls;
    QBoxLayout* m_body; ///< the places, and the film below or beside them
    QGridLayout* m_places;
    bool m_isFollower = false;
    QTimer m_timer; ///< while it plays
    bool m_isBackward = false;
    CodeValues m_given; ///< to be the code at hand, last
};

} // namespace hourglass::ui
