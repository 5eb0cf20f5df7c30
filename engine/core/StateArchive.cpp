// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/StateArchive.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>

#include <cstring>
#include <iterator>
#include <mutex>

namespace hourglass {

namespace {

/// LibTorch looks at each number of a Mersenne Twister's state by itself, and would draw from beyond its 624 words where
/// together they lead there.
bool isPossibleState(const at::Tensor& state) {
    // As CPUGeneratorImpl::get_state() of LibTorch 1.13 lays it out.
    struct {
        std::uint64_t seed;
        std::int32_t left, isSeeded; // how many draws there are until all words are made anew, counted from 1
        std::uint64_t next;          // the word to be drawn
        std::uint64_t words[624];
        double normals[3];
        std::int32_t hasNormal, unused;
        float single;
        std::uint8_t hasSingle, alsoUnused[3];
    } twister{};
    if (state.nbytes() != sizeof twister)
        return false;
    std::memcpy(&twister, state.data_ptr(), sizeof twister);
    constexpr std::uint64_t words = std::size(twister.words);
    return twister.isSeeded == 1 && twister.left >= 1 && twister.next <= words &&
           std::uint64_t(twister.left) + twister.next <= words + 1 && twister.hasSingle <= 1;
}

} // namespace

const at::Tensor& StateArchive::found(const std::string& name) const {
    const auto place = m_source->find(m_prefix + name);
    if (place == m_source->end())
        throw Error("\"" + m_prefix + name + "\" of the training's state is missing");
    return place->second;
}

void StateArchive::tensor(const std::string& name, const at::Tensor& tensor) {
    const at::NoGradGuard noGradient;
    if (!isRestoring()) {
        m_kept->insert_or_assign(m_prefix + name, tensor.detach().to(at::kCPU, /*non_blocking=*/false, /*copy=*/true));
        return;
    }
    const at::Tensor& source = found(name);
    if (source.sizes() != tensor.sizes() || source.scalar_type() != tensor.scalar_type())
        throw Error("\"" + m_prefix + name + "\" of the training's state has another type or shape");
    at::Tensor(tensor).copy_(source);
}

void StateArchive::generator(const std::string& name, at::Generator& generator) {
    const std::lock_guard lock(generator.mutex());
    at::Tensor state = generator.get_state();
    tensor(name, state);
    if (!isRestoring())
        return;
    const Error impossible("\"" + m_prefix + name + "\" of the training's state is none that a random generator can have");
    if (!isPossibleState(state))
        throw impossible;
    try {
        generator.set_state(state);
    } catch (const c10::Error&) {
        throw impossible;
    }
}

void StateArchive::number(const std::string& name, std::int64_t& value) {
    const at::Tensor held = at::full({}, value, at::kLong);
    tensor(name, held);
    value = held.item<std::int64_t>();
}

void StateArchive::real(const std::string& name, double& value) {
    const at::Tensor held = at::full({}, value, at::kDouble);
    tensor(name, held);
    value = held.item<double>();
}

} // namespace hourglass
