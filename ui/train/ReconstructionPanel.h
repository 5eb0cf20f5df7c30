// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"
#include "ui/train/ReconstructionGrid.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace hourglass::ui {

class ElsewhereControls;
class FaultLabel;
class PinControls;
class ReconstructionView;

/// What the network makes of samples: of a few of every class, of those that it knows best or worst, of those that the user
/// has pinned, of data that it was not trained on.
class ReconstructionPanel : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Varied, Worst, Best, Pinned, Elsewhere };

    explicit ReconstructionPanel(QWidget* parent = nullptr);

    /// Another run: forgets the pictures, and the pinned samples where the data are others.
    void begin(const RunInfo& run);
    void addEpoch(const EpochReport& epoch);
    void showSnapshot(const Snapshot& snapshot);

    Mode mode() const;
    /// In the order in which they were pinned.
    const std::vector<std::int64_t>& pinned() const { return m_pinned; }

Q_SIGNALS:
    /// Snapshots shall show other things from now on.
    void watchEdited(const std::function<void(hourglass::Watch&)>& change);
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addBar();
    void addMenu();
    void choose();
    void pin(std::int64_t sample);
    void togglePin(int column);
    void setPinned(std::vector<std::int64_t> pinned);
    void tellWatch();
    void refresh();
    std::vector<ReconstructionGroup> groups() const;
    QString emptyText() const;
    /// A line about the samples on show; empty where there is nothing to say.
    QString note(const std::vector<ReconstructionGroup>& groups) const;
    QString extremeNote(const std::vector<Reconstruction>& samples) const;

    QComboBox* m_mode;
    PinControls* m_pinControls;
    ElsewhereControls* m_elsewhere;
    QCheckBox* m_heat;
    FaultLabel* m_fault;
    ReconstructionView* m_view;
    QLabel* m_note;

    RunInfo m_run;
    std::vector<std::int64_t> m_pinned;
    std::optional<EpochReport> m_epoch;                                    ///< the last one
    std::vector<Reconstruction> m_varied, m_extremes, m_kept, m_strangers; ///< as the last snapshot has them
};

} // namespace hourglass::ui
