// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <onnx/checker.h>

#include <cstdint>
#include <variant>
#include <vector>

namespace hourglass {

using Numbers = std::vector<std::int64_t>;

/// What an operator of ONNX is told besides its inputs.
struct OnnxAttribute {
    const char* name;
    std::variant<std::int64_t, float, const char*, Numbers> value;

    void write(onnx::AttributeProto& attribute) const {
        attribute.set_name(name);
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            attribute.set_type(onnx::AttributeProto::INT);
            attribute.set_i(*integer);
        } else if (const auto* real = std::get_if<float>(&value)) {
            attribute.set_type(onnx::AttributeProto::FLOAT);
            attribute.set_f(*real);
        } else if (const auto* text = std::get_if<const char*>(&value)) {
            attribute.set_type(onnx::AttributeProto::STRING);
            attribute.set_s(*text);
        } else {
            attribute.set_type(onnx::AttributeProto::INTS);
            for (const std::int64_t number : std::get<Numbers>(value))
                attribute.add_ints(number);
        }
    }
};

} // namespace hourglass
