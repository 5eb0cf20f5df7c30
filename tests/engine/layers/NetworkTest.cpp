// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Network.h"
#include "engine/core/Text.h"
#include "tests/support/TestMain.h"

#include <limits>

using namespace hourglass;

namespace {

const Shape digit{{1, 28, 28}};
constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();

LayerSpec layer(std::string kind, Parameters parameters = {}) {
    return {std::move(kind), std::move(parameters)};
}

LayerSpec dense(std::int64_t units, std::string activation = "relu") {
    return {"dense", {{"units", units}, {"activation", std::move(activation)}}};
}

LayerSpec convolution(std::int64_t channels, std::int64_t stride, std::string activation = "relu") {
    return {"convolution", {{"channels", channels}, {"stride", stride}, {"activation", std::move(activation)}}};
}

NetworkSpec mirrored(std::vector<LayerSpec> encoder, CodeSpec code = {}) {
    return {std::move(encoder), std::move(code), true, {}};
}

NetworkSpec written(std::vector<LayerSpec> encoder, std::vector<LayerSpec> decoder) {
    return {std::move(encoder), {}, false, std::move(decoder)};
}

/// "dense none 784, reshape 1 × 28 × 28".
std::string story(const std::vector<LayerReport>& layers) {
    std::vector<std::string> words;
    for (const LayerReport& report : layers) {
        const auto* activation = report.layer.parameters.find("activation");
        words.push_back(report.layer.kind + " " + (activation ? toText(*activation) + " " : "") + report.output.text());
    }
    return joined(words);
}

void compareText(const std::string& actual, const std::string& expected) {
    QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected));
}

} // namespace

class NetworkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void denseNetworkByHand() {
        const NetworkReport report = inspect(mirrored({dense(512), dense(128)}), digit);
        QVERIFY(!report.fault);
        compareText(story(report.encoder), "dense relu 512, dense relu 128");
        compareText(story({*report.code}), "dense none 32");
        compareText(story(report.decoder), "dense relu 128, dense relu 512, dense none 784, reshape 1 × 28 × 28");
        QCOMPARE(report.encoder[0].parameters, 784 * 512 + 512);
        QCOMPARE(report.encoder[0].flops, 2 * 784 * 512);
        QCOMPARE(report.encoder[0].activationBytes, 512 * 4);
        QCOMPARE(report.parameters(), 944'176); // 784·512 + 512 + … as in any textbook
        QCOMPARE(report.flops(), 4 * (784 * 512 + 512 * 128 + 128 * 32));
        QCOMPARE(report.compression(), 24.5);
        compareText(report.inWords(), "784 → 512 → 128 → 32, mirrored, 0.94 M parameters, 24.5 : 1");
    }

    void layersOfTheSameSizeAreAllNamed() {
        NetworkSpec network{{dense(100), dense(100), layer("batch-normalisation")}, {"vector", 100, "none"}, true, {}};
        compareText(inspect(network, {{784}}).inWords(), "784 → 100 → 100 → 100, mirrored, 0.2 M parameters, 7.8 : 1");
    }

    void elementsOfAnAbsurdShapeDoNotOverflow() {
        QCOMPARE((Shape{{3, 4, 5}}).elements(), 60);
        QCOMPARE((Shape{{huge, huge, 2}}).elements(), huge);
    }

    void convolutionByHand() {
        // 31 × 17 with kernel 3, stride 2, one zero at each edge: ⌊30 / 2⌋ + 1 = 16 and ⌊16 / 2⌋ + 1 = 9.
        const NetworkReport report = inspect(mirrored({convolution(8, 2)}), {{3, 31, 17}});
        QVERIFY(!report.fault);
        compareText(report.encoder[0].output.text(), "8 × 16 × 9");
        QCOMPARE(report.encoder[0].parameters, 3 * 3 * 3 * 8 + 8);
        QCOMPARE(report.encoder[0].flops, 2 * 3 * 3 * 3 * 8 * 16 * 9);
        QCOMPARE(report.encoder[0].activationBytes, 8 * 16 * 9 * 4);
        compareText(report.inWords(), "3 × 31 × 17 → 8 × 16 × 9 → 32, mirrored, 75.4 k parameters, 49.4 : 1");
    }

    void whatBranchesKeepInsideIsCounted() {
        const NetworkReport report = inspect(mirrored({layer("residual"), layer("u-block")}), {{4, 8, 6}});
        QCOMPARE(report.encoder[0].activationBytes, 2 * 4 * 8 * 6 * 4); // the ReLU's, and the output
        QCOMPARE(report.encoder[1].activationBytes, (4 * 8 * 6 + (1 + 1 + 3) * 32 * 4 * 3 + 16 * 4 * 3) * 4);
        NetworkSpec deep = mirrored({layer("residual")});
        deep.encoder[0].parameters.set("blocks", std::int64_t(64));
        const NetworkReport large = inspect(deep, {{4, 2048, 2304}});
        QVERIFY(large.fault);
        compareText(large.fault->field, "network.encoder.0");
    }

