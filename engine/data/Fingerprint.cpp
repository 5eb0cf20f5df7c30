// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Fingerprint.h"

#include "engine/core/Digest.h"

namespace hourglass {

namespace {

void add(Digest& digest, const at::Tensor& tensor) {
    if (!tensor.defined()) {
        digest.add("none;");
        return;
    }
    const at::Tensor plain = tensor.contiguous();
    std::string heading = std::string(at::toString(plain.scalar_type()));
    for (const std::int64_t size : plain.sizes())
        heading += " " + std::to_string(size);
    digest.add(heading + ";");
    digest.add({static_cast<const char*>(plain.data_ptr()), plain.nbytes()});
}

} // namespace

std::string fingerprint(const Dataset& dataset) {
    Digest digest;
    for (const DataPart* part : {&dataset.training, &dataset.validation}) {
        add(digest, part->samples);
        add(digest, part->labels);
    }
    return digest.finish();
}

} // namespace hourglass
