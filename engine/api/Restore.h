// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/api/Photograph.h"
#include "engine/api/Planes.h"
#include "engine/api/RestorationTask.h"

#include <memory>
#include <optional>

namespace hourglass {

/// What the corruption that an experiment's network learns to undo stands for; none where it sees its samples as they are.
std::optional<RestorationTask> taskOf(const Experiment& experiment);

struct RestorationOptions {
    RestorationTask task = RestorationTask::Denoise;
    /// Inpaint: one plane, 0.5 or more where the picture is missing. What is there stays exactly as it is.
    const Planes* mask = nullptr;
    /// Enlarge: of the result, twice the picture's sides or one less, as damage::halfSize() rounds; 0 for twice.
    int width = 0, height = 0;
};

/// Restores pictures of any size with a network that learned it from small ones: layers that slide over a picture do not
/// care how large it is. A network with a layer that is bound to the size of its samples, as dense ones are, goes over it
/// patch by patch: the seams show, but so does what such a network makes of a picture of another kind. It has weights of its
/// own, so that the model may learn on meanwhile. One thread at a time; uses all cores, and
/// bf16 where training would choose it.
class Restorer {
public:
    /// @throws Error when the model's samples are no pictures of one or three channels
    explicit Restorer(const Model& model);
    ~Restorer();

    /// Whether its layers slide over a picture. Otherwise it goes patch by patch of the size of its samples, each by itself;
    /// at the right and at the lower border they see the picture reflected.
    bool slides() const;

    /// By tiles that pass into each other, in bounded memory: beside input and output a few hundred MiB (Inpaint: some
    /// copies of the part around what is missing, too). A network of one channel takes the colours one after the other, one
    /// of three sees a grey picture in all three. Colourise keeps the brightness of the picture and returns three planes; it
    /// looks at the picture as small as the photographs were that the network learned from. Inpaint fills large holes from
    /// coarse to fine. The result is clipped to [0, 1], as it is shown and saved, and as figures of it are taken everywhere.
    /// @param progress  after each tile or row of patches
    /// @return nothing when cancelled
    /// @throws Error for an empty picture, for a mask that is missing or of another size, or naming a width that does not
    /// fit
    std::optional<Planes> restored(const Planes& picture, const RestorationOptions& options,
                                   const RestorationProgress& progress = {}) const;
    /// Its colours by the above. Bits, metadata and alpha stay, which Enlarge enlarges by cubic splines.
    std::optional<Photograph> restored(const Photograph& photograph, const RestorationOptions& options,
                                       const RestorationProgress& progress = {}) const;

private:
    class Network;
    std::unique_ptr<const Network> m_network;
};

} // namespace hourglass
