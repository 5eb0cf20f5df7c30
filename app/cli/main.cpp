// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"

#include <iostream>

// Results go to standard output, progress and messages to standard error.
// Exit status: 0 done (also when Ctrl-C ended a training early), 1 failed, 2 wrong usage.
int main(int argc, char** argv) {
    hourglass::initialiseRuntime();

    CLI::App program("Trains and uses autoencoders without a window.", "hourglass-cli");
    program.set_version_flag("--version", hourglass::programVersion());
    program.require_subcommand(1);
    hourglass::cli::addListCommand(program);
    hourglass::cli::addTrainCommand(program);
    hourglass::cli::addEvaluateCommand(program);
    hourglass::cli::addProbeCommand(program);
    hourglass::cli::addInfoCommand(program);

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
