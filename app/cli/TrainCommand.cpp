// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExperimentOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Autosave.h"
#include "engine/api/Error.h"
#include "engine/api/Files.h"
#include "engine/api/TensorBoard.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions {
    ExperimentOptions choice;
    std::string formerModel; ///< whose training is to go on; empty for a fresh one
    std::string modelFile;
    double autosaveSeconds = 0; ///< 0 for never
    bool weightsOnly = false;
    std::string reportFolder;
    std::string tensorBoardFolder;
    bool json = false;
};

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not take a lock");

/// The first Ctrl-C, closed terminal or shutdown ends the training after the current batch, and what was learned is
/// written; the second one ends the program.
void catchInterrupt() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = true; };
    action.sa_flags = SA_RESETHAND;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) // as nohup has it
            sigaction(signal, &action, nullptr);
    }
}

class InterruptibleProgress : public ProgressLine {
public:
    explicit InterruptibleProgress(TrainingControl& control)
        : m_control(control) {}

    void onBatch(const BatchReport& batch) override {
        ProgressLine::onBatch(batch);
        if (interrupted)
            m_control.stop();
    }

private:
    TrainingControl& m_control;
};

/// @throws Error when no file can be made in `folder`.
void checkFolder(const fs::path& folder, const std::string& output) {
    std::error_code failure;
    const fs::path place = folder.empty() ? "." : folder;
    if (!fs::is_directory(place, failure))
        throw Error(output + ": there is no folder " + place.string() + ". Make it first.");
    if (access(place.c_str(), W_OK | X_OK) != 0)
        throw Error(output + " cannot be written: there is no permission to write into " + place.string() + ".");
}

/// A place that cannot be written to is reported before the training, not after it.
void prepareOutput(const TrainOptions& options) {
    std::error_code failure;
    for (const std::string& folder : {options.reportFolder, options.tensorBoardFolder}) {
        if (folder.empty())
            continue;
        fs::create_directories(folder, failure);
        if (failure)
            throw Error(folder + ": the folder cannot be made: " + failure.message() + ".");
        checkFolder(folder, folder);
    }
    if (options.modelFile.empty())
        return;
    if (fs::is_directory(options.modelFile, failure))
        throw Error(options.modelFile + " is a folder. Name a file for the model.");
    if (fs::path(options.modelFile).extension() != ".hourglass")
        throw Error(options.modelFile + " would not be known as a model again. Give it a name that ends in .hourglass; "
                                        "hourglass-cli export makes files for other programs of it.");
    checkFolder(fs::path(options.modelFile).parent_path(), options.modelFile);
}

/// What was broken off may be taken up again, whatever was asked for.
Model::Contents contentsOf(const TrainingResult& result, const TrainOptions& options) {
    const Finished::Reason reason = result.finished.reason;
    const bool isOver = reason != Finished::Reason::Stopped && reason != Finished::Reason::Failed;
    return options.weightsOnly && isOver ? Model::Contents::WithoutTraining : Model::Contents::All;
}

/// Where there is no place for it, in the folder for temporary files: hours of training are not given up for a full disk.
/// @throws Error saying where it is
void saveSomewhere(const Model& model, const std::string& path, Model::Contents contents) {
    try {
        model.save(path, contents);
    } catch (const Error& error) {
        const fs::path refuge =
            fs::temp_directory_path() / (fs::path(path).stem().string() + '-' + std::to_string(getpid()) + ".hourglass");
        try {
            model.save(refuge.string(), contents);
        } catch (const Error& second) {
            throw Error(std::string(error.what()) + ' ' + second.what());
        }
        throw Error(std::string(error.what()) + " The model is in " + refuge.string() + " instead.");
    }
}

/// Writes all that can be written.
/// @param failures  gets a sentence for each file that went wrong
void save(const TrainingResult& result, const TrainOptions& options, std::vector<std::string>& failures) {
    const auto attempt = [&failures](auto write) {
        try {
            write();
        } catch (const Error& error) {
            failures.emplace_back(error.what());
        }
    };
    if (!options.modelFile.empty())
        attempt([&] { saveSomewhere(result.model, options.modelFile, contentsOf(result, options)); });
    if (!options.reportFolder.empty()) {
        const fs::path folder = options.reportFolder;
        attempt([&] { writeAtomically(folder / "experiment.json", toJson(result.model.experiment()) + '\n'); });
        attempt([&] { writeAtomically(folder / "metrics.json", toJson(result.finished.metrics) + '\n'); });
        attempt([&] { result.model.save((folder / "model.hourglass").string()); });
    }
}

