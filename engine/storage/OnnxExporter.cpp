// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"
#include "engine/storage/Exporter.h"
#include "engine/storage/OnnxAttribute.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <onnx/checker.h>

#include <limits>
#include <numbers>

namespace hourglass {

namespace {

constexpr int operatorSet = 13;
constexpr int irVersion = 7; ///< of the same age, so that readers of that age take the file

using Names = std::vector<std::string>;

using Attributes = std::vector<OnnxAttribute>;

void describeTensor(onnx::ValueInfoProto& info, const std::string& name, const Shape& shape) {
    info.set_name(name);
    auto* tensor = info.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(onnx::TensorProto::FLOAT);
    tensor->mutable_shape()->add_dim()->set_dim_param("batch");
    for (const std::int64_t size : shape.sizes)
        tensor->mutable_shape()->add_dim()->set_dim_value(size);
}

Numbers repeated(std::int64_t number) {
    return {number, number};
}

/// Of a tensor, where 0 means: as the input has it.
Numbers batchOf(const Shape& shape) {
    Numbers sizes{0};
    sizes.insert(sizes.end(), shape.sizes.begin(), shape.sizes.end());
    return sizes;
}

/// Translates one step of a computation into nodes of a graph.
class Translator {
public:
    /// @param names  of the values in the graph
    Translator(onnx::GraphProto& graph, const std::string& scope, const Step& step,
               const std::map<std::string, std::string>& names)
        : m_graph(graph)
        , m_step(step)
        , m_name(scope + '.' + step.name)
        , m_output(names.at(step.output.name)) {
        for (const Value& input : step.inputs)
            m_inputs.push_back(names.at(input.name));
    }

    void operator()(const primitive::Linear& linear) {
        Names inputs{m_inputs[0], weights("weight", linear.weight)};
        if (linear.bias.defined())
            inputs.push_back(weights("bias", linear.bias));
        last("Gemm", inputs, {{"transB", 1}});
    }
    void operator()(const primitive::Convolution& convolution) {
        last("Conv", {m_inputs[0], weights("weight", convolution.weight), weights("bias", convolution.bias)},
             window(convolution.weight.size(2), convolution.stride, convolution.padding));
    }
    void operator()(const primitive::TransposedConvolution& convolution) {
        Attributes attributes = window(convolution.weight.size(2), convolution.stride, convolution.padding);
        attributes.push_back(
            {"output_padding", Numbers(convolution.furtherPadding.begin(), convolution.furtherPadding.end())});
        last("ConvTranspose", {m_inputs[0], weights("weight", convolution.weight), weights("bias", convolution.bias)},
             attributes);
    }
    void operator()(const primitive::MaxPooling& pooling) {
        last("MaxPool", m_inputs, window(pooling.size, pooling.stride, 0));
    }
    void operator()(const primitive::AveragePooling& pooling) {
        last("AveragePool", m_inputs, window(pooling.size, pooling.stride, 0));
    }

    void operator()(const primitive::Upsampling& upsampling) {
        const Shape& input = m_step.inputs[0].shape;
        const Attributes attributes = {{"mode", upsampling.bilinear ? "linear" : "nearest"},
                                       {"coordinate_transformation_mode", upsampling.bilinear ? "half_pixel" : "asymmetric"},
                                       {"nearest_mode", "floor"}};
        if (upsampling.height % input.height() == 0 && upsampling.width % input.width() == 0) {
            const at::Tensor scales = at::ones(4);
            scales[2] = upsampling.height / input.height();
            scales[3] = upsampling.width / input.width();
            last("Resize", {m_inputs[0], "", constant(scales)}, attributes);
            return;
        }
        // No factor hits these sizes for certain, so they are given themselves, and the batch's is asked for.
        const std::string batch = next("Slice", {next("Shape", m_inputs), integers({0}), integers({1})});
        const Names sizes = {batch, integers({input.channels(), upsampling.height, upsampling.width})};
        last("Resize", {m_inputs[0], "", "", next("Concat", sizes, {{"axis", 0}})}, attributes);
    }

