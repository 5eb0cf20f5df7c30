// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FileQuestion.h"

#include <QDir>

namespace hourglass::ui {

namespace {

constexpr qsizetype LongestName = 60;

/// "png", of "PNG picture (*.png)"
QString suffixOf(const QString& filter) {
    return filter.section("*.", -1).chopped(1);
}

/// Where a file was chosen last; before that the user's own folder, wherever the program was started.
QString& lastFolder() {
    static QString folder = QDir::homePath();
    return folder;
}

/// Not waited for, and gone when it is closed.
QFileDialog* makeDialog(QWidget& parent, const QString& title, const QString& start = {}) {
    auto* dialog = new QFileDialog(&parent, title, start.isEmpty() ? lastFolder() : start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::accepted, dialog,
                     [dialog] { lastFolder() = dialog->directory().absolutePath(); });
    return dialog;
}

} // namespace

void askWhatToOpen(QWidget& parent, const QString& title, QFileDialog::FileMode what, const QString& filter,
                   const UsePath& use, const QString& start) {
    QFileDialog* const dialog = makeDialog(parent, title, start);
    dialog->setNameFilter(filter);
    dialog->setFileMode(what);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, use);
    dialog->open();
}

void askForFiles(QWidget& parent, const QString& title, const QString& filter,
                 const std::function<void(const QStringList& paths)>& use) {
    QFileDialog* const dialog = makeDialog(parent, title);
    dialog->setNameFilter(filter);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, &parent, use);
    dialog->open();
}

void askWhereToSave(QWidget& parent, const QString& title, const QStringList& filters, const QString& name,
                    const UsePath& use) {
    QFileDialog* const dialog = makeDialog(parent, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(suffixOf(filters.first()));
    if (!name.isEmpty())
        dialog->selectFile(name + '.' + dialog->defaultSuffix());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog](const QString& filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, use);
    dialog->open();
}

QString asFileName(const QString& title) {
    QString name;
    for (const QChar letter : title.toLower().simplified())
        if (letter.isLetterOrNumber())
            name += letter;
        else if (!name.endsWith('-'))
            name += '-';
    return name.left(LongestName);
}

} // namespace hourglass::ui
