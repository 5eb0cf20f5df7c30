// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CrewStep.h"

#include "engine/core/Random.h"
#include "engine/kernels/Matmul.h"
#include "engine/kernels/OptimiserKernels.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <torch/autograd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>

namespace hourglass {

namespace {

/// Arithmetic of a step, in floating-point operations, below which waking up another thread costs more than it brings.
constexpr double kWorthSharing = 20e6;
/// Numbers of a block, about: its gradient stays in a core's own cache while it is made, added up and followed.
constexpr std::int64_t kBlock = 32768;
/// Of a matrix: with fewer, a product takes longer to lay out its right factor than to multiply.
constexpr std::int64_t kFewestRows = 32;
/// Numbers of a weight that stay in the nearest cache from when they are moved until they are rounded.
constexpr std::int64_t kPiece = 2048;
constexpr std::int64_t kBlocksWorthSharing = 4;

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
        cutIntoBlocks(weight);
    for (const auto& copy : autoencoder.halfCopies())
        for (std::size_t weight = 0; weight < m_weights.size(); ++weight)
            if (copy->weight().is_same(m_weights[weight]))
                m_copies[weight].push_back(copy);
}

void CrewStep::cutIntoBlocks(std::size_t weight) {
    const at::Tensor& numbers = m_weights[weight];
    const std::int64_t row = numbers.dim() == 2 ? std::max<std::int64_t>(1, numbers.size(1)) : 1;
    const std::int64_t rows = numbers.numel() / row, rowsTogether = std::max(kFewestRows, kBlock / row);
    const std::int64_t blocks = (rows + rowsTogether - 1) / rowsTogether;
    for (std::int64_t block = 0; block < blocks; ++block) { // all of them about as large
        m_blocks.push_back({weight, block * rows / blocks * row, (block + 1) * rows / blocks * row});
        m_largestBlock = std::max(m_largestBlock, m_blocks.back().count());
    }
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
        for (const auto& copy : m_autoencoder.halfCopies())
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
    Part result;
    const auto addGradients = [&](const at::Tensor& sum, std::size_t first, std::size_t last) {
        const std::vector<at::Tensor> weights(m_weights.begin() + std::ptrdiff_t(first),
                                              m_weights.begin() + std::ptrdiff_t(last));
        FactoredGradients factored(weights);
        for (at::Tensor& gradient :
             torch::autograd::grad({sum}, weights, {at::full({}, share, sum.options())}, /*retain_graph=*/c10::nullopt,
                                   /*create_graph=*/false, /*allow_unused=*/true))
            result.gradients.push_back(laidOutAs(weights[result.gradients.size() - first], gradient));
        std::ranges::move(factored.factors, std::back_inserter(result.factors));
    };
    const Objective::Value value = m_objective.evaluate(m_autoencoder.forward(part));
    addGradients(value.total, 0, m_ownWeights);
    if (value.opponent.defined())
        addGradients(value.opponent, m_ownWeights, m_weights.size());
    result.gradients.resize(m_weights.size());
    result.factors.resize(m_weights.size());
    result.terms = value.terms;
    result.share = share;
    return result;
}

bool CrewStep::hasGradient(std::size_t weight) const {
    return std::ranges::any_of(
        m_parts, [&](const Part& part) { return part.gradients[weight].defined() || !part.factors[weight].empty(); });
}

void CrewStep::forEachBlock(const std::function<void(std::size_t, float*)>& work) {
    // Each member has blocks of its own, whose weights and moments it finds in its own cache, and when it is through with
    // them it takes what others have not come to: one whose core was busy elsewhere does not hold them up.
    std::vector<std::atomic_flag> taken(m_blocks.size());
    const auto share = [&](std::size_t member, std::size_t members) {
        const auto room = std::make_unique_for_overwrite<float[]>(std::size_t(m_largestBlock));
        for (std::size_t owner = member; owner < member + members; ++owner)
            for (std::size_t block = owner % members; block < m_blocks.size(); block += members)
                if (hasGradient(m_blocks[block].weight) && !taken[block].test_and_set())
                    work(block, room.get());
    };
    if (m_crew.size() > 1)
        m_crew.run([&](int member) { share(std::size_t(member), std::size_t(m_crew.size())); });
    else // the batch had to stay whole, but weights may be shared out all the same
        at::parallel_for(0, std::int64_t(m_blocks.size()), kBlocksWorthSharing, [&](std::int64_t, std::int64_t) {
            share(std::size_t(at::get_thread_num()), std::size_t(at::get_num_threads()));
        });
}

const float* CrewStep::gradientOf(const Block& block, float* room) const {
    const float* sum = nullptr;
    for (const Part& part : m_parts)
        if (const at::Tensor& gradient = part.gradients[block.weight]; gradient.defined()) {
            const float* const numbers = gradient.data_ptr<float>() + block.first;
            if (sum)
                add(room, sum, numbers, block.count());
            sum = sum ? room : numbers;
        }
    for (const Part& part : m_parts)
        for (const GradientFactors& factors : part.factors[block.weight]) {
            if (sum && sum != room) // the part's own tensor must not change
                std::copy_n(sum, block.count(), room);
            const std::int64_t columns = factors.right.size(1), rows = block.count() / columns;
            const Matrix left = Matrix(factors.left).columnRange(block.first / columns, rows).transposed();
            const Matrix out(room, rows, columns);
            sum ? addProduct(out, left, factors.right) : matmul(out, left, factors.right);
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
    if (m_clip > 0) { // their length has to be known before they are followed
        m_parts.assign(1, Part{gradients(), std::vector<std::vector<GradientFactors>>(m_weights.size()), {}, 1});
        std::vector<double> squares(m_blocks.size());
        forEachBlock([&](std::size_t index, float* room) {
            squares[index] = sumOfSquares(gradientOf(m_blocks[index], room), m_blocks[index].count());
        });
        own = shortening(0, m_ownWeights, squares);
        opponents = shortening(m_ownWeights, m_weights.size(), squares);
    }
    m_optimiser.begin(learningRate);
    forEachBlock([&](std::size_t index, float* room) {
        const Block& block = m_blocks[index];
        const float* const gradient = gradientOf(block, room);
        const double scale = block.weight < m_ownWeights ? own : opponents;
        for (std::int64_t first = block.first; first < block.last; first += kPiece) {
            const std::int64_t last = std::min(first + kPiece, block.last);
            m_optimiser.move(block.weight, first, last, gradient + (first - block.first), scale);
            for (const auto& copy : m_copies[block.weight])
                if (copy->isUsed())
                    copy->renew(first, last);
        }
    });
    for (std::size_t weight = 0; weight < m_weights.size(); ++weight) {
        m_weights[weight].unsafeGetTensorImpl()->bump_version();
        for (const auto& copy : m_copies[weight])
            if (copy->isUsed() && hasGradient(weight))
                copy->confirm();
    }
}

std::vector<at::Tensor> CrewStep::gradients() {
    std::vector<at::Tensor> sums(m_weights.size());
    for (std::size_t weight = 0; weight < m_weights.size(); ++weight)
        if (hasGradient(weight))
            sums[weight] = at::empty_strided(m_weights[weight].sizes(), m_weights[weight].strides());
    forEachBlock([&](std::size_t index, float*) {
        const Block& block = m_blocks[index];
        float* const sum = sums[block.weight].data_ptr<float>() + block.first;
        if (const float* const gradient = gradientOf(block, sum); gradient != sum)
            std::copy_n(gradient, block.count(), sum);
    });
    return sums;
}

} // namespace hourglass
