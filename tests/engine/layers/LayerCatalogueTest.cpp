// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/layers/Stack.h"
#include "tests/engine/layers/LayerCases.h"
#include "tests/engine/layers/PlainAndFast.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <torch/types.h>

#include <algorithm>
#include <array>
#include <set>

using namespace hourglass;

namespace {

void addCases() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < test::layerCases().size(); ++i)
        QTest::newRow(test::layerCases()[i].name.c_str()) << int(i);
}

const test::LayerCase& currentCase() {
    QFETCH(int, index);
    return test::layerCases()[std::size_t(index)];
}

std::vector<std::int64_t> batchOf(const Shape& shape, std::int64_t count) {
    std::vector<std::int64_t> sizes = shape.sizes;
    sizes.insert(sizes.begin(), count);
    return sizes;
}

at::Tensor randomBatch(const Shape& shape, std::int64_t count, at::ScalarType type = at::kFloat) {
    at::Generator generator = seededGenerator(5, "test");
    return at::empty(batchOf(shape, count), type).normal_(0, 1, generator);
}

std::shared_ptr<LayerModule> built(const test::LayerCase& sample, std::int64_t seed = 1) {
    at::Generator generator = seededGenerator(seed, "weights");
    return sample.kind().build(sample.layer.parameters, sample.input, generator);
}

/// Whether the kind's defaults stand on such an input.
bool shouldStand(const std::string& kind, const Shape& input) {
    const std::set<std::string> pictureOnly{"convolution", "transposed-convolution", "max-pooling",   "average-pooling",
                                            "upsampling",  "pixel-unshuffle",        "pixel-shuffle", "residual",
                                            "u-block"};
    if (!input.isPicture())
        return !pictureOnly.contains(kind);
    if (kind == "pixel-unshuffle" || kind == "u-block")
        return input.height() % 2 == 0 && input.width() % 2 == 0;
    return kind != "pixel-shuffle" || input.channels() % 4 == 0;
}

} // namespace

class LayerCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesAreComplete() {
        std::set<std::string> ids;
        for (const CatalogueEntry& entry : layerEntries()) {
            QVERIFY2(ids.insert(entry.id).second, entry.id.c_str());
            QVERIFY2(!entry.title.empty() && !entry.summary.empty(), entry.id.c_str());
            QVERIFY2(entry.explanation.size() > 80, entry.id.c_str());
            for (const ParameterSpec& parameter : entry.schema)
                QVERIFY2(!parameter.help.empty() && !parameter.label.empty(), (entry.id + "." + parameter.key).c_str());
            QVERIFY(complete(entry.schema, complete(entry.schema, {}, ""), "") == complete(entry.schema, {}, ""));
        }
        QCOMPARE(ids.size(), std::size_t(15));
    }

    void everyKindStandsWhereItShould() {
        for (const CatalogueEntry& entry : layerEntries())
            for (const std::vector<Shape>& shapes : {test::pictures, test::vectors})
                for (const Shape& shape : shapes) {
                    const std::string name = entry.id + " on " + shape.text();
                    const bool stands = std::ranges::any_of(
                        test::layerCases(), [&](const test::LayerCase& sample) { return sample.name == name; });
                    QVERIFY2(stands == shouldStand(entry.id, shape), name.c_str());
                }
    }

    void outputShapeIsWhatComesOut_data() { addCases(); }
    void outputShapeIsWhatComesOut() {
        const test::LayerCase& sample = currentCase();
        const at::Tensor output = built(sample)->forward(randomBatch(sample.input, 2));
        const Shape said = sample.kind().outputShape(sample.layer.parameters, sample.input);
        QVERIFY2(output.sizes().vec() == batchOf(said, 2), said.text().c_str());
        QCOMPARE(output.scalar_type(), at::kFloat);
    }

    void parameterCountIsTheModules_data() { addCases(); }
    void parameterCountIsTheModules() {
        const test::LayerCase& sample = currentCase();
        std::int64_t numbers = 0;
        for (const at::Tensor& parameter : built(sample)->parameters())
            numbers += parameter.numel();
        QCOMPARE(sample.kind().parameterCount(sample.layer.parameters, sample.input), numbers);
        QVERIFY(sample.kind().flops(sample.layer.parameters, sample.input) >= 0);
    }

    void mirrorEndsAtTheInput_data() { addCases(); }
    void mirrorEndsAtTheInput() {
        const test::LayerCase& sample = currentCase();
        for (const std::string code : {"vector", "maps"}) {
            const NetworkReport report = inspect({{sample.layer}, {code, 3, "none"}, true, {}}, sample.input);
            if (code == "maps" && !report.encoder.back().output.isPicture())
                continue; // feature maps need a picture
            QVERIFY2(!report.fault, report.fault ? report.fault->message.c_str() : "");
            QVERIFY(!report.decoder.empty());
            QVERIFY2(report.decoder.back().output == sample.input, report.decoder.back().output.text().c_str());

            std::vector<LayerSpec> layers;
            for (const LayerReport& layer : report.decoder)
                layers.push_back(layer.layer);
            at::Generator generator = seededGenerator(1, "weights");
            Stack decoder(layers, report.code->output, generator);
            QVERIFY(decoder.outputShape() == sample.input);
            QVERIFY(decoder.forward(randomBatch(report.code->output, 2)).sizes().vec() == batchOf(sample.input, 2));
        }
    }

    void gradientsAreFinite_data() { addCases(); }
    void gradientsAreFinite() {
        const test::LayerCase& sample = currentCase();
        const auto module = built(sample);
        const at::Tensor input = randomBatch(sample.input, 3).requires_grad_();
        module->forward(input).square().sum().backward();
        QVERIFY(input.grad().isfinite().all().item<bool>());
        for (const auto& parameter : module->named_parameters()) {
            QVERIFY2(parameter.value().grad().defined(), parameter.key().c_str());
            QVERIFY2(parameter.value().grad().isfinite().all().item<bool>(), parameter.key().c_str());
        }
    }

    /// Along random directions, through the input and through every parameter. Dropout is checked in use:
    /// while it trains, each call is another function.
    void gradientIsTheSlope_data() { addCases(); }
    void gradientIsTheSlope() {
        const test::LayerCase& sample = currentCase();
        const auto module = built(sample);
        test::drawZeros(*module);
        module->to(at::kDouble);
        module->train(sample.layer.kind != "dropout");
        const at::Tensor input = randomBatch(sample.input, 3, at::kDouble).requires_grad_();
        at::Generator generator = seededGenerator(3, "directions");
        const at::Tensor weights = at::empty_like(module->forward(input)).normal_(0, 1, generator);
        const auto objective = [&] { return (module->forward(input) * weights).sum(); };
        objective().backward();

        std::vector<at::Tensor> variables = module->parameters();
        variables.push_back(input);
        for (const at::Tensor& variable : variables) {
            const at::Tensor direction = at::empty_like(variable).normal_(0, 1, generator);
            const double predicted = (variable.grad() * direction).sum().item<double>();
            constexpr double step = 1e-6;
            const torch::NoGradGuard noGrad;
            const double here = objective().item<double>();
            variable.add_(direction, step);
            const double above = objective().item<double>();
            variable.add_(direction, -2 * step);
            const double below = objective().item<double>();
            variable.add_(direction, step);
            // A rectifier that bends within the step does so on one side; on the other one it is straight.
            const std::array slopes{(above - below) / (2 * step), (above - here) / step, (here - below) / step};
            const bool isTheSlope = std::ranges::any_of(
                slopes, [&](double slope) { return std::abs(slope - predicted) < 1e-5 * (1 + std::abs(predicted)); });
            QVERIFY2(isTheSlope, qPrintable(QString("slope %1, gradient %2").arg(slopes[0]).arg(predicted)));
        }
    }

    void weightsComeFromTheGeneratorAlone_data() { addCases(); }
    void weightsComeFromTheGeneratorAlone() {
        const test::LayerCase& sample = currentCase();
        torch::manual_seed(11);
        const auto first = built(sample)->parameters();
        const at::Tensor undisturbed = at::rand(4);
        torch::manual_seed(11);
        QVERIFY(at::rand(4).equal(undisturbed));

        const auto again = built(sample)->parameters();
        const auto other = built(sample, 2)->parameters();
        const bool hasBranch = sample.layer.kind == "residual" || sample.layer.kind == "u-block"; // which ends with zeros
        for (std::size_t i = 0; i < first.size(); ++i) {
            QVERIFY(first[i].equal(again[i]));
            const bool isSilent = hasBranch && !first[i].any().item<bool>();
            const bool drawn = first[i].dim() > 1 && !isSilent; // biases, scales and shifts start at 0 or 1
            QCOMPARE(first[i].equal(other[i]), !drawn);
        }
    }
};

HOURGLASS_TEST(LayerCatalogueTest)
#include "LayerCatalogueTest.moc"
