// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Hyperparameters.h"
#include "engine/api/Error.h"
#include "tests/support/TestMain.h"
#include "ui/design/NetworkEdits.h"

using namespace hourglass;
using namespace hourglass::ui;

class HyperparametersTest : public QObject {
    Q_OBJECT

    static std::string nodes(const Experiment& experiment) { return hyperparametersOf(experiment).text("nodes"); }

    static Experiment withLayers(std::int64_t count, const Experiment& experiment) {
        return withHyperparameter(experiment, "layers", count);
    }

    static Experiment convolutional(std::vector<std::string> kinds) {
        Experiment experiment = defaultExperiment();
        experiment.network.encoder.clear();
        for (const std::string& kind : kinds)
            experiment.network.encoder.push_back(newLayer(kind));
        return experiment;
    }

    static std::vector<std::string> kinds(const Experiment& experiment) {
        std::vector<std::string> list;
        for (const LayerSpec& layer : experiment.network.encoder)
            list.push_back(layer.kind);
        return list;
    }

private Q_SLOTS:
    void describeTheDefault() {
        const Parameters values = hyperparametersOf(defaultExperiment());
        QCOMPARE(values.integer("codeSize"), std::int64_t(32));
        QCOMPARE(values.integer("layers"), std::int64_t(2));
        QCOMPARE(values.text("nodes"), std::string("512, 128"));
        QCOMPARE(values.text("loss"), std::string("auto"));
        QCOMPARE(hyperparameterSchema().size(), std::size_t(4));
        for (const ParameterSpec& spec : hyperparameterSchema())
            QVERIFY2(!spec.help.empty(), spec.key.c_str());
    }

    void addedDenseLayersGoOnNarrowing() {
        QCOMPARE(nodes(withLayers(3, defaultExperiment())), std::string("512, 128, 80")); // (128 + 32) / 2
    }

    void addingAndRemovingComesBack() {
        const Experiment before = defaultExperiment();
        QVERIFY(withLayers(2, withLayers(5, before)) == before);
        QCOMPARE(nodes(withLayers(0, before)), std::string());
        QCOMPARE(kinds(withLayers(1, withLayers(0, before))), std::vector<std::string>{"dense"});
    }

    void convolutionsAreRepeated() {
        const Experiment before = convolutional({"convolution", "max-pooling", "convolution", "max-pooling"});
        const Experiment more = withLayers(3, before);
        QCOMPARE(kinds(more),
                 (std::vector<std::string>{"convolution", "max-pooling", "convolution", "convolution", "max-pooling"}));
        QVERIFY(withLayers(2, more) == before);
        QCOMPARE(kinds(withLayers(1, before)), (std::vector<std::string>{"convolution", "max-pooling"}));
    }

    void listSetsCountAndSizes() {
        const Experiment changed = withHyperparameter(defaultExperiment(), "nodes", std::string(" 256,64 , 16"));
        QCOMPARE(nodes(changed), std::string("256, 64, 16"));
        const Experiment channels =
            withHyperparameter(convolutional({"convolution", "dropout", "convolution"}), "nodes", std::string("8, 4"));
        QCOMPARE(channels.network.encoder[0].parameters.integer("channels"), std::int64_t(8));
        QCOMPARE(channels.network.encoder[2].parameters.integer("channels"), std::int64_t(4));
        QCOMPARE(kinds(channels).size(), std::size_t(3));
    }

    void brokenListIsRefusedInWords() {
        for (const char* text : {"512, many", "12.5", "0", "-3"})
            QVERIFY_EXCEPTION_THROWN(withHyperparameter(defaultExperiment(), "nodes", std::string(text)), Error);
    }

    void codeSizeAndLossGoWhereTheyBelong() {
        QCOMPARE(withHyperparameter(defaultExperiment(), "codeSize", std::int64_t(2)).network.code.size, std::int64_t(2));
        QCOMPARE(withHyperparameter(defaultExperiment(), "loss", std::string("mse")).training.text("loss"),
                 std::string("mse"));
    }
};

HOURGLASS_TEST(HyperparametersTest)
#include "HyperparametersTest.moc"
