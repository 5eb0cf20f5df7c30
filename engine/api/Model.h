// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/History.h"
#include "engine/api/Network.h"
#include "engine/api/Reports.h"

#include <memory>
#include <string>

namespace hourglass {

/// An autoencoder with its weights and the experiment that made it. Copies share the weights.
/// Use it on one thread at a time.
class Model {
public:
    enum class Contents { All, WithoutTraining };

    class Private;
    explicit Model(std::shared_ptr<Private> internals);

    /// @throws Error naming the file when it is missing, damaged, or not a Hourglass model.
    static Model load(const std::string& path);
    /// Writes a .hourglass file (safetensors) under a temporary name, syncs it and renames it.
    /// @throws Error naming the file and the cause (no space, no permission); an older file stays as it was.
    /// @param contents  with the state of its training it is about three times as large, and resume() goes on from it
    void save(const std::string& path, Contents contents = Contents::All) const;

    const Experiment& experiment() const;
    /// As trained: empty figures for a network that never trained.
    const Metrics& metrics() const;
    NetworkReport network() const;
    /// Of its training; empty for a network that never trained.
    const History& history() const;
    /// A few samples above what it makes of them; empty for a network that never trained.
    const Image& thumbnail() const;
    /// Whether it carries the state of a training that resume() can go on with.
    bool canResume() const;

    /// With weights of its own, for use on another thread; without the state and the history of its training.
    Model copy() const;
    /// experiment() on other data; size, colour, header and the like are the model's own wherever `dataset` leaves them
    /// open.
    Experiment experimentOn(const DatasetSpec& dataset) const;

    Private& internals() const { return *m_private; }

private:
    std::shared_ptr<Private> m_private;
};

} // namespace hourglass
