// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Shapes.h"

#include "engine/api/Error.h"

namespace hourglass {

void requirePicture(const std::string& title, const Shape& input) {
    if (!input.isPicture())
        throw Error(title + " needs a picture (channels × height × width), but " + input.text() +
                    " numbers in a row come in. Put a reshape layer in front of it, or remove it.");
}

std::int64_t windowPlaces(std::int64_t size, std::int64_t window, std::int64_t stride, std::int64_t padding,
                          const std::string& key) {
    const std::int64_t room = size + 2 * padding - window;
    if (room < 0)
        throw Error("A window of " + std::to_string(window) + " pixels does not fit on the " +
                        std::to_string(size + 2 * padding) +
                        " pixels that are left here. Make it smaller, or shrink the picture less in the "
                        "layers before.",
                    key);
    return room / stride + 1;
}

Shape withClasses(const Shape& shape, std::int64_t classes) {
    Shape result = shape;
    result.sizes.front() += classes;
    return result;
}

LayerSpec reshapeTo(const Shape& shape) {
    return {"reshape", {{"channels", shape.channels()}, {"height", shape.height()}, {"width", shape.width()}}};
}

LayerSpec upsamplingTo(const Shape& shape) {
    return {"upsampling", {{"height", shape.height()}, {"width", shape.width()}}};
}

} // namespace hourglass
