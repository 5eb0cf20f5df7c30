// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Functions.h>

namespace hourglass {

at::Generator seededGenerator(std::int64_t seed, std::string_view purpose) {
    // FNV-1a over the purpose, then SplitMix64's finaliser: neighbouring seeds must not give related streams.
    std::uint64_t mixed = 14695981039346656037ull;
    for (const char character : purpose)
        mixed = (mixed ^ std::uint8_t(character)) * 1099511628211ull;
    mixed ^= std::uint64_t(seed) * 0x9e3779b97f4a7c15ull;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebull;
    return at::detail::createCPUGenerator(mixed ^ (mixed >> 31));
}

namespace {

at::Tensor roomLike(const at::Tensor& like) {
    // In the order of the sizes, however `like` lies in memory: that may differ from device to device.
    return at::empty(like.sizes(), like.options().device(at::kCPU).requires_grad(false));
}

} // namespace

at::Tensor normalLike(const at::Tensor& like, at::Generator& generator) {
    return roomLike(like).normal_(0, 1, generator).to(like.device());
}

at::Tensor coinsLike(const at::Tensor& like, double probability, at::Generator& generator) {
    // LibTorch's bernoulli_() takes three times as long.
    return roomLike(like).uniform_(0, 1, generator).lt_(probability).to(like.device());
}

} // namespace hourglass
