// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/CrossEntropy.h"
#include "engine/core/Random.h"
#include "engine/core/ThreadCount.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

using namespace hourglass;

class CrossEntropyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Against the definition in double precision, from deep saturation to none, at lengths that fill vectors and do not.
    void equalsItsDefinition_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("size");
        for (const int count : {1, 7, 16, 1023, 1024, 5000, 70000})
            for (const double size : {0.01, 1.0, 20.0, 300.0})
                QTest::addRow("%d numbers of size %g", count, size) << count << size;
    }
    void equalsItsDefinition() {
        QFETCH(int, count);
        QFETCH(double, size);
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor logits = at::empty({count}).normal_(0, size, noise);
        const at::Tensor targets = at::empty({count}).uniform_(0, 1, noise);
        const at::Tensor gradient = at::empty({count});
        const double sum = crossEntropyOfLogits(logits, targets, gradient);
        QCOMPARE(crossEntropyOfLogits(logits, targets), sum);
        const ThreadCount one(1);
        QCOMPARE(crossEntropyOfLogits(logits, targets), sum);

        double expected = 0;
        for (int i = 0; i < count; ++i) {
            const double x = logits.data_ptr<float>()[i], t = targets.data_ptr<float>()[i];
            expected += std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))) - t * x;
            QVERIFY(std::abs(gradient.data_ptr<float>()[i] - (1 / (1 + std::exp(-x)) - t)) < 3e-7);
        }
        QVERIFY2(std::abs(sum - expected) <= 1e-6 * std::abs(expected) + 1e-6, qPrintable(QString::number(sum - expected)));
    }

    void keepsItsDigitsWhereTheLossIsSmall() {
        for (const float x : {5.f, 10.f, 15.f, 30.f, 80.f}) {
            const double loss = crossEntropyOfLogits(at::full({1}, -x), at::zeros({1}));
            QVERIFY2(std::abs(loss / std::log1p(std::exp(-double(x))) - 1) < 1e-5, qPrintable(QString::number(x)));
        }
    }

    // So that a training that has broken is noticed.
    void isNotFiniteWhereALogitIsNone_data() {
        QTest::addColumn<float>("value");
        QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("infinity") << std::numeric_limits<float>::infinity();
        QTest::newRow("minus infinity") << -std::numeric_limits<float>::infinity();
    }
    void isNotFiniteWhereALogitIsNone() {
        QFETCH(float, value);
        const at::Tensor logits = at::zeros({40});
        logits[20] = value;
        QVERIFY(!std::isfinite(crossEntropyOfLogits(logits, at::full({40}, 0.5))));
    }
};

HOURGLASS_TEST(CrossEntropyTest)
#include "CrossEntropyTest.moc"
