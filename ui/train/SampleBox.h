// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"

#include <QWidget>

#include <cstdint>
#include <memory>

class QLabel;

namespace hourglass::ui {

class NumberBox;

/// Asks for the number of a sample, and says of which part of the data it is.
class SampleBox : public QWidget {
    Q_OBJECT

public:
    explicit SampleBox(QWidget* parent = nullptr);
    ~SampleBox() override;

    /// The data; null while there are none.
    void setAlbum(std::shared_ptr<const Album> album);
    std::int64_t sample() const;
    void showSample(std::int64_t sample);

Q_SIGNALS:
    void edited(qint64 sample);  ///< another number stands there
    void entered(qint64 sample); ///< by the Enter key

private:
    void showPart(std::int64_t sample);

    NumberBox* m_number;
    QLabel* m_part;
    std::shared_ptr<const Album> m_album;
};

} // namespace hourglass::ui
