// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/imaging/Holes.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <map>

namespace hourglass {

namespace {

/// Mid-grey wherever holes(), another one for each sample, take parts of the picture away.
class MissingParts final : public Corruption {
public:
    MissingParts()
        : Corruption(
              {"missing",
               "Missing parts",
               "Makes parts of the picture grey, as if they were torn out.",
               "Strokes of a brush and blocks are laid over the picture, and what lies under them is gone in all its colours. "
               "What belongs there the network can only tell from what is around (inpainting): scratches, stamps and people "
               "in the way are taken out of a photograph so.",
               "Pathak et al., Context Encoders: Feature Learning by Inpainting, CVPR 2016",
               {ParameterSpec::real("least", "Least share", 0.1, 0, kMostMissing, 0.05)
                    .withHelp("Of each sample a share between this one and the most is missing, all as likely.")
                    .asLive(),
                ParameterSpec::real("most", "Most share", 0.4, 0, kMostMissing, 0.05)
                    .withHelp("The other end of the range.")
                    .asLive(),
                ParameterSpec::choice("shape", "Shape", "both",
                                      {{"strokes", "Strokes"}, {"blocks", "Blocks"}, {"both", "Both"}})
                    .withHelp("Strokes leave something near to go by everywhere; the middle of a block is far from all that "
                              "is left.")
                    .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool, at::Generator& generator) const override {
        static const std::map<std::string, HoleShape, std::less<>> shapes{
            {"strokes", HoleShape::Strokes}, {"blocks", HoleShape::Blocks}, {"both", HoleShape::Both}};
        requirePictures(input);
        const HoleOptions options{parameters.real("least"), parameters.real("most"), shapes.at(parameters.text("shape"))};
        const int width = int(input.size(3)), height = int(input.size(2));
        const at::Tensor seeds = at::empty({input.size(0)}, at::kLong).random_(generator);
        const at::Tensor mask = at::empty({input.size(0), 1, height, width}, at::kBool);
        bool* next = mask.data_ptr<bool>();
        for (std::int64_t i = 0; i < input.size(0); ++i)
            next =
                std::ranges::copy(holes(width, height, options, std::uint64_t(seeds.data_ptr<std::int64_t>()[i])), next).out;
        return input.masked_fill(mask.to(input.device()), 0.5);
    }
};

} // namespace

std::unique_ptr<const Corruption> makeMissingParts() {
    return std::make_unique<MissingParts>();
}

} // namespace hourglass
