// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

namespace hourglass {

/// What a training remembers beside the weights, by name: moments, random generators, counters. Each part of it names what
/// is its own in one function, which serves both ways: while keeping, copies go into the map; while restoring, the values
/// come from there.
class StateArchive {
public:
    using Tensors = std::map<std::string, at::Tensor>;

    static StateArchive keepingIn(Tensors& tensors) { return {&tensors, nullptr, {}}; }
    static StateArchive restoringFrom(const Tensors& tensors) { return {nullptr, &tensors, {}}; }
    /// The same, with names that begin with "name.".
    StateArchive within(const std::string& name) const { return {m_kept, m_source, m_prefix + name + "."}; }

    bool isRestoring() const { return m_source; }
    /// Whether restoring will find it.
    bool holds(const std::string& name) const { return m_source && m_source->contains(m_prefix + name); }

    // @throws Error while restoring when it is missing, or of another type or shape.

    void tensor(const std::string& name, const at::Tensor& tensor); ///< in its place, on whatever device
    void generator(const std::string& name, at::Generator& generator);
    void number(const std::string& name, std::int64_t& value);
    void real(const std::string& name, double& value);

private:
    StateArchive(Tensors* kept, const Tensors* source, std::string prefix)
        : m_kept(kept)
        , m_source(source)
        , m_prefix(std::move(prefix)) {}
    const at::Tensor& found(const std::string& name) const;

    Tensors* m_kept;         ///< null while restoring
    const Tensors* m_source; ///< null while keeping
    std::string m_prefix;
};

} // namespace hourglass
