// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <cstdint>

namespace hourglass::ui {

class ElidedLabel;
class PictureView;

/// One end of a walk: shows a sample, takes another that is dropped on it, and gives it away where it is dragged. A click or
/// Enter asks for another one by chance, the arrow keys for the next and the one before, its menu for a file.
class SampleWell : public QWidget {
    Q_OBJECT

public:
    /// @param letter  by which it is known: "A"
    explicit SampleWell(const QString& letter, QWidget* parent = nullptr);

    /// @param sample  its number, or −1 for one from elsewhere
    /// @param name    "sample 12, sneaker"
    void show(const QImage& picture, std::int64_t sample, const QString& name);
    void clear();
    const QString& letter() const { return m_letter; }
    std::int64_t sample() const { return m_sample; }

Q_SIGNALS:
    // The user did so.
    void sampleDropped(qint64 sample);
    void fileChosen(const QString& path); ///< dropped, or chosen in a dialog
    void anotherWanted();
    void stepWanted(int by); ///< −1 or 1

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void markDrop(bool over);
    void addMenu();

    QString m_letter;
    std::int64_t m_sample = -1;
    PictureView* m_picture;
    ElidedLabel* m_name;
    QPoint m_pressed;
    bool m_isPressed = false;
    bool m_isOver = false; ///< something that can be dropped
};

} // namespace hourglass::ui
