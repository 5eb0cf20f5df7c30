// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <string>
#include <utility>

namespace hourglass {

inline Error notEnoughMemory() {
    return Error("There is not enough memory. Use a smaller network, smaller batches, or fewer or smaller samples.");
}

/// LibTorch has no type of its own for the commonest failure of all.
inline Error errorFrom(const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    for (const char* words : {"can't allocate memory", "not enough memory", "out of memory"}) // the last one is CUDA's
        if (text.find(words) != std::string::npos)
            return notEnoughMemory();
    return Error("The computation failed: " + text);
}

/// The border of the engine: whatever LibTorch or the C++ library throws inside leaves as hourglass::Error.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        throw errorFrom(error);
    } catch (const std::bad_alloc&) {
        throw notEnoughMemory();
    } catch (const std::exception& error) {
        throw Error(std::string("Unexpected failure: ") + error.what());
    }
}

} // namespace hourglass
