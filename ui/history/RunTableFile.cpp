// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunTableFile.h"

#include <QDateTime>
#include <QLocale>

namespace hourglass::ui {

namespace {

QString number(const std::optional<double>& value) {
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
}

QString quoted(QString field) {
    const bool needsQuotes = field.contains('"') || field.contains(',') || field.contains('\n') || field.contains('\r');
    return needsQuotes ? '"' + field.replace('"', "\"\"") + '"' : field;
}

QByteArray lineOf(QStringList fields) {
    for (QString& field : fields)
        field = quoted(field);
    return fields.join(',').toUtf8() + "\r\n";
}

} // namespace

QByteArray toCsv(const std::vector<RunSummary>& runs) {
    QByteArray csv = lineOf({"id", "started", "state", "message", "name", "variant", "dataset", "codeSize", "epochs",
                             "seconds", "mse", "pcaMse", "pcaComponents", "tags", "notes", "file"});
    for (const RunSummary& run : runs)
        csv += lineOf({run.id, QDateTime::fromMSecsSinceEpoch(run.started, Qt::UTC).toString(Qt::ISODateWithMs),
                       stateId(run.state), run.message, run.name, run.variant, run.dataset, QString::number(run.codeSize),
                       QString::number(run.epochs), number(run.seconds), number(run.mse), number(run.pcaMse),
                       QString::number(run.pcaComponents), run.tags, run.notes, run.file});
    return csv;
}

} // namespace hourglass::ui
