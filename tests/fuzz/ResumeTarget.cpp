// SPDX-License-Identifier: GPL-3.0-or-later
// The input changes what a training remembered: each change is a tensor's number, what happens to it, where, and a value.
// A training that goes on with what came of it may end in any way but by a crash.
#include "engine/api/Training.h"
#include "engine/variants/ModelInternals.h"
#include "tests/fuzz/Target.h"

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cstring>
#include <iterator>

using namespace hourglass;

namespace {

/// Ends a training after its first batch.
class OneBatch : public TrainingObserver {
public:
    explicit OneBatch(TrainingControl& control)
        : m_control(control) {}
    void onBatch(const BatchReport&) override { m_control.stop(); }

private:
    TrainingControl& m_control;
};

Model interrupted() {
    const Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "customers-products"},
        "network": {"encoder": [{"kind": "dense", "units": 4}], "code": {"size": 2}},
        "training": {"epochs": 3, "batchSize": 4, "patience": 2}})");
    TrainingControl control;
    OneBatch observer(control);
    return train(experiment, observer, control).model;
}

struct Change {
    std::uint8_t tensor, kind, place, length;
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
        std::memcpy(static_cast<char*>(tensor.data_ptr()) + first, &change.value,
                    std::min({bytes - first, std::size_t(change.length), sizeof change.value}));
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
    static const Model model = interrupted();
    static const Tensors before = model.internals().training;
    Tensors& tensors = model.internals().training;
    tensors = before;
    for (Change change{}; size >= sizeof change; data += sizeof change, size -= sizeof change) {
        std::memcpy(&change, data, sizeof change);
        carryOut(change, tensors);
    }
    test::accepted([&] {
        TrainingControl control;
        OneBatch observer(control);
        resume(model, observer, control);
    });
    return 0;
}
