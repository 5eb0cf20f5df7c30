// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/FilmSaver.h"

#include "ui/explore/Exploration.h"
#include "ui/session/Convert.h"
#include "ui/widgets/FileQuestion.h"

#include <utility>

namespace hourglass::ui {

FilmSaver::FilmSaver(Exploration& exploration, QWidget& window)
    : QObject(&window)
    , m_exploration(exploration)
    , m_window(window) {}

void FilmSaver::save(std::vector<float> codes, std::int64_t columns, int label) {
    if (codes.empty()) {
        Q_EMIT failed(tr("There is no film yet that could be saved. Wait until its pictures are there."));
        return;
    }
    QStringList filters;
    const auto offer = [&](const char* extension, const QString& what) {
        for (const std::string& known : filmExtensions())
            if (known == extension)
                filters << QStringLiteral("%1 (*%2)").arg(what, QString::fromLatin1(extension));
    };
    offer(".gif", tr("Animated picture"));
    offer(".mp4", tr("Video"));
    offer(".png", tr("Strip of pictures"));
    offer(".npy", tr("Numbers for Python"));
    offer(".csv", tr("Table of numbers"));
    FilmOptions options;
    options.label = label;
    options.columns = columns;
    options.backAgain = true; // what is played in circles does not jump
    askWhereToSave(
        m_window, tr("Save film"), filters, tr("walk"), [this, codes = std::move(codes), options](const QString& path) {
            m_exploration.patient().ask(purpose::SavedFilm,
                                        [this, codes, options, path](const Model& model) -> std::optional<ModelAnswer> {
                                            exportDecoded(model, codes, options, toStdString(path));
                                            return [this, path] { Q_EMIT saved(path); };
                                        });
        });
}

} // namespace hourglass::ui
