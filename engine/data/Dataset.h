// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/core/Catalogue.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// Samples of one part (training or validation), resident in memory.
struct DataPart {
    at::Tensor samples; ///< N × shape; uint8 (0 … 255 means 0 … 1) for pictures, fp32 otherwise
    at::Tensor labels;  ///< N, int64; undefined when there are no classes

    std::int64_t count() const { return samples.defined() ? samples.size(0) : 0; }
    /// fp32 copy of the samples at `indices` (int64, 1-D), pictures scaled to [0, 1].
    at::Tensor gather(const at::Tensor& indices) const;
    /// fp32 copy of samples [first, first + count).
    at::Tensor range(std::int64_t first, std::int64_t count) const;
    /// The labels of the same samples; undefined when there are no classes.
    at::Tensor gatherLabels(const at::Tensor& indices) const;
    at::Tensor labelRange(std::int64_t first, std::int64_t count) const;
};

/// Draws as many samples anew for an epoch, always the same for the same one. Thread-safe.
using Redraw = std::function<at::Tensor(std::int64_t epoch)>;

/// A loaded data set. Never changed after loading, so any thread may read it.
struct Dataset {
    DatasetInfo info;
    DataPart training; ///< of the first epoch, where others are drawn for the later ones
    DataPart validation;
    at::Tensor order; ///< numbers in their source of the samples of validation, where there are any, then of training
    Redraw redrawn{}; ///< for the training; none where the samples stay the same
    std::uint64_t redrawingBytes = 0; ///< that it may keep besides

    /// Whether none are kept apart.
    bool validatesOnTraining() const { return validation.samples.data_ptr() == training.samples.data_ptr(); }
    /// What is trained on in that epoch, counted from 0.
    DataPart trainingIn(std::int64_t epoch) const { return redrawn && epoch > 0 ? DataPart{redrawn(epoch), {}} : training; }
};

/// What a source delivers before the split.
struct RawData {
    std::string title;
    Shape sampleShape;
    at::Tensor samples; ///< as DataPart::samples
    at::Tensor labels;
    std::vector<std::string> classNames;
    std::vector<std::string> columnNames;
    /// How many of the samples, the last ones, are for validation, where the source itself decides that.
    std::optional<std::int64_t> heldApart{};
    Redraw redrawn{}; ///< as in Dataset; the samples have no labels then
    std::uint64_t redrawingBytes = 0;
};

/// One source of data. Stateless. The constructor adds to the schema what it lacks of
/// datasetCommonParameters().
class DataSource {
public:
    virtual ~DataSource() = default;
    const CatalogueEntry& entry() const { return m_entry; }
    /// @throws Error naming the file (and line, where there are lines) and what is wrong with it.
    virtual RawData load(const Parameters& parameters) const = 0;
    /// See needsFile() of engine/api: by default, where a parameter names one.
    virtual bool needsFile() const;

protected:
    explicit DataSource(CatalogueEntry entry);
    /// A parameter of type Path. @throws Error naming the field while nothing is chosen.
    static const std::string& chosenPath(const Parameters& parameters, const std::string& key);

private:
    CatalogueEntry m_entry;
};

const Catalogue<DataSource>& dataCatalogue();

/// A data set must fit into memory: @throws Error naming `origin` when its samples take more than 4 GiB or than is free.
void requireFits(const std::string& origin, std::uint64_t bytes);

/// What `given` leaves open is as in `own` where the kind is the same.
DatasetSpec withOpenFrom(const DatasetSpec& own, const DatasetSpec& given);

/// Parameters that every source has: "validationShare" (real, 0 … 0.9, default 0.1; 0 validates on the
/// training part), "split" ("random" by default, or "last"), "splitSeed" (integer, default 1), "limit"
/// (integer, 0 = all samples) and "binarise" (flag, default false).
ParameterSchema datasetCommonParameters();

/// Keeps `limit` samples and sets round(count · validationShare) of them apart for validation, but leaves one
/// for training. Split at random: drawn and shuffled by the seed. Split "last": the first `limit` samples in the
/// order of the file, the last ones of them for validation. The validation part is the training part when that
/// comes to none. Binarised samples stay of their type: 0 or 255 as uint8, 0 or 1 as fp32.
/// A source that sets samples apart itself has chosen and limited them, too.
/// @param raw  used up: both parts lie where its samples lay, in their new order
/// @throws Error when fewer than 2 samples are left, or naming dataset.binarise for data outside [0, 1].
Dataset split(RawData&& raw, const Parameters& parameters);

/// Loads and splits; a small cache keeps the data sets used last while their files do not change.
/// Thread-safe; a second caller waits while the first one loads. @throws Error as DataSource::load() and
/// split().
std::shared_ptr<const Dataset> loadDataset(const DatasetSpec& spec);

/// One sample as a picture, whatever it is: pictures as they are (more than 3 channels: the mean), vectors as
/// a block of squares, as near to square as their length allows (a row when it is prime). `sample` is fp32 of
/// `shape`; values outside [low, high] are clipped.
Image toImage(const at::Tensor& sample, const Shape& shape, float low = 0, float high = 1);
/// Shrunk (area average) so that no side exceeds `side`; small images are returned as they are.
Image thumbnail(const Image& image, int side);

} // namespace hourglass
