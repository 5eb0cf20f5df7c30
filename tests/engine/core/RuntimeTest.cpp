// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"
#include "tests/support/TestMain.h"

#include <thread>

#include <dlfcn.h>
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
