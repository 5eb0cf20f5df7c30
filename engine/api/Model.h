// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Network.h"
#include "engine/api/Reports.h"

#include <memory>
#include <string>

namespace hourglass {

/// An autoencoder with its weights and the experiment that made it. Copies share the weights.
/// Use it on one thread at a time.
class Model {
public:
    class Private;
    explicit Model(std::shared_ptr<Private> internals);

    /// @throws Error naming the file when it is missing, damaged, or not a Hourglass model.
    static Model load(const std::string& path);
    /// Writes a .hourglass file (safetensors) under a temporary name, syncs it and renames it.
    /// @throws Error naming the file and the cause (no space, no permission); an older file stays as it was.
    void save(const std::string& path) const;

    const Experiment& experiment() const;
    /// As trained: empty figures for a network that never trained.
    const Metrics& metrics() const;
    NetworkReport network() const;

    /// With weights of its own, for use on another thread.
    Model copy() const;
    /// experiment() on other data; size, colour, header and the like are the model's own wherever `dataset` leaves them
    /// open.
    Experiment experimentOn(const DatasetSpec& dataset) const;

    Private& internals() const { return *m_private; }

private:
    std::shared_ptr<Private> m_private;
};

} // namespace hourglass
