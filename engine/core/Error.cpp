// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"

namespace hourglass {

Error::Error(const std::string& message, std::string field)
    : std::runtime_error(field.empty() ? message : field + ": " + message)
    , m_message(message)
    , m_field(std::move(field)) {}

} // namespace hourglass
