// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"

#include <cstddef>
#include <memory>
#include <string>

namespace hourglass {

// One function a file; Catalogue.cpp lists them.
std::unique_ptr<const DataSource> makeDigits();
/// @param folder  where the Debian package dataset-fashion-mnist puts its files
std::unique_ptr<const DataSource> makeFashionMnist(std::string folder = "/usr/share/datasets/fashion-mnist");
std::unique_ptr<const DataSource> makeIdx();
/// @param mostEntries  files and folders that are looked through
std::unique_ptr<const DataSource> makePictures(std::size_t mostEntries = 500'000);
std::unique_ptr<const DataSource> makePhotographs();
std::unique_ptr<const DataSource> makeCsv();
std::unique_ptr<const DataSource> makeCustomersProducts();

} // namespace hourglass
