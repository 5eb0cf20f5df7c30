// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeTensors.h"

#include "engine/api/Error.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Digest.h"
#include "engine/core/ForeignModel.h"
#include "engine/core/Json.h"
#include "engine/core/Memory.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

constexpr const char* kMetadata = "__metadata__";
constexpr const char* kChecksum = "sha256"; // in the metadata, of all that follows the header
constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLargestHeader = 16 << 20; // a few kilobytes are usual; JSON takes many times its length in memory

std::string sha256(std::string_view bytes) {
    Digest digest;
    digest.add(bytes);
    return digest.finish();
}

constexpr std::array<std::pair<std::string_view, at::ScalarType>, 6> kTypes = {{{"F64", at::kDouble},
                                                                                {"F32", at::kFloat},
                                                                                {"F16", at::kHalf},
                                                                                {"BF16", at::kBFloat16},
                                                                                {"I64", at::kLong},
                                                                                {"U8", at::kByte}}};

std::string typeName(at::ScalarType type) {
    const auto known = std::ranges::find(kTypes, type, [](const auto& entry) { return entry.second; });
    if (known == kTypes.end())
        throw Error("Only floating-point numbers, 64-bit whole numbers and bytes can be stored.");
    return std::string(known->first);
}

/// Numbers that nobody damaged, but that are not read here.
class UnknownType : public Error {
    using Error::Error;
};

at::ScalarType typeOf(const std::string& tensor, const Json& entry) {
    const auto name = entry.at("dtype").get<std::string>();
    const auto known = std::ranges::find(kTypes, name, [](const auto& type) { return type.first; });
    if (known == kTypes.end())
        throw UnknownType("holds \"" + tensor + "\" in numbers of the type " + name +
                          ", which are not read. Convert them to F32 first.");
    return known->second;
}

/// Where a tensor's bytes begin and end.
using Place = std::pair<std::uint64_t, std::uint64_t>;

Place placeFrom(const Json& entry, std::string_view data) {
    const auto offsets = entry.at("data_offsets").get<std::vector<std::uint64_t>>();
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data.size())
        throw Error("a tensor lies outside the file");
    return {offsets[0], offsets[1]};
}

/// A small file whose tensors shared their bytes could fill the memory.
void refuseOverlaps(const Json& header, std::string_view data) {
    std::vector<Place> places;
    for (const auto& [name, entry] : header.items())
        if (name != kMetadata)
            places.push_back(placeFrom(entry, data));
    std::ranges::sort(places);
    for (std::size_t i = 1; i < places.size(); ++i)
        if (places[i].first < places[i - 1].second)
            throw Error("two tensors lie on the same bytes");
}

at::Tensor tensorFrom(const std::string& name, const Json& entry, std::string_view data) {
    const at::ScalarType type = typeOf(name, entry);
    const auto sizes = entry.at("shape").get<std::vector<std::int64_t>>();
    const auto [begin, end] = placeFrom(entry, data);
    std::uint64_t bytes = at::elementSize(type);
    for (const std::int64_t size : sizes)
        if (size < 0 || __builtin_mul_overflow(bytes, std::uint64_t(size), &bytes))
            throw Error("a tensor has an impossible shape");
    if (bytes != end - begin)
        throw Error("a tensor's shape does not fit its bytes");
    at::Tensor tensor = at::empty(sizes, type);
    std::memcpy(tensor.data_ptr(), data.data() + begin, bytes);
    return tensor;
}

SafeTensors parse(std::string_view file) {
    std::uint64_t length = 0;
    if (file.size() < kLengthBytes)
        throw Error("it is too short");
    std::memcpy(&length, file.data(), kLengthBytes);
    if (length > kLargestHeader || length > file.size() - kLengthBytes)
        throw Error("its header is cut off");
    const Json header = parseJson(file.substr(kLengthBytes, length), "its header");
    const std::string_view data = file.substr(kLengthBytes + length);
    refuseOverlaps(header, data);
    if (const auto metadata = header.find(kMetadata); metadata != header.end() && metadata->contains(kChecksum) &&
                                                      metadata->at(kChecksum).get<std::string>() != sha256(data))
        throw Error("its numbers are not those that were written");
    SafeTensors contents;
    for (const auto& [name, entry] : header.items()) {
        if (name == kMetadata)
            contents.metadata = entry.get<std::map<std::string, std::string>>();
        else
            contents.tensors.emplace(name, tensorFrom(name, entry, data));
    }
    return contents;
}

/// What to say of a file that could not be parsed.
Error refusal(const std::string& path, const std::string& file, const std::string& reason) {
    if (file.starts_with('{'))
        return Error(path + " looks like an experiment, not like a model. Train it first: hourglass-cli train EXPERIMENT "
                            "--out MODEL.");
    return Error(path + " is damaged or not a model file: " + reason + (reason.ends_with('.') ? "" : ".") +
                 " Choose a .hourglass file that a training has saved, or another safetensors file.");
}

} // namespace

std::string safeTensorsFile(const SafeTensors& contents) {
    const auto bytesOf = [](const at::Tensor& tensor) {
        return std::string_view(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes());
    };
    Json header = {{kMetadata, contents.metadata}};
    Digest digest;
    std::size_t end = 0;
    for (const auto& [name, tensor] : contents.tensors) {
        const std::size_t begin = end;
        end += tensor.nbytes();
        header[name] = {
            {"dtype", typeName(tensor.scalar_type())}, {"shape", tensor.sizes().vec()}, {"data_offsets", {begin, end}}};
        digest.add(bytesOf(tensor.detach().contiguous()));
    }
    header[kMetadata][kChecksum] = digest.finish();
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' '); // tensors begin at a multiple of 8 bytes
    std::string file(kLengthBytes, '\0');
    file.reserve(kLengthBytes + text.size() + end); // the only copy of what may be large
    const std::uint64_t length = text.size();
    std::memcpy(file.data(), &length, kLengthBytes);
    file += text;
    for (const auto& [name, tensor] : contents.tensors)
        file += bytesOf(tensor.detach().contiguous());
    return file;
}

void writeSafeTensors(const std::string& path, const SafeTensors& contents) {
    writeAtomically(path, safeTensorsFile(contents));
}

SafeTensors readSafeTensors(const std::string& path) {
    refuseForeignModel(path);
    const std::string file = readFile(path);
    // The tensors, and once more when a network takes them over.
    requireMemory("Loading " + path, 2 * file.size(), "Choose a smaller model, or end other programs.");
    try {
        return parse(file);
    } catch (const UnknownType& error) {
        throw Error(path + " " + error.message());
    } catch (const Error& error) {
        throw refusal(path, file, error.what());
    } catch (const nlohmann::json::exception&) {
        throw refusal(path, file, "its header is not that of a safetensors file");
    }
}

void refuseModel(const std::string& path, const std::string& wanted) {
    refuseForeignModel(path);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return;
    if (path.ends_with(".hourglass"))
        throw Error(path + " is a trained model, not " + wanted +
                    ". Open it with File > Open, or use it on the command line: hourglass-cli info MODEL.");
    if (path.ends_with(".safetensors"))
        throw Error(path + " holds weights, not " + wanted +
                    ". Name it under Training, Start from (training.startFrom), of a network that has these layers.");
}

} // namespace hourglass
