// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <string>
#include <thread>

#include <dlfcn.h>
#include <sched.h>
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
        QCOMPARE(own, std::max(usual, 10)); // who gave way before goes no further
        QCOMPARE(started, own);
        QCOMPARE(nice(), usual);
    }

    void threadsAreOnlyForTheProcessorsThatMayBeUsed() {
        cpu_set_t usual;
        QCOMPARE(sched_getaffinity(0, sizeof usual, &usual), 0);
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++i)
            if (CPU_ISSET(i, &usual))
                CPU_SET(i, &one);
        const std::string before = hourglass::computeNote();
        QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
        hourglass::initialiseRuntime();
        const std::string alone = hourglass::computeNote();
        QCOMPARE(sched_setaffinity(0, sizeof usual, &usual), 0);
        hourglass::initialiseRuntime();
        QVERIFY2(alone == "1 thread" || alone.starts_with("1 thread,"), alone.c_str());
        QCOMPARE(hourglass::computeNote(), before);
    }

    // Never as on its last resort, a processor of 2004, when this one computes with vectors of eight or sixteen numbers.
    void openBlasKnowsTheProcessor() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("Nothing is said to OpenBLAS beside a sanitizer.");
#endif
        const auto coreName = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_corename"));
        if (!coreName || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
            QSKIP("Another BLAS, or an older processor.");
        QVERIFY2(QByteArray(coreName()) != "Prescott", coreName());
    }
};

HOURGLASS_TEST(RuntimeTest)
#include "RuntimeTest.moc"
