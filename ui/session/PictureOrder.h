// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Compression.h"
#include "engine/api/Model.h"
#include "engine/api/RestorationTask.h"
#include "ui/session/BrushStrokes.h"
#include "ui/session/PicturePyramid.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// What is done to a clean picture.
struct PictureDamage {
    std::string kind; ///< id of a DamageKind; empty: the picture stays as it is
    double strength = 0;
    std::uint64_t seed = 1;
    bool operator==(const PictureDamage&) const = default;
};

/// Which network restores.
struct PictureModel {
    QString file;              ///< .hourglass; empty for `live`
    std::optional<Model> live; ///< a copy that nobody else uses
    std::uint64_t version = 0; ///< of `live`: counts the copies
    bool operator==(const PictureModel& other) const { return file == other.file && version == other.version; }
    bool isNone() const { return file.isEmpty() && !live; }
};

/// What is wanted to be seen of one picture.
struct PictureOrder {
    QString path; ///< of the file; empty for `pasted`
    QImage pasted;
    std::uint64_t picture = 0; ///< number among those that are open
    PictureDamage damage;
    std::vector<BrushStroke> missing;    ///< parts, painted by the user
    PictureModel model;                  ///< none: nothing is restored
    std::optional<RestorationTask> task; ///< of the model; none: what it learned
    double step = 1;                     ///< Compress: see Compressor
    bool findsAnomalies = false;         ///< needs the data that the model learned from
    bool compares = false;               ///< with the methods that everybody has
};

// Ids of results that are not those of a Baseline.
inline const QString CleanId = QStringLiteral("clean");
inline const QString DamagedId = QStringLiteral("damaged");
inline const QString ModelId = QStringLiteral("model");

/// What one method made of the picture.
struct PictureResult {
    QString id; ///< one of those above, or that of a Baseline
    QString title;
    PicturePyramid picture;
    QString note{};                  ///< what else is to be said of it
    std::optional<double> psnr{};    ///< where the clean picture is known
    std::optional<double> ssim{};    ///< likewise
    std::optional<double> seconds{}; ///< that it took
    std::optional<qint64> bytes{};   ///< Compress: that the picture takes
};

/// Of the file, or of the pasted picture.
struct PictureFacts {
    QSize size;
    int bitDepth = 8;
    bool isColour = false;
    bool hasAlpha = false;
    double sigma = 0; ///< of its noise, estimated, white being 1
};

/// One piece of news of an order.
struct PictureNews {
    std::optional<PictureFacts> facts;
    std::optional<RestorationTask> task; ///< of the model
    bool isInPieces = false;             ///< with `task`: the model goes over the picture piece by piece
    std::optional<PictureResult> result;
    std::optional<RatePoint> ratePoint;    ///< Compress: one of several
    std::optional<double> usualDifference; ///< of the model, see engine/api/Anomaly.h
    std::optional<double> share;           ///< done of what takes time, from 0 to 1
    QString doing;                         ///< with `share`
    QString fault;                         ///< why it does not go on; the last of the order
    bool isLast = false;                   ///< all is done
};

} // namespace hourglass::ui
