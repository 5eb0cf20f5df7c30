// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;

namespace hourglass::ui {

class InsidePanel;
class LatentPanel;
class LedgerTable;
class LensPanel;
class LossChart;
class PictureMenu;
class ProbePanel;
class ReconstructionPanel;
class TileArea;

/// Watch it learn: a tile for the loss, the latent space, the reconstructions and so on. Shows reports, computes nothing.
class TrainWorkspace : public QWidget {
    Q_OBJECT

public:
    explicit TrainWorkspace(QWidget* parent = nullptr);

    /// A new run: forgets the old one.
    void begin(const RunInfo& info);
    void addBatches(const std::vector<BatchReport>& batches);
    void addEpoch(const EpochReport& epoch);
    /// @param isUpToDate  it was taken as the watch has it that was told last
    void showSnapshot(const Snapshot& snapshot, bool isUpToDate);
    void showBaseline(double pcaMse, std::int64_t components);
    void showLiveChange(const QString& name, const QString& value);
    /// Everything that was reported is on show when this returns; the window tells why the run ended.
    void showFinished(const Finished& finished);

    /// The latent space, which has its own signals and setters for an embedding.
    LatentPanel& latent() { return *m_latent; }
    TileArea& tiles() { return *m_tiles; }
    /// The tile with the classifiers, which has its own signals and setters.
    ProbePanel& probe() { return *m_probe; }
    /// Brings that tile to the front, wherever it is, and presses its button.
    void measure();

Q_SIGNALS:
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);
    /// Snapshots shall show this from now on.
    void watchChanged(const hourglass::Watch& watch);

private:
    void addTiles();
    /// Tells of what `change` makes of the watch.
    void editWatch(const std::function<void(Watch&)>& change);
    void connectMenu(const PictureMenu& menu);
    /// Says why pictures of the whole network may show noise.
    void showStage(std::size_t stage);

    LossChart* m_loss;
    LatentPanel* m_latent;
    ReconstructionPanel* m_reconstructions;
    LensPanel* m_lens;
    InsidePanel* m_inside;
    LedgerTable* m_ledger;
    ProbePanel* m_probe;
    TileArea* m_tiles;
    Watch m_watch;
    QLabel* m_stageNote; ///< while a stage of pretraining runs
    DatasetInfo m_dataset;
    std::vector<StageInfo> m_stages;
};

} // namespace hourglass::ui
