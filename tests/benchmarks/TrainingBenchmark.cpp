// SPDX-License-Identifier: GPL-3.0-or-later
// How fast does the engine train a model of models/, or a preset? Prints samples a second, in steady state and of training
// time only, and the arithmetic of a step.
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "engine/api/Training.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace hourglass;
using Json = nlohmann::ordered_json;

namespace {

struct Options {
    std::string model;
    std::string preset;
    std::vector<std::string> settings;
    bool plain = false;
    std::optional<std::size_t> stage;
    std::string precision;
    std::string data;
    double warmup = 1.5;
    double seconds = 1.2;
    int repetitions = 5;
    bool list = false;
    bool json = false;
};

/// A wrong choice, which ends the program with the status 2.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Times every step: from the moment when the last report was delivered until the step's own report. So the time that
/// snapshots and validation take is left out, and all else that a step needs counts, gathering its samples too.
class Stopwatch : public TrainingObserver {
public:
    Stopwatch(TrainingControl& control, const Options& options)
        : m_control(control)
        , m_options(options) {}

    void onPrepared(const RunInfo& info) override {
        m_info = info;
        begin();
    }
    void onEpoch(const EpochReport&) override { begin(); }
    void onSnapshot(const Snapshot&) override { begin(); }
    void onBaseline(double, std::int64_t) override { begin(); }
    void onBatch(const BatchReport& batch) override {
        if (batch.stage != m_options.stage.value_or(m_info.stages.size() - 1))
            return begin();
        m_seconds += std::chrono::duration<double>(Clock::now() - m_begin).count();
        m_processorSeconds += double(std::clock() - m_processorBegin) / CLOCKS_PER_SEC;
        m_samples += samplesOf(batch);
        ++m_steps;
        if (m_warm ? m_seconds >= m_options.seconds : m_seconds >= m_options.warmup && m_steps >= kWarmupSteps)
            endRepetition();
        begin();
    }

    const RunInfo& info() const { return m_info; }
    /// Samples a second, one figure for each repetition.
    const std::vector<double>& repetitions() const { return m_repetitions; }
    /// Samples for each second that a core worked on them.
    const std::vector<double>& perProcessorSecond() const { return m_perProcessorSecond; }
    std::int64_t batchSize() const {
        return std::min(m_info.experiment.training.integer("batchSize"), m_info.dataset.trainingCount);
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::int64_t kWarmupSteps = 3;

    void begin() {
        m_begin = Clock::now();
        m_processorBegin = std::clock();
    }
    /// The last batch of an epoch holds what is left over.
    std::int64_t samplesOf(const BatchReport& batch) const {
        const bool last = batch.step % m_info.stepsPerEpoch == 0;
        return last ? m_info.dataset.trainingCount - (m_info.stepsPerEpoch - 1) * batchSize() : batchSize();
    }
    void endRepetition() {
        if (m_warm) {
            m_repetitions.push_back(double(m_samples) / m_seconds);
            m_perProcessorSecond.push_back(double(m_samples) / m_processorSeconds);
        }
        if (int(m_repetitions.size()) == m_options.repetitions)
            m_control.stop();
        m_warm = true;
        m_seconds = 0;
        m_processorSeconds = 0;
        m_samples = 0;
        m_steps = 0;
    }

    TrainingControl& m_control;
    const Options& m_options;
    RunInfo m_info;
    Clock::time_point m_begin;
    std::clock_t m_processorBegin = 0; ///< of all threads
    double m_seconds = 0;              ///< of this repetition, as are the next three
    double m_processorSeconds = 0;
    std::int64_t m_samples = 0;
    std::int64_t m_steps = 0;
    bool m_warm = false;
    std::vector<double> m_repetitions;
    std::vector<double> m_perProcessorSecond;
};

/// "dense-128" of "01-dense-128.json".
std::string idOf(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    return stem.substr(stem.find('-') + 1);
}

std::vector<std::filesystem::path> modelFiles() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(HOURGLASS_BENCHMARK_MODELS))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Json loadModel(const std::string& id) {
    std::string known;
    for (const std::filesystem::path& file : modelFiles()) {
        if (idOf(file) == id)
            return Json::parse(std::ifstream(file));
        known += (known.empty() ? "" : ", ") + idOf(file);
    }
    throw UsageError("\"" + id + "\" is not a known model. Known: " + known + ".");
}

/// What training.precision may be; empty while there is no such setting.
std::vector<std::string> precisions() {
    std::vector<std::string> ids;
    for (const ParameterSpec& parameter : trainingSchema())
        if (parameter.key == "precision")
            for (const ParameterSpec::Choice& choice : parameter.choices)
                ids.push_back(choice.id);
    return ids;
}

/// A preset as one of models/ would be written.
Json presetAsModel(const std::string& id) {
    const Preset preset = findPreset(id);
    return {{"title", preset.title}, {"experiment", Json::parse(toJson(preset.experiment))}};
}

Experiment experimentOf(const Json& model, const Options& options) {
    Experiment experiment = complete(experimentFromJson(model.at("experiment").dump()));
    for (const std::string& setting : options.settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos)
            throw UsageError("\"" + setting + "\" is no setting. Write path=value.");
        experiment = withField(experiment, setting.substr(0, equals), setting.substr(equals + 1));
    }
    if (!options.data.empty())
        experiment = withField(experiment, "dataset.images", options.data);
    if (!options.precision.empty()) {
        if (const auto known = precisions(); std::ranges::find(known, options.precision) == known.end())
            throw UsageError(known.empty() ? "There is no training.precision to set."
                                           : "\"" + options.precision + "\" is not a known precision. See --list.");
        experiment = withField(experiment, "training.precision", options.precision);
    }
    return experiment;
}

