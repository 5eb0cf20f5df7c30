// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureOrder.h"
#include "ui/widgets/Exportable.h"

#include <QTableWidget>

#include <vector>

namespace hourglass::ui {

/// What each method made of the picture, in figures. Whose row is chosen is on show.
class FigureTable : public QTableWidget, public Exportable {
    Q_OBJECT

public:
    explicit FigureTable(QWidget* parent = nullptr);

    /// In the order in which they came. The row of the same method stays chosen.
    void setResults(const std::vector<PictureResult>& results, const QString& chosen);

    QString pictureTitle() const override { return tr("Figures of the picture"); }
    bool isEmpty() const override { return m_results.empty(); }
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    Csv csv() const override;

    static QString decibels(double psnr);

Q_SIGNALS:
    void chosen(const QString& id); ///< by the user

private:
    std::vector<PictureResult> m_results;
};

} // namespace hourglass::ui
