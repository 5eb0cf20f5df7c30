// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QToolButton;

namespace hourglass::ui {

/// A title that shows and hides what stands under it; by mouse, or by space when it has the focus.
class CollapsibleSection : public QWidget {
    Q_OBJECT

public:
    enum class Weight { Heading, Aside };

    CollapsibleSection(const QString& title, QWidget* content, Weight weight = Weight::Heading, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    bool isExpanded() const;
    void setExpanded(bool expanded);

private:
    QToolButton* m_header;
    QWidget* m_body;
};

} // namespace hourglass::ui
