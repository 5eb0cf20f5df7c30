// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/LatentMetrics.h"

#include "engine/analysis/CodeRows.h"
#include "engine/analysis/LatentHoles.h"
#include "engine/analysis/LatentPrior.h"
#include "engine/analysis/LatentSamples.h"
#include "engine/analysis/LatentWalks.h"
#include "engine/analysis/LogisticRegression.h"
#include "engine/analysis/Neighbourhoods.h"
#include "engine/analysis/Pca.h"
#include "engine/api/Explore.h"
#include "engine/core/Guard.h"
#include "engine/core/Json.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

constexpr std::int64_t kMapNeighbours = 12;
constexpr std::int64_t kVotingNeighbours = 5;

/// The samples, and what several figures have in common, computed when the first of them asks.
class LatentView {
public:
    explicit LatentView(LatentSamples samples)
        : m_samples(std::move(samples)) {}

    const LatentSamples& samples() const { return m_samples; }

    const WalkFigures* walks(WalkPath path, const Onward& onward) {
        if (const auto known = m_walks.find(path); known != m_walks.end())
            return &known->second;
        const std::optional<WalkFigures> figures = walkFigures(m_samples, path, onward);
        return figures ? &m_walks.emplace(path, *figures).first->second : nullptr;
    }

    /// How far the map of the codes is that of the inputs.
    const MapFaith& faith() {
        if (!m_faith)
            m_faith = mapFaith(m_samples.inputs().flatten(1), plane(), mapNeighbours());
        return *m_faith;
    }
    std::int64_t mapNeighbours() const { return std::min(kMapNeighbours, (m_samples.held().count() - 1) / 2); }

    bool hasPrior() {
        if (!m_hasPrior)
            m_hasPrior = !drawnCodes(m_samples.model(), {}, CodeSource::Prior, 1, m_samples.seed()).empty();
        return *m_hasPrior;
    }

private:
    /// As the latent map shows codes: as they are, or by their principal components.
    at::Tensor plane() const {
        const at::Tensor& codes = m_samples.held().codes;
        return codes.size(1) > 2 ? fitPca(codes, 2).project(codes) : codes;
    }

    LatentSamples m_samples;
    std::map<WalkPath, WalkFigures> m_walks;
    std::optional<MapFaith> m_faith;
    std::optional<bool> m_hasPrior;
};

using Found = std::optional<Finding>; ///< nothing when given up

Found activeUnits(LatentView& view, const Onward&) {
    const at::Tensor& codes = view.samples().held().codes;
    const std::vector<int> noLabels(std::size_t(codes.size(0)), -1);
    const CodeSpace space = codeSpace(view.samples().model(), {codes.size(1), asVector(codes), noLabels});
    const auto active = std::ranges::count_if(space.dimensions, &CodeDimension::isActive);
    return Finding{double(active), "of " + std::to_string(codes.size(1)) + " numbers"};
}

Found kl(LatentView& view, const Onward&) {
    return priorKl(view.samples());
}

Found mmd(LatentView& view, const Onward&) {
    return priorMmd(view.samples());
}

/// Empty where the codes have walks between them.
std::string whyNoWalk(LatentView& view, WalkPath path) {
    if (!(view.samples().usualDistance() > 0))
        return "All codes are alike.";
    if (path == WalkPath::Spherical && !view.hasPrior())
        return "Only for codes that training shapes into a distribution around zero.";
    return {};
}

template <WalkPath Path>
Found pathLength(LatentView& view, const Onward& onward) {
    if (const std::string why = whyNoWalk(view, Path); !why.empty())
        return none(why);
    const WalkFigures* walks = view.walks(Path, onward);
    if (!walks)
        return {};
    if (std::isnan(walks->pathLength))
        return none("All decoded pictures are alike.");
    return Finding{walks->pathLength, "times the straight distance, mean of " + std::to_string(walks->pairs) + " walks"};
}

template <WalkPath Path>
Found reencoding(LatentView& view, const Onward& onward) {
    if (const std::string why = whyNoWalk(view, Path); !why.empty())
        return none(why);
    const WalkFigures* walks = view.walks(Path, onward);
    if (!walks)
        return {};
    return Finding{walks->error, "usual distances of codes from their middle; at the ends " + inDigits(walks->errorAtEnds)};
}

std::string learnedFrom(const LatentSamples& samples) {
    const double commonest = at::bincount(samples.held().labels).max().item<double>() / double(samples.held().count());
    return "learned from " + std::to_string(samples.learned().count()) +
           " training samples; always naming the commonest class: " + inDigits(commonest);
}

Found linearProbe(LatentView& view, const Onward& onward) {
    const LatentSamples& samples = view.samples();
    if (const std::string why = samples.whyNoClassifier(); !why.empty())
        return none(why);
    const auto regression = fittedRegression(samples.learned().classed(), samples.classes(), samples.seed(), onward);
    if (!regression)
        return {};
    const double mistakes = double(regression->mistakes(samples.held().classed()));
    return Finding{1 - mistakes / double(samples.held().count()), learnedFrom(samples)};
}

Found neighbours(LatentView& view, const Onward&) {
    const LatentSamples& samples = view.samples();
    if (const std::string why = samples.whyNoClassifier(); !why.empty())
        return none(why);
    const std::int64_t k = std::min(kVotingNeighbours, samples.learned().count());
    return Finding{neighbourAccuracy(samples.learned().classed(), samples.held().classed(), k), learnedFrom(samples)};
}

