// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"

#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

class QLabel;

namespace hourglass::ui {

class EmbeddingBar;
class LatentChart;
class LatentControls;
class SampleStrip;

/// The latent space with what belongs to it: which samples and which plane are shown, a neighbour embedding on demand, the
/// neighbours of the sample that was picked, and the samples that were selected. Shows reports, computes nothing; while it
/// cannot be seen, it asks for no more than a usual map.
class LatentPanel : public QWidget {
    Q_OBJECT

public:
    explicit LatentPanel(QWidget* parent = nullptr);

    /// A new run. What was chosen stays, as far as there still is such a thing.
    void begin(const RunInfo& info);
    void showMap(const LatentMap& map);
    /// Everything is on show when this returns.
    void refreshNow();
    LatentChart& chart() { return *m_chart; }

    // What becomes of an embedding that was requested.
    void showEmbeddingStarted();
    void showEmbeddingPlace(const QString& place); ///< of the network whose codes they are: "at epoch 12/50, step 1200"
    void showEmbeddingProgress(double done, const LatentMap& map);
    void showEmbedding(const LatentMap& map); ///< which is finished
    void showEmbeddingFault(const QString& message);
    void showEmbeddingCancelled();

Q_SIGNALS:
    /// Maps shall show this from now on.
    void watchEdited(const hourglass::LatentWatch& watch);
    /// @param samples  how many, from the album's first
    void embeddingRequested(qint64 samples);
    void embeddingCancelled();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Pictures of samples with a title, on show only while there are any.
    struct Shelf {
        QWidget* box;
        QLabel* title;
        SampleStrip* strip;
        bool isNeeded = false;
    };
    Shelf makeShelf(const QString& name, const QString& clearHelp, void (LatentPanel::*clear)());
    void clearPick();
    void clearSelection();

    bool showsEmbedding() const;
    void controlsEdited();
    void tellWatch();
    std::int64_t samplesOf(const LatentWatch& watch) const;
    bool isOfWatch(const LatentMap& map) const;
    void wantEmbedding();
    void requestEmbedding();
    void cancelEmbedding();
    void forgetEmbedding();
    void takeEmbedding(const LatentMap& map);
    /// The map that the controls ask for.
    void showChosenMap();
    void takeNeighbours();
    void showNeighbours();
    void showSelection();
    /// @param latest  which the user has just asked for
    void arrangeShelves(const Shelf* latest = nullptr);
    QString sampleName(int sample) const;
    int labelOf(int sample) const;

    std::shared_ptr<const Album> m_album;
    LatentMap m_map;      ///< of the last snapshot
    LatentMap m_embedded; ///< the neighbour embedding, as far as it is
    LatentWatch m_watch;
    std::optional<std::int64_t> m_samples; ///< those of m_embedded, as a watch has them
    std::size_t m_countBefore = 0;         ///< points of maps of other samples, which may still be on their way; 0 for any
    bool m_wantsEmbedding = false;         ///< as soon as there is a map of as many samples
    qint64 m_requested = 0;                ///< samples
    LatentControls* m_controls;
    EmbeddingBar* m_embedding;
    LatentChart* m_chart;
    Shelf m_neighbours;
    Shelf m_selection;
    const Shelf* m_latest = nullptr;
};

} // namespace hourglass::ui
