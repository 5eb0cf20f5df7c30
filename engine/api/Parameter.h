// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hourglass {

using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

/// "true", "12", "0.001", "adam": how the value is written in a message or a form.
std::string toText(const ParameterValue& value);

/// Named values of one layer, variant, corruption, data set or training; a plain, comparable value.
/// The typed readers throw std::logic_error when the key is missing or of another type: that is a mistake of
/// the program, because complete() has checked every value that came from outside.
class Parameters {
public:
    using Map = std::map<std::string, ParameterValue, std::less<>>;

    Parameters() = default;
    Parameters(std::initializer_list<std::pair<const std::string, ParameterValue>> values)
        : m_values(values) {}

    bool flag(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    double real(std::string_view key) const; ///< also reads an integer
    const std::string& text(std::string_view key) const;

    bool contains(std::string_view key) const { return m_values.find(key) != m_values.end(); }
    const ParameterValue* find(std::string_view key) const;
    void set(const std::string& key, ParameterValue value) { m_values[key] = std::move(value); }
    const Map& values() const { return m_values; }

    bool operator==(const Parameters&) const = default;

private:
    Map m_values;
};

/// One parameter: enough to build a form, check a value and write a page of documentation.
struct ParameterSpec {
    enum class Type { Flag, Integer, Real, Choice, Text, Path };
    struct Choice {
        std::string id;
        std::string label;
        bool operator==(const Choice&) const = default;
    };

    std::string key;
    std::string label;
    Type type = Type::Real;
    ParameterValue fallback; ///< the default
    double minimum = 0;      ///< Integer and Real: inclusive
    double maximum = 0;
    double step = 0;                          ///< Integer and Real: a sensible step of a spin box
    bool logarithmic = false;                 ///< a slider should run over the exponent
    std::vector<Choice> choices;              ///< Choice only
    std::string unit;                         ///< "px", "epochs"; empty for a bare number
    std::string help;                         ///< one or two sentences for a tooltip
    bool live = false;                        ///< may change while training runs
    std::string shownWhenKey;                 ///< show only when that parameter of the same schema ...
    std::vector<std::string> shownWhenValues; ///< ... has one of these values

    static ParameterSpec flag(std::string key, std::string label, bool fallback);
    static ParameterSpec integer(std::string key, std::string label, std::int64_t fallback, std::int64_t minimum,
                                 std::int64_t maximum, std::int64_t step = 1);
    static ParameterSpec real(std::string key, std::string label, double fallback, double minimum, double maximum,
                              double step);
    static ParameterSpec choice(std::string key, std::string label, std::string fallback, std::vector<Choice> choices);
    static ParameterSpec string(std::string key, std::string label, std::string fallback);
    /// A file or a folder that the user picks; empty by default.
    static ParameterSpec path(std::string key, std::string label);

    ParameterSpec&& withUnit(std::string text) &&;
    ParameterSpec&& withHelp(std::string text) &&;
    ParameterSpec&& asLogarithmic() &&;
    ParameterSpec&& asLive() &&;
    ParameterSpec&& shownWhen(std::string otherKey, std::vector<std::string> values) &&;

    bool operator==(const ParameterSpec&) const = default;
};

using ParameterSchema = std::vector<ParameterSpec>;

/// @return `given` with the schema's default for every key it lacks; integers given for reals become reals.
/// @param where  path of the values inside the experiment, for the message ("training")
/// @throws Error naming where.key: unknown key, wrong type, out of range, not one of the choices.
Parameters complete(const ParameterSchema& schema, const Parameters& given, const std::string& where);

/// Whether the parameter matters, given the other values (see ParameterSpec::shownWhenKey).
bool isShown(const ParameterSpec& parameter, const Parameters& values);

} // namespace hourglass
