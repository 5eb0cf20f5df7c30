// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Restoration.h"

#include "engine/api/Error.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace hourglass::cli {

namespace {

std::string sigmaFault(const std::string& text) {
    double number = 0;
    const bool fits = text == "auto" || (CLI::detail::lexical_cast(text, number) && number >= 0 && number <= 255);
    return fits ? "" : "\"" + text + "\" is neither auto nor a number from 0 to 255.";
}

/// In the kind's own units. @throws CLI::ValidationError when it is out of their range
double strengthOf(const DamageKind& kind, std::optional<double> given) {
    constexpr const char* option = "--strength";
    if (!kind.strength && given)
        throw CLI::ValidationError(option, kind.id + " is always the same. Leave it out.");
    if (!kind.strength)
        return 0;
    const ParameterSpec& spec = *kind.strength;
    const double strength = given.value_or(Parameters{{spec.key, spec.fallback}}.real(spec.key));
    if (!(strength >= spec.minimum && strength <= spec.maximum))
        throw CLI::ValidationError(option, number(strength) + " is outside the range of " + kind.id + ", " +
                                               number(spec.minimum) + " to " + number(spec.maximum) +
                                               (spec.unit.empty() ? "." : " " + spec.unit + "."));
    return strength;
}

void printFigures(const Json& figures) {
    std::vector<Row> rows = {{"method", "PSNR", "SSIM"}};
    const auto add = [&](const std::string& name, const Json& of) {
        char psnr[32], ssim[32];
        std::snprintf(psnr, sizeof psnr, "%.2f dB", of["psnr"].get<double>());
        std::snprintf(ssim, sizeof ssim, "%.4f", of["ssim"].get<double>());
        rows.push_back({name, psnr, ssim});
    };
    if (figures.contains("damaged"))
        add("as it was", figures["damaged"]);
    add("the model", figures);
    for (const Json& baseline : figures["baselines"])
        add(baseline["title"], baseline);
    printTable(std::cout, rows);
}

void print(const Json& report) {
    std::cout << report[report.contains("out") ? "out" : "in"].get<std::string>();
    if (report.contains("sigma"))
        std::cout << ", noise of " << std::round(10 * report["sigma"].get<double>()) / 10;
    std::cout << '\n';
    if (report.contains("psnr"))
        printFigures(report);
}

void restore(const RestoreOptions& options) {
    if (options.pictures.size() > 1 && !options.out.empty())
        std::filesystem::create_directories(options.out);
    const Restoration restoration(options);
    Json reports = Json::array();
    std::size_t failed = 0;
    for (const std::string& path : options.pictures)
        try {
            reports.push_back(restoration.restore(path));
            if (!options.json)
                print(reports.back());
        } catch (const Error& error) { // the others are restored all the same
            ++failed;
            std::cerr << error.what() << '\n';
            reports.push_back({{"in", path}, {"error", error.what()}});
        }
    const Json mean = meanOf(reports);
    const std::size_t restored = options.pictures.size() - failed;
    if (options.json) {
        Json all = {{"pictures", reports}};
        if (!mean.is_null())
            all["mean"] = mean;
        printJson(std::cout, all);
    } else if (restored > 1 && !mean.is_null()) {
        std::cout << "Mean of " << restored << " pictures\n";
        printFigures(mean);
    }
    if (failed > 0)
        throw Error(std::to_string(failed) + " of " + std::to_string(options.pictures.size()) +
                    " pictures could not be restored; what is wrong with each stands above.");
}

} // namespace

void addRestoreCommand(CLI::App& program) {
    struct Options : RestoreOptions {
        std::string damageId;
        std::optional<double> givenStrength;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("restore", "Clean, fill, colour or enlarge pictures with a model");
    command->add_option("model", options->modelFile, "A .hourglass file that learned from pictures")->required();
    command->add_option("pictures", options->pictures, "Of any size: " + photographFormats())->required();
    command->add_option("--out", options->out,
                        "Write this file; for several pictures, into this folder. Needed unless something is compared");
    std::vector<std::string> tasks, kinds;
    for (const auto& [name, task] : restorationTasks)
        tasks.push_back(name);
    for (const DamageKind& kind : damageKinds())
        kinds.push_back(kind.id);
    CLI::Option* task =
        command->add_option("--task", options->task, "Without: what the model learned")->check(CLI::IsMember(tasks));
    command
        ->add_option("--sigma", options->sigma,
                     "How strong the noise is, where white is 255: a blind model need not know, its rivals must")
        ->check(sigmaFault, "auto|0-255")
        ->capture_default_str();
    command->add_option("--mask", options->maskFile, "Inpaint: white where the picture is missing");
    CLI::Option* reference = command->add_option("--reference", options->referenceFile,
                                                 "The clean picture: prints how near the model and the usual methods come");
    CLI::Option* damage =
        command
            ->add_option("--damage", options->damageId,
                         "The pictures are clean: spoil them, restore them, and compare. Parts that are missing are drawn "
                         "where there is no mask")
            ->check(CLI::IsMember(kinds))
            ->excludes(task)
            ->excludes(reference);
    command
        ->add_option("--strength", options->givenStrength,
                     "Of the damage: grey levels of 255 (gaussian), per cent (speckle, salt-and-pepper), quality (jpeg)")
        ->needs(damage);
    command->add_option("--seed", options->seed, "Of the damage: another one gives another noise, or other holes")
        ->needs(damage)
        ->capture_default_str();
    command->add_flag("--grey", options->grey, "Take the colours out of the pictures first");
    command->add_flag("--replace", options->replaces, "Write over files that are there");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options] {
        if (options->out.empty() && options->damageId.empty() && options->referenceFile.empty())
            throw CLI::RequiredError("--out");
        if (!options->damageId.empty()) {
            options->damage = &damageKind(options->damageId);
            options->strength = strengthOf(*options->damage, options->givenStrength);
        }
        restore(*options);
    });
}

} // namespace hourglass::cli
