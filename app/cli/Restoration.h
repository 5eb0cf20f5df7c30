// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Output.h"

#include "engine/api/Damage.h"
#include "engine/api/Photograph.h"
#include "engine/api/Restore.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hourglass::cli {

/// What `restore` is told.
struct RestoreOptions {
    std::string modelFile;
    std::vector<std::string> pictures;
    std::string out; ///< empty: nothing is written
    std::string task;
    std::string sigma = "auto";
    std::string maskFile;
    std::string referenceFile;
    const DamageKind* damage = nullptr; ///< the pictures are clean, and spoilt by this first
    double strength = 0;
    std::uint64_t seed = 1;
    bool grey = false;
    bool replaces = false;
    bool json = false;
};

/// By the names that people give them.
extern const std::map<std::string, RestorationTask> restorationTasks;

/// Every picture by the same model in the same way.
class Restoration {
public:
    explicit Restoration(const RestoreOptions& options);

    /// @return the picture's files, size and seconds; and how near it came, where the clean picture is known: "psnr" and
    /// "ssim", those of the "damaged" picture if it has the same size, and of all "baselines"
    /// @throws Error naming the picture and what is wrong with it
    Json restore(const std::string& path) const;

private:
    Json reportOn(const std::string& path, Photograph damaged) const;
    RestorationTask chosenTask() const;
    std::string targetOf(const std::string& path) const;
    Photograph loaded(const std::string& path) const;
    Planes drawnHoles(const Photograph& picture) const;
    double sigmaOf(const Planes& damaged) const;

    const RestoreOptions& m_options;
    Model m_model;
    Restorer m_restorer;
    RestorationTask m_task;
    Planes m_mask, m_reference; ///< empty where there is none
};

/// Of the figures in all of these reports that have any; null where none has.
Json meanOf(const Json& reports);

} // namespace hourglass::cli
