// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtTest>

namespace hourglass::test {

using Factory = QObject* (*)();
/// Makes the class known to the test program's main(), which runs the class named by its first argument.
bool registerTest(const char* className, Factory factory);

} // namespace hourglass::test

#define HOURGLASS_TEST(Class)                                                                                               \
    static const bool registered##Class =                                                                                   \
        hourglass::test::registerTest(#Class, [] { return static_cast<QObject*>(new Class); });
