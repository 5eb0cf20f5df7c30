// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Parameter.h"

#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hourglass {

namespace {

template <class Value>
const Value& read(const Parameters& parameters, std::string_view key) {
    const ParameterValue* value = parameters.find(key);
    const Value* typed = value ? std::get_if<Value>(value) : nullptr;
    if (!typed)
        throw std::logic_error("parameter '" + std::string(key) + "' was read before complete() checked it");
    return *typed;
}

void checkRange(const ParameterSpec& spec, double value, const std::string& field) {
    if (std::isnan(value) || value < spec.minimum || value > spec.maximum)
        throw Error(shortNumber(value) + " is outside " + shortNumber(spec.minimum) + " … " + shortNumber(spec.maximum) +
                        ".",
                    field);
}

ParameterValue checked(const ParameterSpec& spec, const ParameterValue& given, const std::string& field) {
    using Type = ParameterSpec::Type;
    const auto wrongType = [&](const char* wanted) {
        return Error("\"" + toText(given) + "\" is not " + wanted + ".", field);
    };
    switch (spec.type) {
    case Type::Flag:
        if (!std::holds_alternative<bool>(given))
            throw wrongType("true or false");
        return given;
    case Type::Integer: {
        // 128.0 from a JSON writer that knows only one kind of number is still the integer 128.
        const double* real = std::get_if<double>(&given);
        const bool whole = real && std::isfinite(*real) && std::abs(*real) < 9e15 && std::floor(*real) == *real;
        if (!std::holds_alternative<std::int64_t>(given) && !whole)
            throw wrongType("a whole number");
        const std::int64_t value = whole ? std::int64_t(*real) : std::get<std::int64_t>(given);
        checkRange(spec, double(value), field);
        return value;
    }
    case Type::Real: {
        const auto* integer = std::get_if<std::int64_t>(&given);
        if (!integer && !std::holds_alternative<double>(given))
            throw wrongType("a number");
        const double value = integer ? double(*integer) : std::get<double>(given);
        checkRange(spec, value, field);
        return value;
    }
    case Type::Choice: {
        const auto* id = std::get_if<std::string>(&given);
        const bool known = id && std::ranges::any_of(spec.choices, [&](const auto& c) { return c.id == *id; });
        if (!known) {
            std::vector<std::string> ids;
            for (const auto& choice : spec.choices)
                ids.push_back(choice.id);
            throw Error("\"" + toText(given) + "\" is not one of " + joined(ids) + ".", field);
        }
        return given;
    }
    case Type::Text:
    case Type::Path:
        return toText(given); // a column may be called 2023
    }
    throw std::logic_error("unknown parameter type");
}

} // namespace

std::string toText(const ParameterValue& value) {
    struct Writer {
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(std::int64_t integer) const { return std::to_string(integer); }
        std::string operator()(double real) const { return shortNumber(real); }
        std::string operator()(const std::string& text) const { return text; }
    };
    return std::visit(Writer{}, value);
}

const ParameterValue* Parameters::find(std::string_view key) const {
    const auto found = m_values.find(key);
    return found == m_values.end() ? nullptr : &found->second;
}

bool Parameters::flag(std::string_view key) const {
    return read<bool>(*this, key);
}

std::int64_t Parameters::integer(std::string_view key) const {
    return read<std::int64_t>(*this, key);
}

double Parameters::real(std::string_view key) const {
    const ParameterValue* value = find(key);
    if (const auto* integer = value ? std::get_if<std::int64_t>(value) : nullptr)
        return double(*integer);
    return read<double>(*this, key);
}

const std::string& Parameters::text(std::string_view key) const {
    return read<std::string>(*this, key);
}

ParameterSpec ParameterSpec::flag(std::string key, std::string label, bool fallback) {
    ParameterSpec spec;
    spec.key = std::move(key);
    spec.label = std::move(label);
    spec.type = Type::Flag;
    spec.fallback = fallback;
    return spec;
}

ParameterSpec ParameterSpec::integer(std::string key, std::string label, std::int64_t fallback, std::int64_t minimum,
                                     std::int64_t maximum, std::int64_t step) {
    ParameterSpec spec;
    spec.key = std::move(key);
    spec.label = std::move(label);
    spec.type = Type::Integer;
    spec.fallback = fallback;
    spec.minimum = double(minimum);
    spec.maximum = double(maximum);
    spec.step = double(step);
    return spec;
}

ParameterSpec ParameterSpec::real(std::string key, std::string label, double fallback, double minimum, double maximum,
                                  double step) {
    ParameterSpec spec;
    spec.key = std::move(key);
    spec.label = std::move(label);
    spec.type = Type::Real;
    spec.fallback = fallback;
    spec.minimum = minimum;
    spec.maximum = maximum;
    spec.step = step;
    return spec;
}

ParameterSpec ParameterSpec::choice(std::string key, std::string label, std::string fallback, std::vector<Choice> choices) {
    ParameterSpec spec;
    spec.key = std::move(key);
    spec.label = std::move(label);
    spec.type = Type::Choice;
    spec.fallback = std::move(fallback);
    spec.choices = std::move(choices);
    return spec;
}

ParameterSpec ParameterSpec::string(std::string key, std::string label, std::string fallback) {
    ParameterSpec spec;
    spec.key = std::move(key);
    spec.label = std::move(label);
    spec.type = Type::Text;
    spec.fallback = std::move(fallback);
    return spec;
}

ParameterSpec ParameterSpec::path(std::string key, std::string label) {
    ParameterSpec spec = string(std::move(key), std::move(label), {});
    spec.type = Type::Path;
    return spec;
}

ParameterSpec&& ParameterSpec::withUnit(std::string text) && {
    unit = std::move(text);
    return std::move(*this);
}

ParameterSpec&& ParameterSpec::withHelp(std::string text) && {
    help = std::move(text);
    return std::move(*this);
}

ParameterSpec&& ParameterSpec::asLogarithmic() && {
    logarithmic = true;
    return std::move(*this);
}

ParameterSpec&& ParameterSpec::asLive() && {
    live = true;
    return std::move(*this);
}

ParameterSpec&& ParameterSpec::shownWhen(std::string otherKey, std::vector<std::string> values) && {
    shownWhenKey = std::move(otherKey);
    shownWhenValues = std::move(values);
    return std::move(*this);
}

Parameters complete(const ParameterSchema& schema, const Parameters& given, const std::string& where) {
    for (const auto& [key, value] : given.values()) {
        if (std::ranges::find(schema, key, &ParameterSpec::key) != schema.end())
            continue;
        std::vector<std::string> keys;
        for (const auto& spec : schema)
            keys.push_back(spec.key);
        throw Error(keys.empty() ? "There are no parameters here."
                                 : "This parameter is unknown. Known here: " + joined(keys) + ".",
                    where + "." + key);
    }
    Parameters result;
    for (const auto& spec : schema) {
        const ParameterValue* value = given.find(spec.key);
        result.set(spec.key, value ? checked(spec, *value, where + "." + spec.key) : spec.fallback);
    }
    return result;
}

bool isShown(const ParameterSpec& parameter, const Parameters& values) {
    if (parameter.shownWhenKey.empty())
        return true;
    const ParameterValue* value = values.find(parameter.shownWhenKey);
    return value && std::ranges::find(parameter.shownWhenValues, toText(*value)) != parameter.shownWhenValues.end();
}

} // namespace hourglass
