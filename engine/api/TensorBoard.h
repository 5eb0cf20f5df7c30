// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <functional>
#include <memory>
#include <string>

namespace hourglass {

/// Passes on what a training reports, and writes its figures for TensorBoard as well (`tensorboard --logdir FOLDER`). Each
/// run that makes a step gets a folder of its own in there: "digits-denoising-20261126-231500". Tags are
///
///     objective/batch, BCE/batch, …            single batches; of a run of more than 10,000 steps every k-th
///     objective/training, BCE/training, …      means over an epoch
///     objective/validation, BCE/validation, …  after an epoch
///     error/validation, error/PCA              mean squared error per feature
///     speed/learning rate, speed/samples a second
///
/// and terms are without their weight. For the thread that trains.
class TensorBoardLog : public TrainingObserver {
public:
    /// Hears once why nothing can be written any more, as a sentence that names the file; the training goes on.
    using FaultHandler = std::function<void(const std::string& message)>;

    /// @param folder  made when there is something to write
    /// @param next    gets every report; outlives this
    TensorBoardLog(std::string folder, TrainingObserver& next, FaultHandler onFault);
    ~TensorBoardLog() override;

    void onPrepared(const RunInfo& info) override;
    void onBatch(const BatchReport& batch) override;
    void onEpoch(const EpochReport& epoch) override;
    void onSnapshot(const Snapshot& snapshot) override;
    void onBaseline(double pcaMse, std::int64_t components) override;
    void onPaused(bool paused) override;

private:
    class File;
    /// Lets `write` write to the run's file, which is begun with its first figures; no more after a fault.
    template <class Write>
    void attempt(Write write);

    const std::string m_folder;
    TrainingObserver& m_next;
    const FaultHandler m_onFault;
    RunInfo m_run;
    std::int64_t m_stride = 1; ///< of the batches that are written
    double m_pcaMse = -1;      ///< below 0: not known yet
    std::unique_ptr<File> m_file;
    bool m_failed = false;
};

} // namespace hourglass
