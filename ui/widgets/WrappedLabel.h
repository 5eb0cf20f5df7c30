// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QString>
#include <QWidget>

namespace hourglass::ui {

/// Plain text in as many lines as it takes. Unlike a QLabel it has the window laid out anew only where another text takes
/// other lines: figures that change many times a second cost no more than being drawn.
class WrappedLabel : public QWidget {
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget* parent = nullptr);

    const QString& text() const { return m_text; }
    void setText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    QString m_text;
    QBasicTimer m_changing; ///< while it runs, screen readers hear nothing of it
};

} // namespace hourglass::ui
