// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/TorchSource.h"

#include "engine/core/Text.h"

#include <sstream>

namespace hourglass {

namespace {

std::string text(std::int64_t number) {
    return std::to_string(number);
}

/// "[2, 2]"
std::string list(const std::vector<std::int64_t>& numbers) {
    std::vector<std::string> words;
    for (const std::int64_t number : numbers)
        words.push_back(text(number));
    return '[' + joined(words) + ']';
}
std::string pair(std::int64_t first, std::int64_t second) {
    return list({first, second});
}
std::string square(std::int64_t side) {
    return pair(side, side);
}

std::vector<std::int64_t> batchOf(const Shape& shape) {
    std::vector<std::int64_t> sizes{-1};
    sizes.insert(sizes.end(), shape.sizes.begin(), shape.sizes.end());
    return sizes;
}

class Translator {
public:
    explicit Translator(const Step& step)
        : m_step(step)
        , m_x(step.inputs.at(0).name) {}

    TorchStep operator()(const primitive::Linear& linear) const {
        const std::string size = text(linear.weight.size(1)) + ", " + text(linear.weight.size(0));
        if (!linear.bias.defined())
            return called(
                {"nn.Linear(" + size + ", bias=False)", "torch.linear(input, self.weight)", {{"weight", linear.weight}}});
        return called({"nn.Linear(" + size + ')',
                       "torch.linear(input, self.weight, self.bias)",
                       {{"weight", linear.weight}, {"bias", linear.bias}}});
    }
    TorchStep operator()(const primitive::Convolution& convolution) const {
        const at::Tensor& weight = convolution.weight;
        return called({"nn.Conv2d(" + text(weight.size(1)) + ", " + text(weight.size(0)) + ", " + window(convolution) + ')',
                       "torch.conv2d(input, self.weight, self.bias, " + square(convolution.stride) + ", " +
                           square(convolution.padding) + ')',
                       {{"weight", weight}, {"bias", convolution.bias}}});
    }
    TorchStep operator()(const primitive::TransposedConvolution& convolution) const {
        const at::Tensor& weight = convolution.weight;
        const auto [rows, columns] = convolution.furtherPadding;
        return called({"nn.ConvTranspose2d(" + text(weight.size(0)) + ", " + text(weight.size(1)) + ", " +
                           window(convolution) + ", output_padding=" + pair(rows, columns) + ')',
                       "torch.conv_transpose2d(input, self.weight, self.bias, " + square(convolution.stride) + ", " +
                           square(convolution.padding) + ", " + pair(rows, columns) + ')',
                       {{"weight", weight}, {"bias", convolution.bias}}});
    }
    TorchStep operator()(const primitive::MaxPooling& pooling) const {
        return pooled("nn.MaxPool2d", "max_pool2d", pooling);
    }
    TorchStep operator()(const primitive::AveragePooling& pooling) const {
        return pooled("nn.AvgPool2d", "avg_pool2d", pooling);
    }
    TorchStep operator()(const primitive::Upsampling& upsampling) const {
        const std::string size = pair(upsampling.height, upsampling.width);
        if (upsampling.bilinear)
            return called({"nn.Upsample(" + size + ", mode=\"bilinear\")",
                           "torch.upsample_bilinear2d(input, " + size + ", False)",
                           {}});
        return called({"nn.Upsample(" + size + ')', "torch.upsample_nearest2d(input, " + size + ')', {}});
    }
    TorchStep operator()(const primitive::BatchNormalisation& normalisation) const {
        const bool picture = m_step.inputs[0].shape.isPicture();
        const std::string floor = shortNumber(normalisation.varianceFloor);
        return called(
            {(picture ? "nn.BatchNorm2d(" : "nn.BatchNorm1d(") + text(normalisation.scale.numel()) + ", eps=" + floor + ')',
             "torch.batch_norm(input, self.weight, self.bias, self.running_mean, self.running_var, False, 0.0, " + floor +
                 ", False)",
             {{"weight", normalisation.scale},
              {"bias", normalisation.shift},
              {"running_mean", normalisation.mean},
              {"running_var", normalisation.variance}}});
    }
    TorchStep operator()(const primitive::LayerNormalisation& normalisation) const {
        const std::string floor = shortNumber(normalisation.varianceFloor);
        return called({"nn.GroupNorm(1, " + text(normalisation.scale.numel()) + ", eps=" + floor + ')',
                       "torch.group_norm(input, 1, self.weight, self.bias, " + floor + ')',
                       {{"weight", normalisation.scale}, {"bias", normalisation.shift}}});
    }

    TorchStep operator()(const primitive::Relu&) const { return called({"nn.ReLU()", "torch.relu(input)", {}}); }
    TorchStep operator()(const primitive::LeakyRelu& relu) const {
        const std::string slope = shortNumber(relu.slope);
        return called({"nn.LeakyReLU(" + slope + ')', "torch.leaky_relu(input, " + slope + ')', {}});
    }
    TorchStep operator()(const primitive::Elu&) const { return called({"nn.ELU()", "torch.elu(input)", {}}); }
    TorchStep operator()(const primitive::Gelu&) const { return called({"nn.GELU()", "torch.gelu(input)", {}}); }
    TorchStep operator()(const primitive::Sigmoid&) const { return called({"nn.Sigmoid()", "torch.sigmoid(input)", {}}); }
    TorchStep operator()(const primitive::Tanh&) const { return called({"nn.Tanh()", "torch.tanh(input)", {}}); }
    TorchStep operator()(const primitive::Softplus&) const { return called({"nn.Softplus()", "torch.softplus(input)", {}}); }

