// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/layers/Stack.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <torch/types.h>

#include <set>

using namespace hourglass;

namespace {

struct Case {
    std::string name;
    LayerSpec layer; ///< complete
    Shape input;
    const Layer& kind() const { return layerCatalogue().at(layer.kind); }
};

const std::vector<Shape> pictures{{{1, 28, 28}}, {{3, 31, 17}}, {{1, 5, 7}}};
const std::vector<Shape> vectors{{{6}}, {{30}}};

std::int64_t whole(std::int64_t number) {
    return number;
}

/// Settings away from the defaults, where a kind has shape rules that the defaults do not reach.
std::vector<LayerSpec> specialSettings() {
    std::vector<LayerSpec> list;
    for (const std::string kind : {"convolution", "transposed-convolution"})
        for (const std::int64_t kernel : {1, 2, 4, 5})
            for (const std::int64_t stride : {1, 2, 3})
                for (const std::string padding : {"same", "none"})
                    list.push_back({kind,
                                    {{"kernel", kernel},
                                     {"stride", stride},
                                     {"padding", padding},
                                     {"channels", whole(3)},
                                     {"activation", std::string("none")}}});
    list.push_back({"transposed-convolution",
                    {{"stride", whole(3)}, {"outputPaddingHeight", whole(2)}, {"outputPaddingWidth", whole(1)}}});
    for (const std::string kind : {"max-pooling", "average-pooling"}) {
        list.push_back({kind, {{"size", whole(3)}, {"stride", whole(2)}}});
        list.push_back({kind, {{"size", whole(2)}, {"stride", whole(3)}}});
    }
    list.push_back({"upsampling", {{"factor", whole(3)}, {"mode", std::string("bilinear")}}});
    list.push_back({"upsampling", {{"height", whole(9)}, {"width", whole(4)}}});
    list.push_back({"upsampling", {{"width", whole(11)}, {"mode", std::string("bilinear")}}});
    return list;
}

/// A reshape fits one number of elements only: turned on its side it fits any input.
LayerSpec fitted(LayerSpec layer, const Shape& input) {
    if (layer.kind == "reshape")
        layer.parameters = {{"channels", whole(1)}, {"height", input.elements()}, {"width", whole(1)}};
    return layer;
}

const std::vector<Case>& cases() {
    static const auto all = [] {
        std::vector<LayerSpec> layers;
        for (const CatalogueEntry& entry : layerEntries())
            layers.push_back({entry.id, {}});
        for (const LayerSpec& special : specialSettings())
            layers.push_back(special);
        std::vector<Case> list;
        for (const std::vector<Shape>& shapes : {pictures, vectors})
            for (const Shape& shape : shapes)
                for (const LayerSpec& layer : layers) {
                    const LayerSpec fit = fitted(layer, shape);
                    const Layer& kind = layerCatalogue().at(fit.kind);
                    const LayerSpec full{fit.kind, complete(kind.entry().schema, fit.parameters, fit.kind)};
                    std::string name = full.kind + " on " + shape.text();
                    for (const auto& [key, value] : layer.parameters.values())
                        name += " " + key + "=" + toText(value);
                    try {
                        kind.outputShape(full.parameters, shape);
                        list.push_back({name, full, shape});
                    } catch (const Error&) {
                        // stands on other shapes: everyKindStandsWhereItShould() says which
                    }
                }
        return list;
    }();
    return all;
}

void addCases() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases().size(); ++i)
        QTest::newRow(cases()[i].name.c_str()) << int(i);
}

const Case& currentCase() {
    QFETCH(int, index);
    return cases()[std::size_t(index)];
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

std::shared_ptr<LayerModule> built(const Case& sample, std::int64_t seed = 1) {
    at::Generator generator = seededGenerator(seed, "weights");
    return sample.kind().build(sample.layer.parameters, sample.input, generator);
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
        QCOMPARE(ids.size(), std::size_t(11));
    }

    void everyKindStandsWhereItShould() {
        const std::set<std::string> pictureOnly{"convolution", "transposed-convolution", "max-pooling", "average-pooling",
                                                "upsampling"};
        for (const CatalogueEntry& entry : layerEntries())
            for (const std::vector<Shape>& shapes : {pictures, vectors})
                for (const Shape& shape : shapes) {
                    const std::string name = entry.id + " on " + shape.text();
                    const bool stands =
                        std::ranges::any_of(cases(), [&](const Case& sample) { return sample.name == name; });
                    QVERIFY2(stands == (shape.isPicture() || !pictureOnly.contains(entry.id)), name.c_str());
                }
    }

    void outputShapeIsWhatComesOut_data() { addCases(); }
    void outputShapeIsWhatComesOut() {
        const Case& sample = currentCase();
        const at::Tensor output = built(sample)->forward(randomBatch(sample.input, 2));
        const Shape said = sample.kind().outputShape(sample.layer.parameters, sample.input);
        QVERIFY2(output.sizes().vec() == batchOf(said, 2), said.text().c_str());
        QCOMPARE(output.scalar_type(), at::kFloat);
    }

    void parameterCountIsTheModules_data() { addCases(); }
    void parameterCountIsTheModules() {
        const Case& sample = currentCase();
        std::int64_t numbers = 0;
        for (const at::Tensor& parameter : built(sample)->parameters())
            numbers += parameter.numel();
        QCOMPARE(sample.kind().parameterCount(sample.layer.parameters, sample.input), numbers);
        QVERIFY(sample.kind().flops(sample.layer.parameters, sample.input) >= 0);
    }

    void mirrorEndsAtTheInput_data() { addCases(); }
    void mirrorEndsAtTheInput() {
        const Case& sample = currentCase();
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
        const Case& sample = currentCase();
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
        const Case& sample = currentCase();
        const auto module = built(sample);
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
            variable.add_(direction, step);
            const double above = objective().item<double>();
            variable.add_(direction, -2 * step);
            const double below = objective().item<double>();
            variable.add_(direction, step);
            const double slope = (above - below) / (2 * step);
            QVERIFY2(std::abs(slope - predicted) < 1e-5 * (1 + std::abs(predicted)),
                     qPrintable(QString("slope %1, gradient %2").arg(slope).arg(predicted)));
        }
    }

    void weightsComeFromTheGeneratorAlone_data() { addCases(); }
    void weightsComeFromTheGeneratorAlone() {
        const Case& sample = currentCase();
        torch::manual_seed(11);
        const auto first = built(sample)->parameters();
        const at::Tensor undisturbed = at::rand(4);
        torch::manual_seed(11);
        QVERIFY(at::rand(4).equal(undisturbed));

        const auto again = built(sample)->parameters();
        const auto other = built(sample, 2)->parameters();
        for (std::size_t i = 0; i < first.size(); ++i) {
            QVERIFY(first[i].equal(again[i]));
            const bool drawn = first[i].dim() > 1; // biases, scales and shifts start at 0 or 1
            QCOMPARE(first[i].equal(other[i]), !drawn);
        }
    }
};

HOURGLASS_TEST(LayerCatalogueTest)
#include "LayerCatalogueTest.moc"
