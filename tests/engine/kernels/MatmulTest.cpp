// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Matmul.h"
#include "engine/core/Random.h"
#include "engine/kernels/Precision.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

using namespace hourglass;

namespace {

struct Size {
    std::int64_t m, k, n;
};

} // namespace

class MatmulTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Sides of length 1 among them: their strides mean nothing.
    void equalsTheProductInDoublePrecision_data() {
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("k");
        QTest::addColumn<int>("n");
        QTest::addColumn<bool>("half");
        for (const Size size : {Size{64, 100, 30}, {1, 7, 5}, {5, 1, 7}, {5, 7, 1}, {1, 1, 1}, {33, 2, 784}})
            for (const bool half : {false, true})
                QTest::addRow("%d x %d x %d%s", int(size.m), int(size.k), int(size.n), half ? ", bf16" : "")
                    << int(size.m) << int(size.k) << int(size.n) << half;
    }
    void equalsTheProductInDoublePrecision() {
        QFETCH(int, m);
        QFETCH(int, k);
        QFETCH(int, n);
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return; // oneDNN has no such product here, and nobody asks for it
        at::Generator noise = seededGenerator(1, "test");
        const auto type = half ? at::kBFloat16 : at::kFloat;
        const auto random = [&](std::int64_t rows, std::int64_t columns) {
            return at::empty({rows, columns}).normal_(0, 1, noise).to(type);
        };
        const at::Tensor a = random(m, k), aTransposed = a.t().contiguous();
        const at::Tensor b = random(k, n), bTransposed = b.t().contiguous();
        const at::Tensor bias = at::empty({n}).normal_(0, 1, noise);
        const at::Tensor product = a.to(at::kDouble).mm(b.to(at::kDouble));
        for (const bool withBias : {false, true})
            for (const at::Tensor& left : {a, aTransposed.t()})
                for (const at::Tensor& right : {b, bTransposed.t()}) {
                    const at::Tensor out = at::empty({m, n});
                    matmul(out, left, right, withBias ? bias : at::Tensor(), Pointwise::Tanh);
                    const at::Tensor expected = (withBias ? product + bias : product).tanh();
                    QVERIFY(out.to(at::kDouble).allclose(expected, 1e-4, 1e-5));
                }
    }

    void productsOfPartsAddUp_data() {
        QTest::addColumn<bool>("half");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }
    void productsOfPartsAddUp() {
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        at::Generator noise = seededGenerator(1, "test");
        const auto random = [&](std::int64_t rows, std::int64_t columns) {
            return at::empty({rows, columns}).normal_(0, 1, noise).to(half ? at::kBFloat16 : at::kFloat);
        };
        const at::Tensor a = random(40, 100), b = random(40, 30);
        const at::Tensor expected = a.to(at::kDouble).narrow(1, 20, 50).t().mm(b.to(at::kDouble)) + 7;
        const at::Tensor sum = at::full({50, 30}, 7.0);
        const Matrix out(sum.data_ptr<float>(), 50, 30);
        for (const std::int64_t first : {0, 16}) { // the sum over the first rows, and over those that are left
            const std::int64_t count = first == 0 ? 16 : 24;
            addProduct(out, Matrix(a.narrow(0, first, count)).columnRange(20, 50).transposed(), b.narrow(0, first, count));
        }
        addProduct(out, Matrix(a.narrow(0, 0, 0)).columnRange(20, 50).transposed(), b.narrow(0, 0, 0)); // of nothing
        QVERIFY(sum.to(at::kDouble).allclose(expected, 1e-4, 1e-4));
    }

    void aSumOfNothingIsTheBias() {
        const at::Tensor out = at::full({3, 2}, 7.0);
        const at::Tensor bias = at::ones({2});
        matmul(out, at::empty({3, 0}), at::empty({0, 2}), bias, Pointwise::Sigmoid);
        QVERIFY(out.allclose(at::sigmoid(bias).expand({3, 2})));
    }

    void otherTypesAreRefused() {
        const at::Tensor wrong = at::ones({2, 2}, at::kDouble);
        QVERIFY_EXCEPTION_THROWN(matmul(at::empty({2, 2}), wrong, wrong), c10::Error);
    }

    void oneSizeAfterTheOtherUsesEachItsOwn() {
        for (int turn = 0; turn < 2; ++turn)
            for (const std::int64_t rows : {3, 4, 5}) {
                const at::Tensor out = at::empty({rows, 2});
                matmul(out, at::ones({rows, 6}), at::full({6, 2}, double(rows)));
                QVERIFY(out.eq(6.0 * double(rows)).all().item<bool>());
            }
    }
};

HOURGLASS_TEST(MatmulTest)
#include "MatmulTest.moc"
