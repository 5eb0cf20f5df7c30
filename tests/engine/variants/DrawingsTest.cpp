// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Drawings.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numeric>

using namespace hourglass;

class DrawingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHistogramCounts() {
        const BarFigure figure = histogram(at::tensor({0.0f, 0.1f, 0.9f, 1.0f, 1.9f, 4.0f}), 4, "value");
        QCOMPARE(figure.values, (std::vector<double>{3, 2, 0, 1}));
        QCOMPARE(figure.first, 0.0);
        QCOMPARE(figure.width, 1.0);
    }

    void nothingHasNoBars() { QVERIFY(histogram(at::empty({0}), 40, "value").values.empty()); }

    // Whatever the range, every number falls into a bar.
    void anyFiniteRangeWillDo_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("all equal") << 1.0 << 1.0;
        QTest::newRow("large and equal") << 1e30 << 1e30;
        QTest::newRow("all that floats have") << -3e38 << 3e38;
    }
    void anyFiniteRangeWillDo() {
        QFETCH(double, low);
        QFETCH(double, high);
        const BarFigure figure = histogram(at::tensor({low, high, 0.5 * low + 0.5 * high}).to(at::kFloat), 40, "value");
        QCOMPARE(figure.values.size(), std::size_t(40));
        QCOMPARE(std::accumulate(figure.values.begin(), figure.values.end(), 0.0), 3.0);
        QVERIFY(std::isfinite(figure.width) && figure.width > 0);
    }
};

HOURGLASS_TEST(DrawingsTest)
#include "DrawingsTest.moc"