    void operator()(const primitive::BatchNormalisation& normalisation) {
        last("BatchNormalization",
             {m_inputs[0], weights("weight", normalisation.scale), weights("bias", normalisation.shift),
              weights("mean", normalisation.mean), weights("variance", normalisation.variance)},
             {{"epsilon", float(normalisation.varianceFloor)}});
    }
    /// The operator of that name came with set 17.
    void operator()(const primitive::LayerNormalisation& normalisation) {
        Numbers axes; // all but the batch
        Numbers ofChannels{-1};
        for (std::size_t i = 0; i < m_step.inputs[0].shape.sizes.size(); ++i) {
            axes.push_back(std::int64_t(i) + 1);
            if (i > 0)
                ofChannels.push_back(1);
        }
        const auto mean = [&](const std::string& of) { return next("ReduceMean", {of}, {{"axes", axes}, {"keepdims", 1}}); };
        const std::string centred = next("Sub", {m_inputs[0], mean(m_inputs[0])});
        const std::string variance = mean(next("Mul", {centred, centred}));
        const std::string deviation = next("Sqrt", {next("Add", {variance, number(normalisation.varianceFloor)})});
        const std::string scaled =
            next("Mul", {next("Div", {centred, deviation}), weights("weight", normalisation.scale.reshape(ofChannels))});
        last("Add", {scaled, weights("bias", normalisation.shift.reshape(ofChannels))});
    }

    void operator()(const primitive::Relu&) { last("Relu", m_inputs); }
    void operator()(const primitive::LeakyRelu& relu) { last("LeakyRelu", m_inputs, {{"alpha", float(relu.slope)}}); }
    void operator()(const primitive::Elu&) { last("Elu", m_inputs); }
    /// The operator of that name came with set 20.
    void operator()(const primitive::Gelu&) {
        const std::string error = next("Erf", {next("Mul", {m_inputs[0], number(std::numbers::sqrt2 / 2)})});
        const std::string share = next("Mul", {next("Add", {error, number(1)}), number(0.5)});
        last("Mul", {m_inputs[0], share});
    }
    void operator()(const primitive::Sigmoid&) { last("Sigmoid", m_inputs); }
    void operator()(const primitive::Tanh&) { last("Tanh", m_inputs); }
    void operator()(const primitive::Softplus&) { last("Softplus", m_inputs); }
    void operator()(const primitive::Clamp& clamp) { last("Clip", {m_inputs[0], number(clamp.low), number(clamp.high)}); }
    void operator()(const primitive::Add&) { last("Add", m_inputs); }
    void operator()(const primitive::Subtract&) { last("Sub", m_inputs); }
    void operator()(const primitive::Multiply&) { last("Mul", m_inputs); }

    void operator()(const primitive::Reshape& reshape) {
        if (reshape.shape.sizes.size() == 1)
            last("Flatten", m_inputs, {{"axis", 1}});
        else
            last("Reshape", {m_inputs[0], integers(batchOf(reshape.shape))});
    }
    void operator()(const primitive::Permute& permute) {
        Numbers order{0};
        for (const std::int64_t dimension : permute.order)
            order.push_back(dimension + 1);
        last("Transpose", m_inputs, {{"perm", order}});
    }
    void operator()(const primitive::Concatenate&) { last("Concat", m_inputs, {{"axis", 1}}); }
    void operator()(const primitive::Slice& slice) {
        last("Slice", {m_inputs[0], integers({slice.first}), integers({slice.first + slice.count}), integers({1})});
    }
    void operator()(const primitive::KeepLargest& keep) {
        const std::string values = m_name + "/values", places = m_name + "/places";
        node("TopK", {m_inputs[0], integers({keep.count})}, {{"axis", 1}}, {values, places});
        const std::string zeros = next("ConstantOfShape", {next("Shape", m_inputs)}); // of fp32 where nothing else is said
        last("ScatterElements", {zeros, places, values}, {{"axis", 1}});
    }
    /// |v − e|² without |v|², which is the same for every entry.
    void operator()(const primitive::NearestVector& nearest) {
        const std::string products = next("MatMul", {m_inputs[0], constant(-2 * nearest.codebook.t())});
        const std::string distances = next("Add", {products, constant(nearest.codebook.square().sum(1))});
        const std::string entries = next("ArgMin", {distances}, {{"axis", -1}, {"keepdims", 0}});
        last("Gather", {weights("codebook", nearest.codebook), entries}, {{"axis", 0}});
    }

private:
    static Attributes window(std::int64_t size, std::int64_t stride, std::int64_t padding) {
        return {{"kernel_shape", repeated(size)},
                {"strides", repeated(stride)},
                {"pads", Numbers{padding, padding, padding, padding}}};
    }

