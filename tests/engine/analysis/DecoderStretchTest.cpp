// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Explore.h"
#include "engine/layers/Jacobian.h"
#include "tests/engine/analysis/UntrainedModel.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

class DecoderStretchTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(tinyExperiment().dataset)); }

    // D(z) = Az + b moves by the norm of A everywhere.
    void aLinearDecoderStretchesByTheNormOfItsMatrix() {
        const Model model = untrainedModel(complete(linearExperiment()), *m_album);
        const at::Tensor origin = rowsOf(decodedValues(model, CodeValues(8)), 1);
        double squared = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            CodeValues unit(8);
            unit[i] = 1;
            squared += (rowsOf(decodedValues(model, unit), 1) - origin).square().sum().item<double>();
        }
        for (const float scale : {0.0f, 0.01f, 1.0f, 100.0f}) {
            std::vector<float> codes(3 * 8, scale);
            codes[0] = -scale;
            const std::vector<double> stretch = decoderStretch(model, codes);
            QCOMPARE(stretch.size(), std::size_t(3));
            for (const double norm : stretch)
                QVERIFY2(std::abs(norm - std::sqrt(squared)) < 1e-3 * norm, qPrintable(QString::number(norm)));
        }
    }

    // Against the Jacobian that LibTorch's gradients make, of codes that are measured whole and of longer ones.
    void aCurvedDecoderStretchesByItsJacobian_data() {
        QTest::addColumn<int>("numbers");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("all directions") << 16 << 1e-3;
        QTest::newRow("some directions") << 40 << 0.25;
    }
    void aCurvedDecoderStretchesByItsJacobian() {
        QFETCH(int, numbers);
        QFETCH(double, tolerance);
        Experiment experiment = withField(tinyExperiment(), "network.code.size", std::to_string(numbers));
        for (LayerSpec& layer : experiment.network.encoder)
            layer.parameters.set("activation", std::string("tanh"));
        const Model model = untrainedModel(complete(experiment), *m_album);
        const Codes codes = someCodes(model, *m_album, 30);
        const std::vector<double> stretch = decoderStretch(model, codes.values);
        QCOMPARE(stretch.size(), std::size_t(30));
        QVERIFY(stretch == decoderStretch(model, codes.values));
        Autoencoder& autoencoder = *model.internals().autoencoder;
        for (std::int64_t i = 0; i < 30; i += 7) {
            const at::Tensor code = rowsOf(codes.values, 30).narrow(0, i, 1);
            const double norm =
                jacobian([&](const at::Tensor& z) { return autoencoder.decode(z).flatten(1); }, code).norm().item<double>();
            QVERIFY2(std::abs(stretch[std::size_t(i)] - norm) < tolerance * norm,
                     qPrintable(QString("%1 for %2").arg(stretch[std::size_t(i)]).arg(norm)));
        }
    }

    void aToldNetworkIsMeasuredForTheClassAskedFor() {
        const Model model = untrainedModel(complete(tinyVariant("conditional-variational")), *m_album);
        const EncodedSample sample = encoded(model, *m_album, 0);
        const std::vector<double> one = decoderStretch(model, sample.code, 1), other = decoderStretch(model, sample.code, 2);
        QVERIFY(one[0] > 0 && other[0] > 0 && one != other);
        QVERIFY_THROWS_EXCEPTION(Error, decoderStretch(model, sample.code, 10));
        QVERIFY_THROWS_EXCEPTION(Error, decoderStretch(model, {}));
    }
};

HOURGLASS_TEST(DecoderStretchTest)
#include "DecoderStretchTest.moc"
