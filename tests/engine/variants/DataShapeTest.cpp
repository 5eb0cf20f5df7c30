// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"
#include "engine/api/Training.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

using namespace hourglass;

namespace {

const Shape kDigit{{1, 28, 28}};

/// What the network makes of a sample on its way to the code.
std::vector<std::int64_t> sizes(const Experiment& experiment, const Shape& sampleShape) {
    const NetworkReport report = inspect(experiment.network, sampleShape);
    std::vector<std::int64_t> list{sampleShape.elements()};
    for (const LayerReport& layer : report.encoder)
        list.push_back(layer.output.elements());
    list.push_back(report.code.value().output.elements());
    return list;
}

Experiment withCode(Experiment experiment, std::int64_t size) {
    experiment.network.code.size = size;
    return experiment;
}

} // namespace

class DataShapeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNarrowTableGetsASmallNetwork_data() {
        QTest::addColumn<int>("columns");
        QTest::addColumn<std::vector<std::int64_t>>("expected");
        using Sizes = std::vector<std::int64_t>;
        QTest::newRow("2") << 2 << Sizes{2, 1, 1};
        QTest::newRow("3") << 3 << Sizes{3, 2, 1};
        QTest::newRow("4") << 4 << Sizes{4, 2, 1};
        QTest::newRow("6") << 6 << Sizes{6, 3, 2};
        QTest::newRow("13") << 13 << Sizes{13, 7, 4};
        QTest::newRow("32: as wide as the code") << 32 << Sizes{32, 16, 11};
    }

    void aNarrowTableGetsASmallNetwork() {
        QFETCH(int, columns);
        QFETCH(std::vector<std::int64_t>, expected);
        const Shape shape{{columns}};
        const Experiment adapted = withDataShape(defaultExperiment(), shape);
        QCOMPARE(sizes(adapted, shape), expected);
        QVERIFY(adapted.network.mirrored);
        Experiment otherwise = defaultExperiment();
        otherwise.network = adapted.network;
        QVERIFY(adapted == otherwise); // only the network
        QVERIFY(adapted == complete(adapted));
    }

    void aNetworkThatWorksStaysAsItIs_data() {
        QTest::addColumn<Experiment>("experiment");
        QTest::addColumn<Shape>("shape");
        const Experiment usual = defaultExperiment();
        QTest::newRow("the default and its digits") << usual << kDigit;
        QTest::newRow("larger pictures") << usual << Shape{{3, 32, 32}};
        QTest::newRow("one column more than the code") << usual << Shape{{33}};
        QTest::newRow("wide layers, narrow code") << withCode(usual, 3) << Shape{{4}};
        QTest::newRow("a code that may be wide") << withVariant(usual, "sparse") << Shape{{4}};
        QTest::newRow("convolutions and a picture") << withVariant(usual, "convolutional") << Shape{{1, 8, 8}};
    }

    void aNetworkThatWorksStaysAsItIs() {
        QFETCH(Experiment, experiment);
        QFETCH(Shape, shape);
        QVERIFY(withDataShape(experiment, shape) == experiment);
    }

    void aDecoderForOtherDataIsMirroredAgain() {
        Experiment experiment = defaultExperiment();
        experiment.network.decoder = mirroredDecoder(experiment.network, {{784}});
        experiment.network.mirrored = false;
        QVERIFY(withDataShape(experiment, {{784}}) == experiment);
        QVERIFY(withDataShape(experiment, {{100}}) == defaultExperiment());
    }

    void convolutionsMakeWayForATable() {
        Experiment experiment = withVariant(defaultExperiment(), "denoising");
        experiment.network = withVariant(experiment, "convolutional").network;
        const Experiment adapted = withDataShape(experiment, {{50}});
        QCOMPARE(sizes(adapted, {{50}}), (std::vector<std::int64_t>{50, 25, 17}));
        QVERIFY(adapted.corruption == experiment.corruption);
        // However wide the table is, no wider than usual.
        QCOMPARE(sizes(withDataShape(experiment, {{5000}}), {{5000}}), (std::vector<std::int64_t>{5000, 512, 32}));
    }

    void whatCannotBeHelpedComesBack() {
        const Experiment convolutional = withVariant(defaultExperiment(), "convolutional");
        QVERIFY(withDataShape(convolutional, {{4}}) == convolutional);             // its variant insists on convolutions
        QVERIFY(withDataShape(defaultExperiment(), {{1}}) == defaultExperiment()); // nothing is smaller than 1
    }

    // Every variant, from its own proposal and from a network that looks for pictures: what comes back trains, or is what
    // went in.
    void whatIsAdaptedTrains_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }

    void whatIsAdaptedTrains() {
        QFETCH(QString, variant);
        Experiment experiment = test::tinyVariant(variant.toStdString());
        experiment.dataset = {"customers-products", {}};
        experiment = withField(complete(experiment), "training.epochs", "1");
        const Shape shape = describeDataset(experiment.dataset).sampleShape;
        Experiment convolutions = experiment;
        convolutions.network = withVariant(defaultExperiment(), "convolutional").network;
        for (const Experiment& start : {experiment, convolutions}) {
            const Experiment adapted = withDataShape(start, shape);
            if (variant.startsWith("convolutional")) { // insists on pictures
                QVERIFY(adapted == start);
                continue;
            }
            QVERIFY(!inspect(adapted.network, shape).fault);
            test::Recorder recorder;
            TrainingControl control;
            QCOMPARE(train(adapted, recorder, control).finished.reason, Finished::Reason::Completed);
        }
    }
};

HOURGLASS_TEST(DataShapeTest)
#include "DataShapeTest.moc"
