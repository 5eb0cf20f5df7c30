// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "ui/explore/CodeExportable.h"

#include <QWidget>

#include <cstdint>
#include <optional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QSlider;
class QStackedLayout;
class QToolButton;

namespace hourglass::ui {

class DrawCanvas;
class Exploration;
class PictureSheet;
class PictureView;

/// Draw a sample: where it falls in latent space, what is rebuilt of it, which samples lie nearest, and, where a code is a
/// cloud, what other codes of the cloud look like.
class DrawPanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit DrawPanel(Exploration& exploration, QWidget* parent = nullptr);

    DrawCanvas& canvas() const { return *m_canvas; }
    const PictureView& rebuilt() const { return *m_rebuilt; }
    PictureSheet& neighbours() const { return *m_neighbours; }
    PictureSheet& resampled() const { return *m_resampled; }

    QString pictureTitle() const override { return tr("Drawing and reconstruction"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    struct Answer {
        EncodedSample code;
        QImage rebuilt;
        std::vector<Neighbour> nearest;
    };
    void begin();
    void encode(bool takesCode);
    void take(const Answer& answer, bool takesCode);
    void resample();

    Exploration& m_exploration;
    DrawCanvas* m_canvas;
    PictureView* m_rebuilt;
    QLabel* m_note;
    PictureSheet* m_neighbours;
    PictureSheet* m_resampled;
    QSlider* m_brush;
    QComboBox* m_colour;
    QToolButton* m_clear;
    QToolButton* m_undo;
    QToolButton* m_resample;
    QBoxLayout* m_layout;
    QStackedLayout* m_pages; ///< the panel, or what stands in its place
    QLabel* m_empty;
    Shape m_shape; ///< of the samples that can be drawn
    bool m_isDrawnOn = false;
    std::optional<EncodedSample> m_code; ///< of the drawing
    std::int64_t m_seed = 0;             ///< of the codes that were drawn last; 0: none were
};

} // namespace hourglass::ui
