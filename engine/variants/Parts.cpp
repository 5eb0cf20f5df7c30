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

Value describeTold(Computation& computation, const Value& value, const Value& classes, bool asMaps) {
    if (!asMaps)
        return computation.add(primitive::Concatenate{}, {computation.flattened(value), classes});
    const Value dots = computation.reshaped(classes, {{classes.shape.elements(), 1, 1}});
    const Value maps =
        computation.add(primitive::Upsampling{value.shape.height(), value.shape.width(), /*bilinear=*/false}, {dots});
    return computation.add(primitive::Concatenate{}, {value, maps});
}

Value describeThrough(const Stack& stack, Computation& computation, const Value& value, const Value& classes,
                      std::int64_t count) {
    return stack.describe(computation,
                          count > 0 ? describeTold(computation, value, classes, stack.inputShape().isPicture()) : value);
}

/// `value` with what the stack is told besides.
at::Tensor inputOf(const Stack& stack, const at::Tensor& value, const at::Tensor& labels, std::int64_t classes) {
    return classes > 0 ? told(value, labels, classes, stack.inputShape().isPicture()) : value;
}

at::Tensor through(Stack& stack, const at::Tensor& value, const at::Tensor& labels, std::int64_t classes) {
    return stack.forward(inputOf(stack, value, labels, classes));
}

std::vector<at::Tensor> layerByLayer(Stack& stack, at::Tensor value) {
    std::vector<at::Tensor> outputs;
    for (std::size_t i = 0; i < stack.size(); ++i)
        outputs.push_back(value = stack.forwardLayer(i, value));
    return outputs;
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

LayerOutputs Parts::layerOutputs(const at::Tensor& input, const at::Tensor& labels) const {
    LayerOutputs outputs;
    outputs.encoder = layerByLayer(*encoder, input);
    if (!code)
        return outputs;
    const at::Tensor& encoded = outputs.encoder.empty() ? input : outputs.encoder.back();
    outputs.code = bottleneck->forward(through(*code, encoded, labels, toldClasses), nullptr).value;
    outputs.decoder = layerByLayer(*decoder, inputOf(*decoder, outputs.code, labels, toldClasses));
    return outputs;
}

Value Parts::describeRawCode(Computation& computation, const Value& input, const Value& classes) const {
    return describeThrough(*code, computation, encoder->describe(computation, input), classes, toldClasses);
}

Value Parts::describeOutput(Computation& computation, const Value& value, const Value& classes) const {
    return describeThrough(*decoder, computation, value, classes, toldClasses);
}

} // namespace hourglass
