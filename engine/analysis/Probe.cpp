// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Probe.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/LogisticRegression.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/analysis/Supervised.h"
#include "engine/core/Guard.h"
#include "engine/core/Json.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <functional>

namespace hourglass {

namespace {

/// Numbers that the features of all labelled samples may have together: half a gigabyte.
constexpr std::int64_t mostNumbers = 125'000'000;

/// One classifier after the other, with what they share.
class Probing {
public:
    Probing(const Model& model, const Experiment& on, const ProbeOptions& options, ProbeObserver& observer)
        : m_model(model)
        , m_dataset(datasetFor(model, on))
        , m_options(options)
        , m_observer(observer)
        , m_seed(model.experiment().training.integer("seed")) {
        m_report.classes = std::int64_t(m_dataset->info.classNames.size());
        if (m_report.classes < 2)
            throw Error("A classifier needs classes to tell apart, and the data have none. Choose data with labels.",
                        "dataset");
        if (options.labels < 0 || options.labels == 1)
            throw Error("A classifier needs at least 2 labelled samples.");
        if (options.fineTune && (options.epochs < 1 || options.epochs > 10'000 || !(options.learningRate > 0)))
            throw Error("Training encoder and classifier takes from 1 to 10000 epochs and a learning rate above 0.");
        m_report.labels = options.labels > 0 ? options.labels : m_dataset->training.count();
        if (m_report.labels > m_dataset->training.count())
            throw Error("There are only " + std::to_string(m_dataset->training.count()) + " samples to learn from, and " +
                        std::to_string(m_report.labels) + " labels are asked for.");
        if (m_report.labels < 2 * m_report.classes)
            throw Error("There are " + std::to_string(m_report.classes) + " classes and only " +
                        std::to_string(m_report.labels) +
                        " labelled samples to learn them from. A classifier needs several of each class.");
        m_report.checked = m_dataset->validation.count();
        m_report.guessing = 1 - at::bincount(m_dataset->validation.labels).max().item<double>() / double(m_report.checked);
        at::Generator generator = seededGenerator(m_seed, "labels");
        m_chosen = at::randperm(m_dataset->training.count(), generator, at::kLong).narrow(0, 0, m_report.labels);
    }

    ProbeReport report() {
        const std::int64_t codeSize = m_model.internals().autoencoder->network().code->output.elements();
        const std::int64_t features = m_dataset->info.sampleShape.elements();
        regression("code", "the code", codeSize, [this](const at::Tensor& samples) {
            return m_model.internals().autoencoder->encode(samples).flatten(1);
        });
        regression("raw input", "the raw input", features, [](const at::Tensor& samples) { return samples.flatten(1); });
        if (m_report.complete) {
            const Pca pca = fitToTraining(*m_dataset, codeSize);
            regression("PCA", "principal components", pca.components.size(0),
                       [&pca](const at::Tensor& samples) { return pca.project(samples.flatten(1)); });
        }
        if (m_options.fineTune) {
            supervised("fine-tuned", "Training encoder and classifier",
                       copyOf(m_model.experiment(), *m_model.internals().autoencoder));
            supervised("same network from random weights", "Training the same network from random weights",
                       std::make_shared<Autoencoder>(m_model.experiment(), m_model.internals().autoencoder->data()));
        }
        return m_report;
    }

private:
    using FeatureMap = std::function<at::Tensor(const at::Tensor& samples)>; ///< N × sample shape → N × features

    void regression(const std::string& name, const std::string& of, std::int64_t features, const FeatureMap& map) {
        measure(name, "Logistic regression on " + of, features, [&](const auto& onward) {
            const std::int64_t fitting = std::min(m_chosen.size(0), std::max<std::int64_t>(2, mostNumbers / features));
            const auto stillOn = [&] { return onward(0); };
            const Labelled learned = labelled(m_dataset->training, m_chosen.narrow(0, 0, fitting), map, stillOn);
            const Labelled held =
                labelled(m_dataset->validation, at::arange(m_dataset->validation.count(), at::kLong), map, stillOn);
            if (!m_report.complete)
                return 1.0;
            return logisticError(learned, held, m_report.classes, m_seed, onward);
        });
    }

    void supervised(const std::string& name, const std::string& doing, const std::shared_ptr<Autoencoder>& autoencoder) {
        const SupervisedOptions options{m_report.classes, m_options.epochs, m_options.learningRate, m_seed};
        measure(name, doing, m_dataset->info.sampleShape.elements(),
                [&](const auto& onward) { return supervisedError(*autoencoder, *m_dataset, m_chosen, options, onward); });
    }

    /// A row of the report, unless it was given up before or on the way.
    template <class Work>
    void measure(const std::string& name, const std::string& doing, std::int64_t features, const Work& work) {
        const double all = m_options.fineTune ? 5 : 3;
        const auto onward = [&](double done) {
            m_report.complete =
                m_report.complete && m_observer.onProgress(doing, (double(m_report.rows.size()) + done) / all);
            return m_report.complete;
        };
        if (!onward(0))
            return;
        const ProbeRow row{name, features, work(onward)};
        if (!m_report.complete)
            return;
        m_report.rows.push_back(row);
        m_observer.onRow(row);
    }

    static Labelled labelled(const DataPart& part, const at::Tensor& indices, const FeatureMap& map,
                             const std::function<bool()>& stillOn) {
        std::vector<at::Tensor> features;
        for (const at::Tensor& some : indices.split(kEvaluationBatch)) {
            if (!stillOn())
                break;
            features.push_back(map(part.gather(some)));
        }
        if (features.empty())
            return {};
        return {at::cat(features), part.gatherLabels(indices)};
    }

    const Model& m_model;
    std::shared_ptr<const Dataset> m_dataset;
    const ProbeOptions& m_options;
    ProbeObserver& m_observer;
    std::int64_t m_seed;
    at::Tensor m_chosen; ///< indices of the labelled training samples
    ProbeReport m_report;
};

} // namespace

ProbeReport probe(const Model& model, const Experiment& on, const ProbeOptions& options, ProbeObserver& observer) {
    return guarded([&] {
        const InUse inUse(*model.internals().autoencoder);
        return Probing(model, on, options, observer).report();
    });
}

std::string toJson(const ProbeReport& report, int indent) {
    Json rows = Json::array();
    for (const ProbeRow& row : report.rows)
        rows.push_back({{"name", row.name}, {"features", row.features}, {"error", row.error}, {"accuracy", 1 - row.error}});
    return written({{"rows", rows},
                    {"labels", report.labels},
                    {"checked", report.checked},
                    {"classes", report.classes},
                    {"guessing", report.guessing}},
                   indent);
}

} // namespace hourglass
