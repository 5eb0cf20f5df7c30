// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Guard.h"
#include "tests/support/TestMain.h"

#include <functional>
#include <new>
#include <stdexcept>
#include <string>

using namespace hourglass;

using Work = std::function<void()>;
Q_DECLARE_METATYPE(Work)

class GuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsThrownInsideLeavesAsError_data() {
        QTest::addColumn<Work>("work");
        QTest::addColumn<QString>("message");
        const QString noMemory = QString::fromStdString(notEnoughMemory().message());
        QTest::newRow("the C++ library's memory") << Work([] { throw std::bad_alloc(); }) << noMemory;
        QTest::newRow("LibTorch's memory")
            << Work([] { TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes."); })
            << noMemory;
        QTest::newRow("a device's memory")
            << Work([] { TORCH_CHECK(false, "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0)"); }) << noMemory;
        QTest::newRow("LibTorch") << Work([] { TORCH_CHECK(false, "sizes differ"); })
                                  << "The computation failed: sizes differ";
        QTest::newRow("the C++ library") << Work([] { throw std::out_of_range("index 7"); })
                                         << "Unexpected failure: index 7";
    }
    void whatIsThrownInsideLeavesAsError() {
        QFETCH(Work, work);
        QFETCH(QString, message);
        try {
            guarded(work);
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(QString::fromStdString(error.message()), message);
        }
    }

    void anErrorStaysWhatItIs() {
        try {
            guarded([] { throw Error("Choose a smaller k.", "variant.k"); });
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("variant.k"));
        }
    }

    void aResultPasses() {
        QCOMPARE(guarded([] { return 7; }), 7);
    }
};

HOURGLASS_TEST(GuardTest)
#include "GuardTest.moc"
