// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"

#include "engine/analysis/ContactSheet.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Guard.h"
#include "engine/core/Memory.h"
#include "engine/data/Columns.h"
#include "engine/data/CsvTable.h"
#include "engine/data/InputFile.h"
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
constexpr std::size_t kLargestTable = 256 << 20;

at::Tensor asTensor(std::vector<float>& values, std::int64_t rows) {
    return at::from_blob(values.data(), {rows, std::int64_t(values.size()) / rows}, at::kFloat);
}

} // namespace

const std::vector<std::string>& filmExtensions() {
    static const auto extensions = [] {
        std::vector<std::string> list = arrayExtensions();
        list.insert(list.begin(), ".png");
        return list;
    }();
    return extensions;
}

void exportDecoded(const Model& model, const std::vector<float>& codes, const FilmOptions& options,
                   const std::string& path) {
    guarded([&] {
        const bool isPicture = path.ends_with(".png");
        const std::size_t written = isPicture ? sizeof(std::uint8_t) : bytesPerNumber(path);
        const NetworkReport network = model.network();
        const std::int64_t numbers = model.internals().autoencoder->data().shape.elements();
        const std::uint64_t count = codes.size() / std::size_t(std::max<std::int64_t>(1, network.code->output.elements()));
        requireMemory("Decoding these codes", count * std::uint64_t(numbers) * (2 * sizeof(float) + written),
                      "Decode fewer, or end other programs.");
        if (isPicture) {
            const std::vector<float> one(codes.begin(),
                                         codes.begin() + std::ptrdiff_t(codes.size() / std::max<std::uint64_t>(count, 1)));
            const Image first = decodedPictures(model, one, kLargestPicture, options.label).front();
            const auto across = std::min<std::uint64_t>(std::uint64_t(options.columns), count),
                       down = (count + across - 1) / across;
            const std::uint64_t width = across * std::uint64_t(first.width), height = down * std::uint64_t(first.height);
            if (std::max(width, height) > kLongestSheet)
                throw Error("The picture would be " + std::to_string(width) + " × " + std::to_string(height) +
                            " pixels, and a side of it may have " + std::to_string(kLongestSheet) +
                            ". Choose fewer codes, another number of columns, or a table.");
            return writeAtomically(
                path, pngFile(pictureSheet(decodedPictures(model, codes, kLargestPicture, options.label), options.columns)));
        }
        std::vector<float> values = decodedValues(model, codes, options.label);
        writeAtomically(
            path,
            arrayFile({asTensor(values, std::int64_t(values.size()) / numbers), numbered("value", numbers), {}, {}}, path));
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
