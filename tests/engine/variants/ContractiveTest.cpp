// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/layers/Jacobian.h"
#include "engine/variants/Autoencoder.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 8, 8}}, true, 0};

Experiment contractive(const NetworkSpec& network) {
    Experiment experiment = withVariant(defaultExperiment(), "contractive");
    experiment.network = network;
    return complete(experiment);
}

at::Tensor samples(std::int64_t count) {
    at::Generator generator = seededGenerator(1, "samples");
    return at::empty({count, 1, 8, 8}).uniform_(0, 1, generator);
}

double contraction(Autoencoder& autoencoder, at::Generator* noise) {
    const at::Tensor batch = samples(5);
    for (const TermValue& term :
         autoencoder.objective()
             .evaluate(autoencoder.forward({.input = batch, .target = batch, .labels = {}, .noise = noise}))
             .terms)
        if (term.name == "contraction")
            return term.value;
    return std::nan("");
}

} // namespace

class ContractiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // An estimate needs something to draw with; the exact norm does not.
    void withoutNoiseThereIsNoEstimate() {
        Autoencoder convolutional(contractive(convolutionalNetwork(4)), kData);
        at::Generator noise = seededGenerator(1, "test");
        QCOMPARE(contraction(convolutional, nullptr), 0.0);
        QVERIFY(contraction(convolutional, &noise) > 0);
        Autoencoder dense(contractive({{}, {"vector", 8, "sigmoid"}, true, {}}), kData);
        QVERIFY(contraction(dense, nullptr) > 0);
    }

    // Of a large code the lens looks at some numbers, and its squares still come to the norm of all.
    void theLensOfALargeCodeIsAnEstimate_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("all numbers") << 40 << 1e-3;
        QTest::newRow("some numbers") << 1500 << 0.1;
    }
    void theLensOfALargeCodeIsAnEstimate() {
        QFETCH(int, code);
        QFETCH(double, tolerance);
        Autoencoder autoencoder(contractive({{}, {"vector", code, "sigmoid"}, true, {}}), kData);
        const at::Tensor batch = samples(1);
        at::Generator noise = seededGenerator(1, "test");
        const at::NoGradGuard noGradient;
        autoencoder.eval();
        const DataPart training{batch, {}};
        const auto figures =
            autoencoder.lens({autoencoder, training, batch, batch, autoencoder.codeOf(batch), {}, true, noise});
        double squares = 0;
        for (const double value : std::get<BarFigure>(figures.at(0).content).values)
            squares += value * value;
        const Parts& parts = autoencoder.parts();
        const double exact = squaredJacobianNorm({parts.encoder.get(), parts.code.get()}, batch).item<double>();
        QVERIFY2(std::abs(squares / exact - 1) < tolerance, qPrintable(QString::number(squares / exact)));
        QCOMPARE(figures[0].help.find("512 of the code's 1500") != std::string::npos, code == 1500);
    }
};

HOURGLASS_TEST(ContractiveTest)
#include "ContractiveTest.moc"
