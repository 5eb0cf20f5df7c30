// SPDX-License-Identifier: GPL-3.0-or-later
// How long does it take to restore a photograph with the large network, and how much memory at the most?
#include "engine/api/Catalogues.h"
#include "engine/api/Restore.h"
#include "engine/api/Runtime.h"
#include "engine/kernels/Precision.h"
#include "engine/variants/ModelInternals.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <random>

using namespace hourglass;

namespace {

/// With its weights as drawn: the work is the same.
Model freshModel(const std::string& precision) {
    auto internals = std::make_shared<Model::Private>();
    internals->experiment =
        complete(withField(findPreset("photographs-denoising-large").experiment, "training.precision", precision));
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, DataTraits{{{1, 64, 64}}});
    return Model(internals);
}

Planes noise(int width, int height) {
    Planes picture(width, height, 1);
    std::minstd_rand random(1);
    for (float& value : picture.values)
        value = float(random() % 256) / 255;
    return picture;
}

/// @param precision  "fp32", or "auto" for what the machine makes of it
void restore(benchmark::State& state, const std::string& precision, int width, int height) {
    const Restorer restorer(freshModel(precision));
    const Planes picture = noise(width, height);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(restorer.restored(picture, {})->values.data());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    state.counters["peak_MiB"] = double(usage.ru_maxrss) / 1024; // so far: the small picture comes first
    state.SetLabel(precision != "fp32" && halfIsFast() ? "bf16" : "fp32");
}
BENCHMARK_CAPTURE(restore, 512x512, "auto", 512, 512)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(restore, 512x512_fp32, "fp32", 512, 512)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(restore, 12_megapixels, "auto", 4000, 3000)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK_CAPTURE(restore, 12_megapixels_fp32, "fp32", 4000, 3000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
}
