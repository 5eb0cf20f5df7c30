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
    , m_window(window) {
    connect(&exploration, &Exploration::begun, this, &FilmSaver::giveUp);
}

void FilmSaver::save(std::vector<float> codes, std::int64_t columns, std::vector<int> labels) {
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
    options.labels = std::move(labels);
    options.columns = columns;
    options.backAgain = true; // what is played in circles does not jump
    askWhereToSave(m_window, tr("Save film"), filters, tr("walk"),
                   [this, codes = std::move(codes), options, network = m_network](const QString& path) {
                       if (network == m_network)
                           write(codes, options, path);
                       else
                           Q_EMIT failed(tr("%1 was not written: the network was replaced meanwhile, and the film is of the "
                                            "one before.")
                                             .arg(path));
                   });
}

void FilmSaver::write(std::vector<float> codes, const FilmOptions& options, const QString& path) {
    m_waiting << path;
    m_exploration.patient().ask(
        purpose::SavedFilm + m_lastPurpose++,
        [this, codes = std::move(codes), options, path](const Model& model) -> std::optional<ModelAnswer> {
            QString fault;
            try {
                exportDecoded(model, codes, options, toStdString(path));
            } catch (const std::exception& error) {
                fault = sentenceOf(error);
            }
            return [this, path, fault] {
                m_waiting.removeOne(path);
                if (fault.isEmpty())
                    Q_EMIT saved(path);
                else
                    Q_EMIT failed(fault);
            };
        });
}

/// Nothing comes any more of films of a network that was replaced.
void FilmSaver::giveUp() {
    ++m_network;
    for (const QString& path : std::exchange(m_waiting, {}))
        Q_EMIT failed(tr("%1 was not written: the network was replaced before its turn came.").arg(path));
}

} // namespace hourglass::ui
