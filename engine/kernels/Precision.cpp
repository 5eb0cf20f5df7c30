// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Precision.h"

#include "engine/kernels/OneDnn.h"

namespace hourglass {

namespace {

struct Instructions {
    dnnl::cpu_isa first; ///< and all that follow it
    const char* name;
    bool fastHalf;
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

} // namespace

bool halfIsFast() {
    return instructions().fastHalf;
}

std::string instructionSet() {
    return instructions().name;
}

} // namespace hourglass
