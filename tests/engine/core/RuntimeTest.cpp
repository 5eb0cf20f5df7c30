// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"
#include "tests/support/TestMain.h"

#include <thread>

#include <sys/resource.h>
#include <unistd.h>

class RuntimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheThreadAndThoseItStartsGiveWay() {
        const auto nice = [] { return getpriority(PRIO_PROCESS, id_t(gettid())); };
        const int usual = nice();
        int own = usual, started = usual;
        std::thread([&] {
            hourglass::giveWay();
            own = nice();
            std::thread([&] { started = nice(); }).join();
        }).join();
        QVERIFY(own > usual);
        QCOMPARE(started, own);
        QCOMPARE(nice(), usual);
    }
};

HOURGLASS_TEST(RuntimeTest)
#include "RuntimeTest.moc"
