// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/ClassifierStage.h"

#include "engine/pretraining/GradientStep.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>

namespace hourglass {

namespace {

class ClassifierStage final : public Stage {
public:
    ClassifierStage(std::function<at::Tensor(const at::Tensor&)> scores, std::vector<at::Tensor> weights,
                    const ClassifierOptions& options)
        : Stage({"Classifier for the features", options.epochs})
        , m_scores(std::move(scores))
        , m_learningRate(options.learningRate)
        , m_step(std::move(weights)) {}

    std::vector<TermValue> measure(const Batch& batch) override {
        const at::Tensor loss = lossOf(batch);
        m_step.measure(loss);
        return termsOf(loss);
    }

    void update() override { m_step.take(m_learningRate); }
    void remember(StateArchive archive) override { m_step.remember(archive); }
    double learningRate() const override { return m_learningRate; }

    std::vector<TermValue> validate(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        return termsOf(lossOf(batch));
    }

private:
    at::Tensor lossOf(const Batch& batch) const { return at::cross_entropy_loss(m_scores(batch.target), batch.labels); }
    static std::vector<TermValue> termsOf(const at::Tensor& loss) {
        return {{"classification", loss.item<double>(), 1, "nats"}};
    }

    std::function<at::Tensor(const at::Tensor&)> m_scores;
    double m_learningRate;
    GradientStep m_step;
};

} // namespace

std::unique_ptr<Stage> makeClassifierStage(std::function<at::Tensor(const at::Tensor&)> scores,
                                           std::vector<at::Tensor> weights, const ClassifierOptions& options) {
    return std::make_unique<ClassifierStage>(std::move(scores), std::move(weights), options);
}

} // namespace hourglass
