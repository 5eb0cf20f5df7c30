// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/Legend.h"
#include "ui/charts/LossHistory.h"
#include "ui/charts/LossPlot.h"
#include "ui/widgets/Exportable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QSlider>
#include <QWidget>

#include <map>
#include <vector>

namespace hourglass::ui {

/// The objective as it falls, with its terms; or the error per feature beside PCA's.
class LossChart : public QWidget, public Exportable {
    Q_OBJECT

public:
    explicit LossChart(QWidget* parent = nullptr);

    void begin(const RunInfo& info);
    void addBatches(const std::vector<BatchReport>& batches);
    void addEpoch(const EpochReport& epoch);
    void showBaseline(double pcaMse, std::int64_t components);
    /// A setting was changed at the last step. The same one again within a second, as while a slider is pulled, takes the
    /// place of the mark before.
    void mark(const QString& name, const QString& value);
    /// Shows the last reports without waiting for their turn.
    void refreshNow() { m_plot->refreshNow(); }

    QString pictureTitle() const override;
    bool isEmpty() const override { return m_history.training().empty(); } ///< whatever lines are ticked
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    /// A line for each step: every point of every line, whatever is shown of them now, without smoothing.
    Csv csv() const override;

private:
    enum class Measure { Objective, Error };
    /// A name of the legend with what it shows.
    struct Item {
        Legend::Entry entry;
        const Curve* curve = nullptr; ///< none: the baseline
        bool smoothed = false;
    };

    QLayout* buildControls();
    Measure measure() const;
    std::vector<Item> objectiveItems() const;
    std::vector<Item> errorItems() const;
    Legend::Entry baselineEntry(const QColor& colour) const;
    /// After a change of what there is to show, of the choice among it, or of colours.
    void rebuild();
    void setSmoothing(int sliderValue);
    QString emptyText() const;

    void changeEvent(QEvent* event) override;

    LossHistory m_history;
    std::vector<LossPlot::Mark> m_marks;
    QString m_markedLast; ///< the name of the setting
    QElapsedTimer m_sinceMark;
    std::map<QString, bool> m_choices; ///< what the user showed or hid, by name; outlives the run
    QString m_unit;

    QComboBox* m_measure;
    QCheckBox* m_logarithmic;
    QSlider* m_smoothing;
    LossPlot* m_plot;
    Legend* m_legend;
};

} // namespace hourglass::ui
