// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/HelpViewer.h"

#include "engine/api/Runtime.h"
#include "ui/session/Convert.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QTextTable>
#include <QUrl>
#include <QVBoxLayout>

namespace hourglass::ui {

HelpViewer::HelpViewer(QWidget* parent)
    : QDialog(parent)
    , m_browser(new QTextBrowser) {
    m_browser->setAccessibleName(tr("Help text"));
    m_browser->setOpenExternalLinks(true);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HelpViewer::layOut);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_browser);
    layout->addWidget(buttons);
    resize(720, 640);
}

void HelpViewer::showPage(const QString& page) {
    try {
        m_browser->setSource(QUrl::fromLocalFile(toQString(resourceFolder()) + "/help/" + page));
        present(tr("User guide"));
    } catch (const std::exception& error) { // the resources are not where they should be
        showText(tr("User guide"), QString::fromUtf8(error.what()));
    }
}

void HelpViewer::showText(const QString& title, const QString& markdown) {
    m_browser->setMarkdown(markdown);
    layOut();
    present(title);
}

/// Gives the text air, which Markdown cannot say.
void HelpViewer::layOut() {
    QTextDocument& document = *m_browser->document();
    document.setDocumentMargin(16);
    for (QTextFrame* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderBrush(palette().color(QPalette::Mid));
            format.setCellPadding(4);
            format.setCellSpacing(0);
            format.setTopMargin(4);
            format.setBottomMargin(12);
            table->setFormat(format);
        }
}

void HelpViewer::present(const QString& title) {
    setWindowTitle(title);
    show();
    raise();
    activateWindow();
}

} // namespace hourglass::ui
