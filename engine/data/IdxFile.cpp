// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/IdxFile.h"

#include "engine/api/Error.h"
#include "engine/data/Columns.h"
#include "engine/data/InputFile.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace hourglass {

namespace {

using Magic = std::array<std::uint8_t, 4>;

std::optional<at::ScalarType> elementType(std::uint8_t code) {
    switch (code) {
    case 0x08:
        return at::kByte;
    case 0x09:
        return at::kChar;
    case 0x0B:
        return at::kShort;
    case 0x0C:
        return at::kInt;
    case 0x0D:
        return at::kFloat;
    case 0x0E:
        return at::kDouble;
    default:
        return std::nullopt;
    }
}

constexpr std::size_t kMostDimensions = 8; ///< a picture with channels has 4, and LibTorch's operations end at 64

bool isIdx(const Magic& magic) {
    return magic[0] == 0 && magic[1] == 0 && elementType(magic[2]) && magic[3] > 0;
}

std::vector<std::int64_t> readSizes(InputFile& file, std::size_t dimensions) {
    if (dimensions > kMostDimensions)
        throw Error(file.path() + " has " + std::to_string(dimensions) + " dimensions, and at most " +
                    std::to_string(kMostDimensions) + " can be read. It is damaged, or not a data set.");
    std::vector<std::int64_t> sizes;
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (file.read(bytes.data(), bytes.size()) < bytes.size())
            throw Error(file.path() + " is cut off: it ends inside its IDX header. Get the file again.");
        sizes.push_back(std::int64_t(bytes[0]) << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]);
        if (sizes.back() == 0)
            throw Error(file.path() + " is empty: its IDX header gives a size of 0.");
    }
    return sizes;
}

/// The product of sizes and element size. @throws Error before a hostile header can overflow it or fill the
/// memory.
std::uint64_t claimedBytes(const InputFile& file, const std::vector<std::int64_t>& sizes, std::size_t elementSize) {
    const std::uint64_t capacity = file.capacity();
    std::uint64_t bytes = elementSize;
    for (const std::int64_t size : sizes) {
        if (bytes > capacity / std::uint64_t(size))
            throw Error(file.path() + " has the wrong length: its header announces " + Shape{sizes}.text() +
                        " values, more than the file can hold. It is cut off or damaged: get the file again.");
        bytes *= std::uint64_t(size);
    }
    requireFits(file.path(), bytes);
    return bytes;
}

void fromBigEndian(std::uint8_t* bytes, std::uint64_t count, std::size_t elementSize) {
    if (std::endian::native == std::endian::big || elementSize == 1)
        return;
    for (std::uint64_t i = 0; i < count; i += elementSize)
        std::reverse(bytes + i, bytes + i + elementSize);
}

/// Gives the samples the shape and type that RawData wants.
void arrange(RawData& data, at::Tensor array, const std::string& path) {
    const std::int64_t rank = array.dim();
    const auto mayBeChannels = [&](std::int64_t dimension) { return array.size(dimension) <= 4; };
    if (rank == 3)
        array = array.unsqueeze(1);
    else if (rank == 4 && !mayBeChannels(1) && mayBeChannels(3))
        array = array.permute({0, 3, 1, 2}).contiguous();
    else if (rank != 4)
        array = array.reshape({array.size(0), -1});

    const bool bytes = array.scalar_type() == at::kByte;
    if (!bytes || array.dim() != 4) {
        requireFits(path, std::uint64_t(array.numel()) * sizeof(float));
        array = array.to(at::kFloat);
    }
    if (bytes && array.dim() != 4)
        array.div_(255);
    data.sampleShape.sizes = array.sizes().slice(1).vec();
    data.samples = std::move(array);
}

void addLabels(RawData& data, const at::Tensor& labels, const std::string& path) {
    if (labels.dim() != 1 || at::isFloatingType(labels.scalar_type()))
        throw Error(path + " does not hold labels: one whole number a sample is needed.");
    if (labels.size(0) != data.samples.size(0))
        throw Error(path + " holds " + std::to_string(labels.size(0)) + " labels for " +
                    std::to_string(data.samples.size(0)) + " samples. Both files must be of the same length.");
    const auto [values, classes] = at::_unique(labels.to(at::kLong), /*sorted=*/true, /*return_inverse=*/true);
    requireFewClasses(path + ": ", std::size_t(values.size(0)), "Choose a file of labels, or none.", "dataset.labels");
    data.labels = classes;
    for (std::int64_t i = 0; i < values.size(0); ++i)
        data.classNames.push_back(std::to_string(values[i].item<std::int64_t>()));
}

} // namespace

at::Tensor readIdx(const std::string& path) {
    InputFile file(path);
    Magic magic{};
    if (file.read(magic.data(), magic.size()) < magic.size() || !isIdx(magic))
        throw Error(path + " is not an IDX file: it does not begin with an IDX magic number.");
    const std::vector<std::int64_t> sizes = readSizes(file, magic[3]);
    const at::ScalarType type = *elementType(magic[2]);
    const std::size_t elementSize = c10::elementSize(type);
    const std::uint64_t bytes = claimedBytes(file, sizes, elementSize);

    const at::Tensor array = at::empty(sizes, type);
    auto* data = static_cast<std::uint8_t*>(array.data_ptr());
    std::uint8_t beyond = 0;
    if (const std::size_t count = file.read(data, bytes); count < bytes)
        throw Error(path + " has the wrong length: its header announces " + std::to_string(bytes) +
                    " bytes of values, but it holds only " + std::to_string(count) + ". Get the file again.");
    if (file.read(&beyond, 1) != 0)
        throw Error(path + " has the wrong length: more data follow after the " + std::to_string(bytes) +
                    " bytes of values that its header announces. Get the file again.");
    fromBigEndian(data, bytes, elementSize);
    if (at::isFloatingType(type) && !array.isfinite().all().item<bool>())
        throw Error(path + " holds values that are not finite numbers.");
    return array;
}

bool looksLikeIdx(const std::string& path) {
    try {
        InputFile file(path);
        Magic magic{};
        return file.read(magic.data(), magic.size()) == magic.size() && isIdx(magic);
    } catch (const Error&) {
        return false;
    }
}

RawData readIdxPair(const std::string& imagesPath, const std::string& labelsPath) {
    const at::Tensor samples = readIdx(imagesPath);
    if (samples.dim() == 1)
        throw Error(imagesPath + " holds one number for each sample: these are labels, not data. Open the file of the "
                                 "pictures that they belong to (…-images-idx3-ubyte); its labels are found by their name.");
    RawData data;
    arrange(data, samples, imagesPath);
    if (!labelsPath.empty())
        addLabels(data, readIdx(labelsPath), labelsPath);
    return data;
}

} // namespace hourglass
