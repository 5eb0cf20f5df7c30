// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeTensors.h"
#include "engine/storage/Exporter.h"
#include "engine/variants/ModelInternals.h"

namespace hourglass {

namespace {

class SafetensorsExporter final : public Exporter {
public:
    SafetensorsExporter()
        : Exporter({"safetensors",
                    "Safetensors",
                    "All weights by their names, and nothing else.",
                    "Every weight and running statistic of the network and of what its variant trains beside it, such as a "
                    "discriminator, as the safetensors libraries of Python and Rust read them. How they are to be used is "
                    "not in the file.",
                    "",
                    {}},
                   {"safetensors"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters&, const std::string&) const override {
        // The one entry that readers look for: in whose order the numbers lie.
        return {safeTensorsFile({{{"format", "pt"}}, namedState(*model.internals().autoencoder)})};
    }
};

} // namespace

std::unique_ptr<const Exporter> makeSafetensorsExporter() {
    return std::make_unique<SafetensorsExporter>();
}

} // namespace hourglass
