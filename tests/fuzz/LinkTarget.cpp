// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a link to an experiment. One that is accepted must survive being made again.
#include "engine/api/Link.h"
#include "tests/fuzz/Target.h"

#include <cstdlib>

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    test::accepted([&] {
        const Experiment experiment = experimentFromLink(text);
        if (experimentFromLink(experimentLink(experiment)) != experiment)
            std::abort();
    });
    return 0;
}
