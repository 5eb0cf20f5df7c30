// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/widgets/Exportable.h"
#include "ui/widgets/ImageGrid.h"

#include <vector>

namespace hourglass::ui {

/// Samples and what the network makes of them, as reconstructionGrid() puts them together.
class ReconstructionView : public ImageGrid, public Exportable {
    Q_OBJECT

public:
    explicit ReconstructionView(QWidget* parent = nullptr);

    void setReconstructions(const std::vector<Reconstruction>& reconstructions, const DatasetInfo& dataset);

    QString pictureTitle() const override;
    bool isEmpty() const override { return m_reconstructions.empty(); }
    QSize pictureSize() const override { return ImageGrid::pictureSize(); }
    void paintPicture(QPainter& painter) override { ImageGrid::paintPicture(painter); }
    /// A line for each picture: sample, class, error, which picture it is, its size, its pixels from 0 to 255.
    Csv csv() const override;

private:
    std::vector<Reconstruction> m_reconstructions;
    DatasetInfo m_dataset;
};

} // namespace hourglass::ui
