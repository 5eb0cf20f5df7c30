// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hourglass {

/// The kinds of one room, in the order in which people should see them. Kind derives from a class with
/// `const CatalogueEntry& entry() const`. Built once, never changed.
template <class Kind>
class Catalogue {
public:
    /// @param noun  "layer kind", for messages
    Catalogue(std::string noun, std::vector<std::unique_ptr<const Kind>> kinds)
        : m_noun(std::move(noun))
        , m_kinds(std::move(kinds)) {
        for (const auto& kind : m_kinds)
            m_entries.push_back(kind->entry());
    }

    /// @throws Error naming the unknown id and the known ones; `field` is the path of the id in the experiment.
    const Kind& at(const std::string& id, const std::string& field = {}) const {
        std::vector<std::string> ids;
        for (const auto& kind : m_kinds) {
            if (kind->entry().id == id)
                return *kind;
            ids.push_back(kind->entry().id);
        }
        throw Error("\"" + id + "\" is not a known " + m_noun + ". Known: " + joined(ids) + ".", field);
    }

    const std::vector<CatalogueEntry>& entries() const { return m_entries; }

private:
    std::string m_noun;
    std::vector<std::unique_ptr<const Kind>> m_kinds;
    std::vector<CatalogueEntry> m_entries;
};

/// The list that a Catalogue takes: kinds<Layer>(makeDense(), makeConvolution(), ...).
template <class Kind, class... Pointers>
std::vector<std::unique_ptr<const Kind>> kinds(Pointers... pointers) {
    std::vector<std::unique_ptr<const Kind>> list;
    (list.push_back(std::move(pointers)), ...);
    return list;
}

} // namespace hourglass
