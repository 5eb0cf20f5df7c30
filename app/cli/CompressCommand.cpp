// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Compression.h"
#include "engine/api/Error.h"
#include "engine/api/Photograph.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::cli {

namespace {

struct CompressOptions {
    std::string modelFile;
    std::vector<std::string> pictures;
    std::string out; ///< empty: nothing is written
    double step = 1;
    bool curve = false;
    bool replaces = false;
    bool json = false;
};

Json json(const RatePoint& point, const Planes& picture) {
    const auto bitsPerPixel = [&](std::size_t bytes) { return 8.0 * double(bytes) / double(picture.area()); };
    return {{"step", point.step},
            {"bytes", point.bytes},
            {"bitsPerPixel", bitsPerPixel(point.bytes)},
            {"psnr", point.psnr},
            {"ssim", point.ssim},
            {"jpeg",
             {{"bytes", point.jpegBytes},
              {"bitsPerPixel", bitsPerPixel(point.jpegBytes)},
              {"quality", point.jpegQuality},
              {"psnr", point.jpegPsnr},
              {"ssim", point.jpegSsim}}}};
}

std::string formatted(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

void printPoints(const Json& points) {
    std::vector<Row> rows = {{"step", "bytes", "bits per pixel", "PSNR", "SSIM", "JPEG bytes", "PSNR", "SSIM"}};
    for (const Json& point : points)
        rows.push_back({number(point["step"]), formatted("%.0f", point["bytes"]), formatted("%.3f", point["bitsPerPixel"]),
                        formatted("%.2f dB", point["psnr"]), formatted("%.4f", point["ssim"]),
                        formatted("%.0f", point["jpeg"]["bytes"]), formatted("%.2f dB", point["jpeg"]["psnr"]),
                        formatted("%.4f", point["jpeg"]["ssim"])});
    printTable(std::cout, rows);
}

/// Of all figures, step by step.
Json meanPoints(const std::vector<Json>& pictures) {
    Json mean = Json::array();
    for (std::size_t i = 0; i < pictures.front()["points"].size(); ++i) {
        Json sum = pictures.front()["points"][i].flatten();
        for (auto& [place, value] : sum.items()) {
            double total = 0;
            for (const Json& picture : pictures)
                total += picture["points"][i].at(Json::json_pointer(place)).get<double>();
            value = total / double(pictures.size());
        }
        mean.push_back(sum.unflatten());
    }
    return mean;
}

std::string targetOf(const CompressOptions& options, const std::string& picture) {
    std::error_code ignored;
    if (options.pictures.size() == 1 && !std::filesystem::is_directory(options.out, ignored))
        return options.out;
    return (std::filesystem::path(options.out) / (std::filesystem::path(picture).filename().string() + ".hgz")).string();
}

Json compressed(const Compressor& compressor, const CompressOptions& options, const std::string& path) {
    PercentLine line(path);
    const auto progress = [&](double share) {
        line.show(share);
        return true;
    };
    const Photograph photograph = loadPhotograph(path);
    try {
        Json report = {{"in", path}, {"width", photograph.colour.width}, {"height", photograph.colour.height}};
        if (!photograph.alpha.empty())
            report["note"] = "Its transparency is left out.";
        const Compressor::Code code = compressor.code(photograph.colour, progress).value();
        if (!options.out.empty()) {
            report["out"] = targetOf(options, path);
            std::error_code ignored;
            if (std::filesystem::equivalent(path, report["out"].get<std::string>(), ignored))
                throw Error("It would be written over the picture itself. Choose another name.");
            saveCompressed(compressor.packed(code, options.step), report["out"], options.replaces);
        }
        std::vector<double> steps{options.step};
        if (options.curve)
            steps.assign(std::begin(Compressor::steps), std::end(Compressor::steps));
        report["points"] = Json::array();
        for (const double step : steps) {
            const RatePoint point = ratePoint(compressor, code, photograph.colour, step, progress).value();
            report["points"].push_back(json(point, photograph.colour));
        }
        return report;
    } catch (const Error& error) { // which speaks of a picture only
        throw Error(path + ": " + error.what());
    }
}

void compress(const CompressOptions& options) {
    const Compressor compressor(Model::load(options.modelFile));
    if (options.pictures.size() > 1 && !options.out.empty())
        std::filesystem::create_directories(options.out);
    std::vector<Json> done;
    std::vector<Json> faults;
    for (const std::string& path : options.pictures)
        try {
            done.push_back(compressed(compressor, options, path));
            if (options.json)
                continue;
            std::cout << done.back().value("out", path)
                      << (done.back().contains("note") ? ". Its transparency is left out" : "") << '\n';
            printPoints(done.back()["points"]);
        } catch (const Error& error) { // the others are compressed all the same
            faults.push_back({{"in", path}, {"error", error.what()}});
            std::cerr << error.what() << '\n';
        }
    if (options.json) {
        Json all = {{"pictures", done}};
        for (const Json& fault : faults)
            all["pictures"].push_back(fault);
        if (!done.empty())
            all["mean"] = meanPoints(done);
        printJson(std::cout, all);
    } else if (done.size() > 1) {
        std::cout << "Mean of " << done.size() << " pictures\n";
        printPoints(meanPoints(done));
    }
    if (!faults.empty())
        throw Error(std::to_string(faults.size()) + " of " + std::to_string(options.pictures.size()) +
                    " pictures could not be compressed; what is wrong with each stands above.");
}

} // namespace

void addCompressCommand(CLI::App& program) {
    const auto options = std::make_shared<CompressOptions>();
    CLI::App* command = program.add_subcommand("compress", "Pack pictures into the code of a model, beside JPEG");
    command->add_option("model", options->modelFile, "A .hourglass file that learned from pictures")->required();
    command->add_option("pictures", options->pictures, "Of any size: " + photographFormats())->required();
    command->add_option("--out", options->out,
                        "Write this file; for several pictures, into this folder. Without, it is only measured");
    CLI::Option* curve =
        command->add_flag("--curve", options->curve, "Measure from the coarsest to the finest rounding, not at one step");
    command
        ->add_option("--step", options->step,
                     "How coarsely the code is rounded: twice as large means fewer bytes and a worse "
                     "picture")
        ->check(CLI::Range(0.01, 100.0))
        ->excludes(curve)
        ->capture_default_str();
    command->add_flag("--replace", options->replaces, "Write over files that are there");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options] { compress(*options); });
}

void addDecompressCommand(CLI::App& program) {
    struct Options {
        std::string modelFile, file, out;
        bool replaces = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("decompress", "Unpack a picture that compress wrote");
    command->add_option("model", options->modelFile, "The model that it was compressed with")->required();
    command->add_option("file", options->file, "What compress wrote")->required();
    command->add_option("--out", options->out, "Write this picture: " + photographFormats())->required();
    command->add_flag("--replace", options->replaces, "Write over a file that is there");
    command->callback([options] {
        const Compressor compressor(Model::load(options->modelFile));
        const std::string file = loadCompressed(options->file);
        Photograph photograph;
        try {
            PercentLine line(options->file);
            photograph.colour = compressor
                                    .unpacked(file,
                                              [&](double share) {
                                                  line.show(share);
                                                  return true;
                                              })
                                    .value();
        } catch (const Error& error) { // which does not know the file
            throw Error(options->file + ": " + error.what());
        }
        savePhotograph(photograph, options->out, {.quality = 95, .replaces = options->replaces});
        std::cout << options->out << '\n';
    });
}

} // namespace hourglass::cli
