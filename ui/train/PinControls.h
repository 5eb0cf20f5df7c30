// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace hourglass::ui {

class SampleBox;

/// Pins a sample by its number, and unpins all.
class PinControls : public QWidget {
    Q_OBJECT

public:
    explicit PinControls(QWidget* parent = nullptr);

    void setAlbum(std::shared_ptr<const Album> album);
    /// Whether there are pinned ones.
    void setClearable(bool clearable);

Q_SIGNALS:
    void pinRequested(qint64 sample);
    void clearRequested();

private:
    SampleBox* m_sample;
    QPushButton* m_pin;
    QPushButton* m_clear;
};

} // namespace hourglass::ui
