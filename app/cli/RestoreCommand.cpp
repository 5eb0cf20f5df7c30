// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Baselines.h"
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/NoiseLevel.h"
#include "engine/api/Photograph.h"
#include "engine/api/Restore.h"
#include "engine/api/Similarity.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

namespace hourglass::cli {

namespace {

using Json = nlohmann::ordered_json;

const std::map<std::string, RestorationTask> tasks{{"denoise", RestorationTask::Denoise},
                                                   {"inpaint", RestorationTask::Inpaint},
                                                   {"colourise", RestorationTask::Colourise},
                                                   {"enlarge", RestorationTask::Enlarge},
                                                   {"deblock", RestorationTask::Deblock}};

struct CommandOptions {
    std::string modelFile;
    std::vector<std::string> pictures;
    std::string out;
    std::string task;
    std::string sigma = "auto";
    std::string maskFile;
    std::string referenceFile;
    bool replaces = false;
    bool json = false;
};

std::string sigmaFault(const std::string& text) {
    double number = 0;
    const bool fits = text == "auto" || (CLI::detail::lexical_cast(text, number) && number >= 0 && number <= 255);
    return fits ? "" : "\"" + text + "\" is neither auto nor a number from 0 to 255.";
}

std::string decibels(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f dB", value);
    return text;
}

/// Every picture by the same model in the same way.
class Restoration {
public:
    explicit Restoration(const CommandOptions& options)
        : m_options(options)
        , m_model(Model::load(options.modelFile))
        , m_restorer(m_model)
        , m_task(chosenTask()) {
        if (!options.maskFile.empty())
            m_mask = loadPhotograph(options.maskFile).colour;
        if (m_mask.channels == 3)
            m_mask = damage::greyscale(m_mask);
        if (!options.referenceFile.empty())
            m_reference = loadPhotograph(options.referenceFile).colour;
    }

    /// @throws Error naming what is wrong with this picture
    Json restore(const std::string& path) const {
        const Photograph damaged = loadPhotograph(path);
        const double sigma = m_options.sigma == "auto" ? noiseLevel(damaged.colour) : std::stod(m_options.sigma) / 255;
        const std::string target = targetOf(path);
        const auto begin = std::chrono::steady_clock::now();
        Photograph restored;
        {
            PercentLine line;
            restored = m_restorer
                           .restored(damaged, {.task = m_task, .mask = m_mask.empty() ? nullptr : &m_mask},
                                     [&](double share) {
                                         line.show(path, share);
                                         return true;
                                     })
                           .value();
        }
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        savePhotograph(restored, target, {.quality = 95, .replaces = m_options.replaces});
        Json report = {{"in", path},
                       {"out", target},
                       {"width", restored.colour.width},
                       {"height", restored.colour.height},
                       {"seconds", seconds.count()}};
        if (m_task == RestorationTask::Denoise)
            report["sigma"] = 255 * sigma;
        if (!m_reference.empty())
            compare(report, damaged.colour, restored.colour, sigma);
        return report;
    }

private:
    RestorationTask chosenTask() const {
        if (!m_options.task.empty())
            return tasks.at(m_options.task);
        if (const auto task = taskOf(m_model.experiment()))
            return *task;
        throw Error("This model learned to undo no damage. Say with --task what it is to do all the same.");
    }

    /// Into a folder by its own name, or to the file that was named.
    std::string targetOf(const std::string& path) const {
        std::error_code ignored;
        const bool isFolder = m_options.pictures.size() > 1 || std::filesystem::is_directory(m_options.out, ignored);
        return isFolder ? (std::filesystem::path(m_options.out) / std::filesystem::path(path).filename()).string()
                        : m_options.out;
    }

