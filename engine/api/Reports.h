// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"
#include "engine/api/Figure.h"
#include "engine/api/Inside.h"
#include "engine/api/Network.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

class History;

/// One term of the objective: summed over features, averaged over the batch; nats for BCE and KL.
struct TermValue {
    std::string name;
    double value = 0;   ///< unweighted
    double weight = 1;  ///< the objective is Σ weight · value
    std::string unit{}; ///< of the value: "nats", "squared error", "absolute error", or empty
};

/// A part of a training with a beginning and an end of its own: a layer that is pretrained, or the whole network.
struct StageInfo {
    std::string title; ///< "RBM 1 of 4: 784 → 1000"
    std::int64_t epochs = 0;
};

/// Sent once, when data and network stand and before the first step.
struct RunInfo {
    Experiment experiment; ///< complete
    DatasetInfo dataset;
    NetworkReport network;
    std::string loss;       ///< "bce", "mse" or "l1": what "auto" came to
    std::string lossReason; ///< why, as a sentence
    std::int64_t stepsPerEpoch = 0;
    std::vector<StageInfo> stages;         ///< in their order; the last one trains the whole network
    std::shared_ptr<const Album> album;    ///< the data
    std::string startNote;                 ///< which weights came from a file, as a sentence; empty where all are fresh
    std::shared_ptr<const History> before; ///< of the training that goes on; null for a fresh one
    std::int64_t stepsBefore = 0;          ///< done then
    std::string computeNote;               ///< threads, BLAS, precision and why; warns about the slow reference BLAS

    /// Epochs of a stage; those of the last one follow the experiment, where they may be changed.
    std::int64_t epochsOf(std::size_t stage) const;
    /// Steps of all stages together.
    std::int64_t totalSteps() const;
    /// "RBM 1 of 4: 784 → 1000, epoch 3/10", or "epoch 12/50" in a training of one stage. `epoch` counts from 0.
    std::string placeText(std::size_t stage, std::int64_t epoch) const;
};

struct BatchReport {
    std::size_t stage = 0;  ///< index into RunInfo::stages
    std::int64_t epoch = 0; ///< 0-based, within the stage
    std::int64_t step = 0;  ///< steps done in this run, 1 after the first batch
    std::vector<TermValue> terms;
    double objective = 0;
    double learningRate = 0;
    double samplesPerSecond = 0; ///< of training time only, over about the last second
    double secondsLeft = 0;      ///< estimate
};

struct EpochReport {
    std::size_t stage = 0;
    std::int64_t epoch = 0; ///< 0-based, within the stage
    std::int64_t step = 0;
    std::vector<TermValue> training;   ///< mean over the epoch
    std::vector<TermValue> validation; ///< after the epoch, no corruption's randomness shared with training
    double trainingObjective = 0;
    double validationObjective = 0;
    double validationMse = 0; ///< per feature, against the clean target; of the whole network, whatever the stage
};

/// Pictures have at most 256 px a side.
struct Reconstruction {
    std::int64_t sample = 0; ///< see Album
    int label = -1;
    Image original;
    Image corrupted; ///< as the network saw it
    Image rebuilt;
    Image difference; ///< |rebuilt − original|, white = 1
    double mse = 0;   ///< per feature
};

/// A sample and how far its code is from another's.
struct Neighbour {
    std::int64_t sample = 0; ///< see Album
    double distance = 0;     ///< Euclidean, between all numbers of the codes

    bool operator==(const Neighbour&) const = default;
};

/// Samples in two dimensions: the album's first ones, in its order.
struct LatentMap {
    std::string xLabel; ///< "code 1", or "principal component 1 (43 %)"
    std::string yLabel;
    std::vector<float> x;
    std::vector<float> y;
    std::vector<int> labels;     ///< −1 without a class
    std::int64_t dimensions = 2; ///< numbers in a code
    std::optional<std::int64_t> neighboursOf;
    std::vector<Neighbour> neighbours; ///< of that sample on the map, nearest first
};

/// What the network does now. Plain values; safe to keep and to move to another thread.
struct Snapshot {
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::vector<Reconstruction> reconstructions; ///< the same validation samples each time, of every class
    LatentMap latent;
    std::vector<Figure> lens; ///< what is special about the variant
    // As Watch asks for it.
    std::uint64_t watch = 0; ///< its number
    std::string watchFault;  ///< why what was asked for cannot be shown, as a sentence
    std::vector<Reconstruction> pinned;
    std::vector<Reconstruction> extremes;  ///< the worst, or best, first
    std::vector<Reconstruction> elsewhere; ///< numbered within those data
    std::optional<Inside> inside;          ///< none where numbers left the range of floats
};

/// The codes of the validation part taken together, drawn as in training where the variant draws them.
struct CodeFigures {
    double mean = 0;        ///< of all numbers in all codes: the mean activity of a sparse code
    double largestMean = 0; ///< of |mean over the samples|, among the dimensions; 0 where codes follow N(0, I)
    double variance = 0;    ///< over the samples, mean of the dimensions; 1 where codes follow N(0, I)
};

/// Figures on the validation part. See README for the definitions.
struct Metrics {
    double mse = 0;  ///< per feature
    double bce = 0;  ///< nats per sample; NaN when the data leave [0, 1]
    double psnr = 0; ///< dB of the mean squared error against 1.0
    /// Variance of the reconstructions' Laplacian, that of the originals being 1; NaN for samples that are no pictures.
    double sharpness = 0;
    CodeFigures code;
    std::vector<TermValue> terms;
    std::int64_t features = 1; ///< numbers in a sample
    double pcaMse = 0;         ///< PCA with as many components as the code has numbers, fitted on the training part
    std::int64_t pcaComponents = 0;
    double samplesPerSecond = 0;
    std::int64_t epochs = 0; ///< finished
    double seconds = 0;      ///< of training
    std::int64_t seed = 0;
    std::string precision; ///< of the products in training: "fp32" or "bf16"
};
/// {"reconstruction": {"mse", "bce", "psnr", "sharpness"}, "code": {...}, "terms": [the rows of ledger()], "effectiveBeta",
/// "features", "pca": {"mse", "components"}, "imagesPerSecond", ...}
std::string toJson(const Metrics& metrics, int indent = 2);

struct Finished {
    enum class Reason {
        Completed,
        Stopped,
        EarlyStopped,
        Diverged,
        Failed ///< something went wrong after the first step; what was learned until then is kept
    };
    Reason reason = Reason::Completed;
    std::string message; ///< a sentence; for Diverged it names the term and the likely cause, for Failed what went wrong
    Metrics metrics;     ///< of what is kept; for Failed, where they cannot be taken, those that were known last

    bool isFault() const { return reason == Reason::Diverged || reason == Reason::Failed; }
};

} // namespace hourglass
