// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "engine/variants/Autoencoder.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

using namespace hourglass;

namespace {

const DataTraits kData{{{1, 8, 8}}, true, 3};

Experiment conditional(const std::string& code) {
    Experiment experiment = withVariant(defaultExperiment(), "conditional-variational");
    experiment.network = convolutionalNetwork(4);
    experiment.network.code.kind = code;
    return complete(experiment);
}

void addCodes() {
    QTest::addColumn<QString>("code");
    QTest::newRow("vector") << "vector";
    QTest::newRow("maps") << "maps";
}

} // namespace

class ConditionalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codeAndReconstructionDependOnTheClass_data() { addCodes(); }
    void codeAndReconstructionDependOnTheClass() {
        QFETCH(QString, code);
        Autoencoder autoencoder(conditional(code.toStdString()), kData);
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({2, 1, 8, 8}).uniform_(0, 1, generator);
        const auto all = [&](std::int64_t label) { return at::full({2}, label, at::kLong); };
        const at::Tensor codes = autoencoder.encode(batch, all(0));
        QCOMPARE(codes.sizes().vec().size(), std::size_t(code == "maps" ? 4 : 2));
        QVERIFY(!codes.allclose(autoencoder.encode(batch, all(1))));
        QVERIFY(!autoencoder.decode(codes, all(0)).allclose(autoencoder.decode(codes, all(1))));
    }

    // The class enters linearly in front of the first layer, so an unknown class gives the mean of all of them there.
    void anUnknownClassIsTheMeanOfAll_data() { addCodes(); }
    void anUnknownClassIsTheMeanOfAll() {
        QFETCH(QString, code);
        Autoencoder autoencoder(conditional(code.toStdString()), kData);
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor batch = at::empty({2, 1, 8, 8}).uniform_(0, 1, generator);
        at::Tensor sum = at::zeros({});
        for (std::int64_t label = 0; label < kData.classes; ++label)
            sum = sum + autoencoder.parts().rawCode(batch, at::full({2}, label, at::kLong));
        QVERIFY(autoencoder.parts().rawCode(batch).allclose(sum / double(kData.classes), 1e-4, 1e-5));
    }

    void dataWithoutClassesAreRefused() {
        try {
            const Autoencoder autoencoder(conditional("vector"), {kData.shape, true, 0});
            QFAIL("data without classes were accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("dataset"));
        }
    }

    void aDecoderThatCannotHearTheClassIsRefused() {
        Experiment experiment = conditional("vector");
        experiment.network.mirrored = false;
        experiment.network.code.size = 16;
        experiment.network.decoder = {
            {"reshape", {{"channels", std::int64_t(1)}, {"height", std::int64_t(4)}, {"width", std::int64_t(4)}}},
            {"dense", {{"units", std::int64_t(64)}, {"activation", "none"}}}};
        try {
            const Autoencoder autoencoder(complete(experiment), kData);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.field(), std::string("network.decoder.0.kind"));
        }
    }
};

HOURGLASS_TEST(ConditionalTest)
#include "ConditionalTest.moc"
