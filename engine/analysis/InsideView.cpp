// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/InsideView.h"

namespace hourglass {

std::optional<Inside> lookInside(Autoencoder&, const Experiment&, const DatasetAlbum&, const InsideWatch&, std::int64_t) {
    return std::nullopt;
}

} // namespace hourglass
