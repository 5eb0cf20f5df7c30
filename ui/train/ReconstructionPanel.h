// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"
#include "ui/train/ReconstructionGrid.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;

namespace hourglass::ui {

class ElsewhereControls;
class FaultLabel;
class PinControls;
class ReconstructionView;
class WrappedLabel;

/// What the network makes of samples: of a few of every class, of those that it knows best or worst, of those that the user
/// has pinned, of data that it was not trained on. Only while it can be seen are snapshots asked for more than the first.
class ReconstructionPanel : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Varied, Worst, Best, Pinned, Elsewhere };

    explicit ReconstructionPanel(QWidget* parent = nullptr);

    /// Another run: forgets the pictures, and the pinned samples where the data are others.
    void begin(const RunInfo& run);
    void addEpoch(const EpochReport& epoch);
    /// @param isUpToDate  it was taken as the newest watch has it
    void showSnapshot(const Snapshot& snapshot, bool isUpToDate);

    Mode mode() const;
    /// In the order in which they were pinned; the newest is shown first.
    const std::vector<std::int64_t>& pinned() const { return m_pinned; }

Q_SIGNALS:
    /// Snapshots shall show other things from now on.
    void watchEdited(const std::function<void(hourglass::Watch&)>& change);
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addBar();
    void addMenu();
    void choose();
    /// What was asked for is another thing now, or has to be asked for again.
    void forget();
    void pin(std::int64_t sample);
    void togglePin(int column);
    void setPinned(std::vector<std::int64_t> pinned);
    void tellWatch();
    void refresh();
    std::vector<ReconstructionGroup> groups() const;
    /// How many of the network's own samples stand beside those from elsewhere.
    std::size_t ownBeside() const;
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
    WrappedLabel* m_note;

    std::size_t m_ownBeside = 0; ///< as it was when they were shown last
    bool m_isOnShow = false;
    bool m_isAnswered = false; ///< snapshots are about what is asked for now
    RunInfo m_run;
    std::vector<std::int64_t> m_pinned;
    std::optional<EpochReport> m_epoch;                                    ///< the last one
    std::vector<Reconstruction> m_varied, m_extremes, m_kept, m_strangers; ///< as the last snapshot has them
};

} // namespace hourglass::ui
