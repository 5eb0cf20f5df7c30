// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/api/Damage.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>

namespace hourglass {

namespace {

/// What is left of a picture after it was a JPEG file, of a quality drawn for each sample. Pictures of other than one or
/// three channels are stored channel by channel.
class Jpeg final : public Corruption {
public:
    Jpeg()
        : Corruption({"jpeg",
                      "JPEG",
                      "Stores the picture as a small JPEG file and reads it back.",
                      "JPEG cuts a picture into blocks of 8 × 8 pixels and rounds away what the eye misses least. At low "
                      "quality the blocks show, and edges get a fringe. The network learns what was there before.",
                      "Wallace, The JPEG Still Picture Compression Standard, Communications of the ACM 34, 1991",
                      {ParameterSpec::integer("lowest", "Lowest quality", 10, 1, 100)
                           .withHelp("Each sample is stored at a quality between this one and the highest, all as likely.")
                           .asLive(),
                       ParameterSpec::integer("highest", "Highest quality", 60, 1, 100)
                           .withHelp("100 loses next to nothing, 10 shows all its blocks.")
                           .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool, at::Generator& generator) const override {
        requirePictures(input);
        const std::int64_t one = parameters.integer("lowest"), other = parameters.integer("highest");
        const at::Tensor qualities =
            at::empty({input.size(0)}, at::kLong).random_(std::min(one, other), std::max(one, other) + 1, generator);
        const at::Tensor pictures = input.to(at::kCPU, at::kFloat).contiguous();
        const at::Tensor stored = at::empty_like(pictures);
        at::parallel_for(0, input.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                store(pictures[i], stored[i], int(qualities.data_ptr<std::int64_t>()[i]));
        });
        return stored.to(input.options());
    }

private:
    /// @param picture, stored  channels × height × width, fp32
    static void store(const at::Tensor& picture, const at::Tensor& stored, int quality) {
        const int channels = int(picture.size(0)), together = channels == 3 ? 3 : 1;
        Planes planes(int(picture.size(2)), int(picture.size(1)), together);
        for (int first = 0; first < channels; first += together) {
            const std::size_t offset = planes.area() * std::size_t(first);
            std::copy_n(picture.data_ptr<float>() + offset, planes.values.size(), planes.values.begin());
            const Planes read = damage::jpeg(planes, quality);
            std::ranges::copy(read.values, stored.data_ptr<float>() + offset);
        }
    }
};

} // namespace

std::unique_ptr<const Corruption> makeJpeg() {
    return std::make_unique<Jpeg>();
}

} // namespace hourglass
