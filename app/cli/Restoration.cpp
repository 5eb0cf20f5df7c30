// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Restoration.h"

#include "app/cli/ProgressLine.h"

#include "engine/api/Baselines.h"
#include "engine/api/Error.h"
#include "engine/api/NoiseLevel.h"
#include "engine/api/Similarity.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace hourglass::cli {

namespace {

constexpr double kMissing = 0.25; // of a picture whose holes are drawn

const Planes* pointerTo(const Planes& planes) {
    return planes.empty() ? nullptr : &planes;
}

Json figuresOf(const Planes& picture, const Planes& reference) {
    return {{"psnr", psnr(picture, reference)}, {"ssim", ssim(picture, reference)}};
}

/// What everybody has.
Json comparedBaselines(RestorationTask task, const BaselineInput& input) {
    Json list = Json::array();
    PercentLine line;
    for (const Baseline& method : baselines())
        if (method.task == task) {
            const auto progress = [&](double share) {
                line.show(method.title, share);
                return true;
            };
            const BaselineResult result = restoredBy(method, input, progress).value();
            list.push_back({{"id", method.id}, {"title", method.title}, {"strength", result.strength}});
            list.back().update(figuresOf(result.picture, *input.reference));
        }
    return list;
}

/// Of what the reports say at this place, if any says anything.
Json meanAt(const Json& reports, const Json::json_pointer& place) {
    Json mean = Json::object();
    for (const char* figure : {"psnr", "ssim"}) {
        double sum = 0;
        int count = 0;
        for (const Json& report : reports)
            if (report.contains(place / figure)) {
                sum += report[place / figure].get<double>();
                ++count;
            }
        if (count > 0)
            mean[figure] = sum / count;
    }
    return mean;
}

} // namespace

const std::map<std::string, RestorationTask> restorationTasks{{"denoise", RestorationTask::Denoise},
                                                              {"inpaint", RestorationTask::Inpaint},
                                                              {"colourise", RestorationTask::Colourise},
                                                              {"enlarge", RestorationTask::Enlarge},
                                                              {"deblock", RestorationTask::Deblock}};

Restoration::Restoration(const RestoreOptions& options)
    : m_options(options)
    , m_model(Model::load(options.modelFile))
    , m_restorer(m_model)
    , m_task(chosenTask()) {
    if (!options.maskFile.empty())
        m_mask = damage::greyscale(loadPhotograph(options.maskFile).colour);
    if (!options.referenceFile.empty())
        m_reference = loaded(options.referenceFile).colour;
}

Json Restoration::restore(const std::string& path) const {
    Photograph picture = loaded(path);
    try {
        return reportOn(path, std::move(picture));
    } catch (const Error& error) { // which speaks of a picture only
        throw Error(path + ": " + error.what());
    }
}

/// @param damaged  or clean, where it is to be spoilt
Json Restoration::reportOn(const std::string& path, Photograph damaged) const {
    const Planes drawn = drawnHoles(damaged), clean = m_options.damage ? damaged.colour : Planes();
    const Planes &mask = drawn.empty() ? m_mask : drawn, &reference = clean.empty() ? m_reference : clean;
    if (m_options.damage) {
        if (m_task == RestorationTask::Colourise && clean.channels == 1)
            throw Error("It is grey already: there are no colours to take away and to bring back.");
        damaged.colour = m_options.damage->apply({clean, m_options.strength, m_options.seed, pointerTo(mask)});
        if (m_task == RestorationTask::Enlarge && !damaged.alpha.empty())
            damaged.alpha = damage::halfSize(damaged.alpha);
    }
    const auto begin = std::chrono::steady_clock::now();
    Photograph restored;
    {
        PercentLine line;
        restored = m_restorer
                       .restored(damaged, {m_task, pointerTo(mask), reference.width, reference.height},
                                 [&](double share) {
                                     line.show(path, share);
                                     return true;
                                 })
                       .value();
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    Json report = {{"in", path}};
    if (!m_options.out.empty()) {
        report["out"] = targetOf(path);
        savePhotograph(restored, report["out"], {.quality = 95, .replaces = m_options.replaces});
    }
    report["width"] = restored.colour.width;
    report["height"] = restored.colour.height;
    report["seconds"] = seconds.count();
    const double sigma = m_task == RestorationTask::Denoise ? sigmaOf(damaged.colour) : 0;
    if (m_task == RestorationTask::Denoise)
        report["sigma"] = 255 * sigma;
    if (reference.empty())
        return report;
    report.update(figuresOf(restored.colour, reference));
    const bool lacksColours = damaged.colour.channels < reference.channels;
    const Planes before = lacksColours ? damage::inThree(damaged.colour) : damaged.colour;
    if (before.sameShape(reference))
        report["damaged"] = figuresOf(before, reference);
    report["baselines"] = comparedBaselines(m_task, {.damaged = damaged.colour,
                                                     .sigma = sigma,
                                                     .mask = pointerTo(mask),
                                                     .width = reference.width,
                                                     .height = reference.height,
                                                     .reference = &reference});
    return report;
}

RestorationTask Restoration::chosenTask() const {
    if (m_options.damage)
        return m_options.damage->task;
    if (!m_options.task.empty())
        return restorationTasks.at(m_options.task);
    if (const auto task = taskOf(m_model.experiment()))
        return *task;
    throw Error("This model learned to undo no damage. Say with --task what it is to do all the same.");
}

/// Into a folder by its own name, or to the file that was named.
std::string Restoration::targetOf(const std::string& path) const {
    std::error_code ignored;
    const bool isFolder = m_options.pictures.size() > 1 || std::filesystem::is_directory(m_options.out, ignored);
    return isFolder ? (std::filesystem::path(m_options.out) / std::filesystem::path(path).filename()).string()
                    : m_options.out;
}

Photograph Restoration::loaded(const std::string& path) const {
    Photograph photograph = loadPhotograph(path);
    if (m_options.grey)
        photograph.colour = damage::greyscale(photograph.colour);
    return photograph;
}

/// Empty where nobody needs them.
Planes Restoration::drawnHoles(const Photograph& picture) const {
    const bool needed = m_options.damage && m_task == RestorationTask::Inpaint && m_mask.empty();
    return needed ? damage::holes(picture.colour.width, picture.colour.height, kMissing, m_options.seed) : Planes();
}

/// What is known of it, or as it looks. In units of the values.
double Restoration::sigmaOf(const Planes& damaged) const {
    if (m_options.sigma != "auto")
        return std::stod(m_options.sigma) / 255;
    if (m_options.damage && m_options.damage->id == "gaussian")
        return m_options.strength / 255;
    return std::min(1.0, noiseLevel(damaged)); // no method is made for more
}

Json meanOf(const Json& reports) {
    Json mean = meanAt(reports, Json::json_pointer());
    if (mean.empty())
        return nullptr;
    const auto measured = std::ranges::find_if(reports, [](const Json& report) { return report.contains("psnr"); });
    if (const Json damaged = meanAt(reports, Json::json_pointer("/damaged")); !damaged.empty())
        mean["damaged"] = damaged;
    mean["baselines"] = Json::array();
    for (std::size_t i = 0; i < (*measured)["baselines"].size(); ++i) { // the same ones for every picture
        const Json& method = (*measured)["baselines"][i];
        mean["baselines"].push_back({{"id", method["id"]}, {"title", method["title"]}});
        mean["baselines"].back().update(meanAt(reports, Json::json_pointer("/baselines") / i));
    }
    return mean;
}

} // namespace hourglass::cli
