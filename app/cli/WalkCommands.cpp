// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"

#include "engine/api/Error.h"
#include "engine/api/Explore.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::cli {

namespace {

constexpr std::int64_t mostSteps = 1000;
constexpr std::int64_t mostSamples = 100'000;
constexpr std::int64_t codesLookedAt = 10'000; // for ranges, and for a fitted distribution
constexpr std::size_t dimensionsShown = 10;

/// What all commands that decode have.
struct DecodingOptions {
    std::string modelFile;
    std::string className;
    std::int64_t columns = 0;
    FilmOptions film;
    std::vector<CLI::Option*> onlyOfFilms;
    std::string path;

    /// The model. What is asked of it is checked first, before anything that takes long.
    Model load() {
        if (!path.ends_with(".gif") && !path.ends_with(".mp4"))
            for (const CLI::Option* option : onlyOfFilms)
                if (!option->empty())
                    throw CLI::ValidationError(option->get_name(), "is for films: have --out end in .gif or .mp4");
        const Model model = Model::load(modelFile);
        if (!className.empty()) {
            film.labels = {labelOf(model)};
            decodedValues(model, CodeValues(std::size_t(numbersOf(model))), film.labels); // refuses what is not told classes
        }
        return model;
    }
    /// @param usual  pictures in a row, where nothing is said
    /// @param known  classes of the samples that the codes are of, which count where no other is asked for
    void write(const Model& model, const std::vector<float>& codes, std::int64_t usual, std::vector<int> known = {}) const {
        FilmOptions options = film;
        if (className.empty())
            options.labels = std::move(known);
        options.columns = columns > 0 ? columns : usual;
        exportDecoded(model, codes, options, path);
    }
    static std::int64_t numbersOf(const Model& model) { return model.network().code->output.elements(); }

private:
    int labelOf(const Model& model) const {
        const std::vector<std::string> names = describeDataset(model.experiment().dataset).classNames;
        const auto found = std::ranges::find(names, className);
        if (found == names.end())
            throw Error("\"" + className + "\" is no class of the model's data. Known: " + CLI::detail::join(names, ", ") +
                        ".");
        return int(found - names.begin());
    }
};

void addDecodingOptions(CLI::App& command, DecodingOptions& options) {
    command.add_option("model", options.modelFile, "A .hourglass file")->required();
    command.add_option("--class", options.className, "Ask for a sample of this class, where the network is told classes");
    command.add_option("--columns", options.columns, "Pictures in a row of a .png")
        ->check(CLI::Range(std::int64_t(1), mostSamples));
    command
        .add_option("--out", options.path,
                    "Write this file: .png for pictures, .gif or .mp4 for a film of them, .npy or .csv for numbers")
        ->required()
        ->check(endsInOneOf(filmExtensions()));
    options.onlyOfFilms = {command.add_option("--per-second", options.film.perSecond, "Pictures of a film")
                               ->check(CLI::Range(0.1, 60.0))
                               ->capture_default_str(),
                           command.add_flag("--back", options.film.backAgain, "The film runs back to its beginning")};
}

const char* const sampleHelp = "The number of a sample of its data, or a picture, a folder or a table";

CLI::Option* addPathOption(CLI::App& command, std::string& way) {
    return command.add_option("--path", way, "straight, or spherical: for codes of a normal distribution")
        ->check(CLI::IsMember({"straight", "spherical"}))
        ->capture_default_str();
}

} // namespace

