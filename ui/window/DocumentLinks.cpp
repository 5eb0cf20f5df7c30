// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments as links, into the clipboard and out of it.
#include "ui/window/Documents.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Link.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace hourglass::ui {

namespace {

bool hasPath(const ParameterSchema& schema, const Parameters& parameters) {
    return std::ranges::any_of(schema, [&](const ParameterSpec& parameter) {
        return parameter.type == ParameterSpec::Type::Path && parameters.contains(parameter.key) &&
               !parameters.text(parameter.key).empty();
    });
}

/// Whether it needs files that the user chose.
bool namesFiles(const Experiment& experiment) {
    return hasPath(findEntry(datasetEntries(), experiment.dataset.kind).schema, experiment.dataset.parameters) ||
           hasPath(findEntry(variantEntries(), experiment.variant.kind).schema, experiment.variant.parameters) ||
           hasPath(trainingSchema(), experiment.training);
}

/// A link in it, or something as long that is none; nobody waits for a text of many megabytes to be looked through.
QString beginningOf(const QString& text) {
    constexpr qsizetype longestLink = 64 << 10;
    return text.size() > longestLink + 1 ? text.left(longestLink + 1) : text;
}

} // namespace

void Documents::openLink(const QString& link) {
    try {
        put(tr("Open link"), experimentFromLink(toStdString(link)));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

void Documents::paste() {
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData(); // null while it is empty
    const QString reference = copied ? referenceIn(*copied) : QString();
    if (reference.isEmpty())
        Q_EMIT failed(tr(
            "The clipboard holds neither a picture nor the link of an experiment, which begins with “hourglass:”. Copy one "
            "first."));
    else
        open(reference);
}

void Documents::copyLink() {
    const Experiment& experiment = m_session.editor().experiment();
    try {
        QGuiApplication::clipboard()->setText(toQString(experimentLink(experiment)));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
        return;
    }
    Q_EMIT linkCopied(
        namesFiles(experiment)
            ? tr("The link is in the clipboard. It names your files by their path: others need the same files in the same "
                 "place.")
            : tr("The link is in the clipboard. Paste it into a message, or into another Hourglass."));
}

QString Documents::referenceIn(const QMimeData& mime) {
    if (const QString text = beginningOf(mime.text()); isExperimentLink(toStdString(text)))
        return text;
    const QList<QUrl> urls = mime.urls();
    if (urls.size() != 1)
        return {};
    const QString link = urls.first().toString();
    return isExperimentLink(toStdString(link)) ? link : urls.first().toLocalFile();
}

} // namespace hourglass::ui
