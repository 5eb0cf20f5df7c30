// SPDX-License-Identifier: GPL-3.0-or-later
// The input changes what a training remembered: each change is a tensor's number, what happens to it, where, and a value.
// The input's length chooses the training.
// A training that goes on with what came of it may end in any way but by a crash.
#include "engine/api/Training.h"
#include "engine/variants/ModelInternals.h"
#include "tests/fuzz/Target.h"

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

using namespace hourglass;

namespace {

/// Ends a training after its first batch in that epoch.
class OneBatch : public TrainingObserver {
public:
    OneBatch(TrainingControl& control, std::int64_t epoch)
        : m_control(control)
        , m_epoch(epoch) {}
    void onBatch(const BatchReport& report) override {
        if (report.epoch >= m_epoch)
            m_control.stop();
    }

private:
    TrainingControl& m_control;
    std::int64_t m_epoch;
};

/// In the second epoch, when there are best weights already.
Model interrupted(const std::string& more) {
    const Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "customers-products"},
        "training": {"epochs": 3, "batchSize": 4, "patience": 2}, )" +
                                                     more + "}");
    TrainingControl control;
    OneBatch observer(control, 1);
    return train(experiment, observer, control).model;
}

/// One of the whole network, one of a stage before that, and one of layers that remember something.
const std::array<Model, 3>& models() {
    static const std::string network = R"("network": {"code": {"size": 2, "activation": "none"},
        "encoder": [{"kind": "dense", "units": 4, "activation": "sigmoid"})";
    static const std::array models = {interrupted(network + "]}"),
                                      interrupted(network + R"(]}, "variant": {"kind": "deep", "pretrainEpochs": 2})"),
                                      interrupted(network + R"(, {"kind": "dropout"}]})")};
    return models;
}

struct Change {
    std::uint8_t tensor, kind;
    std::uint16_t place;
    std::uint8_t length, unused[3];
    std::uint64_t value;
};

using Tensors = std::map<std::string, at::Tensor>;

void carryOut(const Change& change, Tensors& tensors) {
    if (tensors.empty())
        return;
    const auto chosen = std::next(tensors.begin(), change.tensor % std::ptrdiff_t(tensors.size()));
    at::Tensor& tensor = chosen->second;
    switch (change.kind % 4) {
    case 0: { // some of its bytes
        tensor = tensor.clone();
        const std::size_t bytes = tensor.nbytes(), first = std::min<std::size_t>(change.place, bytes);
        std::copy_n(reinterpret_cast<const char*>(&change.value),
                    std::min({bytes - first, std::size_t(change.length), sizeof change.value}),
                    static_cast<char*>(tensor.data_ptr()) + first);
        break;
    }
    case 1: // its shape
        tensor = tensor.flatten().slice(0, 0, change.place);
        break;
    case 2: // its type
        tensor = tensor.to(change.place % 2 ? at::kByte : at::kDouble);
        break;
    default:
        tensors.erase(chosen);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array<Tensors, 3> before = {models()[0].internals().training, models()[1].internals().training,
                                                  models()[2].internals().training};
    const std::size_t chosen = size % 3;
    const Model& model = models()[chosen];
    Tensors& tensors = model.internals().training;
    tensors = before[chosen];
    for (Change change{}; size >= sizeof change; data += sizeof change, size -= sizeof change) {
        std::memcpy(&change, data, sizeof change);
        carryOut(change, tensors);
    }
    test::accepted([&] {
        TrainingControl control;
        OneBatch observer(control, 0);
        resume(model, observer, control);
    });
    return 0;
}
