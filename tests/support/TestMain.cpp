// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include "engine/api/Runtime.h"

#include <QApplication>
#include <QMap>
#include <QTemporaryDir>
#include <QTextStream>

#include <memory>

namespace hourglass::test {

static QMap<QByteArray, Factory>& registry() {
    static QMap<QByteArray, Factory> tests;
    return tests;
}

bool registerTest(const char* className, Factory factory) {
    registry().insert(className, factory);
    return true;
}

} // namespace hourglass::test

int main(int argc, char** argv) {
    hourglass::initialiseRuntime();
    const auto& tests = hourglass::test::registry();
    const QByteArray wanted = argc > 1 ? argv[1] : "";
    if (!tests.contains(wanted)) {
        QTextStream(stderr) << "Usage: " << argv[0] << " CLASS [Qt Test options]. Classes: " << tests.keys().join(", ")
                            << "\n";
        return 2;
    }
    const QTemporaryDir data; // the user's own stay as they are
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    QApplication application(argc, argv);
    QStringList arguments{argv[0]};
    for (int i = 2; i < argc; ++i)
        arguments << argv[i];
    const std::unique_ptr<QObject> test(tests[wanted]());
    return QTest::qExec(test.get(), arguments);
}
