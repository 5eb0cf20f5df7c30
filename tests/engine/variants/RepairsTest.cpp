// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Repairs.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Network.h"
#include "tests/support/TestMain.h"

#include <random>

using namespace hourglass;

namespace {

const Shape digit{{1, 28, 28}};

LayerSpec layer(const std::string& kind, const Parameters& parameters = {}) {
    return {kind, parameters};
}
LayerSpec dense(std::int64_t units, const std::string& activation = "relu") {
    return {"dense", {{"units", units}, {"activation", activation}}};
}
LayerSpec window(const std::string& kind, const std::string& key, std::int64_t size) {
    return {kind, {{key, size}, {"stride", std::int64_t(2)}}};
}

Experiment of(const NetworkSpec& network) {
    Experiment experiment = defaultExperiment();
    experiment.network = network;
    return experiment;
}

/// How many layers stand before the fault.
std::size_t standing(const NetworkReport& report) {
    return report.encoder.size() + (report.code ? 1 : 0) + report.decoder.size();
}

} // namespace

class RepairsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstOneMends_data() {
        QTest::addColumn<NetworkSpec>("network");
        QTest::addColumn<QStringList>("titles");
        const CodeSpec code{"vector", 8, "none"};
        QTest::newRow("a picture layer on numbers in a row")
            << NetworkSpec{{dense(196), layer("convolution")}, code, true, {}}
            << QStringList{"Reshape to 1 × 14 × 14 before it", "Remove convolution"};
        QTest::newRow("numbers that were a picture before")
            << NetworkSpec{{layer("convolution", {{"channels", std::int64_t(4)}, {"stride", std::int64_t(2)}}),
                            layer("flatten"), layer("max-pooling")},
                           code,
                           true,
                           {}}
            << QStringList{"Reshape to 4 × 14 × 14 before it", "Remove max pooling"};
        QTest::newRow("a window that does not fit")
            << NetworkSpec{{layer("max-pooling"), window("max-pooling", "size", 15)}, code, true, {}}
            << QStringList{"Set size to 14", "Remove max pooling"};
        QTest::newRow("a reshape of other numbers")
            << NetworkSpec{{dense(50),
                            layer("reshape",
                                  {{"channels", std::int64_t(3)}, {"height", std::int64_t(4)}, {"width", std::int64_t(4)}})},
                           code,
                           true,
                           {}}
            << QStringList{"Set reshape to 2 × 5 × 5", "Remove reshape"};
        QTest::newRow("a decoder with too few numbers")
            << NetworkSpec{{dense(20)}, code, false, {dense(20), dense(700, "none")}}
            << QStringList{"Set dense to 784 units", "Add dense 784", "Mirror the encoder"};
        QTest::newRow("no decoder") << NetworkSpec{{dense(20)}, code, false, {}}
                                    << QStringList{"Add dense 784", "Mirror the encoder"};
        QTest::newRow("an activation at the end") << NetworkSpec{{dense(20)}, code, false, {dense(784, "relu")}}
                                                  << QStringList{"Take its activation away", "Mirror the encoder"};
        QTest::newRow("tied convolutions")
            << NetworkSpec{{layer("convolution")}, code, true, {}, true} << QStringList{"Untie the weights"};
        QTest::newRow("too many parameters") << NetworkSpec{{dense(1 << 24), dense(16)}, code, true, {}}
                                             << QStringList{"Set units to 1048576", "Remove dense"};
    }
    void theFirstOneMends() {
        QFETCH(NetworkSpec, network);
        QFETCH(QStringList, titles);
        QVERIFY(inspect(of(network), digit, 10).fault);
        QStringList offered;
        for (const Repair& repair : repairs(of(network), digit, 10)) {
            offered << QString::fromStdString(repair.title);
            QVERIFY2(!inspect(of(repair.network), digit, 10).fault, repair.title.c_str());
        }
        QCOMPARE(offered, titles);
    }

    void aSoundNetworkNeedsNone() { QVERIFY(repairs(defaultExperiment(), digit, 10).empty()); }

    void whatIsUnknownCannotBeMended() {
        QVERIFY(repairs(of({{layer("quantum")}, {"vector", 2, "none"}, true, {}}), digit, 10).empty());
        Experiment experiment = defaultExperiment();
        experiment.variant.kind = "unknown";
        QVERIFY(repairs(experiment, digit, 10).empty());
    }

    // Whatever is thrown together: what is offered brings the sample further.
    void whatIsOfferedHelps() {
        std::mt19937 random(1);
        const auto& kinds = layerEntries();
        int offered = 0;
        for (int round = 0; round < 300; ++round) {
            NetworkSpec network{{}, {"vector", 4, "none"}, random() % 2 == 0, {}};
            const auto some = [&] {
                std::vector<LayerSpec> layers;
                for (auto count = random() % 4; count > 0; --count)
                    layers.push_back(layer(kinds[random() % kinds.size()].id));
                return layers;
            };
            network.encoder = some();
            if (!network.mirrored)
                network.decoder = some();
            const NetworkReport before = inspect(of(network), digit, 10);
            for (const Repair& repair : repairs(of(network), digit, 10)) {
                const NetworkReport after = inspect(of(repair.network), digit, 10);
                const auto layers = [](const NetworkSpec& some) { return some.encoder.size() + some.decoder.size(); };
                QCOMPARE(repair.mends, !after.fault.has_value());
                // Past one of the layers that there were, and not only past one that was put in.
                QVERIFY2(repair.mends || standing(after) + layers(network) > standing(before) + layers(repair.network),
                         repair.title.c_str());
                ++offered;
            }
        }
        QVERIFY(offered > 100);
    }
};

HOURGLASS_TEST(RepairsTest)
#include "RepairsTest.moc"
