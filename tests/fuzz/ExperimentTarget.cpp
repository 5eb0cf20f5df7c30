// SPDX-License-Identifier: GPL-3.0-or-later
// The input is an experiment in JSON. One that is accepted must survive being written, and every network must be inspected
// without a crash, whatever the data.
#include "engine/api/Experiment.h"
#include "engine/api/Network.h"
#include "engine/training/MemoryNeed.h"
#include "tests/fuzz/Target.h"

#include <cstdlib>

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    const std::string path = file.with(data, size);
    test::accepted([&] {
        const Experiment experiment = loadExperiment(path);
        if (experimentFromJson(toJson(experiment)) != experiment)
            std::abort();
        for (const Shape& shape : {Shape{{1, 28, 28}}, Shape{{3, 32, 32}}, Shape{{6}}}) {
            const NetworkReport report = inspect(experiment, shape, 10);
            requireMemory(experiment, report, 1000, 2);
        }
    });
    return 0;
}