void addDecodeCommand(CLI::App& program) {
    struct Options : DecodingOptions {
        std::vector<float> code;
        std::string codesFile;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("decode", "Write what the decoder makes of codes");
    addDecodingOptions(*command, *options);
    auto* code = command->add_option("--code", options->code, "The numbers of one code, or of several one after the other")
                     ->delimiter(',');
    auto* file = command->add_option("--codes", options->codesFile, "A table of codes, as encode writes it (.csv)");
    code->excludes(file);
    command->callback([options, code, file] {
        if (code->empty() && file->empty())
            throw CLI::RequiredError("--code or --codes");
        const Model model = options->load();
        options->write(model, file->empty() ? options->code : readCodes(model, options->codesFile), 10);
    });
}

void addInterpolateCommand(CLI::App& program) {
    struct Options : DecodingOptions {
        std::string from, to, way = "straight";
        std::int64_t steps = 10;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("interpolate", "Write what lies between two samples");
    addDecodingOptions(*command, *options);
    command->add_option("--from", options->from, sampleHelp)->required();
    command->add_option("--to", options->to, sampleHelp)->required();
    command->add_option("--steps", options->steps, "How many, both ends among them")
        ->check(CLI::Range(std::int64_t(2), mostSteps))
        ->capture_default_str();
    addPathOption(*command, options->way);
    command->callback([options] {
        const Model model = options->load();
        const WalkPath path = options->way == "spherical" ? WalkPath::Spherical : WalkPath::Straight;
        const EncodedSample from = encoded(model, options->from), to = encoded(model, options->to);
        std::vector<int> labels;
        for (std::int64_t step = 0; step < options->steps; ++step)
            labels.push_back(nearestCorner(double(step) / double(options->steps - 1)) == 0 ? from.label : to.label);
        options->write(model, walk(from.code, to.code, options->steps, path), options->steps, labels);
    });
}

void addSampleCommand(CLI::App& program) {
    struct Options : DecodingOptions {
        std::string source = "prior";
        std::int64_t count = 64, seed = 1;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("sample", "Write what random codes are decoded to");
    addDecodingOptions(*command, *options);
    command
        ->add_option("--source", options->source,
                     "Of the codes: prior, which the training shapes them into, or gaussian or mixture, fitted to those of "
                     "its data: one normal distribution, or ten")
        ->check(CLI::IsMember({"prior", "gaussian", "mixture"}))
        ->capture_default_str();
    command->add_option("--count", options->count, "How many")
        ->check(CLI::Range(std::int64_t(1), mostSamples))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Another one draws other codes")->capture_default_str();
    command->callback([options] {
        const Model model = options->load();
        const CodeSource source = options->source == "prior"      ? CodeSource::Prior
                                  : options->source == "gaussian" ? CodeSource::FittedGaussian
                                                                  : CodeSource::Mixture;
        const std::vector<float> codes =
            drawnCodes(model, source == CodeSource::Prior ? Codes{} : codesOf(model, codesLookedAt), source, options->count,
                       options->seed);
        if (codes.empty())
            throw Error(
                "Training shapes the codes of this model into no distribution that could be drawn from. Use --source "
                "gaussian or mixture.");
        options->write(model, codes, std::int64_t(std::ceil(std::sqrt(double(options->count)))));
    });
}

void addTraverseCommand(CLI::App& program) {
    struct Options : DecodingOptions {
        std::string sample = "0";
        std::vector<std::int64_t> dimensions;
        std::int64_t steps = 9;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("traverse", "Write what single numbers of a code do to a sample");
    addDecodingOptions(*command, *options);
    command->add_option("--sample", options->sample, sampleHelp)->capture_default_str();
    command
        ->add_option("--dimensions", options->dimensions,
                     "Which numbers, from 0, one row each; without, those that change the picture most")
        ->delimiter(',');
    command->add_option("--steps", options->steps, "Over the range of the codes of its data")
        ->check(CLI::Range(std::int64_t(2), mostSteps))
        ->capture_default_str();
    command->callback([options] {
        const Model model = options->load();
        for (const std::int64_t dimension : options->dimensions)
            if (dimension < 0 || dimension >= options->numbersOf(model))
                throw Error("There is no dimension " + std::to_string(dimension) + ": a code has " +
                            std::to_string(options->numbersOf(model)) + " numbers, counted from 0.");
        const EncodedSample sample = encoded(model, options->sample);
        const CodeSpace space = codeSpace(model, codesOf(model, codesLookedAt));
        std::vector<std::int64_t> dimensions = options->dimensions;
        if (dimensions.empty()) {
            dimensions = byEffect(space);
            dimensions.resize(std::min(dimensions.size(), dimensionsShown));
        }
        std::vector<float> codes;
        for (const std::int64_t dimension : dimensions) {
            const CodeDimension& range = space.dimensions[std::size_t(dimension)];
            const std::vector<float> row = sweep(sample.code, dimension, range.lowest, range.highest, options->steps);
            codes.insert(codes.end(), row.begin(), row.end());
        }
        options->write(model, codes, options->steps, {sample.label});
    });
}

} // namespace hourglass::cli
