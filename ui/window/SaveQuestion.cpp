// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/SaveQuestion.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QMessageBox>

namespace hourglass::ui {

void askToSave(QWidget& window, const QString& title, const QString& text, const std::function<void()>& save,
               const std::function<void()>& discard) {
    auto* question = new QMessageBox(QMessageBox::Question, {}, title,
                                     QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(text);
    question->setDefaultButton(QMessageBox::Save);
    question->button(QMessageBox::Discard)->setText(QCoreApplication::translate("SaveQuestion", "&Discard"));
    QObject::connect(question, &QMessageBox::finished, &window, [save, discard](int answer) {
        if (answer == QMessageBox::Save)
            save();
        else if (answer == QMessageBox::Discard)
            discard();
    });
    question->open();
}

} // namespace hourglass::ui
