// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CodeRows.h"

#include "engine/analysis/Evaluation.h"
#include "engine/api/Error.h"

#include <ATen/Functions.h>

#include <string>

namespace hourglass {

namespace {

void requireTold(const Autoencoder& autoencoder, int label) {
    const std::int64_t told = autoencoder.parts().toldClasses;
    if (label >= 0 && told == 0)
        throw Error("This network was not told classes, so that none can be asked for.");
    if (label >= 0 && label >= told)
        throw Error("This network was told " + std::to_string(told) + " classes, and that is none of them.");
}

} // namespace

at::Tensor labelsFor(const Autoencoder& autoencoder, std::int64_t count, int label) {
    requireTold(autoencoder, label);
    return label < 0 ? at::Tensor() : at::full({count}, label, at::kLong);
}

at::Tensor asRows(const std::vector<float>& values, std::int64_t numbers) {
    return at::from_blob(const_cast<float*>(values.data()), {std::int64_t(values.size()) / numbers, numbers}, at::kFloat);
}

at::Tensor asRows(const Codes& codes) {
    if (codes.count() == 0)
        throw Error("There are no codes of data to go by.");
    return asRows(codes.values, codes.dimensions);
}

at::Tensor checkedRows(const Autoencoder& autoencoder, const std::vector<float>& codes) {
    const std::int64_t numbers = autoencoder.network().code->output.elements();
    if (codes.empty() || std::int64_t(codes.size()) % numbers != 0)
        throw Error("A code of this model has " + std::to_string(numbers) + " numbers; " + std::to_string(codes.size()) +
                    " do not make whole codes.");
    const at::Tensor rows = asRows(codes, numbers);
    if (!rows.isfinite().all().item<bool>())
        throw Error("A code holds a number that is none, or has no end.");
    return rows;
}

std::vector<float> asVector(const at::Tensor& tensor) {
    const at::Tensor values = tensor.to(at::kFloat).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

at::Tensor decodedRows(Autoencoder& autoencoder, const at::Tensor& rows, const std::vector<int>& labels) {
    const std::int64_t count = rows.size(0);
    if (labels.size() > 1 && std::int64_t(labels.size()) != count)
        throw Error("There are " + std::to_string(labels.size()) + " classes for " + std::to_string(count) +
                    " codes. Give one for each code, or one for all.");
    const auto labelOf = [&](std::int64_t row) {
        return labels.empty() ? -1 : labels[labels.size() > 1 ? std::size_t(row) : 0];
    };
    const NetworkReport& network = autoencoder.network();
    const std::int64_t most = evaluationBatch(network);
    std::vector<at::Tensor> parts;
    for (std::int64_t first = 0, next = 0; first < count; first = next) {
        do
            ++next;
        while (next < count && next - first < most && labelOf(next) == labelOf(first));
        std::vector<std::int64_t> sizes = network.code->output.sizes;
        sizes.insert(sizes.begin(), next - first);
        parts.push_back(autoencoder.decode(rows.slice(0, first, next).reshape(sizes),
                                           labelsFor(autoencoder, next - first, labelOf(first))));
    }
    return at::cat(parts);
}

at::Tensor encodedRows(Autoencoder& autoencoder, const at::Tensor& samples, int label) {
    std::vector<at::Tensor> parts;
    for (const at::Tensor& some : samples.split(evaluationBatch(autoencoder.network())))
        parts.push_back(autoencoder.encode(some, labelsFor(autoencoder, some.size(0), label)).flatten(1));
    return at::cat(parts);
}

} // namespace hourglass
