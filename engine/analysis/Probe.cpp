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
#include <optional>

namespace hourglass {

namespace {

/// Numbers that the features of all labelled samples may have together: with the copies of a fit, about a gigabyte.
constexpr std::int64_t mostNumbers = 125'000'000;

/// Indices of `count` samples in an order that the seed shuffles: the first of each class, then the second of each, ...
at::Tensor balancedChoice(const at::Tensor& labels, std::int64_t classes, std::int64_t count, std::int64_t seed) {
    at::Generator generator = seededGenerator(seed, "labels");
    const at::Tensor order = at::randperm(labels.size(0), generator, at::kLong);
    const at::Tensor shuffled = labels.index_select(0, order);
    const std::int64_t* label = shuffled.data_ptr<std::int64_t>();
    at::Tensor turn = at::empty_like(shuffled); // how many of its class came before
    std::vector<std::int64_t> seen(std::size_t(classes), 0);
    for (std::int64_t i = 0; i < turn.size(0); ++i)
        turn.data_ptr<std::int64_t>()[i] = seen[std::size_t(label[i])]++;
    const at::Tensor byTurn = std::get<1>(turn.sort(/*stable=*/true, 0, /*descending=*/false));
    return order.index_select(0, byTurn.narrow(0, 0, count));
}

/// One classifier after the other, with what they share.
class Probing {
public:
    Probing(const Model& model, const Experiment& on, const ProbeOptions& options, ProbeObserver& observer)
        : m_model(model)
        , m_dataset(datasetFor(model, on))
        , m_options(options)
        , m_observer(observer)
        , m_seed(model.experiment().training.integer("seed")) {
        const DataPart& training = m_dataset->training;
        const DataPart& held = m_dataset->validation;
        m_report.classes = std::int64_t(m_dataset->info.classNames.size());
        if (m_report.classes < 2)
            throw Error("A classifier needs classes to tell apart, and the data have none. Choose data with labels.",
                        "dataset");
        if (held.samples.is_same(training.samples))
            throw Error("A classifier must be measured on samples that it did not learn from, and none are kept apart. "
                        "Choose a larger share for validation.",
                        "dataset.validationShare");
        const std::int64_t wanted = options.labels == 0 ? training.count() : options.labels;
        requireEnough(wanted, training.count());
        if (options.fineTune && (options.epochs < 1 || options.epochs > 10'000 || !(options.learningRate > 0)))
            throw Error("Training encoder and classifier takes from 1 to 10000 epochs and a learning rate above 0.");
        const std::int64_t longest = std::max(m_dataset->info.sampleShape.elements(), codeSize());
        m_report.labels = std::min(wanted, std::max(2 * m_report.classes, mostNumbers / longest));
        m_report.checked = held.count();
        m_report.guessing = 1 - at::bincount(held.labels).max().item<double>() / double(m_report.checked);
        m_report.sawLabels = recipeCatalogue().at(model.experiment().variant.kind).learnsFromLabels(model.experiment());
        m_chosen = balancedChoice(training.labels, m_report.classes, m_report.labels, m_seed);
    }

    ProbeReport report() {
        regression("code", "the code", codeSize(),
                   [this](const at::Tensor& samples) { return autoencoder().encode(samples).flatten(1); });
        regression("raw input", "the raw input", m_dataset->info.sampleShape.elements(),
                   [](const at::Tensor& samples) { return samples.flatten(1); });
        if (m_report.complete) {
            const Pca pca = fitToTraining(*m_dataset, codeSize());
            regression("PCA", "principal components", pca.components.size(0),
                       [&pca](const at::Tensor& samples) { return pca.project(samples.flatten(1)); });
        }
        if (m_options.fineTune) {
            Experiment free = m_model.experiment();
            free.training.set("frozen", std::string()); // here every layer learns
            supervised("fine-tuned", "Training encoder and classifier", copyOf(free, autoencoder()));
            supervised("same network from random weights", "Training the same network from random weights",
                       std::make_shared<Autoencoder>(free, autoencoder().data()));
        }
        return m_report;
    }

private:
    using FeatureMap = std::function<at::Tensor(const at::Tensor& samples)>; ///< N × sample shape → N × features
    using Onward = std::function<bool(double done)>;

    void requireEnough(std::int64_t wanted, std::int64_t available) const {
        const std::int64_t least = 2 * m_report.classes;
        if (available < least || wanted < least)
            throw Error("A classifier of " + std::to_string(m_report.classes) + " classes needs at least " +
                        std::to_string(least) + " labelled samples, not " + std::to_string(std::min(wanted, available)) +
                        ". " + (available < least ? "Choose more data." : "Ask for more."));
        if (wanted > available)
            throw Error(std::to_string(wanted) + " labels were asked for, and only " + std::to_string(available) +
                        " training samples have one. Ask for at most so many.");
    }

    Autoencoder& autoencoder() const { return *m_model.internals().autoencoder; }
    std::int64_t codeSize() const { return autoencoder().network().code->output.elements(); }

    void regression(const std::string& name, const std::string& of, std::int64_t features, const FeatureMap& map) {
        measure(name, "Logistic regression on " + of, features, [&](const Onward& onward) -> std::optional<double> {
            const std::int64_t together = evaluationBatch(autoencoder().network());
            LabelledFeatures learned{at::empty({m_chosen.size(0), features}), m_dataset->training.gatherLabels(m_chosen)};
            for (std::int64_t first = 0; first < m_chosen.size(0); first += together) {
                if (!onward(0))
                    return {};
                const at::Tensor some = m_chosen.slice(0, first, first + together);
                learned.features.slice(0, first, first + together).copy_(map(m_dataset->training.gather(some)));
            }
            const auto classifier = fittedRegression(learned, m_report.classes, m_seed, onward);
            if (!classifier)
                return {};
            const DataPart& held = m_dataset->validation;
            std::int64_t mistakes = 0;
            for (std::int64_t first = 0; first < held.count(); first += together) {
                const std::int64_t count = std::min(together, held.count() - first);
                mistakes += classifier->mistakes({map(held.range(first, count)), held.labelRange(first, count)});
            }
            return double(mistakes) / double(held.count());
        });
    }

    void supervised(const std::string& name, const std::string& doing, const std::shared_ptr<Autoencoder>& network) {
        const SupervisedOptions options{m_report.classes, m_options.epochs, m_options.learningRate, m_seed};
        measure(name, doing, m_dataset->info.sampleShape.elements(),
                [&](const Onward& onward) { return supervisedError(*network, *m_dataset, m_chosen, options, onward); });
    }

    /// A row of the report, unless it was given up before or on the way.
    /// @param work  Onward → the error, or nothing when given up
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
        if (const std::optional<double> error = work(onward)) {
            m_report.rows.push_back({name, features, *error});
            m_observer.onRow(m_report.rows.back());
        }
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
                    {"guessing", report.guessing},
                    {"sawLabels", report.sawLabels}},
                   indent);
}

} // namespace hourglass