    /// Ours, and what everybody has, against the clean picture.
    void compare(Json& report, const Planes& damaged, const Planes& restored, double sigma) const {
        report["psnr"] = psnr(restored, m_reference);
        report["ssim"] = ssim(restored, m_reference);
        if (damaged.sameShape(m_reference))
            report["damaged"] = {{"psnr", psnr(damaged, m_reference)}, {"ssim", ssim(damaged, m_reference)}};
        report["baselines"] = Json::array();
        for (const Baseline& method : baselines())
            if (method.task == m_task) {
                const BaselineResult result = restoredBy(method, {.damaged = damaged,
                                                                  .sigma = sigma,
                                                                  .mask = m_mask.empty() ? nullptr : &m_mask,
                                                                  .width = m_reference.width,
                                                                  .height = m_reference.height,
                                                                  .bytes = 0,
                                                                  .reference = &m_reference})
                                                  .value();
                report["baselines"].push_back({{"id", method.id},
                                               {"title", method.title},
                                               {"strength", result.strength},
                                               {"psnr", psnr(result.picture, m_reference)},
                                               {"ssim", ssim(result.picture, m_reference)}});
            }
    }

    const CommandOptions& m_options;
    Model m_model;
    Restorer m_restorer;
    RestorationTask m_task;
    Planes m_mask, m_reference; ///< empty where there is none
};

void print(const Json& report) {
    std::cout << report["out"].get<std::string>();
    if (report.contains("sigma"))
        std::cout << ", noise of " << std::round(10 * report["sigma"].get<double>()) / 10;
    std::cout << '\n';
    if (!report.contains("psnr"))
        return;
    std::vector<Row> rows = {{"method", "PSNR", "SSIM"}};
    const auto add = [&](const std::string& name, const Json& figures) {
        char ssim[32];
        std::snprintf(ssim, sizeof ssim, "%.4f", figures["ssim"].get<double>());
        rows.push_back({name, decibels(figures["psnr"]), ssim});
    };
    if (report.contains("damaged"))
        add("as it was", report["damaged"]);
    add("the model", report);
    for (const Json& baseline : report["baselines"])
        add(baseline["title"], baseline);
    printTable(std::cout, rows);
}

void restore(const CommandOptions& options) {
    if (options.pictures.size() > 1)
        std::filesystem::create_directories(options.out);
    const Restoration restoration(options);
    Json reports = Json::array();
    int failed = 0;
    for (const std::string& path : options.pictures)
        try {
            const Json report = restoration.restore(path);
            if (options.json)
                reports.push_back(report);
            else
                print(report);
        } catch (const Error& error) { // the others are restored all the same
            ++failed;
            std::cerr << error.what() << '\n';
            reports.push_back({{"in", path}, {"error", error.what()}});
        }
    if (options.json)
        std::cout << reports.dump(2) << '\n';
    if (failed > 0)
        throw Error(std::to_string(failed) + " of " + std::to_string(options.pictures.size()) +
                    " pictures could not be restored; what is wrong with each stands above.");
}

} // namespace

void addRestoreCommand(CLI::App& program) {
    const auto options = std::make_shared<CommandOptions>();
    CLI::App* command = program.add_subcommand("restore", "Clean, fill, colour or enlarge pictures with a model");
    command->add_option("model", options->modelFile, "A .hourglass file of convolutions only")->required();
    command->add_option("pictures", options->pictures, "Of any size: " + photographFormats())->required();
    command->add_option("--out", options->out, "Write this file; for several pictures, into this folder")->required();
    std::vector<std::string> names;
    for (const auto& [name, task] : tasks)
        names.push_back(name);
    command->add_option("--task", options->task, "Without: what the model learned")->check(CLI::IsMember(names));
    command
        ->add_option("--sigma", options->sigma,
                     "How strong the noise is, where white is 255: a blind model need not know, its rivals must")
        ->check(sigmaFault, "auto|0-255")
        ->capture_default_str();
    command->add_option("--mask", options->maskFile, "Inpaint: white where the picture is missing");
    command->add_option("--reference", options->referenceFile,
                        "The clean picture: prints how near the model and the usual methods come");
    command->add_flag("--replace", options->replaces, "Write over files that are there");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options] { restore(*options); });
}

} // namespace hourglass::cli
