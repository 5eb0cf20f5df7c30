// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <string>
#include <string_view>

namespace hourglass {

// A whole experiment as one line of text, to be sent in a message or written on a page:
//
//     hourglass:1:eJyVkM1…      version of the form, then the JSON of toJson(), compressed by zlib, in base64url (RFC 4648)
//
// Data that lie in files go by their paths, so others need the same files in the same place.

/// @throws Error for an experiment that would make too long a link
std::string experimentLink(const Experiment& experiment);

/// Whether the text is meant as such a link, however damaged; white space around it does not matter.
bool isExperimentLink(std::string_view text);

/// Safe with any text: at most 64 KiB are read and at most 1 MiB is unpacked.
/// @return complete
/// @throws Error that says whether the link is damaged, too long or of a newer version, or which field of the experiment is
/// at fault
Experiment experimentFromLink(std::string_view text);

} // namespace hourglass
