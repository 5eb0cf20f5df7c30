// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Compression.h"
#include "engine/api/Photograph.h"
#include "engine/api/Restore.h"
#include "ui/session/PictureOrder.h"

#include <functional>
#include <memory>
#include <utility>

namespace hourglass::ui {

/// Serves orders one after the other, and keeps what the next one may want again: the picture, the damage, the network and
/// what it made. One thread at a time, not the window's.
class PictureBench {
public:
    using Tell = std::function<void(const PictureNews&)>;
    using GoesOn = std::function<bool()>;

    /// Never throws: faults are told. Ends early, and says nothing more, once `goesOn` says no.
    void serve(const PictureOrder& order, const Tell& tell, const GoesOn& goesOn);
    /// What the network made of the order that was served last, with all that belongs to the file; without a picture where
    /// it has made nothing.
    Photograph restored() const { return m_task ? m_restored : Photograph(); }
    /// Writes that to a file, as its name says: a picture, or the code of Compress.
    /// @param replaces  what is there already @throws Error naming the file, or when there is nothing to write
    void save(const QString& path, bool replaces) const;

private:
    using FileStamp = std::pair<qint64, qint64>; ///< when it was written, and its size
    /// Whether the file has been written anew, which `known` then takes.
    static bool hasChanged(const QString& path, FileStamp& known);

    struct Serving;
    void open(const Serving& serving);
    void damage(const Serving& serving);
    void load(const Serving& serving);
    void restore(const Serving& serving);
    void compress(const Serving& serving);
    void tellRates(const Serving& serving);
    void tellUsual(const Serving& serving);
    void compare(const Serving& serving);
    const Photograph& seen() const;
    void forgetRestored();
    bool isKnown() const;
    RestorationTask taskFor(const PictureOrder& order) const;
    PictureResult judged(const QString& id, const QString& title, const Planes& picture, bool isKnown) const;

    // Each of them follows from those before it, and is empty where it has to be made again.
    std::optional<std::uint64_t> m_picture; ///< its number
    FileStamp m_pictureStamp;
    Photograph m_photograph;
    PictureFacts m_facts;
    PictureResult m_clean;

    std::optional<PictureDamage> m_damage;
    std::vector<BrushStroke> m_missing;
    Planes m_mask;
    Photograph m_damaged; ///< empty where the picture stays as it is
    PictureResult m_before;

    PictureModel m_model;
    FileStamp m_modelStamp;
    std::optional<Model> m_network;
    std::unique_ptr<Restorer> m_restorer;     ///< where it has been needed
    std::unique_ptr<Compressor> m_compressor; ///< likewise
    std::optional<RestorationTask> m_learned;
    std::optional<double> m_usual; ///< difference

    std::optional<RestorationTask> m_task;
    Photograph m_restored;
    PictureResult m_after;
    std::optional<Compressor::Code> m_code;
    double m_step = 1; ///< that it was rounded by
    PictureResult m_jpeg;
    std::vector<RatePoint> m_rates;

    std::optional<RestorationTask> m_comparedTask;
    std::vector<PictureResult> m_others;
};

} // namespace hourglass::ui
