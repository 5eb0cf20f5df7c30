// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Options.h"
#include "app/window/Unattended.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "ui/session/CheckpointFolder.h"
#include "ui/session/Convert.h"
#include "ui/window/Documents.h"
#include "ui/window/WindowMemory.h"

#include <QApplication>
#include <QIcon>
#include <QStandardPaths>

#include <iostream>
#include <optional>

namespace hourglass {

namespace {

constexpr int ExitFailure = 1;
constexpr int ExitUsage = 2;

/// The offscreen platform tells on every start what it cannot do; nobody can act on that.
void leaveOutOffscreenRemarks() {
    static QtMessageHandler usual = nullptr;
    usual = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& text) {
        if (!text.startsWith("This plugin does not support"))
            usual(type, context, text);
    });
}

int run(const Options& options, int& argc, char** argv) {
    if (options.unattended() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        throw Error("There is no display to open a window on. Use --screenshot or --report to train without one, or "
                    "hourglass-cli in the terminal.");
    const Experiment experiment = options.experiment();

    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        leaveOutOffscreenRemarks();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("Hourglass");
    QApplication::setApplicationName("hourglass");
    QApplication::setApplicationDisplayName("Hourglass");
    QApplication::setApplicationVersion(ui::toQString(programVersion()));
    QApplication::setDesktopFileName("hourglass");
    QApplication::setWindowIcon(QIcon(":/hourglass/hourglass.svg"));

    // A photograph looks the same whoever takes it; only a person's window remembers how it was left.
    ui::Appearance appearance = options.unattended() ? ui::Appearance() : ui::Appearance::load();
    appearance.theme = options.theme.value_or(appearance.theme);
    std::optional<ui::CheckpointFolder> checkpoints; // outlives the window
    if (!options.unattended())
        checkpoints.emplace(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/checkpoints");
    ui::MainWindow window(experiment, appearance, checkpoints ? &*checkpoints : nullptr);
    if (options.opensModel())
        window.documents().open(ui::toQString(options.file));
    window.resize(1280, 800);
    if (!options.unattended())
        new ui::WindowMemory(window);
    if (options.size)
        window.resize(*options.size);
    window.show();
    window.present(ui::toQString(options.workspace));
    QStringList pictures;
    for (const std::string& path : options.pictures)
        pictures << ui::toQString(path);
    if (!pictures.isEmpty())
        window.openPictures(pictures);

    std::optional<Unattended> unattended;
    if (options.unattended())
        unattended.emplace(window, options);
    return QApplication::exec();
}

} // namespace

} // namespace hourglass

int main(int argc, char** argv) {
    hourglass::initialiseRuntime();
    CLI::App program("Hourglass: draw an autoencoder, train it, watch it learn");
    program.set_version_flag("--version", hourglass::programVersion());
    hourglass::Options options;
    addOptions(program, options);
    try {
        program.parse(argc, argv);
        int qtArgc = 1; // the rest is ours
        return hourglass::run(options, qtArgc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : hourglass::ExitUsage;
    } catch (const std::exception& error) {
        std::cerr << "hourglass: " << error.what() << '\n';
        return hourglass::ExitFailure;
    }
}
