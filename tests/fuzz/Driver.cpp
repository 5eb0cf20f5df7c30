// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a target without libFuzzer: first each seed as it is, then seeds that were mutated. The same arguments always give
// the same inputs. Ends with the input in a file where the target crashes, throws, hangs or asks for too much memory.
#include "tests/fuzz/Mutator.h"
#include "tests/fuzz/Target.h"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage = "Usage: TARGET RUNS SEED FILE|FOLDER...\n"
                               "Replays the files, then RUNS mutations of them, drawn by SEED.\n";
constexpr const char* kFailedInput = "failed-input"; ///< in the working folder
constexpr time_t kLimit = 1;                         ///< seconds of the processor for one input

const std::string* g_input = nullptr; ///< while one runs

/// Only what a signal handler may call.
void keepInput(int signal) {
    if (g_input) {
        const int file = open(kFailedInput, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        bool kept = write(file, g_input->data(), g_input->size()) == ssize_t(g_input->size());
        close(file);
        constexpr std::string_view hang = "An input took more than a second.\n";
        constexpr std::string_view written = "The input is in ./failed-input: add it to the corpus once it is mended.\n";
        if (signal == SIGPROF)
            kept = write(STDERR_FILENO, hang.data(), hang.size()) > 0 && kept;
        if (kept)
            kept = write(STDERR_FILENO, written.data(), written.size()) > 0;
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const std::string& input) {
    g_input = &input;
    const itimerval limit{{0, 0}, {kLimit, 0}}, none{};
    setitimer(ITIMER_PROF, &limit, nullptr); // of the processor, so that a busy machine changes nothing
    // A copy of exactly that size: sanitizers see who reads beyond it.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    setitimer(ITIMER_PROF, &none, nullptr);
    g_input = nullptr;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// In the order of their names, so that every machine mutates the same.
std::vector<std::string> seedsIn(const std::vector<std::string>& arguments) {
    std::vector<fs::path> files;
    for (const fs::path argument : arguments)
        if (fs::is_directory(argument))
            std::ranges::copy(fs::directory_iterator(argument), std::back_inserter(files));
        else
            files.push_back(argument);
    std::ranges::sort(files);
    std::vector<std::string> seeds;
    std::ranges::transform(files, std::back_inserter(seeds), contents);
    return seeds;
}

std::uint64_t numberIn(const std::string& text) {
    std::uint64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ptr != text.data() + text.size()) {
        std::cerr << kUsage;
        std::exit(2);
    }
    return number;
}

} // namespace

int main(int count, char** values) {
    std::vector<std::string> arguments(values + 1, values + count);
    if (arguments.size() < 3) {
        std::cerr << kUsage;
        return 2;
    }
    const std::uint64_t runs = numberIn(arguments[0]), seed = numberIn(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
    const std::vector<std::string> seeds = seedsIn(arguments);
    if (seeds.empty()) {
        std::cerr << "There is no file in " << arguments.front() << ".\n";
        return EXIT_FAILURE;
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGPROF})
        std::signal(signal, keepInput);
    for (const std::string& input : seeds)
        run(input);
    hourglass::test::Mutator mutator(seeds, seed);
    for (std::uint64_t i = 0; i < runs; ++i)
        run(mutator.next());
    std::cout << seeds.size() << " seeds and " << runs << " mutations of them: nothing but errors in words.\n";
}
