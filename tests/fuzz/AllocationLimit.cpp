// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of the C library's own functions: whoever asks for more than 1 GiB at once ends the program. Sanitizers have
// their own, and a limit for it (max_allocation_size_mb).
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <string_view>

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace {

void check(std::size_t bytes) {
    constexpr std::size_t limit = std::size_t(1) << 30;
    if (bytes <= limit)
        return;
    constexpr std::string_view message = "More than 1 GiB was asked for at once.\n";
    if (write(STDERR_FILENO, message.data(), message.size()) >= 0)
        std::abort();
}

} // namespace

extern "C" {

void* malloc(std::size_t bytes) noexcept {
    check(bytes);
    return __libc_malloc(bytes);
}

void* calloc(std::size_t count, std::size_t size) noexcept {
    std::size_t bytes = 0;
    check(__builtin_mul_overflow(count, size, &bytes) ? ~std::size_t(0) : bytes);
    return __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t bytes) noexcept {
    check(bytes);
    return __libc_realloc(block, bytes);
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) noexcept {
    check(bytes);
    return __libc_memalign(alignment, bytes);
}

void* memalign(std::size_t alignment, std::size_t bytes) noexcept {
    check(bytes);
    return __libc_memalign(alignment, bytes);
}

void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept {
    std::size_t bytes = 0;
    check(__builtin_mul_overflow(count, size, &bytes) ? ~std::size_t(0) : bytes);
    return __libc_realloc(block, bytes);
}

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) noexcept {
    check(bytes);
    *block = __libc_memalign(alignment, bytes);
    return *block ? 0 : ENOMEM;
}

} // extern "C"

#endif
