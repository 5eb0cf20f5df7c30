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
        const at::Tensor pictures = input.to(at::kCPU, at::kFloat).contiguous(), damaged = at::empty_like(pictures);
        const at::Tensor seeds = at::empty({input.size(0)}, at::kLong).random_(generator);
        for (std::int64_t i = 0; i < input.size(0); ++i)
            fill(pictures[i], damaged[i], options, std::uint64_t(seeds.data_ptr<std::int64_t>()[i]));
        return damaged.to(input.options());
    }

private:
    /// @param picture, damaged  channels × height × width, fp32
    static void fill(const at::Tensor& picture, const at::Tensor& damaged, const HoleOptions& options, std::uint64_t seed) {
        const auto missing = holes(int(picture.size(2)), int(picture.size(1)), options, seed);
        const std::size_t area = missing.size();
        for (std::int64_t channel = 0; channel < picture.size(0); ++channel) {
            const float* from = picture.data_ptr<float>() + std::size_t(channel) * area;
            float* to = damaged.data_ptr<float>() + std::size_t(channel) * area;
            for (std::size_t pixel = 0; pixel < area; ++pixel)
                to[pixel] = missing[pixel] ? 0.5F : from[pixel];
        }
    }
};

} // namespace

std::unique_ptr<const Corruption> makeMissingParts() {
    return std::make_unique<MissingParts>();
}

} // namespace hourglass
