// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/ReconstructionGrid.h"
#include "ui/widgets/Exportable.h"

#include <optional>
#include <vector>

namespace hourglass::ui {

/// Samples and what the network makes of them, as reconstructionGrid() puts them together.
class ReconstructionView : public ImageGrid, public Exportable {
    Q_OBJECT

public:
    explicit ReconstructionView(QWidget* parent = nullptr);

    /// See reconstructionGrid(). Pictures are made of them when they are to be seen.
    void setGroups(const std::vector<ReconstructionGroup>& groups, const std::set<std::int64_t>& pinned,
                   DifferenceColours colours);
    /// The sample in the column, where it is one of the network's own data.
    std::optional<std::int64_t> ownSample(int column) const;
    bool isEmpty() const override { return m_groups.empty(); }

    QString pictureTitle() const override;
    QSize pictureSize() const override { return ImageGrid::pictureSize(); }
    void paintPicture(QPainter& painter) override;
    /// A line for each picture: data, sample, class, error, which picture it is, its size, its pixels from 0 to 255.
    Csv csv() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void convert();

    std::vector<ReconstructionGroup> m_groups; ///< none of them empty
    std::set<std::int64_t> m_pinned;
    DifferenceColours m_colours = DifferenceColours::Grey;
    bool m_isConverted = true; ///< the grid has pictures of these groups
};

} // namespace hourglass::ui
