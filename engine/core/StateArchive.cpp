// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/StateArchive.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>

#include <mutex>

namespace hourglass {

const at::Tensor& StateArchive::found(const std::string& name) const {
    const auto place = m_source->find(m_prefix + name);
    if (place == m_source->end())
        throw Error("\"" + m_prefix + name + "\" of the training's state is missing");
    return place->second;
}

void StateArchive::tensor(const std::string& name, const at::Tensor& tensor) {
    const at::NoGradGuard noGradient;
    if (!isRestoring()) {
        m_kept->insert_or_assign(m_prefix + name, tensor.detach().to(at::kCPU, /*non_blocking=*/false, /*copy=*/true));
        return;
    }
    const at::Tensor& source = found(name);
    if (source.sizes() != tensor.sizes() || source.scalar_type() != tensor.scalar_type())
        throw Error("\"" + m_prefix + name + "\" of the training's state has another type or shape");
    at::Tensor(tensor).copy_(source);
}

void StateArchive::generator(const std::string& name, at::Generator& generator) {
    const std::lock_guard lock(generator.mutex());
    at::Tensor state = generator.get_state();
    tensor(name, state);
    if (isRestoring())
        try {
            generator.set_state(state);
        } catch (const c10::Error&) {
            throw Error("\"" + m_prefix + name + "\" of the training's state is no state of a random generator");
        }
}

void StateArchive::number(const std::string& name, std::int64_t& value) {
    const at::Tensor held = at::full({}, value, at::kLong);
    tensor(name, held);
    value = held.item<std::int64_t>();
}

void StateArchive::real(const std::string& name, double& value) {
    const at::Tensor held = at::full({}, value, at::kDouble);
    tensor(name, held);
    value = held.item<double>();
}

} // namespace hourglass
