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
    const std::string& extension() const { return m_extension; }

    /// @param options  complete
    /// @return what was written, `path` last
    virtual std::vector<std::string> write(const Model& model, const Parameters& options, const std::string& path) const = 0;

protected:
    Exporter(CatalogueEntry entry, std::string extension)
        : m_entry(std::move(entry))
        , m_extension(std::move(extension)) {}

private:
    CatalogueEntry m_entry;
    std::string m_extension;
};

const Catalogue<Exporter>& exporterCatalogue();

/// The parameter "part" of formats that hold a network.
ParameterSpec partParameter();
/// That part of the model: one computation, or encoder and decoder, where the first one's output is the second one's first
/// input.
std::vector<Computation> chosenPart(const Model& model, const Parameters& options);
/// One line for people who open the file: which experiment it comes from.
std::string describedOrigin(const Model& model);
/// The second file of an export: of the same name, with another ending.
std::string besides(const std::string& path, const std::string& extension);

// One function a file; Exporter.cpp lists them.
std::unique_ptr<const Exporter> makeOnnxExporter();
std::unique_ptr<const Exporter> makeTorchScriptExporter();
std::unique_ptr<const Exporter> makeSafetensorsExporter();
std::unique_ptr<const Exporter> makePythonExporter();
std::unique_ptr<const Exporter> makeCppExporter();
std::unique_ptr<const Exporter> makeExperimentExporter();

} // namespace hourglass