Found silhouetteOfClasses(LatentView& view, const Onward&) {
    const LabelledFeatures classed = view.samples().held().classed();
    if (!classed.labels.defined() || at::bincount(classed.labels).gt(0).sum().item<std::int64_t>() < 2)
        return none("The samples are not of two classes or more.");
    return Finding{silhouette(classed), "from −1 to 1"};
}

template <double MapFaith::*Which>
Found ofTheMap(LatentView& view, const Onward&) {
    if (view.mapNeighbours() < 1)
        return none("It takes at least 3 samples.");
    const std::string map =
        view.samples().codeSize() > 2 ? "the plane of the codes' principal components" : "the code itself";
    return Finding{view.faith().*Which,
                   map + " beside the input; " + std::to_string(view.mapNeighbours()) + " neighbours; chance: 0.5"};
}

Found gaps(LatentView& view, const Onward&) {
    return holes(view.samples());
}

Found unclear(LatentView& view, const Onward& onward) {
    return unrecognised(view.samples(), onward);
}

struct Measure {
    const char* id;
    const char* title;
    const char* help;
    Found (*measure)(LatentView& view, const Onward& onward);
};

constexpr Measure measures[] = {
    {"active-units", "Active units",
     "How many numbers of the code tell samples apart. The others are wasted: the network does not use them.", activeUnits},
    {"prior-kl", "Codes against the prior (KL)",
     "How far all codes together are from the distribution that random codes are drawn from, by mean and covariance. The "
     "nearer to 0, the more drawn codes look like codes of data.",
     kl},
    {"prior-mmd", "Codes against the prior (MMD)",
     "The same by a comparison of single codes, which sees more than mean and covariance. Near 0, as between two sets of "
     "drawn codes, is best.",
     mmd},
    {"path-length", "Length of straight walks",
     "How far the picture changes, step by step, on a straight walk between the codes of two samples. 1 is a plain "
     "cross-fade; much more means detours through other pictures.",
     pathLength<WalkPath::Straight>},
    {"path-length-spherical", "Length of spherical walks", "The same on walks that go around the middle of the prior.",
     pathLength<WalkPath::Spherical>},
    {"re-encoding", "Re-encoding error on straight walks",
     "Pictures on the walk are encoded again: how far the code then lies from the one that was decoded. The nearer to 0, the "
     "better encoder and decoder agree between samples; compare it with the ends of the walks.",
     reencoding<WalkPath::Straight>},
    {"re-encoding-spherical", "Re-encoding error on spherical walks",
     "The same on walks that go around the middle of the prior.", reencoding<WalkPath::Spherical>},
    {"linear-probe", "Linear classifier",
     "Share of samples whose class logistic regression reads from the code. 1: straight lines part the classes.",
     linearProbe},
    {"nearest-neighbours", "Nearest neighbours",
     "Share of samples with the class that most of their 5 nearest codes have. 1: each class keeps together.", neighbours},
    {"silhouette", "Silhouette of the classes",
     "How much nearer a code is to its own class than to the next one. 1: tight and far apart; 0: they touch; below 0: "
     "mixed.",
     silhouetteOfClasses},
    {"trustworthiness", "Trustworthiness of the map",
     "Whether samples that are neighbours on the map are alike in truth. 1: all are.", ofTheMap<&MapFaith::trustworthiness>},
    {"continuity", "Continuity of the map", "Whether samples that are alike in truth are neighbours on the map. 1: all are.",
     ofTheMap<&MapFaith::continuity>},
    {"holes", "Holes",
     "Share of the plane, inside the outline of the codes, with no code of a sample anywhere near. What is decoded there "
     "nobody ever checked. 0: the plane is filled.",
     gaps},
    {"unrecognised", "Unrecognised pictures",
     "Share of the plane, inside the outline of the codes, that is decoded to pictures in which a classifier finds no class. "
     "Some of it always lies between two classes.",
     unclear},
};

} // namespace

LatentReport measureLatent(const Model& model, const Experiment& on, const LatentOptions& options,
                           const LatentProgress& progress) {
    return guarded([&] {
        const at::NoGradGuard noGradient;
        LatentReport report;
        double before = 0; // of as many shares of the work as there are figures, and one for the samples
        const auto onwardAs = [&](std::string doing) {
            return [&, doing = std::move(doing)](double done) {
                return !progress || progress(doing, (before + done) / double(std::size(measures) + 1));
            };
        };
        std::optional<LatentSamples> samples = LatentSamples::of(model, on, options, onwardAs("Encoding samples"));
        report.complete = samples.has_value();
        if (!samples)
            return report;
        report.samples = samples->held().count();
        LatentView view(std::move(*samples));
        for (const Measure& measure : measures) {
            ++before;
            const Onward onward = onwardAs(measure.title);
            const Found found = onward(0) ? measure.measure(view, onward) : std::nullopt;
            report.complete = found.has_value();
            if (!found)
                return report;
            report.figures.push_back({measure.id, measure.title, measure.help, found->value, found->note});
        }
        return report;
    });
}

std::string toJson(const LatentReport& report, int indent) {
    Json figures = Json::array();
    for (const LatentFigure& figure : report.figures)
        figures.push_back({{"id", figure.id},
                           {"title", figure.title},
                           {"value", figure.value},
                           {"note", figure.note},
                           {"help", figure.help}});
    return written({{"figures", figures}, {"samples", report.samples}, {"complete", report.complete}}, indent);
}

} // namespace hourglass
