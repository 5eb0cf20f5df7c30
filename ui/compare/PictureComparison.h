// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparedRun.h"
#include "ui/widgets/Exportable.h"
#include "ui/widgets/ImageGrid.h"

namespace hourglass::ui {

/// What the runs made of the same samples, a row for each run. Runs that were measured on the same samples stand together,
/// below the originals.
ImageGrid::Content pictureComparison(const ComparedRuns& runs);

/// The same to look at, and to take away.
class PictureComparison : public ImageGrid, public Exportable {
    Q_OBJECT

public:
    explicit PictureComparison(QWidget* parent = nullptr);

    void setRuns(const ComparedRuns& runs);

    QString pictureTitle() const override;
    bool isEmpty() const override { return m_content.rows.empty(); }
    QSize pictureSize() const override { return ImageGrid::pictureSize(); }
    void paintPicture(QPainter& painter) override { ImageGrid::paintPicture(painter); }
    /// A line for each picture: the row's title, the sample's number, the picture's size, its pixels from 0 to 255.
    Csv csv() const override;

private:
    Content m_content;
};

} // namespace hourglass::ui
