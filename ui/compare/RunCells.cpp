// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunCells.h"

#include "engine/api/Text.h"
#include "ui/charts/NumberText.h"
#include "ui/compare/RunTable.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <vector>

namespace hourglass::ui {

namespace {

struct RunCells {
    Q_DECLARE_TR_FUNCTIONS(RunCells)
};

struct ColumnWords {
    const char* title;
    const char* help;
    bool isNumber = false;
};

constexpr std::array<ColumnWords, RunTable::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("RunCells", "Tick"),
     QT_TRANSLATE_NOOP("RunCells", "Tick runs to lay their curves over each other and to see where they differ.")},
    {QT_TRANSLATE_NOOP("RunCells", "Name"), QT_TRANSLATE_NOOP("RunCells", "F2 or a double click changes it.")},
    {QT_TRANSLATE_NOOP("RunCells", "Started"), QT_TRANSLATE_NOOP("RunCells", "When it did its first step.")},
    {QT_TRANSLATE_NOOP("RunCells", "Variant"), QT_TRANSLATE_NOOP("RunCells", "The kind of autoencoder.")},
    {QT_TRANSLATE_NOOP("RunCells", "Data"), QT_TRANSLATE_NOOP("RunCells", "What it learned from.")},
    {QT_TRANSLATE_NOOP("RunCells", "Code"), QT_TRANSLATE_NOOP("RunCells", "How many numbers the code has."), true},
    {QT_TRANSLATE_NOOP("RunCells", "Error"),
     QT_TRANSLATE_NOOP("RunCells", "Mean squared error per value, on samples that the network never learned from."), true},
    {QT_TRANSLATE_NOOP("RunCells", "PCA"),
     QT_TRANSLATE_NOOP("RunCells", "The same error of principal component analysis with as many numbers as the code has."),
     true},
    {QT_TRANSLATE_NOOP("RunCells", "Epochs"), QT_TRANSLATE_NOOP("RunCells", "How many were finished."), true},
    {QT_TRANSLATE_NOOP("RunCells", "Time"), QT_TRANSLATE_NOOP("RunCells", "How long it trained, without pauses."), true},
    {QT_TRANSLATE_NOOP("RunCells", "Ended"), QT_TRANSLATE_NOOP("RunCells", "What became of it.")},
    {QT_TRANSLATE_NOOP("RunCells", "Tags"),
     QT_TRANSLATE_NOOP("RunCells", "Words to find it by. F2 or a double click changes them.")},
    {QT_TRANSLATE_NOOP("RunCells", "Notes"),
     QT_TRANSLATE_NOOP("RunCells", "What you want to remember. F2 or a double click changes it.")},
}};

QString figure(const std::optional<double>& value) {
    return value ? numberText(*value, 4) : QString();
}

SortKey textKey(const QString& text) {
    return {0, text.toCaseFolded()};
}

/// "0.0171", or "0.0171 … 0.0554" where the runs differ.
template <typename Value>
QString range(const RunList& runs, Value value) {
    std::vector<double> values;
    for (const auto& run : runs)
        if (run->pcaMse)
            values.push_back(double(value(*run)));
    if (values.empty())
        return {};
    const auto [least, most] = std::ranges::minmax(values);
    return least == most ? numberText(least, 4) : RunCells::tr("%1 … %2").arg(numberText(least, 4), numberText(most, 4));
}

} // namespace

QString titleOf(int column) {
    return RunCells::tr(columns.at(std::size_t(column)).title);
}

QString helpOf(int column) {
    return RunCells::tr(columns.at(std::size_t(column)).help);
}

Qt::Alignment alignmentOf(int column) {
    return (columns.at(std::size_t(column)).isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

QString RunSummary::*textOf(RunField field) {
    return field == RunField::Name ? &RunSummary::name : field == RunField::Tags ? &RunSummary::tags : &RunSummary::notes;
}

QString cellText(const RunSummary& run, int column) {
    switch (column) {
    case RunTable::Name:
        return run.name;
    case RunTable::Started:
        return QDateTime::fromMSecsSinceEpoch(run.started).toString("yyyy-MM-dd HH:mm");
    case RunTable::Variant:
        return run.variant;
    case RunTable::Dataset:
        return run.dataset;
    case RunTable::Code:
        return grouped(run.codeSize);
    case RunTable::Mse:
        return figure(run.mse);
    case RunTable::PcaMse:
        return figure(run.pcaMse);
    case RunTable::Epochs:
        return grouped(run.epochs);
    case RunTable::Time:
        return toQString(durationText(run.seconds));
    case RunTable::State:
        return stateText(run.state);
    case RunTable::Tags:
        return run.tags;
    case RunTable::Notes:
        return run.notes;
    default:
        return {};
    }
}

QString cellHelp(const RunSummary& run, int column) {
    if (column == RunTable::Tick)
        return RunCells::tr("Compare this run with the others that are ticked");
    if (column == RunTable::State && run.state == RunState::Interrupted)
        return RunCells::tr("The program that trained it has ended without a word. What is shown here was written before.");
    if (column == RunTable::State && !run.message.isEmpty())
        return run.message;
    if (column == RunTable::Name && !run.file.isEmpty())
        return RunCells::tr("%1\nIts model is in %2").arg(run.name, run.file);
    return cellText(run, column);
}

SortKey sortKey(const RunSummary& run, int column) {
    switch (column) {
    case RunTable::Started:
        return {double(run.started), {}};
    case RunTable::Code:
        return {double(run.codeSize), {}};
    case RunTable::Mse:
        return {run.mse, {}};
    case RunTable::PcaMse:
        return {run.pcaMse, {}};
    case RunTable::Epochs:
        return {double(run.epochs), {}};
    case RunTable::Time:
        return {run.seconds, {}};
    case RunTable::State:
        return {double(run.state), {}};
    case RunTable::Name:
        return textKey(run.name);
    case RunTable::Variant:
        return textKey(run.variant);
    case RunTable::Dataset:
        return textKey(run.dataset);
    case RunTable::Tags:
        return textKey(run.tags);
    default:
        return textKey(run.notes);
    }
}

bool isBefore(const SortKey& one, const SortKey& other, Qt::SortOrder order) {
    if (!one.number || !other.number)
        return one.number.has_value() && !other.number;
    const SortKey& lower = order == Qt::AscendingOrder ? one : other;
    const SortKey& higher = order == Qt::AscendingOrder ? other : one;
    return *lower.number != *higher.number ? *lower.number < *higher.number : lower.text < higher.text;
}

QString pcaText(const RunList& runs, int column) {
    switch (column) {
    case RunTable::Name:
        return RunCells::tr("PCA");
    case RunTable::Variant:
        return RunCells::tr("Principal component analysis");
    case RunTable::Code:
        return range(runs, [](const RunSummary& run) { return run.pcaComponents; });
    case RunTable::Mse:
    case RunTable::PcaMse:
        return range(runs, [](const RunSummary& run) { return *run.pcaMse; });
    default:
        return {};
    }
}

} // namespace hourglass::ui
