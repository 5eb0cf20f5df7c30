// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ReplaceQuestion.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QMessageBox>

namespace hourglass::ui {

void askToReplace(QWidget& window, const QString& text, const std::function<void()>& replace) {
    const auto tr = [](const char* words) { return QCoreApplication::translate("ReplaceQuestion", words); };
    auto* question = new QMessageBox(QMessageBox::Question, tr("Replace?"), text + ' ' + tr("Replace it?"),
                                     QMessageBox::Yes | QMessageBox::Cancel, &window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Cancel);
    question->button(QMessageBox::Yes)->setText(tr("&Replace"));
    QObject::connect(question, &QMessageBox::finished, &window, [replace](int answer) {
        if (answer == QMessageBox::Yes)
            replace();
    });
    question->open();
}

} // namespace hourglass::ui
