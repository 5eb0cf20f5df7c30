// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Walk.h"
#include "ui/explore/CodeExportable.h"
#include "ui/explore/PlaneView.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QSlider;
class QSpinBox;

namespace hourglass::ui {

class Exploration;

/// The plane of two numbers of the code, all others as in the code at hand, painted with what is decoded in it and with what
/// there is to know of each place.
class PlanePanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit PlanePanel(Exploration& exploration, QWidget* parent = nullptr);

    /// From now on this shows what the other one shows, of another network: it has no choices of its own but of its numbers.
    void follow(const PlanePanel& leader);
    PlaneView& view() const { return *m_view; }

    QString pictureTitle() const override { return tr("Latent plane"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

Q_SIGNALS:
    void sheetShown(const hourglass::ui::PlaneRange& range); ///< the pictures are of that part of the plane

protected:
    void showEvent(QShowEvent* event) override;

private:
    static constexpr int MostColumns = 60; ///< of pictures
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    /// What may be known of a place, beside its picture.
    enum class Layer { None, Density, Distance, Stretch, Return };

    QWidget* makeControls();
    void begin();
    void takeSurvey();
    void takeCode();
    void chooseAxes();
    void axesChanged();
    bool isPlane() const; ///< the code has two numbers at least
    CodePlane plane() const;
    CodeValues codeAt(const QPointF& place) const;
    QPointF placeOf(const CodeValues& code) const;
    /// Fields of the plane, about as high as pictures of samples.
    QSize fields(int columns) const;
    Layer layer() const;
    void renew();
    void askForSheet();
    void askForLayer();
    void askForHovered(const std::optional<QPointF>& place);
    void showPoints();
    void showPath();
    void dragPoint(int point);

    Exploration& m_exploration;
    PlaneView* m_view;
    QSpinBox* m_x;
    QSpinBox* m_y;
    QSlider* m_fineness;
    QCheckBox* m_pictures;
    QCheckBox* m_points;
    QComboBox* m_layer;
    QTimer m_later;               ///< until the plane follows the code
    bool m_areAxesChosen = false; ///< by the user
    int m_label = -1;             ///< for which it was asked for
    CodeValues m_base;            ///< of the sheet that was asked for last
};

} // namespace hourglass::ui
