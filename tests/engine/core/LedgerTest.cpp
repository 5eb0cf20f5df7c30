// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Ledger.h"
#include "tests/support/TestMain.h"

#include <cmath>

using namespace hourglass;

class LedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWayOfCountingFollowsFromTheValue() {
        const auto rows = ledger({{"reconstruction", 78.4, 1, "nats"}, {"sparsity", 4, 0.5, ""}}, 784);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].perFeature, 0.1);
        QVERIFY(std::abs(*rows[0].bits - 78.4 / std::log(2.0)) < 1e-12);
        QCOMPARE(rows[1].weighted, 2.0);
        QVERIFY(!rows[1].bits);
    }

    void effectiveBetaComparesWeights() {
        QCOMPARE(*effectiveBeta({{"reconstruction", 1, 2, "nats"}, {"kl", 1, 3, "nats"}}), 1.5);
        QVERIFY(!effectiveBeta({{"reconstruction", 1, 2, "nats"}}));
    }
};

HOURGLASS_TEST(LedgerTest)
#include "LedgerTest.moc"
