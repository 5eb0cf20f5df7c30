// SPDX-License-Identifier: GPL-3.0-or-later
// How long does it take to look at a network: to encode the samples of a chart, to decode one code for a slider, to fit
// principal components, to take a snapshot, to measure an epoch, to fit a mixture to codes, to measure the decoder's
// stretch?
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/GaussianMixture.h"
#include "engine/analysis/InsideView.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/analysis/SnapshotMaker.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Explore.h"
#include "engine/api/Runtime.h"

#include <ATen/Functions.h>

#include <benchmark/benchmark.h>

using namespace hourglass;

namespace {

/// A fresh network of a preset on the embedded digits.
struct Looked {
    /// @param setApart  the share of the 10,000 digits that is measured on; all are, where it is "0"
    explicit Looked(const std::string& preset, const std::string& setApart = "0.1")
        : experiment(withField(findPreset(preset).experiment, "dataset.validationShare", setApart))
        , dataset(loadDataset(experiment.dataset))
        , autoencoder(experiment, DataTraits::of(dataset->info)) {}

    Experiment experiment;
    std::shared_ptr<const Dataset> dataset;
    Autoencoder autoencoder;
};

void encode(benchmark::State& state, Precision precision) {
    if (precision == Precision::Half && !halfIsSupported()) {
        state.SkipWithError("no instructions for bf16 here");
        return;
    }
    Looked looked("digits-dense", "0");
    const DataPart& digits = looked.dataset->training;
    const InUse inUse(looked.autoencoder, precision);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(codesOf(looked.autoencoder, digits, digits.count()).data_ptr());
}
BENCHMARK_CAPTURE(encode, 10000_digits_fp32, Precision::Full)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(encode, 10000_digits_bf16, Precision::Half)->Unit(benchmark::kMillisecond)->UseRealTime();

void decode(benchmark::State& state, const std::string& preset) {
    Looked looked(preset);
    const InUse inUse(looked.autoencoder);
    const at::Tensor code = at::zeros({1, looked.autoencoder.network().code->output.elements()});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(looked.autoencoder.decode(code).data_ptr());
}
BENCHMARK_CAPTURE(decode, one_dense, "digits-dense")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(decode, one_convolutional, "digits-convolutional")->Unit(benchmark::kMillisecond)->UseRealTime();

void principalComponents(benchmark::State& state) {
    const Looked looked("digits-dense", "0");
    const DataPart& part = looked.dataset->training;
    const at::Tensor digits = part.range(0, part.count()).flatten(1);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(fitPca(digits, 512).totalVariance);
}
BENCHMARK(principalComponents)->Name("pca/10000_digits_of_784")->Unit(benchmark::kMillisecond)->UseRealTime();

void snapshot(benchmark::State& state, const std::string& preset) {
    Looked looked(preset);
    SnapshotMaker maker(std::make_shared<DatasetAlbum>(looked.dataset), 1);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(maker.take(looked.autoencoder, looked.experiment).latent.x.data());
}
BENCHMARK_CAPTURE(snapshot, dense, "digits-dense")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(snapshot, convolutional, "digits-convolutional")->Unit(benchmark::kMillisecond)->UseRealTime();

/// What looking at the layers adds to it.
void inside(benchmark::State& state, const std::string& preset) {
    Looked looked(preset);
    const DatasetAlbum album(looked.dataset);
    const InUse inUse(looked.autoencoder);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(lookInside(looked.autoencoder, looked.experiment, album, {}, 1)->layers.data());
}
BENCHMARK_CAPTURE(inside, dense, "digits-dense")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(inside, convolutional, "digits-convolutional")->Unit(benchmark::kMillisecond)->UseRealTime();

void measure(benchmark::State& state, const std::string& preset) {
    Looked looked(preset);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(evaluate(looked.autoencoder, looked.experiment, *looked.dataset).mse);
}
BENCHMARK_CAPTURE(measure, 1000_digits_dense, "digits-dense")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(measure, 1000_digits_variational, "digits-variational")->Unit(benchmark::kMillisecond)->UseRealTime();

void mixture(benchmark::State& state) {
    Looked looked("digits-dense", "0");
    const InUse inUse(looked.autoencoder);
    const at::Tensor codes = codesOf(looked.autoencoder, looked.dataset->training, looked.dataset->training.count());
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(fitGaussianMixture(codes, 10, 1).logLikelihoods.data());
}
BENCHMARK(mixture)->Name("mixture/10000_codes_of_32")->Unit(benchmark::kMillisecond)->UseRealTime();

void stretch(benchmark::State& state, const std::string& preset) {
    const Looked looked(preset);
    const auto internals = std::make_shared<Model::Private>();
    internals->experiment = looked.experiment;
    internals->autoencoder = std::make_shared<Autoencoder>(looked.experiment, DataTraits::of(looked.dataset->info));
    const Model model(internals);
    const std::int64_t numbers = model.network().code->output.elements();
    const at::Tensor drawn = at::randn({1'600, numbers});
    const std::vector<float> codes(drawn.data_ptr<float>(), drawn.data_ptr<float>() + drawn.numel());
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(decoderStretch(model, codes).data());
}
BENCHMARK_CAPTURE(stretch, 1600_codes_of_2, "digits-plane")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(stretch, 1600_codes_of_32, "digits-dense")->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
}
