// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Companions.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace hourglass {

namespace {

/// A picture narrower than this is not worth a convolution.
constexpr std::int64_t kSmallestPicture = 8;

/// Two convolutions for pictures, or two dense layers, and a dense one to `outputs` numbers.
std::vector<LayerSpec> judgingLayers(const Shape& input, std::int64_t outputs) {
    const auto layer = [](const std::string& kind, const char* key, std::int64_t size, const char* activation) {
        const LayerSpec spec{kind, {{key, size}, {"activation", activation}}};
        LayerSpec full{kind, complete(layerCatalogue().at(kind).entry().schema, spec.parameters, kind)};
        if (kind == "convolution")
            full.parameters.set("stride", std::int64_t(2));
        return full;
    };
    std::vector<LayerSpec> layers;
    if (input.isPicture() && std::min(input.height(), input.width()) >= kSmallestPicture)
        layers = {layer("convolution", "channels", 32, "leaky-relu"), layer("convolution", "channels", 64, "leaky-relu"),
                  layer("dense", "units", 128, "leaky-relu")};
    else
        layers = {layer("dense", "units", 256, "leaky-relu"), layer("dense", "units", 256, "leaky-relu")};
    layers.push_back(layer("dense", "units", outputs, "none"));
    return layers;
}

std::shared_ptr<Stack> judge(const Shape& input, std::int64_t outputs, at::Generator& weights) {
    return std::make_shared<Stack>(judgingLayers(input, outputs), input, weights);
}

std::int64_t weightsOfJudge(const Shape& input, std::int64_t outputs) {
    std::int64_t sum = 0;
    Shape shape = input;
    for (const LayerSpec& spec : judgingLayers(input, outputs)) {
        const Layer& layer = layerCatalogue().at(spec.kind);
        sum += layer.parameterCount(spec.parameters, shape);
        shape = layer.outputShape(spec.parameters, shape);
    }
    return sum;
}

class Deception final : public Term {
public:
    Deception(std::shared_ptr<Discriminator> discriminator, double weight)
        : Term("adversarial", weight, "nats")
        , m_discriminator(std::move(discriminator)) {}

    at::Tensor value(const BatchView& batch) const override {
        return batch.forged.defined() ? at::softplus(-m_discriminator->score(batch.forged)).mean() : at::zeros({});
    }

private:
    std::shared_ptr<Discriminator> m_discriminator;
};

class Detection final : public Term {
public:
    explicit Detection(std::shared_ptr<Discriminator> discriminator)
        : Term("discriminator", 1, "nats")
        , m_discriminator(std::move(discriminator)) {}

    Player player() const override { return Player::Opponent; }
    at::Tensor value(const BatchView& batch) const override {
        if (!batch.forged.defined())
            return at::zeros({});
        return at::softplus(-m_discriminator->score(batch.genuine.detach())).mean() +
               at::softplus(m_discriminator->score(batch.forged.detach())).mean();
    }

private:
    std::shared_ptr<Discriminator> m_discriminator;
};

class FeatureDistance final : public Term {
public:
    FeatureDistance(std::shared_ptr<Classifier> classifier, bool sigmoid, double weight)
        : Term("features", weight, "squared error")
        , m_classifier(std::move(classifier))
        , m_sigmoid(sigmoid) {}

    at::Tensor value(const BatchView& batch) const override {
        std::vector<at::Tensor> wanted;
        {
            const at::NoGradGuard noGradient;
            wanted = m_classifier->features(batch.target);
        }
        const std::vector<at::Tensor> found = m_classifier->features(m_sigmoid ? batch.output.sigmoid() : batch.output);
        at::Tensor sum;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const at::Tensor distance = (wanted[i] - found[i]).square().flatten(1).sum(1).mean();
            sum = sum.defined() ? sum + distance : distance;
        }
        return sum;
    }

private:
    std::shared_ptr<Classifier> m_classifier;
    bool m_sigmoid;
};

} // namespace

Discriminator::Discriminator(const Shape& judged, at::Generator& weights)
    : m_layers(register_module("layers", judge(judged, 1, weights))) {}

std::int64_t Discriminator::parameterCount(const Shape& judged) {
    return weightsOfJudge(judged, 1);
}

at::Tensor Discriminator::score(const at::Tensor& samples) {
    return m_layers->forward(samples).squeeze(1);
}

Classifier::Classifier(const Shape& sample, std::int64_t classes, at::Generator& weights)
    : m_layers(register_module("layers", judge(sample, classes, weights))) {}

std::int64_t Classifier::parameterCount(const Shape& sample, std::int64_t classes) {
    return weightsOfJudge(sample, classes);
}

at::Tensor Classifier::scores(const at::Tensor& samples) {
    return m_layers->forward(samples);
}

std::vector<at::Tensor> Classifier::features(const at::Tensor& samples) {
    std::vector<at::Tensor> seen;
    at::Tensor value = samples;
    for (std::size_t i = 0; i + 1 < m_layers->size(); ++i)
        seen.push_back(value = m_layers->forwardLayer(i, value));
    return seen;
}

std::unique_ptr<const Term> makeDeception(std::shared_ptr<Discriminator> discriminator, double weight) {
    return std::make_unique<Deception>(std::move(discriminator), weight);
}

std::unique_ptr<const Term> makeDetection(std::shared_ptr<Discriminator> discriminator) {
    return std::make_unique<Detection>(std::move(discriminator));
}

std::unique_ptr<const Term> makeFeatureDistance(std::shared_ptr<Classifier> classifier, bool sigmoid, double weight) {
    return std::make_unique<FeatureDistance>(std::move(classifier), sigmoid, weight);
}

} // namespace hourglass
