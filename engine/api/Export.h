// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Measures.h"
#include "engine/api/Model.h"

#include <string>
#include <vector>

namespace hourglass {

// Files for other programs. Each function blocks and uses the model, which is for one thread at a time. A file is replaced
// as a whole or, on failure, not at all.

/// The formats that a model can be exported to; built once, safe from any thread. The schema of those that hold a network
/// has the choice "part": "whole", "encoder" or "decoder".
///
///     whole    N × sample shape → its reconstruction, N × sample shape, in the data's range
///     encoder  N × sample shape → the most likely code, N × code shape
///     decoder  N × code shape → N × sample shape, in the data's range
///
/// All numbers are fp32 and N is free. Networks that are told classes take a second input "classes", N × classes: 1 for the
/// sample's class and 0 for the others, or 1 / classes for each where the class is unknown. Nothing is drawn, and nothing is
/// corrupted.
const std::vector<CatalogueEntry>& exportEntries();
/// How the names of such files end, without the dot: "onnx". @throws Error for an unknown id, naming the known ones.
const std::string& exportExtension(const std::string& format);
/// What exportModel() would write: `path`, last, and the files beside it. @throws Error where the path's ending is another
/// one.
std::vector<std::string> exportFiles(const std::string& format, const std::string& path);

/// Writes one file, or two where the format keeps the weights beside what uses them: then the second one has the same name
/// with another ending, and where one of them cannot be written, neither is.
/// @param format   id of one of exportEntries()
/// @param options  for that entry's schema; missing ones take their defaults
/// @param path     ends as exportExtension() says
/// @return what was written: see exportFiles()
/// @throws Error naming the unknown format, the option or the file at fault, or why the format cannot hold this model and
/// what to use in its place
std::vector<std::string> exportModel(const Model& model, const std::string& format, const Parameters& options,
                                     const std::string& path);

/// What exportSamples() can write of every sample of a data set: "codes", the most likely ones, and "reconstructions", in
/// the range of the data as the network sees them. The schema has the choice "samples": "all", in the order of their source,
/// or the "training" or the "validation" part of the split, in the order in which the network meets them.
const std::vector<CatalogueEntry>& sampleExportEntries();
/// How it can write them, as endings of the path: ".npy" (fp32, N × code or sample shape, for NumPy) and ".csv" (one sample
/// a line below a line of names; the class stands first where there are classes).
const std::vector<std::string>& arrayExtensions();

/// Nothing is corrupted, and classes are told where the model learned with them.
/// @param what     id of one of sampleExportEntries()
/// @param options  for that entry's schema; missing ones take their defaults
/// @param on       says on which data: see Model::experimentOn()
/// @param progress may throw to break off; what it throws comes out as Error, and nothing is written
/// @throws Error when the data cannot be loaded or do not fit the model, or naming the file
void exportSamples(const Model& model, const std::string& what, const Parameters& options, const Experiment& on,
                   const std::string& path, const ProgressHandler& progress = {});

} // namespace hourglass
