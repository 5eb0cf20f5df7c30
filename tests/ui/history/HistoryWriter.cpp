// SPDX-License-Identifier: GPL-3.0-or-later
// Writes runs into a history without end and tells, a line each, what has been written: "id epochs". With a second argument
// it writes one that trains, and rests.
#include "tests/ui/history/Records.h"
#include "ui/history/HistoryDatabase.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hourglass;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    ui::HistoryDatabase database(application.arguments().at(1));
    for (;;) {
        ui::RunRecord run = test::record("killed");
        for (int epoch = 0; epoch <= 3; ++epoch) { // from its first step to its end
            run.summary.state = epoch < 3 ? ui::RunState::Running : ui::RunState::Completed;
            run.summary.epochs = epoch;
            database.write(run);
            std::printf("%s %d\n", qPrintable(run.summary.id), epoch);
            std::fflush(stdout);
            if (application.arguments().size() > 2)
                return QCoreApplication::exec();
        }
    }
}
