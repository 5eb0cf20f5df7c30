// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/ArrayFile.h"

#include <cstdint>

namespace hourglass {

/// Version 1.0 of https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html: names and labels are left out.
std::string npyFile(const LabelledArray& array) {
    const at::Tensor plain = array.numbers.contiguous();
    std::string sizes;
    for (const std::int64_t size : plain.sizes())
        sizes += std::to_string(size) + ", ";
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
    constexpr std::size_t before = 10; // magic, version, length of the header
    const std::size_t end = (before + header.size() + 1 + 63) / 64 * 64;
    header.resize(end - before - 1, ' ');
    header += '\n';
    std::string file = "\x93NUMPY";
    file += {'\x01', '\x00', char(header.size() & 0xff), char(header.size() >> 8)};
    return file.append(header).append(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
}

} // namespace hourglass
