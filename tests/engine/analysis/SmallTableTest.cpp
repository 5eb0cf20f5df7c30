// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SmallTable.h"
#include "engine/api/Catalogues.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <cmath>
#include <memory>

using namespace hourglass;

namespace {

struct Example {
    explicit Example(const Experiment& experiment)
        : album(loadDataset(experiment.dataset))
        , autoencoder(experiment, DataTraits::of(album.info())) {
        autoencoder.eval();
        figures = smallTable(autoencoder, album);
    }
    const TableFigure& table(std::size_t index) const { return std::get<TableFigure>(figures.at(index).content); }

    DatasetAlbum album;
    Autoencoder autoencoder;
    std::vector<Figure> figures;
};

double cell(const TableFigure& table, std::size_t row, std::size_t column) {
    return table.values[row * table.columns.size() + column];
}

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

} // namespace

class SmallTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// With nothing but what stands in the figures, one comes from the customers to their codes and back.
    void everyNumberCanBeFollowed() {
        const Example example(findPreset("customers-products").experiment);
        QCOMPARE(example.figures.size(), std::size_t(4));
        const TableFigure &samples = example.table(0), &codes = example.table(1), &encoder = example.table(2),
                          &decoder = example.table(3);
        QCOMPARE(samples.rows.size(), std::size_t(10));
        QCOMPARE(codes.rows,
                 (std::vector<std::string>{"customer 1", "customer 2", "customer 3", "customer 4", "customer 5"}));
        QCOMPARE(samples.columns.front(), std::string("product 1"));
        constexpr double firstCustomer[] = {1, 1, 0, 0, 0, 0};
        for (std::size_t product = 0; product < 6; ++product)
            QCOMPARE(cell(samples, 0, product), firstCustomer[product]);
        for (std::size_t customer = 0; customer < 5; ++customer) {
            double squares = 0;
            for (std::size_t unit = 0; unit < 2; ++unit) {
                double sum = cell(encoder, unit, 6);
                for (std::size_t product = 0; product < 6; ++product)
                    sum += cell(encoder, unit, product) * cell(samples, 2 * customer, product);
                QVERIFY(std::abs(sigmoid(sum) - cell(codes, customer, unit)) < 1e-6);
            }
            for (std::size_t product = 0; product < 6; ++product) {
                double sum = cell(decoder, product, 2);
                for (std::size_t unit = 0; unit < 2; ++unit)
                    sum += cell(decoder, product, unit) * cell(codes, customer, unit);
                QVERIFY(std::abs(sigmoid(sum) - cell(samples, 2 * customer + 1, product)) < 1e-6);
                squares += std::pow(sigmoid(sum) - cell(samples, 2 * customer, product), 2);
            }
            QVERIFY(std::isnan(cell(samples, 2 * customer, 6)));
            QVERIFY(std::abs(squares / 6 - cell(samples, 2 * customer + 1, 6)) < 1e-6);
        }
    }

    void whatIsTooLargeToBeFollowedIsLeftOut() {
        QVERIFY(Example(test::tinyExperiment()).figures.empty()); // pictures
    }
};

HOURGLASS_TEST(SmallTableTest)
#include "SmallTableTest.moc"
