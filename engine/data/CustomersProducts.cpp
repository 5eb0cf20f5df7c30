// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Kinds.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <array>

namespace hourglass {

namespace {

class CustomersProducts final : public DataSource {
public:
    CustomersProducts()
        : DataSource({"customers-products",
                      "Customers and products",
                      "Who bought what: 5 customers, 6 products. Small enough to follow every number.",
                      "Each row is a customer, each column a product; 1 means bought. Customers 1, 2 and 4 like the "
                      "same things, so a code of two or three numbers is nearly enough: the classic worked example "
                      "of what an autoencoder finds out by itself.",
                      "",
                      {// Five samples are too few to set any apart.
                       ParameterSpec::real("validationShare", "Validation share", 0, 0, 0.9, 0.05)
                           .withHelp("With so few customers the figures are taken on all of them.")}}) {}

    RawData load(const Parameters&) const override {
        constexpr std::array<float, 30> bought = {1, 1, 0, 0, 0, 0, //
                                                  1, 0, 0, 0, 1, 0, //
                                                  0, 1, 1, 1, 0, 0, //
                                                  1, 1, 0, 0, 1, 0, //
                                                  0, 0, 0, 1, 0, 1};
        RawData data;
        data.title = entry().title;
        data.sampleShape = {{6}};
        data.samples = at::empty({5, 6}, at::kFloat);
        std::ranges::copy(bought, data.samples.data_ptr<float>());
        data.labels = at::arange(5, at::kLong);
        for (int customer = 1; customer <= 5; ++customer)
            data.classNames.push_back("customer " + std::to_string(customer));
        for (int product = 1; product <= 6; ++product)
            data.columnNames.push_back("product " + std::to_string(product));
        return data;
    }
};

} // namespace

std::unique_ptr<const DataSource> makeCustomersProducts() {
    return std::make_unique<CustomersProducts>();
}

} // namespace hourglass
