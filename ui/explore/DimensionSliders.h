// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QPixmap>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace hourglass::ui {

class NumberBox;

/// A slider for each number of a code, however many there are, with what it does to the sample beneath. Only what is in
/// sight costs anything.
///
/// The pointer drags, clicks on a picture, locks by the padlock, and types after a double click. The keys: up and down go
/// from one to the next, left and right change the number, Home and End go to the ends of its range, Delete to its mean, L
/// locks, and a digit or Enter begins to type. The wheel changes the number that was changed last, where the pointer is on
/// it.
class DimensionSliders : public QAbstractScrollArea {
    Q_OBJECT

public:
    static constexpr int SweepSteps = 7; ///< pictures beneath a slider

    struct Row {
        std::int64_t dimension = 0; ///< of the code, from 0
        double lowest = -1, highest = 1, mean = 0;
        bool isActive = true;
        bool operator==(const Row&) const = default;
    };

    explicit DimensionSliders(QWidget* parent = nullptr);

    /// In their order; those that tell samples apart come first.
    void setRows(std::vector<Row> rows);
    /// One for each number of the code.
    void setValues(const std::vector<float>& values);
    void setLocked(std::int64_t dimension, bool locked);
    /// What stands here where there are no rows.
    void setEmptyText(const QString& text);
    /// Pictures of one number from its lowest to its highest value. Those that are not there keep their place.
    void setSweep(std::int64_t dimension, const std::vector<QImage>& pictures);
    void forgetSweeps();
    /// Rows at least partly in sight.
    std::vector<Row> rowsInSight() const;

    const std::vector<Row>& rows() const { return m_rows; }
    std::optional<std::int64_t> currentDimension() const;
    void letGo();                                           ///< whatever is held
    bool isHeld() const { return m_isDragged || m_editor; } ///< by the user: not a time to change rows
    /// The user is at them: not a time to lay rows elsewhere.
    bool isInUse() const { return underMouse() || hasFocus(); }
    /// In pixels of the viewport.
    QRect trackOf(std::size_t row) const;
    QRect lockOf(std::size_t row) const;
    QRect numberOf(std::size_t row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // The user did so.
    void numberChanged(qint64 dimension, double value);
    void lockToggled(qint64 dimension);
    void released();     ///< isHeld() no more
    void sightChanged(); ///< other rows are in sight

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int lineHeight() const;
    int numberWidth() const;
    int trackLeft() const;
    int trackWidth() const;
    int pictureSide() const;
    int rowHeight() const;
    int headingHeight() const;        ///< over the first row that tells nothing apart
    int topOf(std::size_t row) const; ///< in the viewport
    QRect sweepOf(std::size_t row) const;
    std::optional<std::size_t> rowAt(int y) const;
    double valueOf(const Row& row) const;
    double valueAt(const Row& row, const QRect& track, double x) const;
    double xOf(const Row& row, const QRect& track, double value) const;
    void change(std::size_t row, double value);
    void setCurrent(std::optional<std::size_t> row);
    void describeCurrent();
    void updateRow(std::size_t row);
    void bringIntoSight(std::size_t row);
    void edit(std::size_t row, const QString& text = {});
    void endEditing(bool takes);
    void updateScrollBar();
    QString describe(const Row& row) const;
    void paintRow(QPainter& painter, std::size_t row);
    void paintTrack(QPainter& painter, const Row& row, const QRect& track, bool isCurrent);
    void paintLock(QPainter& painter, const QRect& place, bool locked);

    std::vector<Row> m_rows;
    int m_rowHeight = 1;             ///< rowHeight(), which is asked for very often
    std::size_t m_firstInactive = 0; ///< index of it
    std::vector<float> m_values;
    std::vector<bool> m_locked; ///< by dimension
    std::map<std::int64_t, std::vector<QPixmap>> m_sweeps;
    QString m_emptyText;
    std::optional<std::size_t> m_current;
    bool m_isDragged = false;
    int m_turned = 0;              ///< of the wheel, less than a notch
    NumberBox* m_editor = nullptr; ///< while a number is typed
    double m_editedFrom = 0; ///< what it showed at first
};

} // namespace hourglass::ui