    TorchStep operator()(const primitive::Clamp& clamp) const {
        return plain(m_x + ".clamp(" + shortNumber(clamp.low) + ", " + shortNumber(clamp.high) + ')');
    }
    TorchStep operator()(const primitive::Add&) const { return plain(m_x + " + " + m_step.inputs.at(1).name); }
    TorchStep operator()(const primitive::Subtract&) const { return plain(m_x + " - " + m_step.inputs.at(1).name); }
    TorchStep operator()(const primitive::Multiply&) const { return plain(m_x + " * " + m_step.inputs.at(1).name); }
    TorchStep operator()(const primitive::Reshape& reshape) const {
        return plain(m_x + ".reshape(" + list(batchOf(reshape.shape)) + ')');
    }
    TorchStep operator()(const primitive::Permute& permute) const {
        std::vector<std::int64_t> order{0};
        for (const std::int64_t dimension : permute.order)
            order.push_back(dimension + 1);
        return plain(m_x + ".permute(" + list(order) + ')');
    }
    TorchStep operator()(const primitive::Concatenate&) const {
        std::vector<std::string> names;
        for (const Value& input : m_step.inputs)
            names.push_back(input.name);
        return plain("torch.cat([" + joined(names) + "], 1)");
    }
    TorchStep operator()(const primitive::Slice& slice) const {
        return plain(m_x + ".narrow(1, " + text(slice.first) + ", " + text(slice.count) + ')');
    }
    TorchStep operator()(const primitive::KeepLargest& keep) const {
        const std::string largest = m_x + ".topk(" + text(keep.count) + ", 1)";
        return plain("torch.zeros_like(" + m_x + ").scatter(1, " + largest + "[1], " + largest + "[0])");
    }
    /// |v − e|² without |v|², which is the same for every entry.
    TorchStep operator()(const primitive::NearestVector& nearest) const {
        const std::string codebook = "self." + m_step.name;
        return {{},
                nearest.codebook,
                codebook + "[(" + codebook + ".square().sum(1) - 2 * torch.matmul(" + m_x + ", " + codebook +
                    ".t())).argmin(-1)]"};
    }

private:
    static TorchStep called(TorchModule module) { return {std::move(module), {}, {}}; }
    static TorchStep plain(std::string expression) { return {{}, {}, std::move(expression)}; }
    /// The arguments of a convolution from its kernel on.
    template <class Convolution>
    static std::string window(const Convolution& convolution) {
        return text(convolution.weight.size(2)) + ", stride=" + text(convolution.stride) +
               ", padding=" + text(convolution.padding);
    }
    TorchStep pooled(const std::string& constructor, const std::string& function, const primitive::Pooling& pooling) const {
        return called({constructor + '(' + text(pooling.size) + ", stride=" + text(pooling.stride) + ')',
                       "torch." + function + "(input, " + square(pooling.size) + ", " + square(pooling.stride) + ')',
                       {}});
    }

    const Step& m_step;
    std::string m_x; ///< the first input
};

std::string argumentsFrom(const Computation& computation, std::size_t first, std::string before) {
    for (std::size_t i = first; i < computation.inputs().size(); ++i)
        before += (before.empty() ? "" : ", ") + computation.inputs()[i].name;
    return before;
}

/// TorchScript that comes from C++ does not know that modules can be called.
std::string calling(const std::string& member, const std::string& arguments, TorchLanguage language) {
    return "self." + member + (language == TorchLanguage::Script ? ".forward(" : "(") + arguments + ')';
}

} // namespace

TorchStep torchStep(const Step& step) {
    return std::visit(Translator(step), step.primitive);
}

std::string torchForward(const Computation& computation, TorchLanguage language) {
    std::string source = "def forward(" + argumentsFrom(computation, 0, "self") + "):\n";
    for (const Step& step : computation.steps()) {
        const TorchStep translated = torchStep(step);
        source += "    " + step.output.name + " = ";
        source += translated.module ? calling(step.name, step.inputs.front().name, language) : translated.expression;
        source += '\n';
    }
    return source + "    return " + computation.output().name + '\n';
}

std::string torchForward(const std::vector<Computation>& computations, TorchLanguage language) {
    const Computation& first = computations.front();
    std::string source = "def forward(" + argumentsFrom(first, 0, "self") + "):\n";
    std::string value = first.inputs().front().name;
    for (const Computation& computation : computations)
        value = calling(computation.name(), argumentsFrom(computation, 1, value), language);
    return source + "    return " + value + '\n';
}

std::string indented(const std::string& text, int spaces) {
    std::istringstream lines(text);
    std::string moved;
    for (std::string line; std::getline(lines, line);)
        moved += (line.empty() ? "" : std::string(std::size_t(spaces), ' ') + line) + '\n';
    return moved;
}

} // namespace hourglass
