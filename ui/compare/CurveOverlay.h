// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/Legend.h"
#include "ui/compare/ComparedRun.h"
#include "ui/widgets/Exportable.h"

#include <QPointF>
#include <QSet>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;

namespace hourglass::ui {

class LossPlot;
class PictureMenu;

/// The curves of several runs over each other, and PCA's errors as dashed levels.
class CurveOverlay : public QWidget, public Exportable {
    Q_OBJECT

public:
    explicit CurveOverlay(QWidget* parent = nullptr);

    /// @param withPca  whether PCA is one of those that are compared
    void setRuns(const ComparedRuns& runs, bool withPca);
    const PictureMenu& pictureMenu() const { return *m_menu; }

    QString pictureTitle() const override;
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    /// A line for each point of each run, with all that is known of it, whatever is shown now.
    Csv csv() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Item {
        QString id; ///< of the run, or of the level
        Legend::Entry entry;
        std::vector<QPointF> points;
    };

    std::vector<Item> runItems() const;
    std::vector<Item> pcaItems(double lastStep) const;
    void rebuild();

    ComparedRuns m_runs;
    bool m_withPca = false;
    std::vector<Item> m_items; ///< the plot's lines point into it
    QSet<QString> m_hidden;    ///< by their legend
    QComboBox* m_measure;
    QCheckBox* m_logarithmic;
    LossPlot* m_plot;
    Legend* m_legend;
    PictureMenu* m_menu;
};

} // namespace hourglass::ui
