// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/LatentMetrics.h"

#include "ui/widgets/Exportable.h"

#include <QWidget>

#include <atomic>
#include <memory>

class QLabel;
class QProgressBar;
class QStackedLayout;
class QTableWidget;
class QToolButton;

namespace hourglass::ui {

class Exploration;
class ModelDesk;

/// Figures that say how good the latent space is, in plain words, measured on demand while the training goes on.
class FiguresPanel : public QWidget, public Exportable {
    Q_OBJECT

public:
    /// @param desk  of its own: measuring takes seconds; outlives this
    FiguresPanel(Exploration& exploration, ModelDesk& desk, QWidget* parent = nullptr);
    ~FiguresPanel() override; ///< gives up what is being measured

    QString pictureTitle() const override { return tr("Figures of the latent space"); }
    bool isEmpty() const override { return m_report.figures.empty(); }
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    Csv csv() const override; ///< a figure a line

    const LatentReport& report() const { return m_report; }

Q_SIGNALS:
    void measured();

private:
    /// What both threads know of one measurement.
    struct Task {
        std::atomic<bool> cancelled = false;
    };
    void begin();
    void toggle();
    void measure();
    void cancel();
    void showProgress(const QString& doing, double done);
    void take(const std::shared_ptr<Task>& task, const LatentReport& report);
    void fail(const std::shared_ptr<Task>& task, const QString& message);
    void showState();

    Exploration& m_exploration;
    ModelDesk& m_desk;
    QToolButton* m_button;
    QProgressBar* m_progress;
    QLabel* m_note;
    QTableWidget* m_table;
    QLabel* m_empty;
    QStackedLayout* m_pages;
    std::shared_ptr<Task> m_task; ///< null while nothing is measured
    LatentReport m_report;
    bool m_isStale = false; ///< the network has learned on since
};

} // namespace hourglass::ui
