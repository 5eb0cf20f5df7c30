// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Exportable.h"

#include <cstdint>
#include <vector>

namespace hourglass::ui {

/// A panel whose data are codes.
class CodeExportable : public Exportable {
public:
    Csv csv() const final;
    Csv npy() const final;

protected:
    /// One after the other.
    virtual std::vector<float> exportedCodes() const = 0;
    virtual std::int64_t numbersInCode() const = 0;
};

} // namespace hourglass::ui
