// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

namespace hourglass {

namespace {

class None final : public Corruption {
public:
    None()
        : Corruption({"none",
                      "None",
                      "The network sees the clean input.",
                      "Nothing is damaged: the network is asked to give back exactly what it was shown. Only the "
                      "narrow code keeps it from copying.",
                      "",
                      {}}) {}

    at::Tensor apply(const Parameters&, const at::Tensor& input, bool, at::Generator&) const override { return input; }
};

} // namespace

std::unique_ptr<const Corruption> makeNone() {
    return std::make_unique<None>();
}

} // namespace hourglass
