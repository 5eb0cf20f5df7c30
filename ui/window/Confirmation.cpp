// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Confirmation.h"

#include <QAbstractButton>
#include <QMessageBox>

namespace hourglass::ui {

void askToConfirm(QWidget& window, const QString& question, const QString& consequence, const QString& verb,
                  const std::function<void()>& confirmed) {
    auto* box = new QMessageBox(QMessageBox::Question, {}, question, QMessageBox::Yes | QMessageBox::Cancel, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(consequence);
    box->setDefaultButton(QMessageBox::Cancel);
    box->button(QMessageBox::Yes)->setText(verb);
    QObject::connect(box, &QMessageBox::finished, &window, [confirmed](int answer) {
        if (answer == QMessageBox::Yes)
            confirmed();
    });
    box->open();
}

} // namespace hourglass::ui