/// The same layers without what the variant does with them.
Json plainOf(Json model) {
    Json& experiment = model.at("experiment");
    experiment["variant"] = {{"kind", "undercomplete"}};
    experiment["corruption"] = {{"kind", "none"}};
    experiment["training"]["sparsity"] = 0;
    return model;
}

/// Floating-point operations for one sample of one training step: each layer forward and twice as much backward, but the
/// first one has no gradient to hand on. `extra` is what the objective adds to the step.
Json arithmetic(const NetworkReport& network, std::int64_t extra) {
    std::int64_t dense = extra;
    std::int64_t convolution = 0;
    bool first = true;
    const auto add = [&](const LayerReport& layer) {
        const bool convolves = layer.layer.kind.find("convolution") != std::string::npos;
        (convolves ? convolution : dense) += (first ? 2 : 3) * layer.flops;
        first = first && layer.flops == 0;
    };
    std::ranges::for_each(network.encoder, add);
    add(*network.code);
    std::ranges::for_each(network.decoder, add);
    return {{"dense", dense}, {"convolution", convolution}};
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

Json measure(const Options& options) {
    const Json chosen = options.preset.empty() ? loadModel(options.model) : presetAsModel(options.preset);
    const Json model = options.plain ? plainOf(chosen) : chosen;
    TrainingControl control;
    Stopwatch watch(control, options);
    const TrainingResult result = train(experimentOf(model, options), watch, control);
    const std::vector<double>& speeds = watch.repetitions();
    if (int(speeds.size()) < options.repetitions)
        throw Error(result.finished.message);
    const auto [lowest, highest] = std::ranges::minmax(speeds);
    const RunInfo& info = watch.info();
    return {{"model", options.model.empty() ? options.preset : options.model},
            {"title", model.at("title")},
            {"precision", options.precision},
            {"parameters", info.network.parameters() + info.network.extraParameters},
            {"batchSize", watch.batchSize()},
            {"samplesPerSecond", median(speeds)},
            {"lowest", lowest},
            {"highest", highest},
            {"repetitions", speeds},
            {"samplesPerProcessorSecond", median(watch.perProcessorSecond())},
            {"flopsPerSample", arithmetic(info.network, model.value("extraFlops", std::int64_t(0)))},
            {"compute", info.computeNote}};
}

Json list() {
    Json models = Json::array();
    for (const std::filesystem::path& file : modelFiles()) {
        Json model = Json::parse(std::ifstream(file));
        models.push_back({{"id", idOf(file)}, {"title", model.at("title")}, {"samples", model.value("samples", Json())}});
    }
    const char* core = std::getenv("OPENBLAS_CORETYPE"); // as Runtime.cpp sets it
    return {{"models", models}, {"precisions", precisions()}, {"openblasCore", core ? core : ""}};
}

void print(const Json& report, const Options& options) {
    if (options.json || options.list)
        std::cout << report.dump(2) << '\n';
    else
        std::cout << report.at("title").get<std::string>() << ": "
                  << std::llround(report.at("samplesPerSecond").get<double>()) << " samples/s ("
                  << std::llround(report.at("lowest").get<double>()) << " to "
                  << std::llround(report.at("highest").get<double>()) << "), " << report.at("compute").get<std::string>()
                  << '\n';
}

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    Options options;
    CLI::App program("Measures how fast the engine trains: samples a second, the median of a few repetitions.",
                     "training_benchmark");
    auto* listing = program.add_flag("--list", options.list, "Print the models and the precisions as JSON, measure nothing");
    auto* model = program.add_option("--model", options.model, "Which model of tests/benchmarks/models")->excludes(listing);
    program.add_option("--preset", options.preset, "A preset instead")->excludes(listing)->excludes(model);
    program.add_flag("--plain", options.plain, "As a plain autoencoder: without its variant, its noise and its penalty");
    program.add_option("--set", options.settings, "Changes to it, path=value");
    program.add_option("--stage", options.stage, "Which stage of the training, from 0; the last one by default");
    program.add_option("--precision", options.precision, "Value of training.precision");
    program.add_option("--data", options.data, "IDX file of the samples, for a model that names no data set");
    program.add_option("--warm-up", options.warmup, "Seconds of training before the first repetition")
        ->check(CLI::NonNegativeNumber);
    program.add_option("--seconds", options.seconds, "Seconds of training in each repetition")->check(CLI::PositiveNumber);
    program.add_option("--repetitions", options.repetitions, "How many")->check(CLI::Range(1, 1000));
    program.add_flag("--json", options.json, "Print JSON");
    try {
        program.parse(argc, argv);
        if (!options.list && options.model.empty() && options.preset.empty())
            throw UsageError("Choose a model by --model ID, or see --list; or a preset by --preset ID.");
        print(options.list ? list() : measure(options), options);
        return 0;
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2;
    } catch (const UsageError& error) {
        std::cerr << "training_benchmark: " << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "training_benchmark: " << error.what() << '\n';
        return 1;
    }
}
