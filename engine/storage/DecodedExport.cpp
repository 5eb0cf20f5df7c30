// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"

#include "engine/analysis/ContactSheet.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Guard.h"
#include "engine/core/Memory.h"
#include "engine/data/Columns.h"
#include "engine/data/CsvTable.h"
#include "engine/data/InputFile.h"
#include "engine/imaging/Film.h"
#include "engine/imaging/Picture.h"
#include "engine/storage/ArrayFile.h"
#include "engine/variants/ModelInternals.h"

#include "engine/api/Export.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

namespace {

constexpr int kLargestPicture = 4096;           // px a side: as they are
constexpr std::uint64_t kLongestSheet = 65'500; // px: what programs that show pictures take
constexpr const char *kPng = ".png", *kGif = ".gif", *kMp4 = ".mp4";
constexpr std::size_t kLargestTable = 256 << 20;

at::Tensor asTensor(std::vector<float>& values, std::int64_t rows) {
    return at::from_blob(values.data(), {rows, std::int64_t(values.size()) / rows}, at::kFloat);
}

bool isShown(const std::string& path) {
    return path.ends_with(kPng) || path.ends_with(kGif) || path.ends_with(kMp4);
}

void requireKnownEnding(const std::string& path) {
    std::string known;
    for (const std::string& ending : filmExtensions()) {
        if (path.ends_with(ending))
            return;
        known += (known.empty() ? "" : ", ") + ending;
    }
    throw Error(path + " ends in none of " + known + ". Choose one of these endings: each is a format.");
}

std::uint64_t countOf(const Model& model, const std::vector<float>& codes) {
    return codes.size() / std::size_t(std::max<std::int64_t>(1, model.network().code->output.elements()));
}

/// The contents of a .png. One is decoded before all, so that what is too large costs nothing.
std::string sheetOf(const Model& model, const std::vector<float>& codes, const FilmOptions& options) {
    if (options.columns < 1)
        throw Error("A row must have one picture at least.", "columns");
    const std::uint64_t count = std::max<std::uint64_t>(countOf(model, codes), 1);
    const std::vector<float> one(codes.begin(), codes.begin() + std::ptrdiff_t(codes.size() / count));
    const std::vector<int> label(options.labels.begin(), options.labels.begin() + (options.labels.empty() ? 0 : 1));
    const Image first = decodedPictures(model, one, kLargestPicture, label).front();
    const auto across = std::min<std::uint64_t>(std::uint64_t(options.columns), count), down = (count + across - 1) / across;
    const std::uint64_t width = across * std::uint64_t(first.width), height = down * std::uint64_t(first.height);
    if (std::max(width, height) > kLongestSheet)
        throw Error("The picture would be " + std::to_string(width) + " × " + std::to_string(height) +
                    " pixels, and a side of it may have " + std::to_string(kLongestSheet) +
                    ". Choose fewer codes, another number of columns, or a table.");
    return pngFile(pictureSheet(decodedPictures(model, codes, kLargestPicture, options.labels), options.columns));
}

/// The contents of a .gif or .mp4.
std::string filmOf(const Model& model, const std::vector<float>& codes, const FilmOptions& options, bool isGif) {
    std::vector<Image> pictures = decodedPictures(model, codes, kLargestPicture, options.labels);
    if (options.backAgain)
        // A .gif comes to its first picture by itself.
        for (std::size_t i = pictures.size() - 1; i-- > (isGif ? 1 : 0);)
            pictures.push_back(pictures[i]);
    return isGif ? gifFile(pictures, options.perSecond) : mp4File(pictures, options.perSecond);
}

} // namespace

const std::vector<std::string>& filmExtensions() {
    static const auto extensions = [] {
        std::vector<std::string> list = arrayExtensions();
        list.insert(list.begin(), {kPng, kGif, kMp4});
        return list;
    }();
    return extensions;
}

void exportDecoded(const Model& model, const std::vector<float>& codes, const FilmOptions& options,
                   const std::string& path) {
    guarded([&] {
        requireKnownEnding(path);
        const std::size_t written = isShown(path) ? 2 * sizeof(std::uint8_t) : bytesPerNumber(path);
        const std::int64_t numbers = model.internals().autoencoder->data().shape.elements();
        requireMemory("Decoding these codes", countOf(model, codes) * std::uint64_t(numbers) * (2 * sizeof(float) + written),
                      "Decode fewer, or end other programs.");
        if (path.ends_with(kPng))
            return writeAtomically(path, sheetOf(model, codes, options));
        if (isShown(path))
            return writeAtomically(path, filmOf(model, codes, options, path.ends_with(kGif)));
        std::vector<float> values = decodedValues(model, codes, options.labels);
        writeAtomically(
            path,
            arrayFile({asTensor(values, std::int64_t(values.size()) / numbers), numbered("value", numbers), {}, {}}, path));
    });
}

std::string codesFile(std::vector<float> codes, std::int64_t numbers, const std::string& extension) {
    return guarded([&] {
        return arrayFile({asTensor(codes, std::int64_t(codes.size()) / std::max<std::int64_t>(1, numbers)),
                          numbered("code", numbers),
                          {},
                          {}},
                         extension);
    });
}

std::vector<float> readCodes(const Model& model, const std::string& path) {
    return guarded([&] {
        std::string text = InputFile(path).readAll(kLargestTable);
        const CsvTable table = parseCsv(text, path);
        const std::size_t first = table.rows() > 0 && table.cell(0, 0) == "class" ? 1 : 0;
        const auto numbers = std::size_t(model.network().code->output.elements());
        if (table.rows() < 2 || table.columns - first != numbers)
            throw Error(path + " holds no codes of this model: a line of names and lines of " + std::to_string(numbers) +
                        " numbers were expected, as hourglass-cli encode writes them.");
        if (numberIn(table.cell(0, first)))
            throw Error(path +
                        " begins with numbers. Its first line must name the columns, as hourglass-cli encode writes it.");
        std::vector<float> codes;
        for (std::size_t row = 1; row < table.rows(); ++row)
            for (std::size_t column = first; column < table.columns; ++column) {
                const std::optional<double> number = numberIn(table.cell(row, column));
                if (!number)
                    throw Error(path + ", line " + std::to_string(table.lines[row]) + ": \"" +
                                std::string(table.cell(row, column)) + "\" is not a number.");
                codes.push_back(float(*number));
            }
        return codes;
    });
}

} // namespace hourglass
