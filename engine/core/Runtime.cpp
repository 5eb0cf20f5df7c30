// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"

#include "engine/api/Error.h"

#include <ATen/Parallel.h>

#include <dlfcn.h>
#include <malloc.h>
#include <omp.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

/// Those that the process may run on (taskset leaves some out). Hyper-threads share one arithmetic unit, so a
/// thread for each only gets in the way.
int physicalCores() {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return std::max(1, int(std::thread::hardware_concurrency()));
    // Where the user has OpenMP bind its threads, this one was bound to its place before main().
    for (int place = 0; place < omp_get_num_places(); ++place) {
        std::vector<int> processors(std::size_t(omp_get_place_num_procs(place)));
        omp_get_place_proc_ids(place, processors.data());
        for (const int processor : processors)
            CPU_SET(std::size_t(processor), &allowed);
    }
    std::ifstream cpuinfo("/proc/cpuinfo");
    std::set<std::pair<std::string, std::string>> cores;
    std::string package;
    bool isAllowed = false;
    for (std::string line; std::getline(cpuinfo, line);) {
        const auto valueOf = [&] { return line.substr(line.find(':') + 1); };
        if (line.rfind("processor", 0) == 0)
            isAllowed = CPU_ISSET(std::strtoul(valueOf().c_str(), nullptr, 10), &allowed);
        else if (line.rfind("physical id", 0) == 0)
            package = valueOf();
        else if (line.rfind("core id", 0) == 0 && isAllowed)
            cores.emplace(package, valueOf());
    }
    return cores.empty() ? CPU_COUNT(&allowed) : int(cores.size());
}

/// The file that really provides matrix multiplication, whatever alternative is set.
std::string blasLibrary() {
    Dl_info info{};
    void* symbol = dlsym(RTLD_DEFAULT, "sgemm_");
    if (!symbol || !dladdr(symbol, &info) || !info.dli_fname)
        return {};
    std::error_code failure;
    const auto path = std::filesystem::canonical(info.dli_fname, failure);
    return failure ? info.dli_fname : path.string();
}

#ifndef __has_feature // of Clang
#define __has_feature(name) 0
#endif
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !__has_feature(address_sanitizer)
// Sanitizers are libraries too, and not ready by then.
/// OpenBLAS knows processors by their numbers, and takes an Intel one that came after it for one of 2004, which makes
/// products five times slower. It can be told better, but only by the environment, and only before it is initialised: so
/// the program begins again with the right word in its environment. What stands in .preinit_array runs before every
/// library, so that this costs a millisecond; the C library has not set its own environment by then.
void describeProcessorToBlas(int, char** arguments, char** environment) {
    __builtin_cpu_init();
    if (!__builtin_cpu_is("intel"))
        return;
    static char skylake[] = "OPENBLAS_CORETYPE=SkylakeX", haswell[] = "OPENBLAS_CORETYPE=Haswell";
    char* choice = nullptr;
    if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
        choice = skylake;
    else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        choice = haswell;
    static char* longer[4096];
    std::size_t count = 0;
    for (; environment[count]; ++count) {
        if (std::string_view(environment[count]).starts_with("OPENBLAS_CORETYPE="))
            return; // chosen already, by a person or by this
        if (count + 2 == std::size(longer))
            return;
        longer[count] = environment[count];
    }
    longer[count] = choice;
    static char program[PATH_MAX]; // by its own path, so that it keeps its name
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (choice && length > 0)
        execve(program, arguments, longer); // returns where it fails; then it is slow, no more
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const beforeLibraries)(int, char**, char**) = describeProcessorToBlas;
#endif

} // namespace

void initialiseRuntime() {
    // A training step frees and asks for the same large buffers again and again. Handing them back to the system
    // each time costs more than the arithmetic of a small network.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, 64 << 20);
    at::set_num_threads(physicalCores());
}

void giveWay() {
    constexpr int nice = 10; // a tenth of the weight of a usual thread
    const auto thread = id_t(gettid());
    // On Linux, of the thread; where it is refused, nothing is lost.
    setpriority(PRIO_PROCESS, thread, std::max(nice, getpriority(PRIO_PROCESS, thread)));
}

void hurry() {
    constexpr std::uint64_t shortest = 100'000; // ns: the least time slice that the scheduler knows
    struct { // as in sched_setattr(2), whose header and that of the C library cannot be had together
        std::uint32_t size, policy = SCHED_OTHER;
        std::uint64_t flags = 0;
        std::int32_t nice = getpriority(PRIO_PROCESS, id_t(gettid()));
        std::uint32_t priority = 0;
        std::uint64_t runtime = shortest, deadline = 0, period = 0;
    } attributes;
    attributes.size = sizeof attributes;
    syscall(SYS_sched_setattr, 0, &attributes, 0); // where it is refused, nothing is lost
}

std::string computeNote() {
    const int threads = at::get_num_threads();
    const std::string count = std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    const std::string library = blasLibrary();
    if (library.find("openblas") != std::string::npos)
        return count + ", OpenBLAS";
    if (library.find("mkl") != std::string::npos || library.find("blis") != std::string::npos)
        return count;
    return count + ", slow reference BLAS (install libopenblas0-openmp to train many times faster)";
}

std::string resourceFolder() {
    std::error_code ignored;
    const char* chosen = std::getenv("HOURGLASS_RESOURCES");
    for (const std::string& folder :
         {std::string(chosen ? chosen : ""), std::string(HOURGLASS_SOURCE_RESOURCES),
          std::string(HOURGLASS_INSTALLED_RESOURCES),
          (std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "../share/hourglass").string()})
        if (!folder.empty() && std::filesystem::is_directory(folder + "/data", ignored))
            return folder;
    throw Error("The folder of shipped data was not found. Install Hourglass again, or set HOURGLASS_RESOURCES to its "
                "resources folder.");
}

std::string programVersion() {
    return HOURGLASS_VERSION;
}

} // namespace hourglass
