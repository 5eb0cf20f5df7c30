// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace hourglass {

/// The only exception that leaves the engine. Its text is a whole sentence for a person: it names the file or
/// the field at fault and says what to do.
class Error : public std::runtime_error {
public:
    /// @param message  the sentence, without the field's name
    /// @param field    path of the value at fault inside an Experiment ("network.encoder.1.units"), or empty;
    ///                 what() then reads "network.encoder.1.units: message"
    explicit Error(const std::string& message, std::string field = {});

    const std::string& field() const noexcept { return m_field; }
    /// The sentence without the field's name.
    const std::string& message() const noexcept { return m_message; }

private:
    std::string m_message;
    std::string m_field;
};

} // namespace hourglass
