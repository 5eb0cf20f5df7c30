// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/HalfCopy.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <limits>

using namespace hourglass;

class HalfCopyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundsAsLibTorchDoes() {
        at::Generator noise = seededGenerator(1, "test");
        const at::Tensor weight = at::empty({1003}).normal_(0, 1, noise);
        weight[1] = std::numeric_limits<float>::infinity();
        weight[2] = -std::numeric_limits<float>::infinity();
        weight[3] = 1.00390625f; // halfway between two: to the even one
        weight[4] = 1.01171875f;
        weight[5] = std::numeric_limits<float>::max();
        weight[6] = 1e-40f;
        HalfCopy copy(weight);
        QVERIFY(copy.value().equal(weight.to(at::kBFloat16)));
    }

    void whatIsNoNumberStaysNone() {
        const at::Tensor weight = at::full({3}, std::numeric_limits<float>::quiet_NaN());
        QVERIFY(HalfCopy(weight).value().isnan().all().item<bool>());
    }

    void followsTheWeight() {
        const at::Tensor weight = at::zeros({4, 5});
        HalfCopy copy(weight);
        QVERIFY(!copy.isUsed());
        QVERIFY(copy.value().eq(0).all().item<bool>());
        QVERIFY(copy.isUsed());
        weight.fill_(3);
        QVERIFY(copy.value().eq(3).all().item<bool>());
    }

    void partsMayBeRenewedByHand() {
        const at::Tensor weight = at::zeros({10});
        HalfCopy copy(weight);
        copy.value();
        weight.fill_(2);
        copy.renew(3, 7);
        copy.confirm();
        QVERIFY(copy.value().slice(0, 3, 7).eq(2).all().item<bool>());
        QVERIFY(copy.value().slice(0, 0, 3).eq(0).all().item<bool>());
    }
};

HOURGLASS_TEST(HalfCopyTest)
#include "HalfCopyTest.moc"
