// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunTableFile.h"

#include "ui/widgets/CsvText.h"

#include <QDateTime>

namespace hourglass::ui {

namespace {

QByteArray number(const std::optional<double>& value) {
    return value ? csvCell(*value) : QByteArray();
}

} // namespace

QByteArray toCsv(const std::vector<RunSummary>& runs) {
    QByteArray csv = csvLine({"id", "started", "state", "message", "name", "variant", "dataset", "codeSize", "epochs",
                              "seconds", "mse", "pcaMse", "pcaComponents", "tags", "notes", "file"});
    for (const RunSummary& run : runs)
        csv += csvLine({csvCell(run.id),
                        csvCell(QDateTime::fromMSecsSinceEpoch(run.started, Qt::UTC).toString(Qt::ISODateWithMs)),
                        csvCell(stateId(run.state)), csvCell(run.message), csvCell(run.name), csvCell(run.variant),
                        csvCell(run.dataset), QByteArray::number(run.codeSize), QByteArray::number(run.epochs),
                        number(run.seconds), number(run.mse), number(run.pcaMse), QByteArray::number(run.pcaComponents),
                        csvCell(run.tags), csvCell(run.notes), csvCell(run.file)});
    return csv;
}

} // namespace hourglass::ui
