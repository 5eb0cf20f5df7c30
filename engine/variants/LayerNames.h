// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <string>
#include <vector>

namespace hourglass {

/// Layers as a person names them, separated by spaces or commas: "encoder", "encoder.0 decoder.2", "code".
class LayerNames {
public:
    /// @param field  of the experiment that `text` stands in, for messages
    LayerNames(const std::string& text, std::string field);

    bool empty() const { return m_names.empty(); }
    /// Whether `weight` ("encoder.0.weight") belongs to one of them.
    bool include(const std::string& weight) const;
    /// @param weights  of a network
    /// @throws Error when one of the names is that of no weight, naming what there is
    void requireAmong(const std::vector<std::string>& weights) const;

private:
    std::vector<std::string> m_names;
    std::string m_field;
};

} // namespace hourglass
