// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/ForeignModel.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace hourglass {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
namespace fs = std::filesystem;

/// Beginning and end of a file: an archive lists its contents at the end.
struct Ends {
    std::string first, last;

    explicit Ends(const fs::path& path) {
        constexpr std::uintmax_t most = 1 << 16;
        std::error_code failure;
        if (!fs::is_regular_file(path, failure))
            return;
        const std::uintmax_t size = fs::file_size(path, failure);
        std::ifstream file(path, std::ios::binary);
        first = read(file, std::min(size, most));
        file.seekg(std::streamoff(size - std::min(size, most)));
        last = read(file, std::min(size, most));
    }
    bool contain(std::string_view text) const {
        return first.find(text) != std::string::npos || last.find(text) != std::string::npos;
    }

private:
    static std::string read(std::ifstream& file, std::uintmax_t bytes) {
        std::string text(bytes, '\0');
        file.read(text.data(), std::streamsize(bytes));
        text.resize(std::size_t(std::max<std::streamsize>(file.gcount(), 0)));
        return text;
    }
};

bool isZip(const Ends& file) {
    return file.first.starts_with("PK\3\4");
}

/// A pickle of protocol 2 to 5 begins with its number. So may the length at the beginning of a safetensors file, behind
/// which JSON follows.
bool isPickle(const Ends& file) {
    return file.first.size() > 2 && file.first[0] == '\x80' && file.first[1] >= 2 && file.first[1] <= 5 &&
           "\x95\x8a}](cXK"sv.find(file.first[2]) != std::string_view::npos &&
           !(file.first.size() > 8 && file.first[8] == '{');
}

/// The protobuf fields that ONNX's own writers begin with: the version, then the producer's name or a graph.
bool isOnnx(const Ends& file) {
    return file.first.size() > 2 && file.first[0] == '\x08' && file.first[1] >= 3 && file.first[1] <= 32 &&
           (file.first[2] == '\x12' || file.first[2] == ':');
}

/// As one word of a shell, whatever it holds.
std::string shellWord(const std::string& text) {
    std::string word = "'";
    for (const char c : text)
        word += c == '\'' ? "'\\''"s : std::string(1, c);
    return word + "'";
}

/// A line of Python that takes out the weights, which `load` reads from the file, and how to go on with them. The tensors
/// are copied because safetensors takes none that share memory.
std::string conversion(const std::string& path, const std::string& load) {
    return "python3 -c \"import sys, torch, safetensors.torch as s; s.save_file({name: t.clone().contiguous() for name, t in " +
           load + ".items()}, sys.argv[2])\" " + shellWord(path) + " " +
           shellWord(fs::path(path).replace_extension(".safetensors").string()) +
           " and name that file under Training, Start from (training.startFrom). Hourglass itself opens the models that it has "
           "trained (.hourglass).";
}

Error torchScript(const std::string& path) {
    return Error(path +
                 " is a TorchScript program. Opening one runs the code that lies in it, so Hourglass does not. If you "
                 "trust where it comes from, take out its weights as safetensors, which are numbers and nothing else: " +
                 conversion(path, "torch.jit.load(sys.argv[1]).state_dict()"));
}

Error pickle(const std::string& path) {
    return Error(path +
                 " is a Python pickle, as PyTorch saves models. Opening one can run any code that lies in it, so "
                 "Hourglass does not. Take out the weights of a state dict as safetensors, which are numbers and nothing "
                 "else: " +
                 conversion(path, "torch.load(sys.argv[1], weights_only=True)"));
}

Error otherProgram(const std::string& path, const std::string& what) {
    return Error(path + " is " + what +
                 ", a model of another program, and cannot be opened here. Draw the network in Hourglass "
                 "and train it. Hourglass itself opens the models that it has trained (.hourglass).");
}

} // namespace

void refuseForeignModel(const std::string& path) {
    const Ends file(path);
    if (file.first.empty())
        return;
    std::string extension = fs::path(path).extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const auto isNamed = [&](const auto&... known) { return ((extension == known) || ...); };

    if (isZip(file) && file.contain("/constants.pkl"))
        throw torchScript(path);
    if (isPickle(file) || (isZip(file) && file.contain("/data.pkl")) || isNamed(".pt", ".pth", ".ckpt", ".pkl", ".pickle"))
        throw pickle(path);
    if (isZip(file) && file.contain("model.weights.h5"))
        throw otherProgram(path, "a Keras model");
    if (file.first.starts_with("\x89HDF\r\n\x1a\n") || isNamed(".h5", ".hdf5", ".keras"))
        throw otherProgram(path, "an HDF5 file, as Keras saves models");
    if (isOnnx(file) || isNamed(".onnx"))
        throw otherProgram(path, "an ONNX model");
}

} // namespace hourglass
