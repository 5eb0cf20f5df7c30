// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Preview.h"
#include "ui/session/Background.h"
#include "ui/session/TrainingController.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace hourglass::ui {

class TrainingSession;

/// Sends one sample through the network that is being drawn: with the weights of the run on show as long as the design is
/// that of the run, otherwise with fresh ones. Lives on the window's thread; none of its calls waits.
///
/// The sample is one of the data that a run was prepared for; while others are on the desk there is no preview.
class PreviewRunner : public QObject {
    Q_OBJECT

public:
    /// @param session  outlives this
    explicit PreviewRunner(TrainingSession& session, QObject* parent = nullptr);
    ~PreviewRunner() override;

    /// Whether anybody looks; at first somebody does.
    void setWanted(bool wanted);
    std::int64_t sample() const { return m_sample; }
    /// The one after this, or the first one after the last.
    void showNextSample();

Q_SIGNALS:
    /// Of the latest network; an empty preview where there is none, or nobody looks.
    /// @param sample  see Album
    void previewed(const hourglass::Preview& preview, qint64 sample);

private:
    /// The number of the latest request: an answer to an older one is dropped, or not even worked out.
    using Latest = std::shared_ptr<std::atomic<std::uint64_t>>;

    void refresh();
    void noteState(TrainingController::State state);
    /// Whether the run on show is of the design on the desk.
    bool isShown() const;
    void previewFresh();
    void previewTrained();
    /// To be called on another thread: works the preview out, unless a later request was made, and brings it here. An empty
    /// one where `make` throws.
    std::function<void(const std::function<Preview()>& make)> newAnswer();

    TrainingSession& m_session;
    Background m_background;
    QTimer m_pause;                           ///< between two previews of a network in training
    std::shared_ptr<std::atomic<int>> m_cost; ///< of the last preview, in ms
    DatasetSpec m_dataset;                    ///< of the run that was prepared last
    std::shared_ptr<const Album> m_album;
    std::int64_t m_sample = 0;
    bool m_isWanted = true;
    Latest m_latest;
};

} // namespace hourglass::ui
