// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"
#include "engine/bottleneck/Bottleneck.h"
#include "engine/core/Catalogue.h"
#include "engine/objective/Objective.h"

#include <memory>
#include <vector>

namespace hourglass {

/// A variant: which stations of the pipeline it changes. The defaults change none. Stateless.
class Recipe {
public:
    virtual ~Recipe() = default;
    const CatalogueEntry& entry() const { return m_entry; }

    /// `current` as it should be right after the user chose this variant; keeps what already fits.
    virtual Experiment adapted(Experiment current) const { return current; }
    /// @throws Error naming the field that this variant cannot work with.
    virtual void check(const Experiment&) const {}
    /// The same, once the sample's shape is known.
    virtual void check(const Experiment&, const NetworkReport&) const {}
    virtual std::shared_ptr<Bottleneck> bottleneck(const Experiment&) const {
        return std::make_shared<PlainBottleneck>();
    }
    /// Terms besides the reconstruction.
    virtual std::vector<std::unique_ptr<const Term>> terms(const Experiment&) const { return {}; }

protected:
    explicit Recipe(CatalogueEntry entry) : m_entry(std::move(entry)) {}

private:
    CatalogueEntry m_entry;
};

const Catalogue<Recipe>& recipeCatalogue();

// One function a file; Catalogue.cpp lists them.
std::unique_ptr<const Recipe> makeUndercomplete();
std::unique_ptr<const Recipe> makeDenoising();
std::unique_ptr<const Recipe> makeConvolutional();

} // namespace hourglass
