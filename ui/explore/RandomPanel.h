// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "ui/explore/CodeExportable.h"

#include <QWidget>

#include <cstdint>
#include <vector>

class QComboBox;
class QSpinBox;

namespace hourglass::ui {

class Exploration;
class PictureSheet;

/// What the decoder makes of random codes, and how far from data each of them is.
class RandomPanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit RandomPanel(Exploration& exploration, QWidget* parent = nullptr);

    PictureSheet& sheet() const { return *m_sheet; }
    const std::vector<float>& codes() const { return m_codes; } ///< of the pictures on show

    QString pictureTitle() const override { return tr("Random samples"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    void begin();
    void draw();
    void show(const std::vector<float>& codes, const std::vector<double>& distances);
    void choose(int item);

    Exploration& m_exploration;
    QComboBox* m_source;
    QSpinBox* m_count;
    PictureSheet* m_sheet;
    std::vector<float> m_codes;
    std::int64_t m_seed = 1;
    int m_label = -1;        ///< that they were asked for with
    bool m_isChosen = false; ///< the source, by the user
};

} // namespace hourglass::ui