    void convolutionalMirror() {
        const NetworkSpec network = mirrored({convolution(16, 2), convolution(32, 2, "elu")}, {"vector", 10, "tanh"});
        compareText(story(inspect(network, digit).decoder),
                    "dense elu 1568, reshape 32 × 7 × 7, transposed-convolution relu 16 × 14 × 14, "
                    "transposed-convolution none 1 × 28 × 28");
        compareText(story(inspect(network, {{1, 5, 7}}).decoder),
                    "dense elu 128, reshape 32 × 2 × 2, transposed-convolution relu 16 × 3 × 4, "
                    "transposed-convolution none 1 × 5 × 7");
    }

    void activationPassesThroughPooling() {
        const NetworkSpec network =
            mirrored({convolution(16, 1), layer("max-pooling"), convolution(8, 1, "tanh"), layer("max-pooling")},
                     {"maps", 4, "none"});
        compareText(story(inspect(network, {{1, 15, 9}}).decoder),
                    "convolution tanh 8 × 3 × 2, upsampling 8 × 7 × 4, convolution relu 16 × 7 × 4, "
                    "upsampling 16 × 15 × 9, convolution none 1 × 15 × 9");
    }

    void normalisationAndDropoutNeverComeLast() {
        const NetworkSpec network = mirrored({layer("batch-normalisation", {{"activation", std::string("relu")}}),
                                              layer("dropout"), layer("flatten"), layer("dropout"), dense(64, "none"),
                                              layer("layer-normalisation", {{"activation", std::string("elu")}})},
                                             {"vector", 8, "none"});
        compareText(story(inspect(network, {{1, 4, 4}}).decoder),
                    "dense elu 64, layer-normalisation none 64, dense none 16, reshape 1 × 4 × 4");
    }

    void mirrorsEndAtTheInput_data() {
        QTest::addColumn<int>("encoder");
        for (int i = 0; i < int(encoders().size()); ++i)
            QTest::newRow(qPrintable(QString::number(i))) << i;
    }
    void mirrorsEndAtTheInput() {
        QFETCH(int, encoder);
        for (const Shape& shape : {digit, Shape{{3, 31, 17}}, Shape{{2, 19, 40}}, Shape{{4, 9, 9}}})
            for (const std::string code : {"vector", "maps"}) {
                const NetworkSpec network = mirrored(encoders()[std::size_t(encoder)], {code, 6, "none"});
                const NetworkReport report = inspect(network, shape);
                if (code == "maps" && !report.encoder.empty() && !report.encoder.back().output.isPicture())
                    continue;
                QVERIFY2(!report.fault, report.fault ? report.fault->message.c_str() : "");
                QVERIFY2(report.decoder.back().output == shape, story(report.decoder).c_str());

                NetworkSpec opened = network;
                opened.mirrored = false;
                opened.decoder = mirroredDecoder(network, shape);
                QCOMPARE(opened.decoder.size(), report.decoder.size());
                compareText(story(inspect(opened, shape).decoder), story(report.decoder));
            }
    }

    void faults_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < wrongNetworks().size(); ++i)
            QTest::newRow(wrongNetworks()[i].field.c_str()) << int(i);
    }
    void faults() {
        QFETCH(int, index);
        const Wrong& wrong = wrongNetworks()[std::size_t(index)];
        const NetworkReport report = inspect(wrong.network, wrong.input);
        QVERIFY(report.fault);
        compareText(report.fault->field, wrong.field);
        QVERIFY2(report.fault->message.find(wrong.says) != std::string::npos, report.fault->message.c_str());
        QCOMPARE(report.fault->part, wrong.part);
        QCOMPARE(report.fault->index, wrong.index);
        QVERIFY(!report.inWords().empty());
        if (wrong.part != NetworkPart::Decoder)
            QVERIFY(mirroredDecoder(wrong.network, wrong.input).empty());
    }

    void layersBeforeTheFaultStand() {
        const NetworkReport report = inspect(mirrored({dense(50), layer("max-pooling")}), digit);
        QVERIFY(report.fault);
        compareText(story(report.encoder), "dense relu 50");
        QVERIFY(!report.code);
        QCOMPARE(report.compression(), 0.0);
        compareText(report.inWords(), "784 → 50, 39.3 k parameters");
    }

    void decoderMayEndWithAVectorOfTheSamplesLength() {
        const NetworkReport report = inspect(written({}, {dense(100), dense(784, "none")}), digit);
        QVERIFY(!report.fault);
        compareText(report.inWords(), "784 → 32 → 100 → 784, 0.11 M parameters, 24.5 : 1");
    }

