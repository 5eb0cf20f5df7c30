// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CrewStep.h"

#include "engine/core/Random.h"
#include "engine/kernels/OptimiserKernels.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <torch/autograd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

namespace hourglass {

namespace {

/// Arithmetic of a step, in floating-point operations, below which waking up another thread costs more than it brings.
constexpr double kWorthSharing = 20e6;
/// Numbers of a block: with gradient and moments they stay in a core's own cache while they are worked on.
constexpr std::int64_t kBlock = 8192;
constexpr std::int64_t kBlocksWorthSharing = 16;
constexpr std::int64_t kBlocksAtATime = 4;

int membersFor(const Experiment& experiment, const Autoencoder& autoencoder, const Objective& objective, int members) {
    const double forwardAndBackward = 3 * double(autoencoder.network().flops());
    const double step = forwardAndBackward * double(experiment.training.integer("batchSize"));
    const bool together = autoencoder.couplesSamples() || objective.couplesSamples() || step < kWorthSharing;
    return together ? 1 : members;
}

std::vector<at::Tensor> joined(std::vector<at::Tensor> first, const std::vector<at::Tensor>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

CrewStep::CrewStep(const Experiment& experiment, Autoencoder& autoencoder, int members)
    : m_autoencoder(autoencoder)
    , m_objective(autoencoder.objective())
    , m_weights(joined(autoencoder.ownWeights(), autoencoder.opponentsWeights()))
    , m_ownWeights(autoencoder.ownWeights().size())
    , m_copies(m_weights.size())
    , m_optimiser(experiment.training, m_weights)
    , m_clip(experiment.training.real("gradientClip"))
    , m_members(members)
    , m_crew(membersFor(experiment, autoencoder, m_objective, members)) {
    for (int member = 0; member < m_crew.size(); ++member)
        m_noise.push_back(seededGenerator(experiment.training.integer("seed"), "noise " + std::to_string(member)));
    for (std::size_t weight = 0; weight < m_weights.size(); ++weight)
        for (std::int64_t first = 0, count = m_weights[weight].numel(); first < count; first += kBlock)
            m_blocks.push_back({weight, first, std::min(first + kBlock, count)});
    for (const auto& copy : autoencoder.halfCopies())
        for (std::size_t weight = 0; weight < m_weights.size(); ++weight)
            if (copy->weight().is_same(m_weights[weight]))
                m_copies[weight].push_back(copy);
}

void CrewStep::setExperiment(const Experiment& experiment) {
    m_autoencoder.setExperiment(experiment);
    m_objective = m_autoencoder.objective();
}

void CrewStep::remember(StateArchive archive) {
    m_optimiser.remember(archive.within("optimiser"));
    m_autoencoder.remember(archive.within("layers"));
    for (std::size_t member = 0; member < m_noise.size(); ++member) {
        const std::string name = "noise " + std::to_string(member);
        if (!archive.isRestoring() || archive.holds(name)) // it may come from a machine with fewer cores
            archive.generator(name, m_noise[member]);
    }
}

std::vector<TermValue> CrewStep::measure(std::int64_t samples, const PartMaker& make) {
    // A live setting may have brought a term that needs the whole batch.
    const std::int64_t members = m_objective.couplesSamples() ? 1 : m_crew.size();
    const std::int64_t most = (samples + members - 1) / members;
    m_parts.assign(std::size_t((samples + most - 1) / most), {});
    if (m_autoencoder.precision() == Precision::Half)
        for (const auto& copies : m_copies)
            for (const auto& copy : copies)
                copy->value(); // up to date before several threads read it
    m_crew.run([&](int member) {
        if (const auto part = std::size_t(member); part < m_parts.size()) {
            const std::int64_t first = std::int64_t(part) * most, count = std::min(most, samples - first);
            Batch batch = make(first, count, m_noise[part]);
            batch.noise = &m_noise[part];
            m_parts[part] = measurePart(batch, double(count) / double(samples));
        }
    });

    std::vector<TermValue> terms = m_parts.front().terms;
    for (std::size_t term = 0; term < terms.size(); ++term) {
        terms[term].value = 0;
        for (const Part& part : m_parts)
            terms[term].value += part.share * part.terms[term].value;
    }
    return terms;
}

CrewStep::Part CrewStep::measurePart(const Batch& part, double share) {
    const auto gradients = [&](const at::Tensor& sum, std::size_t first, std::size_t last) {
        const std::vector<at::Tensor> weights(m_weights.begin() + std::ptrdiff_t(first),
                                              m_weights.begin() + std::ptrdiff_t(last));
        return torch::autograd::grad({sum}, weights, {at::full({}, share, sum.options())}, /*retain_graph=*/c10::nullopt,
                                     /*create_graph=*/false, /*allow_unused=*/true);
    };
    const Objective::Value value = m_objective.evaluate(m_autoencoder.forward(part));
    Part result{gradients(value.total, 0, m_ownWeights), value.terms, share};
    if (value.opponent.defined())
        result.gradients = joined(std::move(result.gradients), gradients(value.opponent, m_ownWeights, m_weights.size()));
    result.gradients.resize(m_weights.size());
    for (std::size_t weight = 0; weight < m_weights.size(); ++weight)
        result.gradients[weight] = laidOutAs(m_weights[weight], result.gradients[weight]);
    return result;
}

void CrewStep::forEachBlock(const std::function<void(std::size_t, const float*)>& work) {
    const auto some = [&](std::int64_t first, std::int64_t last) {
        std::array<float, kBlock> room; // NOLINT(cppcoreguidelines-pro-type-member-init): filled where it is used
        for (auto block = std::size_t(first); block < std::size_t(last); ++block)
            if (m_parts.front().gradients[m_blocks[block].weight].defined())
                work(block, gradientOf(m_blocks[block], room.data()));
    };
    const auto count = std::int64_t(m_blocks.size());
    if (m_crew.size() == 1) { // the batch had to stay whole, but weights may be shared out all the same
        at::parallel_for(0, count, kBlocksWorthSharing, some);
        return;
    }
    // Whoever is free takes the next: a member whose core was busy elsewhere does not hold up the others.
    std::atomic<std::int64_t> next = 0;
    m_crew.run([&](int) {
        for (std::int64_t first = 0; (first = next.fetch_add(kBlocksAtATime)) < count;)
            some(first, std::min(first + kBlocksAtATime, count));
    });
}

const float* CrewStep::gradientOf(const Block& block, float* room) const {
    const auto ofPart = [&](const Part& part) { return part.gradients[block.weight].data_ptr<float>() + block.first; };
    const float* sum = ofPart(m_parts.front());
    for (std::size_t part = 1; part < m_parts.size(); ++part) {
        add(room, sum, ofPart(m_parts[part]), block.last - block.first);
        sum = room;
    }
    return sum;
}

double CrewStep::shortening(std::size_t first, std::size_t last, const std::vector<double>& squares) const {
    double sum = 0;
    for (std::size_t block = 0; block < m_blocks.size(); ++block)
        if (m_blocks[block].weight >= first && m_blocks[block].weight < last)
            sum += squares[block];
    return std::min(1.0, m_clip / (std::sqrt(sum) + 1e-6));
}

void CrewStep::update(double learningRate) {
    double own = 1, opponents = 1;
    if (m_clip > 0) {
        std::vector<double> squares(m_blocks.size());
        forEachBlock([&](std::size_t index, const float* gradient) {
            squares[index] = sumOfSquares(gradient, m_blocks[index].last - m_blocks[index].first);
        });
        own = shortening(0, m_ownWeights, squares);
        opponents = shortening(m_ownWeights, m_weights.size(), squares);
    }
    m_optimiser.begin(learningRate);
    forEachBlock([&](std::size_t index, const float* gradient) {
        const Block& block = m_blocks[index];
        m_optimiser.move(block.weight, block.first, block.last, gradient, block.weight < m_ownWeights ? own : opponents);
        for (const auto& copy : m_copies[block.weight])
            if (copy->isUsed())
                copy->renew(block.first, block.last);
    });
    for (std::size_t weight = 0; weight < m_weights.size(); ++weight) {
        m_weights[weight].unsafeGetTensorImpl()->bump_version();
        for (const auto& copy : m_copies[weight])
            if (copy->isUsed() && m_parts.front().gradients[weight].defined())
                copy->confirm();
    }
}

std::vector<at::Tensor> CrewStep::gradients() const {
    std::vector<at::Tensor> sums = m_parts.front().gradients;
    for (std::size_t weight = 0; weight < sums.size(); ++weight)
        for (std::size_t part = 1; part < m_parts.size() && sums[weight].defined(); ++part)
            sums[weight] = sums[weight] + m_parts[part].gradients[weight];
    return sums;
}

} // namespace hourglass
