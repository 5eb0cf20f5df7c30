// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <utility>

namespace hourglass {

/// The border of the engine: whatever LibTorch or the C++ library throws inside leaves as hourglass::Error.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        throw Error(std::string("The computation failed: ") + error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        throw Error("Not enough memory. Use a smaller network, smaller batches or fewer samples.");
    } catch (const std::exception& error) {
        throw Error(std::string("Unexpected failure: ") + error.what());
    }
}

} // namespace hourglass
