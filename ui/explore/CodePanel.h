// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explore/CodeExportable.h"
#include "ui/session/AlbumOpener.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QLineEdit;
class QToolButton;

namespace hourglass::ui {

class DimensionSliders;
class Exploration;
class PictureView;

/// The code at hand: what the decoder makes of it, and a slider for each of its numbers. Samples can be dropped on it.
class CodePanel : public QWidget, public CodeExportable {
    Q_OBJECT

public:
    explicit CodePanel(Exploration& exploration, QWidget* parent = nullptr);

    const PictureView& picture() const { return *m_picture; }
    DimensionSliders& sliders() const { return *m_sliders; }

    QString pictureTitle() const override { return tr("Decoded code"); }
    bool isEmpty() const override;
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;

Q_SIGNALS:
    void failed(const QString& message);
    void decodedShown(const std::vector<float>& code); ///< the picture is of that

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    std::vector<float> exportedCodes() const override;
    std::int64_t numbersInCode() const override;
    QWidget* makeControls();
    void begin();
    void renew();
    void showCode();
    void showRows();
    std::vector<std::int64_t> rowOrder() const;
    void askForPicture();
    void askForSweeps();
    void openFile(const QString& path);
    void takeFile(const std::shared_ptr<const Album>& album);

    Exploration& m_exploration;
    PictureView* m_picture;
    DimensionSliders* m_sliders;
    QLineEdit* m_search;
    QCheckBox* m_onlyActive;
    QToolButton* m_reset;
    QToolButton* m_randomise;
    QBoxLayout* m_layout;
    QTimer m_later;       ///< until the sweeps follow the code
    AlbumOpener m_opener; ///< of a file that was dropped here
};

} // namespace hourglass::ui
