// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/CodeExportable.h"

#include "engine/api/Explore.h"

namespace hourglass::ui {

namespace {

Exportable::Csv fileOf(std::vector<float> codes, std::int64_t numbers, const char* extension) {
    return [codes = std::move(codes), numbers, extension] {
        return QByteArray::fromStdString(codesFile(codes, numbers, extension));
    };
}

} // namespace

Exportable::Csv CodeExportable::csv() const {
    return fileOf(exportedCodes(), numbersInCode(), ".csv");
}

Exportable::Csv CodeExportable::npy() const {
    return fileOf(exportedCodes(), numbersInCode(), ".npy");
}

} // namespace hourglass::ui
