// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

namespace hourglass {

/// What max and average pooling share: each window of `size` × `size` pixels becomes one, channel by channel.
class Pooling : public Layer {
public:
    Shape outputShape(const Parameters& parameters, const Shape& input) const override;
    std::int64_t flops(const Parameters& parameters, const Shape& input) const override;
    /// Upsampling to exactly the height and width that came in.
    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string& activation,
                                  bool last) const override;
    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override;

protected:
    using Function = at::Tensor (*)(const at::Tensor& input, std::int64_t size, std::int64_t stride);

    using Described = Primitive (*)(std::int64_t size, std::int64_t stride);

    /// @param entry      complete but for the schema, which all poolings share
    /// @param described  the same function, for descriptions
    Pooling(CatalogueEntry entry, Function function, Described described);

private:
    Function m_function;
    Described m_described;
};

} // namespace hourglass
