// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Precision.h"

#include "engine/core/ThreadCount.h"
#include "engine/kernels/Matmul.h"
#include "engine/kernels/OneDnn.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace hourglass {

namespace {

struct Instructions {
    dnnl::cpu_isa first; ///< and all that follow it
    const char* name;
    bool half;
};

const Instructions& instructions() {
    using dnnl::cpu_isa;
    static constexpr Instructions none{cpu_isa::sse41, "no AVX2", false};
    // From the newest on: each has all that the ones behind it have, and oneDNN numbers them accordingly.
    static constexpr Instructions table[] = {
        {cpu_isa::avx512_core_amx, "AMX", true},
        {cpu_isa::avx512_core_bf16, "AVX-512 BF16", true},
        {cpu_isa::avx512_core, "AVX-512", false},
        {cpu_isa::avx2, "AVX2", false},
    };
    static const Instructions& chosen = [&]() -> const Instructions& {
        const auto isa = unsigned(dnnl::get_effective_cpu_isa());
        for (const Instructions& entry : table)
            if (const auto first = unsigned(entry.first); (isa & first) == first)
                return entry;
        return none;
    }();
    return chosen;
}

constexpr int kTrials = 8;
/// Rounding to bf16 takes time as well.
constexpr double kWorthIt = 1.2;

/// A product as a layer takes it.
class Trial {
public:
    explicit Trial(at::ScalarType type)
        : m_input(at::ones({128, 512}, type))
        , m_weight(at::ones({512, 512}, type))
        , m_output(at::empty({128, 512})) {}

    double seconds() const {
        const auto begin = std::chrono::steady_clock::now();
        matmul(m_output, m_input, m_weight.t());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

private:
    at::Tensor m_input;
    at::Tensor m_weight;
    at::Tensor m_output;
};

} // namespace

bool halfIsSupported() {
    return instructions().half;
}

bool halfIsFast() {
    static const bool fast = [] {
        if (!halfIsSupported())
            return false;
        const ThreadCount one(1);
        const Trial full(at::kFloat), half(at::kBFloat16);
        double fullSeconds = std::numeric_limits<double>::infinity(), halfSeconds = fullSeconds;
        for (int round = 0; round < kTrials; ++round) { // by turns, and the best of each: others may use the processor too
            fullSeconds = std::min(fullSeconds, full.seconds());
            halfSeconds = std::min(halfSeconds, half.seconds());
        }
        return halfSeconds * kWorthIt < fullSeconds;
    }();
    return fast;
}

std::string instructionSet() {
    return instructions().name;
}

} // namespace hourglass
