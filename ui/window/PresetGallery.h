// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "ui/window/PresetPictures.h"

#include <QDialog>
#include <QPointer>
#include <QString>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace hourglass::ui {

/// Complete experiments to choose from, each as a card with a picture; a search finds them by any of their words.
class PresetGallery : public QDialog {
    Q_OBJECT

public:
    /// @param pictures  draws for it as long as it is open
    PresetGallery(const std::vector<Preset>& presets, PresetPictures& pictures, QWidget* parent);
    ~PresetGallery() override;

Q_SIGNALS:
    void chosen(const hourglass::Preset& preset);

private:
    void showDrawn(int index, const NetworkReport& network, const std::vector<QImage>& samples);
    void search(const QString& words);
    void choose();
    bool eventFilter(QObject* watched, QEvent* event) override;

    std::vector<Preset> m_presets; ///< an item of the list for each
    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_none;
    QPushButton* m_open;
    QPointer<PresetPictures> m_pictures; ///< goes first where the window goes with both
};

} // namespace hourglass::ui
