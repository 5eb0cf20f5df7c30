// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Shape.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hourglass {

/// A tensor on its way through a described computation: N × shape.
struct Value {
    std::string name; ///< unique in its computation
    Shape shape;
};

/// What computations consist of. Each primitive says what it is called and which shape comes out. Vectors are N × features,
/// pictures N × channels × height × width; weights are fp32 and lie as LibTorch has them.
namespace primitive {

/// Of one input whose shape stays as it is.
struct Elementwise {
    static Shape output(const std::vector<Value>& inputs) { return inputs.at(0).shape; }
};

/// W x + b.
struct Linear {
    static constexpr const char* name = "linear";
    at::Tensor weight; ///< outputs × inputs
    at::Tensor bias;   ///< outputs; undefined for none
    Shape output(const std::vector<Value>&) const { return {{weight.size(0)}}; }
};

struct Convolution {
    static constexpr const char* name = "convolution";
    at::Tensor weight; ///< channels out × channels in × kernel × kernel
    at::Tensor bias;
    std::int64_t stride;
    std::int64_t padding; ///< zeros at each edge
    Shape output(const std::vector<Value>& inputs) const;
};

struct TransposedConvolution {
    static constexpr const char* name = "transposed";
    at::Tensor weight; ///< channels in × channels out × kernel × kernel
    at::Tensor bias;
    std::int64_t stride;
    std::int64_t padding;                       ///< cut off at each edge
    std::array<std::int64_t, 2> furtherPadding; ///< rows and columns more at the far edge
    Shape output(const std::vector<Value>& inputs) const;
};

struct Pooling {
    std::int64_t size;
    std::int64_t stride;
    Shape output(const std::vector<Value>& inputs) const;
};
struct MaxPooling : Pooling {
    static constexpr const char* name = "maxpool";
};
struct AveragePooling : Pooling {
    static constexpr const char* name = "averagepool";
};

/// Pixels of the output lie between those of the input as if both covered the same area.
struct Upsampling {
    static constexpr const char* name = "upsample";
    std::int64_t height;
    std::int64_t width;
    bool bilinear; ///< otherwise the nearest pixel
    Shape output(const std::vector<Value>& inputs) const { return {{inputs.at(0).shape.channels(), height, width}}; }
};

/// (x − mean) / √(variance + floor) · scale + shift, each by channel.
struct BatchNormalisation : Elementwise {
    static constexpr const char* name = "batchnorm";
    at::Tensor scale, shift, mean, variance;
    double varianceFloor;
};

/// The same with mean and variance of all numbers of the sample.
struct LayerNormalisation : Elementwise {
    static constexpr const char* name = "layernorm";
    at::Tensor scale, shift;
    double varianceFloor;
};

struct Relu : Elementwise {
    static constexpr const char* name = "relu";
};
struct LeakyRelu : Elementwise {
    static constexpr const char* name = "leakyrelu";
    double slope; ///< below zero
};
/// x above zero, eˣ − 1 below.
struct Elu : Elementwise {
    static constexpr const char* name = "elu";
};
/// x Φ(x), exactly.
struct Gelu : Elementwise {
    static constexpr const char* name = "gelu";
};
struct Sigmoid : Elementwise {
    static constexpr const char* name = "sigmoid";
};
struct Tanh : Elementwise {
    static constexpr const char* name = "tanh";
};
struct Softplus : Elementwise {
    static constexpr const char* name = "softplus";
};
struct Clamp : Elementwise {
    static constexpr const char* name = "clamp";
    double low, high;
};

// Of two inputs of the same shape.
struct Add : Elementwise {
    static constexpr const char* name = "sum";
};
struct Subtract : Elementwise {
    static constexpr const char* name = "difference";
};
struct Multiply : Elementwise {
    static constexpr const char* name = "product";
};

/// The same numbers in the same order.
struct Reshape {
    static constexpr const char* name = "reshaped";
    Shape shape;
    Shape output(const std::vector<Value>&) const { return shape; }
};

/// The sample's dimensions in another order.
struct Permute {
    static constexpr const char* name = "permuted";
    std::vector<std::int64_t>
        order; ///< of the output's dimensions, as dimensions of the input; 0 is the first after the batch
    Shape output(const std::vector<Value>& inputs) const;
};

/// All inputs beside each other: more features, or more channels.
struct Concatenate {
    static constexpr const char* name = "joined";
    Shape output(const std::vector<Value>& inputs) const;
};

/// Some of the features or channels.
struct Slice {
    static constexpr const char* name = "slice";
    std::int64_t first;
    std::int64_t count;
    Shape output(const std::vector<Value>& inputs) const;
};

/// The `count` largest features of a vector; zero for the others.
struct KeepLargest : Elementwise {
    static constexpr const char* name = "kept";
    std::int64_t count;
};

/// For each vector along the last dimension the nearest row of the codebook.
struct NearestVector : Elementwise {
    static constexpr const char* name = "nearest";
    at::Tensor codebook; ///< entries × length
};

} // namespace primitive

/// Who translates computations handles every alternative, or does not compile.
using Primitive =
    std::variant<primitive::Linear, primitive::Convolution, primitive::TransposedConvolution, primitive::MaxPooling,
                 primitive::AveragePooling, primitive::Upsampling, primitive::BatchNormalisation,
                 primitive::LayerNormalisation, primitive::Relu, primitive::LeakyRelu, primitive::Elu, primitive::Gelu,
                 primitive::Sigmoid, primitive::Tanh, primitive::Softplus, primitive::Clamp, primitive::Add,
                 primitive::Subtract, primitive::Multiply, primitive::Reshape, primitive::Permute, primitive::Concatenate,
                 primitive::Slice, primitive::KeepLargest, primitive::NearestVector>;

/// One primitive at work.
struct Step {
    std::string name; ///< "linear3", unique in its computation
    Primitive primitive;
    std::vector<Value> inputs;
    Value output;
};

/// What a network computes when it is used, step by step. Layers, activations, bottlenecks and the output rule describe
/// themselves to it; exports translate it and know nothing of layers.
class Computation {
public:
    /// @param name  "encoder"
    explicit Computation(std::string name)
        : m_name(std::move(name)) {}

    Value input(std::string name, Shape shape);
    /// @return what the step makes of the inputs
    Value add(Primitive primitive, std::vector<Value> inputs);
    /// `value` itself where it has that shape already.
    Value reshaped(const Value& value, const Shape& shape);
    /// As one vector.
    Value flattened(const Value& value) { return reshaped(value, {{value.shape.elements()}}); }
    void finish(Value output) { m_output = std::move(output); }

    const std::string& name() const { return m_name; }
    const std::vector<Value>& inputs() const { return m_inputs; }
    const std::vector<Step>& steps() const { return m_steps; }
    const Value& output() const { return m_output; }

private:
    std::string m_name;
    std::vector<Value> m_inputs;
    std::vector<Step> m_steps;
    Value m_output;
};

} // namespace hourglass
