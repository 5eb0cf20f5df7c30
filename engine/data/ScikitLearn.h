// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Columns.h"

#include <optional>
#include <string>
#include <vector>

namespace hourglass {

// scikit-learn keeps its tables in a form of its own: the first line holds the number of rows, of columns,
// and the names of the classes ("150,4,setosa,versicolor,virginica"); each row ends with the index of its
// class. Source: load_csv_data() in sklearn/datasets/_base.py.

/// Takes the first line out of a table of this form, all but its end, so that the lines still count as they
/// did.
/// @return the names of the classes; nothing, and `text` as it was, when anything does not agree
std::optional<std::vector<std::string>> takeClassNames(std::string& text);

/// @param column  indices, as takeClassNames() has found them
Classes classesByIndex(const TextColumn& column, std::vector<std::string> names);

} // namespace hourglass
