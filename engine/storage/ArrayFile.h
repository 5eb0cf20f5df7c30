// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// One row of numbers for each sample of a data set.
struct LabelledArray {
    at::Tensor numbers;                   ///< N × …, fp32
    std::vector<std::string> columnNames; ///< one for each number of a row
    at::Tensor labels;                    ///< N, int64; undefined without classes
    std::vector<std::string> classNames;
};

inline constexpr std::size_t kCsvBytesPerNumber = 16; ///< "-1.17549435e-38,"

/// Names of columns that have none: "code1", "code2", …
std::vector<std::string> numbered(const std::string& word, std::int64_t count);

// The contents of files, one format a file; ArrayFile.cpp lists them.
std::string npyFile(const LabelledArray& array);
std::string csvFile(const LabelledArray& array);

/// In the format that the path's ending names: see arrayExtensions(). @throws Error naming the file, with the endings known.
std::string arrayFile(const LabelledArray& array, const std::string& path);
/// What such a file takes for a number at the most, in bytes. @throws the same
std::size_t bytesPerNumber(const std::string& path);

} // namespace hourglass