private:
    struct Wrong {
        std::string field;
        std::string says;
        NetworkPart part;
        std::size_t index;
        NetworkSpec network;
        Shape input = digit;
    };

    static const std::vector<Wrong>& wrongNetworks() {
        using enum NetworkPart;
        static const std::vector<Wrong> list{
            {"network.encoder.1.kind", "dense, convolution", Encoder, 1, mirrored({dense(9), layer("magic")})},
            {"network.encoder.0.units", "1 …", Encoder, 0, mirrored({dense(0)})},
            {"network.encoder.0.units", "1 …", Encoder, 0, mirrored({dense(huge)})},
            {"network.encoder.0.units", "whole number", Encoder, 0, mirrored({layer("dense", {{"units", 2.5}})})},
            {"network.encoder.0.colour", "", Encoder, 0, mirrored({layer("dense", {{"colour", true}})})},
            {"network.encoder.0.activation", "relu", Encoder, 0, mirrored({dense(9, "step")})},
            {"network.encoder.1", "needs a picture", Encoder, 1, mirrored({dense(9), convolution(4, 1)})},
            {"network.encoder.1.kernel",
             "5 pixels does not fit on the 3",
             Encoder,
             1,
             mirrored(
                 {convolution(4, 1), layer("convolution", {{"kernel", std::int64_t(5)}, {"padding", std::string("none")}})}),
             {{1, 9, 3}}},
            {"network.encoder.2.size",
             "2 pixels does not fit on the 1",
             Encoder,
             2,
             mirrored({layer("max-pooling"), layer("max-pooling"), layer("average-pooling")}),
             {{1, 5, 7}}},
            {"network.encoder.0", "784 come in", Encoder, 0,
             mirrored({layer(
                 "reshape",
                 {{"channels", std::int64_t(65536)}, {"height", std::int64_t(65536)}, {"width", std::int64_t(65536)}})})},
            {"network.encoder.0.outputPaddingWidth", "stride", Encoder, 0,
             mirrored({layer("transposed-convolution", {{"outputPaddingWidth", std::int64_t(2)}})})},
            {"network.encoder.1", "2 billion", Encoder, 1, mirrored({dense(60'000), dense(60'000)})},
            {"network.encoder.1", "8 GiB", Encoder, 1,
             mirrored({convolution(65536, 1),
                       layer("upsampling", {{"height", std::int64_t(65536)}, {"width", std::int64_t(65536)}})})},
            {"network.encoder.10", "8 GiB", Encoder, 10, mirrored(std::vector(20, layer("upsampling")))},
            {"network.code.size", "0", Code, 0, mirrored({}, {"vector", 0, "none"})},
            {"network.code.size", "1 to", Code, 0, mirrored({}, {"vector", huge, "none"})},
            {"network.code.kind", "vector, maps", Code, 0, mirrored({}, {"spiral", 2, "none"})},
            {"network.code.activation", "relu", Code, 0, mirrored({}, {"vector", 2, "step"})},
            {"network.code", "needs a picture", Code, 0, mirrored({dense(9)}, {"maps", 2, "none"})},
            {"network.decoder", "784 numbers", Decoder, 0, written({}, {})},
            {"network.decoder.1", "ends with 100 numbers", Decoder, 1, written({}, {dense(9), dense(100, "none")})},
            {"network.decoder.0.activation", "the loss chooses", Decoder, 0, written({}, {dense(784, "sigmoid")})},
            {"network.decoder.0.activation", "the loss chooses", Decoder, 0,
             written({}, {dense(784, "relu"), layer("reshape")})},
            {"network.decoder.1", "needs a picture", Decoder, 1, written({}, {dense(9), convolution(1, 1, "none")})},
            {"", "no usable shape", Encoder, 0, mirrored({}), {}},
            {"", "no usable shape", Encoder, 0, mirrored({}), {{1, 0, 28}}},
            {"", "no usable shape", Encoder, 0, mirrored({}), {{-4}}},
            {"", "no usable shape", Encoder, 0, mirrored({}), {{28, 28}}},
            {"", "too large", Encoder, 0, mirrored({}), {{huge, huge, huge}}},
        };
        return list;
    }

    static const std::vector<std::vector<LayerSpec>>& encoders() {
        const auto pool = [](std::string kind, std::int64_t size, std::int64_t stride) {
            return layer(std::move(kind), {{"size", size}, {"stride", stride}});
        };
        static const std::vector<std::vector<LayerSpec>> list{
            {},
            {dense(20), layer("dropout"), dense(5)},
            {convolution(4, 2), layer("batch-normalisation"), convolution(6, 3), layer("dropout"), dense(12)},
            {convolution(4, 1), pool("max-pooling", 2, 2), convolution(6, 1), pool("average-pooling", 3, 2)},
            {layer("layer-normalisation"), convolution(4, 4), layer("flatten"), layer("batch-normalisation")},
            {layer("upsampling"), layer("transposed-convolution"), convolution(3, 5), pool("max-pooling", 5, 3)},
            {layer("flatten"), dense(30),
             layer("reshape", {{"channels", std::int64_t(2)}, {"height", std::int64_t(3)}, {"width", std::int64_t(5)}}),
             convolution(7, 2)},
            {layer("dropout"), layer("batch-normalisation"), pool("average-pooling", 2, 2), layer("batch-normalisation")},
        };
        return list;
    }
};

HOURGLASS_TEST(NetworkTest)
#include "NetworkTest.moc"
