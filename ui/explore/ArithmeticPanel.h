// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Walk.h"
#include "ui/explore/CodeExportable.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QSlider;

namespace hourglass::ui {

class Exploration;
class NumberBox;
class PictureSheet;
class PictureView;
class SampleWell;
class WalkStops;

/// A sample plus what makes one group of samples different from another, with a strength.
class ArithmeticPanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit ArithmeticPanel(Exploration& exploration, QWidget* parent = nullptr);

    /// Those that the user has selected on a map of the network's data.
    void setSelection(const std::vector<int>& samples);
    SampleWell& well() const { return *m_well; }
    /// start + strength · (mean of what is added − mean of what is subtracted); empty while one of them is not known.
    CodeValues result() const { return at(strength()); }

    QString pictureTitle() const override { return tr("Arithmetic"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

Q_SIGNALS:
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;

private:
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    /// Whose mean is meant.
    enum Group { AllSamples = -1, Selection = -2 };

    QWidget* makeControls();
    void begin();
    void showNote(bool isGroupEmpty);
    void fillGroups();
    std::optional<CodeValues> meanOfGroup(const QComboBox* box) const;
    double strength() const;
    CodeValues at(double strength) const;
    std::vector<float> film() const;
    void compute();
    void go(bool byUser);

    Exploration& m_exploration;
    WalkStops* m_start;
    SampleWell* m_well;
    PictureView* m_result;
    QComboBox* m_plus;
    QComboBox* m_minus;
    QSlider* m_slider;
    NumberBox* m_number;
    PictureSheet* m_film;
    QLabel* m_note;
    std::vector<std::int64_t> m_selection;
    CodeValues m_given; ///< to be the code at hand, last
};

} // namespace hourglass::ui