    void node(const char* type, const Names& inputs, const Attributes& attributes, const Names& outputs) {
        onnx::NodeProto& node = *m_graph.add_node();
        node.set_op_type(type);
        node.set_name(m_name + '/' + std::to_string(m_nodes++));
        for (const std::string& input : inputs)
            node.add_input(input);
        for (const std::string& output : outputs)
            node.add_output(output);
        for (const OnnxAttribute& attribute : attributes)
            attribute.write(*node.add_attribute());
    }
    /// A node whose output is another one's input.
    std::string next(const char* type, const Names& inputs, const Attributes& attributes = {}) {
        const std::string output = m_name + "/value" + std::to_string(m_nodes);
        node(type, inputs, attributes, {output});
        return output;
    }
    /// The node whose output is the step's.
    void last(const char* type, const Names& inputs, const Attributes& attributes = {}) {
        node(type, inputs, attributes, {m_output});
    }

    std::string weights(const std::string& name, const at::Tensor& tensor) { return stored(m_name + '.' + name, tensor); }
    std::string constant(const at::Tensor& tensor) {
        return stored(m_name + "/constant" + std::to_string(m_constants++), tensor);
    }
    std::string number(double value) { return constant(at::scalar_tensor(value, at::kFloat)); }
    std::string integers(const Numbers& values) { return constant(at::tensor(values, at::kLong)); }

    std::string stored(const std::string& name, const at::Tensor& tensor) {
        const at::Tensor plain = tensor.detach().contiguous();
        onnx::TensorProto& proto = *m_graph.add_initializer();
        proto.set_name(name);
        proto.set_data_type(plain.scalar_type() == at::kLong ? onnx::TensorProto::INT64 : onnx::TensorProto::FLOAT);
        for (const std::int64_t size : plain.sizes())
            proto.add_dims(size);
        proto.set_raw_data(plain.data_ptr(), plain.nbytes());
        return name;
    }

    onnx::GraphProto& m_graph;
    const Step& m_step;
    std::string m_name;
    Names m_inputs;
    std::string m_output;
    int m_nodes = 0;
    int m_constants = 0;
};

/// "code" of encoders, "reconstruction" of everything else.
std::string outputName(const Computation& last) {
    return last.name() == "encoder" ? "code" : "reconstruction";
}

void fill(onnx::GraphProto& graph, const std::vector<Computation>& computations) {
    graph.set_name("autoencoder");
    std::string handedOn; // the output of the computation before
    for (const Computation& computation : computations) {
        std::map<std::string, std::string> names;
        for (const Value& input : computation.inputs()) {
            const bool first = names.empty();
            names[input.name] = first && !handedOn.empty() ? handedOn : input.name;
        }
        for (const Step& step : computation.steps())
            names[step.output.name] = computation.name() + '.' + step.output.name;
        for (const Step& step : computation.steps())
            std::visit(Translator(graph, computation.name(), step, names), step.primitive);
        handedOn = names.at(computation.output().name);
    }
    for (const Value& input : computations.front().inputs())
        describeTensor(*graph.add_input(), input.name, input.shape);
    const std::string output = outputName(computations.back());
    onnx::NodeProto& naming = *graph.add_node();
    naming.set_op_type("Identity");
    naming.set_name(output);
    naming.add_input(handedOn);
    naming.add_output(output);
    describeTensor(*graph.add_output(), output, computations.back().output().shape);
}

class OnnxExporter final : public Exporter {
public:
    OnnxExporter()
        : Exporter({"onnx",
                    "ONNX",
                    "One file that most programs for neural networks run.",
                    "The network as a graph of standard operators (operator set 13) with its weights, for ONNX Runtime, "
                    "OpenCV, TensorRT, web browsers and telephones. The size of the batch is free.",
                    "",
                    {partParameter()}},
                   {"onnx"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters& options, const std::string&) const override {
        onnx::ModelProto file;
        file.set_ir_version(irVersion);
        file.add_opset_import()->set_version(operatorSet);
        file.set_producer_name("Hourglass");
        file.set_producer_version(programVersion());
        file.set_doc_string(describedOrigin(model));
        fill(*file.mutable_graph(), chosenPart(model, options));
        if (file.ByteSizeLong() > std::size_t(std::numeric_limits<int>::max()))
            throw Error("An ONNX file holds at most 2 GB, and this network's weights are larger. Export it as TorchScript.");
        onnx::checker::check_model(file);
        return {file.SerializeAsString()};
    }
};

} // namespace

std::unique_ptr<const Exporter> makeOnnxExporter() {
    return std::make_unique<OnnxExporter>();
}

} // namespace hourglass
