// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/LatentPlot.h"
#include "ui/charts/Legend.h"
#include "ui/widgets/Exportable.h"

#include <QWidget>

#include <set>
#include <vector>

namespace hourglass::ui {

/// The latent space with a legend of the classes, each of which can be hidden.
class LatentChart : public QWidget, public Exportable {
    Q_OBJECT

public:
    explicit LatentChart(QWidget* parent = nullptr);

    /// What was selected, picked and hidden stays as long as the data are the same.
    void begin(const RunInfo& info);
    void showMap(const LatentMap& map);
    /// Shows the last map without waiting for its turn, and without motion.
    void refreshNow() { m_plot->settle(); }
    LatentPlot& plot() { return *m_plot; }

    QString pictureTitle() const override;
    bool isEmpty() const override { return m_plot->isEmpty(); }
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    /// A line for each sample, those of hidden classes too: its number, its place, its class.
    Csv csv() const override;

private:
    void rebuildLegend();
    void selectClass(int index); ///< of the legend
    void changeEvent(QEvent* event) override;

    DatasetSpec m_dataset;
    QStringList m_classNames;
    std::vector<int> m_lastLabels; ///< of the last map
    std::vector<int> m_labels;     ///< that occur, ascending; one for each entry of the legend
    std::set<int> m_hidden;
    LatentPlot* m_plot;
    Legend* m_legend;
};

} // namespace hourglass::ui
