// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Before a function with a plain loop: it is compiled for AVX-512, for AVX2 and for any processor, and the right one is
/// chosen when the program starts. Not under a sanitizer, whose checks would run before the sanitizer itself does.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HOURGLASS_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define HOURGLASS_VECTORISED
#endif
