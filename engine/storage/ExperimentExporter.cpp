// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/Exporter.h"

namespace hourglass {

namespace {

class ExperimentExporter final : public Exporter {
public:
    ExperimentExporter()
        : Exporter({"experiment",
                    "Experiment",
                    "What was trained and how, to train it again.",
                    "Data, network, variant, noise and training with every setting written out, as the window opens it and "
                    "hourglass-cli train takes it. No weights.",
                    "",
                    {}},
                   {"json"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters&, const std::string&) const override {
        return {toJson(model.experiment()) + '\n'};
    }
};

} // namespace

std::unique_ptr<const Exporter> makeExperimentExporter() {
    return std::make_unique<ExperimentExporter>();
}

} // namespace hourglass
