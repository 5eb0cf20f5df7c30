// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/core/Catalogue.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

namespace hourglass {

/// Damages the input while the target stays clean (Vincent et al., ICML 2008). Stateless.
class Corruption {
public:
    virtual ~Corruption() = default;
    const CatalogueEntry& entry() const { return m_entry; }

    /// @param input  N × shape in fp32, usually in [0, 1]; never changed
    /// @return the damaged copy, of the same shape. Values stay in [0, 1] if the input's did and `clamp` is set.
    virtual at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool clamp,
                             at::Generator& generator) const = 0;

protected:
    explicit Corruption(CatalogueEntry entry)
        : m_entry(std::move(entry)) {}
    /// For those that only pictures can suffer. @throws Error naming corruption.kind when the samples are none
    void requirePictures(const at::Tensor& input) const;

private:
    CatalogueEntry m_entry;
};

/// Contains "none", which returns its input.
const Catalogue<Corruption>& corruptionCatalogue();

} // namespace hourglass
