// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/AxisWindow.h"
#include "ui/charts/HoverCard.h"
#include "ui/charts/PlotView.h"

#include <QLineSeries>

#include <cstdint>
#include <span>
#include <vector>

namespace hourglass::ui {

/// Lines over the training step, with the epochs marked: of the whole training, or of a range of steps. Knows nothing of
/// what the lines mean.
class LossPlot : public PlotView {
    Q_OBJECT

public:
    struct Line {
        QString name;
        QColor colour;
        const std::vector<QPointF>* points = nullptr; ///< ascending in x; may grow, must outlive the line
        double width = 2;
        bool isBackdrop = false; ///< faint, and not told of under the pointer
        bool isDashed = false;   ///< and without marks: a level
    };
    /// A value that does not change with the step: a dashed line with its name on it.
    struct Level {
        QString name;
        QColor colour;
        double value = 0;
    };
    /// Something that was changed on the way.
    struct Mark {
        std::int64_t step = 0; ///< the last one before
        QString text;          ///< "learning rate 5e-4"
    };
    struct Stage {
        QString name;
        std::int64_t lastStep = 0;
    };
    struct Content {
        std::vector<Line> lines; ///< the first lies above the others
        std::optional<Level> level;
        QString valueTitle;
        QString emptyText;
    };

    explicit LossPlot(QWidget* parent = nullptr);

    void setContent(const Content& content);
    void setStepsPerEpoch(std::int64_t steps) { m_stepsPerEpoch = steps; }
    void setLogarithmic(bool logarithmic);
    void showAll() override; ///< all steps
    void setMarks(std::vector<Mark> marks);
    /// In their order; none for a training of a single one.
    void setStages(std::vector<Stage> stages);
    /// The lines grew; the axis now has to reach this step. Reads the lines, maybe at once.
    void extendTo(std::int64_t step);

protected:
    void refresh() override;
    void paintBackdrop(QPainter& painter) override;
    void paintPlot(QPainter& painter) override;
    void paintPointer(QPainter& painter) override;
    bool hoverAt(const std::optional<QPointF>& position) override;
    void moveCursor(int direction) override;
    bool canZoom() const override { return mainLine() != nullptr; }
    void zoom(double factor, const QPointF& place) override;
    void pan(const QPointF& share) override;
    void showRange(double left, double right) override;
    std::optional<QPointF> cursorPlace() const override;

private:
    double positionOf(double value) const; ///< on the value axis
    double stepAt(double x) const;         ///< of a pixel
    std::span<const QPointF> pointsOnShow(const Line& line) const;
    void paintWindowNote(QPainter& painter) const;
    AxisScale valueScale(double lowest, double highest) const;
    const Line* mainLine() const; ///< the one whose points the cursor visits
    HoverCard cardAt(double step) const;
    void paintEpochLabels(QPainter& painter) const;
    double epochPitch() const;
    double epochStride() const; ///< epochs between two marks; 0 for no marks
    void paintLevel(QPainter& painter) const;
    void paintStages(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    QStringList marksAt(double step) const; ///< what they say, as sentences without a full stop

    Content m_content;
    std::vector<QLineSeries*> m_series; ///< one for each line, the last line's first: Qt Charts stacks them so
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_lastStep = 0;
    std::vector<Mark> m_marks;
    std::vector<Stage> m_stages;
    AxisWindow m_window; ///< of the steps
    bool m_logarithmic = false;
    std::optional<double> m_cursor; ///< a step
};

} // namespace hourglass::ui
