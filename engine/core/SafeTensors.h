// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace hourglass {

/// Contents of a safetensors file: an 8-byte little-endian length, a JSON header, raw tensors. Nothing in such a
/// file is ever executed. Format: https://github.com/huggingface/safetensors
struct SafeTensors {
    std::map<std::string, std::string> metadata; ///< the header's "__metadata__"
    std::map<std::string, at::Tensor> tensors;   ///< fp64, fp32, fp16, bf16, int64 or uint8
};

/// The bytes of such a file, with a SHA-256 of the tensors' own in the metadata, which readSafeTensors() checks where it is
/// there.
std::string safeTensorsFile(const SafeTensors& contents);

/// Written under a temporary name beside `path`, synced, then renamed: either the whole new file stands there
/// afterwards or the old one. @throws Error naming the file and the cause.
void writeSafeTensors(const std::string& path, const SafeTensors& contents);

/// Checks every length and offset against the file before it uses it; the tensors need no more memory than the file.
/// @throws Error naming the file and what is damaged.
SafeTensors readSafeTensors(const std::string& path);

/// For whoever reads files of another kind. @throws Error when `path` is a file that is named as models or weights are, or
/// another program's model (see refuseForeignModel()), saying what can be done with it.
/// @param wanted  "data", "an experiment"
void refuseModel(const std::string& path, const std::string& wanted);

} // namespace hourglass
