// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Options.h"

#include "engine/api/Error.h"
#include "engine/api/Link.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"

#include <QUrl>

#include <map>
#include <sstream>

namespace hourglass {

namespace {

bool isExperiment(const std::string& reference) {
    return reference.ends_with(".json") || isExperimentLink(reference);
}

/// The desktop names local files by URL.
std::string pathOf(const std::string& reference) {
    const QUrl url(ui::toQString(reference));
    return url.isLocalFile() ? ui::toStdString(url.toLocalFile()) : reference;
}

std::optional<QSize> sizeFrom(const std::string& text) {
    std::istringstream stream(text);
    int width = 0;
    int height = 0;
    char times = 0;
    if (stream >> width >> times >> height && times == 'x' && stream.eof() && width > 0 && height > 0)
        return QSize(width, height);
    return std::nullopt;
}

/// Of pictures any number, of anything else one.
void takeFiles(const std::vector<std::string>& references, Options& options) {
    for (const std::string& reference : references)
        if (const std::string path = pathOf(reference); ui::isNamedLikePicture(ui::toQString(path)))
            options.pictures.push_back(path);
        else
            options.file = path;
    if (references.size() > 1 && !options.file.empty())
        throw CLI::ValidationError(options.file, "Open it by itself: only pictures can be opened together.");
}

} // namespace

bool Options::opensModel() const {
    return file.ends_with(".hourglass");
}

Experiment Options::experiment() const {
    if (!pictures.empty() && unattended())
        throw Error(pictures.front() +
                    " is a picture. Without a window it is restored by hourglass-cli: see hourglass-cli restore --help.");
    if (opensModel() && unattended())
        throw Error(file + " is a trained model. Without a window it is used by hourglass-cli: see hourglass-cli --help.");
    if (opensModel() && !choice.preset.empty())
        throw Error("Give either a model or --preset, not both.");
    if (isExperiment(file) && !choice.preset.empty())
        throw Error("Give either an experiment or --preset, not both.");
    cli::ExperimentOptions all = choice;
    if (isExperiment(file)) {
        all.file = file;
    } else if (!file.empty() && !opensModel()) {
        if (!choice.data.empty())
            throw Error("Give the data either by themselves or with --data, not both.");
        all.data = file;
    }
    return all.experiment();
}

void addOptions(CLI::App& program, Options& options) {
    static const std::map<std::string, ui::ThemeChoice> themes = {
        {"light", ui::ThemeChoice::Light}, {"dark", ui::ThemeChoice::Dark}, {"system", ui::ThemeChoice::System}};

    program.add_option_function<std::vector<std::string>>(
        "file,--experiment", [&options](const std::vector<std::string>& references) { takeFiles(references, options); },
        "An experiment (.json, or a link to one), a trained model (.hourglass), pictures to restore, or data: a CSV or IDX "
        "file, or a folder of pictures");
    cli::addExperimentOptions(program, options.choice);
    program
        .add_option_function<std::string>(
            "--theme", [&options](const std::string& name) { options.theme = themes.at(name); }, "How the window looks")
        ->check(CLI::IsMember({"light", "dark", "system"}));
    program
        .add_option_function<std::string>(
            "--size", [&options](const std::string& text) { options.size = sizeFrom(text); },
            "Size of the window in pixels: 1280x800")
        ->type_name("WxH")
        ->check(
            [](const std::string& text) { return sizeFrom(text) ? "" : "\"" + text + "\" is not a size such as 1280x800"; });
    program.add_option("--workspace", options.workspace, "What is on show at first")
        ->check(CLI::IsMember({"train", "explore", "pictures", "compare"}))
        ->capture_default_str();
    program.add_option("--screenshot", options.screenshot,
                       "Train to the end, photograph the window into this PNG file, and close");
    program.add_option("--report", options.report,
                       "Train to the end, write window.png, metrics.json, experiment.json and model.hourglass into "
                       "this folder, and close");
}

} // namespace hourglass
