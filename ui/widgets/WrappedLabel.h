// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    void changeEvent(QEvent* event) override;

private:
    QString m_text;
};

} // namespace hourglass::ui
