// SPDX-License-Identifier: GPL-3.0-or-later
// How long does a history of 10,000 runs take to open, to follow a run, to be searched and to be sorted? From the file
// to the painted list.
#include "tests/ui/history/Records.h"
#include "ui/compare/CompareWorkspace.h"
#include "ui/compare/RunListView.h"
#include "ui/compare/RunTable.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"

#include <QApplication>
#include <QEventLoop>
#include <QLineEdit>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

constexpr int kRuns = 10'000;

/// Each with a curve of 50 epochs and 16 pictures, under one of ten names, variants and data.
void fill(const QString& path) {
    HistoryDatabase database(path);
    for (int i = 0; i < kRuns; ++i) {
        RunRecord run = test::record(QString("784 → 512 → %1").arg(i % 512), 1'700'000'000'000 + 60'000LL * i);
        run.summary.variant = QString("Variant %1").arg(i % 10);
        run.summary.dataset = QString("Data %1").arg(i % 7);
        run.summary.mse = 0.01 + 1e-6 * (i * 7919 % kRuns);
        for (int epoch = 4; epoch <= 50; ++epoch)
            run.details.curve.append({10 * epoch, 100.0 / epoch, 110.0 / epoch, 0.1 / epoch});
        while (run.details.originals.size() < 16) {
            run.details.originals.push_back(run.details.originals[0]);
            run.details.rebuilt.push_back(run.details.rebuilt[0]);
        }
        database.write(run);
    }
}

const QString& historyOf10000() {
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString path = folder.filePath("history.sqlite");
        fill(path);
        return path;
    }();
    return path;
}

/// The workspace with its history, as the window has them.
struct Desk {
    Desk()
        : history(historyOf10000()) {
        QObject::connect(&history, &RunHistory::listed, &workspace, &CompareWorkspace::setRuns);
        QObject::connect(&workspace, &CompareWorkspace::visibilityChanged, &history, &RunHistory::setWatched);
        workspace.resize(900, 700);
    }
    void showAndWait() {
        QEventLoop loop;
        QObject::connect(&history, &RunHistory::listed, &loop, &QEventLoop::quit);
        workspace.show();
        loop.exec();
        paint();
    }
    void paint() { workspace.grab(); }
    RunTable& runs() { return *workspace.findChild<RunTable*>(); }

    RunHistory history;
    CompareWorkspace workspace;
};

/// From a program that has not touched the file to the list on the screen.
void open(benchmark::State& state) {
    historyOf10000();
    for ([[maybe_unused]] auto _ : state) {
        Desk desk;
        desk.showAndWait();
        if (desk.runs().rowCount() != kRuns + 1)
            state.SkipWithError("runs are missing");
    }
}
BENCHMARK(open)->Name("open/10000_runs")->Unit(benchmark::kMillisecond)->UseRealTime();

/// The part of it that happens on the history's own thread.
void list(benchmark::State& state) {
    historyOf10000();
    for ([[maybe_unused]] auto _ : state) {
        HistoryDatabase database(historyOf10000());
        benchmark::DoNotOptimize(database.list().data());
    }
}
BENCHMARK(list)->Name("list/10000_runs")->Unit(benchmark::kMillisecond)->UseRealTime();

/// What the window's own thread does when a list comes that is nearly the same: while something trains.
void follow(benchmark::State& state, RunTable::Column column) {
    HistoryDatabase database(historyOf10000());
    RunList runs = test::listOf(database.list());
    CompareWorkspace workspace;
    workspace.findChild<RunTable*>()->sort(column, Qt::AscendingOrder);
    workspace.setRuns(runs);
    for ([[maybe_unused]] auto _ : state) {
        auto first = std::make_shared<RunSummary>(*runs[0]);
        first->epochs += 1;
        runs[0] = first;
        workspace.setRuns(runs);
    }
}
BENCHMARK_CAPTURE(follow, by_start, RunTable::Started)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(follow, by_name, RunTable::Name)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(follow, by_epochs, RunTable::Epochs)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A letter after the other, with the list painted after each.
void search(benchmark::State& state) {
    Desk desk;
    desk.showAndWait();
    auto* field = desk.workspace.findChild<QLineEdit*>();
    const QString words = "512 data 3 variant";
    for ([[maybe_unused]] auto _ : state) {
        for (int letters = 1; letters <= words.size(); ++letters) {
            field->setText(words.left(letters));
            desk.paint();
        }
        state.PauseTiming();
        field->clear();
        desk.paint();
        state.ResumeTiming();
    }
    state.counters["letters"] = double(words.size());
}
BENCHMARK(search)->Name("search/10000_runs")->Unit(benchmark::kMillisecond)->UseRealTime();

void sort(benchmark::State& state, RunTable::Column column) {
    Desk desk;
    desk.showAndWait();
    Qt::SortOrder order = Qt::AscendingOrder;
    for ([[maybe_unused]] auto _ : state) {
        desk.workspace.findChild<RunListView*>()->sortByColumn(column, order);
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        desk.paint();
    }
}
BENCHMARK_CAPTURE(sort, by_error, RunTable::Mse)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(sort, by_name, RunTable::Name)->Unit(benchmark::kMillisecond)->UseRealTime();

/// All of it on the disk.
void write(benchmark::State& state) {
    const QTemporaryDir folder;
    HistoryDatabase database(folder.filePath("history.sqlite"));
    for ([[maybe_unused]] auto _ : state)
        database.write(test::record("written"));
}
BENCHMARK(write)->Name("write/one_run")->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
}