/// Goes on with the training of a model, under what is set on the command line.
TrainingResult goOn(const TrainOptions& options, TrainingObserver& observer, TrainingControl& control) {
    const Model model = Model::load(options.formerModel);
    const Experiment experiment = options.choice.changed(model.experiment());
    if (experiment != model.experiment() && !differOnlyLive(model.experiment(), experiment))
        throw CLI::ValidationError(
            "Only what may change while it trains can be set for a training that goes on: the epochs, "
            "the learning rate and the like. Train afresh to change the rest.");
    control.setLive(experiment);
    TrainingResult result = resume(model, observer, control);
    if (result.model.history().lastStep() == model.history().lastStep())
        std::cerr << "No step was left to do. To go on, give --epochs a larger number.\n";
    return result;
}

/// @param failures  gets a sentence for each thing that went wrong without ending the training
TrainingResult trainVisibly(const TrainOptions& options, std::vector<std::string>& failures) {
    catchInterrupt();
    TrainingControl control;
    InterruptibleProgress progress(control);
    TrainingObserver* listener = &progress;
    std::optional<TensorBoardLog> log;
    if (!options.tensorBoardFolder.empty())
        listener = &log.emplace(options.tensorBoardFolder, progress,
                                [&failures](const std::string& message) { failures.push_back(message); });
    std::optional<Autosave> autosave;
    std::string last;
    if (options.autosaveSeconds > 0)
        listener = &autosave.emplace(
            *listener, control,
            Autosave::Options{options.modelFile, std::chrono::milliseconds(std::llround(1000 * options.autosaveSeconds))},
            [&last](const std::string& failure) {
                if (failure != std::exchange(last, failure) && !failure.empty())
                    std::cerr << '\n' << failure << " Training goes on.\n";
            });
    return options.formerModel.empty() ? hourglass::train(options.choice.experiment(), *listener, control)
                                       : goOn(options, *listener, control);
}

void train(const TrainOptions& options) {
    if (options.formerModel.empty())
        options.choice.experiment(); // what is wrong with it is said before anything is written
    prepareOutput(options);
    std::vector<std::string> complaints;
    const TrainingResult result = trainVisibly(options, complaints);

    // First of all, so that the figures are there whatever becomes of the files.
    if (options.json)
        std::cout << toJson(result.finished.metrics) << '\n';
    else
        printMetrics(std::cout, result.finished.metrics, result.model.network().input);
    std::cout << std::flush;
    save(result, options, complaints);
    std::string failures;
    for (const std::string& failure : complaints)
        failures += (failures.empty() ? "" : "\n") + failure;
    if (!failures.empty())
        throw Error(failures);
    if (result.finished.isFault())
        throw Error(result.finished.message);
    if (result.finished.reason != Finished::Reason::Completed)
        std::cerr << result.finished.message << '\n';
}

} // namespace

void addTrainCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("train", "Train an autoencoder; without a choice, the default one");
    const auto options = std::make_shared<TrainOptions>();
    CLI::Option* preset = addExperimentOptions(*command, options->choice);
    command->add_option("experiment", options->choice.file, "An experiment as a JSON file, or a link to one")
        ->excludes(preset);
    command
        ->add_option("--resume", options->formerModel,
                     "Go on with the training of this model; --epochs and what else may change while it trains can be set")
        ->excludes(preset, command->get_option("experiment"), command->get_option("--data"));
    CLI::Option* out = command->add_option("--out", options->modelFile, "Write the model to this file (.hourglass)");
    command
        ->add_option("--autosave", options->autosaveSeconds,
                     "Write it there so often while it trains, so that --resume can take it up after a crash")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 1e6))
        ->needs(out);
    command
        ->add_flag("--weights-only", options->weightsOnly,
                   "Leave out of it what only going on with the training needs: a third of the size, for passing it on")
        ->needs(out);
    command->add_option("--report", options->reportFolder, "Write metrics, experiment and model into this folder");
    command->add_option("--tensorboard", options->tensorBoardFolder,
                        "Write the figures for TensorBoard, into a new folder in this one");
    command->add_flag("--json", options->json, "Print the metrics as JSON");
    command->callback([options] { train(*options); });
}

} // namespace hourglass::cli
