// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Parts.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

/// One for the sample's class and zero for the others, or the same for all where the class is unknown: as more numbers, or
/// as more maps.
at::Tensor told(const at::Tensor& value, const at::Tensor& labels, std::int64_t classes, bool asMaps) {
    const std::int64_t count = value.size(0);
    at::Tensor which = labels.defined() ? at::one_hot(labels, classes).to(value.scalar_type())
                                        : at::full({count, classes}, 1.0 / double(classes), value.options());
    if (!asMaps)
        return at::cat({value.flatten(1), which}, 1);
    which = which.unsqueeze(2).unsqueeze(3).expand({count, classes, value.size(2), value.size(3)});
    return at::cat({value, which}, 1);
}

at::Tensor through(Stack& stack, const at::Tensor& value, const at::Tensor& labels, std::int64_t classes) {
    return stack.forward(classes > 0 ? told(value, labels, classes, stack.inputShape().isPicture()) : value);
}

} // namespace

DataTraits DataTraits::of(const DatasetInfo& info) {
    return {info.sampleShape, info.inUnitRange, std::int64_t(info.classNames.size())};
}

at::Tensor Parts::rawCode(const at::Tensor& input, const at::Tensor& labels) const {
    return through(*code, encoder->forward(input), labels, toldClasses);
}

at::Tensor Parts::output(const at::Tensor& value, const at::Tensor& labels) const {
    return through(*decoder, value, labels, toldClasses);
}

} // namespace hourglass
