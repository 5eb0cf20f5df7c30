// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

struct ProbeOptions {
    /// How many samples of the training part have their labels known, at least two for each class; 0: all. They are drawn by
    /// the experiment's seed: the classes take turns, one sample each, and a class that has none left is passed over.
    std::int64_t labels = 0;
    /// Also train encoder and classifier together, from the model's weights and, to compare, from fresh ones.
    bool fineTune = false;
    std::int64_t epochs = 30;   ///< of that, 1 … 10,000; at least as many as 3,000 steps take
    double learningRate = 1e-3; ///< of that, at its start; falls to zero as a cosine
};

/// How well a classifier does on the validation part.
struct ProbeRow {
    std::string name;          ///< "code", "raw input", "PCA", "fine-tuned", "same network from random weights"
    std::int64_t features = 0; ///< numbers that the classifier sees of a sample
    double error = 0;          ///< share of samples that it gets wrong
};

struct ProbeReport {
    std::vector<ProbeRow> rows;
    std::int64_t labels = 0;  ///< samples that each classifier learned from: fewer than asked for where memory says so
    std::int64_t checked = 0; ///< samples that they were measured on
    std::int64_t classes = 0;
    double guessing = 0;    ///< error of who always names the commonest class
    bool sawLabels = false; ///< the network itself learned from the labels of all training samples
    bool complete = true;   ///< false when it was given up on the way
};
/// {"rows": [{"name", "features", "error", "accuracy"}], "labels", "checked", "classes", "guessing", "sawLabels"}
std::string toJson(const ProbeReport& report, int indent = 2);

/// Hears from a probe, on its thread.
class ProbeObserver {
public:
    virtual ~ProbeObserver() = default;
    virtual void onRow(const ProbeRow&) {}
    /// @param doing  "Logistic regression on the code"
    /// @param done   share of all the work, 0 … 1
    /// @return false to give up: probe() then returns the rows that are there
    virtual bool onProgress(const std::string& /*doing*/, double /*done*/) { return true; }
};

/// What the code knows of the classes: the error of logistic regression on the most likely code, on the raw input, and on
/// as many principal components as the code has numbers (or as there are); where asked, also that of the whole encoder
/// trained further with a classifier on top. Samples are clean, and the network is not told their classes. Features keep
/// their proportions: columns of very different size want scaling in the data set. The penalty of each regression is chosen
/// on a tenth of its training samples. The model stays as it is. Blocks; the same numbers at every call on the same machine.
/// @param on  the model's experiment, or that on other data: see Model::experimentOn()
/// @throws Error when the data have no classes, no validation part of their own or fewer labels than asked for, or do not
/// fit the model
ProbeReport probe(const Model& model, const Experiment& on, const ProbeOptions& options, ProbeObserver& observer);

} // namespace hourglass
