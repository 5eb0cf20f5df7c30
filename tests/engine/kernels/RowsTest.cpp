// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Rows.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

using namespace hourglass;

class RowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheSumInDoublePrecision_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        for (const int rows : {0, 1, 5, 128, 40000})
            for (const int columns : {1, 7, 64, 784})
                QTest::addRow("%d x %d", rows, columns) << rows << columns;
    }
    void equalsTheSumInDoublePrecision() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        at::Generator noise = seededGenerator(1, "test");
        for (const auto type : {at::kFloat, at::kBFloat16}) {
            const at::Tensor matrix = at::empty({rows, columns}).normal_(0, 1, noise).to(type);
            const at::Tensor sum = sumOfRows(matrix);
            QVERIFY(sum.scalar_type() == at::kFloat);
            QVERIFY(sum.to(at::kDouble).allclose(matrix.to(at::kDouble).sum(0), 1e-5, rows > 1000 ? 1e-3 : 1e-5));
        }
    }

    void addsARowToEach_data() { equalsTheSumInDoublePrecision_data(); }
    void addsARowToEach() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        at::Generator noise = seededGenerator(1, "test");
        for (const auto type : {at::kFloat, at::kBFloat16}) {
            const at::Tensor matrix = at::empty({rows, columns}).normal_(0, 1, noise).to(type);
            const at::Tensor row = at::empty({columns}).normal_(0, 1, noise);
            const at::Tensor expected = (matrix.to(at::kFloat) + row).to(type);
            addToRows(matrix, row);
            QVERIFY(matrix.equal(expected));
        }
    }

    // One after the other, each 1 would be rounded away.
    void aLongSumKeepsItsDigits() {
        const at::Tensor matrix = at::ones({1 << 25, 1});
        QCOMPARE(sumOfRows(matrix).item<double>(), double(1 << 25));
    }
};

HOURGLASS_TEST(RowsTest)
#include "RowsTest.moc"
