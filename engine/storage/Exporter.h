// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Export.h"
#include "engine/core/Catalogue.h"
#include "engine/core/Computation.h"

#include <memory>
#include <string>
#include <vector>

namespace hourglass {

/// One format of exports. Stateless.
class Exporter {
public:
    virtual ~Exporter() = default;
    const CatalogueEntry& entry() const { return m_entry; }
    /// How the names of its files end; the last one is that of the file that the user names.
    const std::vector<std::string>& extensions() const { return m_extensions; }

    /// @param options  complete
    /// @param name     of the files, without folder and ending: they may mention each other
    /// @return the bytes of each file, in the order of extensions()
    virtual std::vector<std::string> contents(const Model& model, const Parameters& options,
                                              const std::string& name) const = 0;

protected:
    Exporter(CatalogueEntry entry, std::vector<std::string> extensions)
        : m_entry(std::move(entry))
        , m_extensions(std::move(extensions)) {}

private:
    CatalogueEntry m_entry;
    std::vector<std::string> m_extensions;
};

const Catalogue<Exporter>& exporterCatalogue();

/// The parameter "part" of formats that hold a network.
ParameterSpec partParameter();
/// That part of the model: one computation, or encoder and decoder, where the first one's output is the second one's first
/// input.
std::vector<Computation> chosenPart(const Model& model, const Parameters& options);
/// One line for people who open the file: which experiment it comes from.
std::string describedOrigin(const Model& model);

// One function a file; Exporter.cpp lists them.
std::unique_ptr<const Exporter> makeOnnxExporter();
std::unique_ptr<const Exporter> makeTorchScriptExporter();
std::unique_ptr<const Exporter> makeSafetensorsExporter();
std::unique_ptr<const Exporter> makePythonExporter();
std::unique_ptr<const Exporter> makeCppExporter();
std::unique_ptr<const Exporter> makeExperimentExporter();

} // namespace hourglass
