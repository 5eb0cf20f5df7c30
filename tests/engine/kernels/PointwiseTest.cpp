// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Pointwise.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/kernels/Precision.h"
#include "engine/layers/Activation.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

using namespace hourglass;

class PointwiseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Value and derivative of every activation that layers offer, against LibTorch's in double precision.
    void equalsLibTorchs_data() {
        QTest::addColumn<QString>("activation");
        QTest::addColumn<bool>("half");
        for (const auto& choice : activationChoices())
            for (const bool half : {false, true})
                QTest::addRow("%s%s", choice.id.c_str(), half ? ", bf16" : "") << QString::fromStdString(choice.id) << half;
    }
    void equalsLibTorchs() {
        QFETCH(QString, activation);
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        const Pointwise function = functionOf(activation.toStdString());
        at::Generator noise = seededGenerator(1, "test");
        const auto type = half ? at::kBFloat16 : at::kFloat;
        const at::Tensor x = at::empty({7, 33}).normal_(0, 3, noise).to(type);
        const at::Tensor outer = at::empty({7, 33}).normal_(0, 1, noise).to(type);

        const at::Tensor exact = x.to(at::kDouble).requires_grad_();
        const at::Tensor expected = activate(activation.toStdString(), exact);
        const at::Tensor slope = torch::autograd::grad({expected}, {exact}, {outer.to(at::kDouble)})[0];

        const at::Tensor value = x.clone();
        apply(function, value);
        const double tolerance = half ? 0.02 : 1e-5;
        QVERIFY(value.to(at::kDouble).allclose(expected.detach(), tolerance, tolerance));

        const at::Tensor gradient = outer.clone();
        applyDerivative(function, gradient, derivesFromValue(function) ? value : x, gradient);
        QVERIFY(gradient.to(at::kDouble).allclose(slope, tolerance, tolerance));
    }
};

HOURGLASS_TEST(PointwiseTest)
#include "PointwiseTest.moc"
