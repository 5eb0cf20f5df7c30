// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"

#include <iostream>
#include <string>
#include <vector>

namespace {

/// Of a wrong command line. CLI11 itself says only that a command is missing, whatever stands in its place.
std::string complaint(const CLI::App* program, const CLI::Error& error) {
    if (!program->get_subcommands().empty())
        return CLI::FailureMessage::simple(program, error);
    std::vector<std::string> names;
    for (const CLI::App* command : program->get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    std::vector<std::string> words = program->remaining();
    std::erase_if(words, [](const std::string& word) { return word.starts_with('-'); });
    return (words.empty() ? "A command is missing." : "\"" + words.front() + "\" is not a command.") + " The commands are " +
           CLI::detail::join(names, ", ") + ".\nRun with --help for more information.\n";
}

} // namespace

// Results go to standard output, progress and messages to standard error.
// Exit status: 0 done (also when Ctrl-C ended a training early), 1 failed, 2 wrong usage.
int main(int argc, char** argv) {
    hourglass::initialiseRuntime();

    CLI::App program("Trains and uses autoencoders without a window.", "hourglass-cli");
    program.set_version_flag("--version", hourglass::programVersion());
    program.require_subcommand(1);
    program.failure_message(complaint);
    hourglass::cli::addListCommand(program);
    hourglass::cli::addTrainCommand(program);
    hourglass::cli::addEvaluateCommand(program);
    hourglass::cli::addProbeCommand(program);
    hourglass::cli::addInfoCommand(program);
    hourglass::cli::addExportCommand(program);
    hourglass::cli::addEncodeCommand(program);
    hourglass::cli::addReconstructCommand(program);
    hourglass::cli::addRestoreCommand(program);
    hourglass::cli::addCompressCommand(program);
    hourglass::cli::addDecompressCommand(program);
    hourglass::cli::addDecodeCommand(program);
    hourglass::cli::addInterpolateCommand(program);
    hourglass::cli::addSampleCommand(program);
    hourglass::cli::addTraverseCommand(program);

    try {
        program.parse(argc, argv);
        if (!std::cout.flush())
            throw hourglass::Error("The results could not be written to standard output.");
        return 0;
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2; // 0: --help and --version come this way too
    } catch (const std::exception& error) {
        std::cerr << "hourglass-cli: " << error.what() << '\n';
        return 1;
    }
}
