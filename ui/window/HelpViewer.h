// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

class QTextBrowser;

namespace hourglass::ui {

/// Shows pages of the user guide (Markdown), or a text made on the spot, in a window of its own.
class HelpViewer : public QDialog {
    Q_OBJECT

public:
    explicit HelpViewer(QWidget* parent);

    /// @param page  file name in resources/help
    void showPage(const QString& page);
    void showText(const QString& title, const QString& markdown);

private:
    void present(const QString& title);
    void layOut();

    QTextBrowser* m_browser;
};

} // namespace hourglass::ui
