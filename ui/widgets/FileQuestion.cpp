// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FileQuestion.h"

namespace hourglass::ui {

namespace {

constexpr qsizetype LongestName = 60;

/// "png", of "PNG picture (*.png)"
QString suffixOf(const QString& filter) {
    return filter.section("*.", -1).chopped(1);
}

} // namespace

void askWhatToOpen(QWidget& parent, const QString& title, QFileDialog::FileMode what, const QString& filter,
                   const UsePath& use, const QString& start) {
    auto* dialog = new QFileDialog(&parent, title, start, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(what);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, use);
    dialog->open();
}

void askForFiles(QWidget& parent, const QString& title, const QString& filter,
                 const std::function<void(const QStringList& paths)>& use) {
    auto* dialog = new QFileDialog(&parent, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, &parent, use);
    dialog->open();
}

void askWhereToSave(QWidget& parent, const QString& title, const QStringList& filters, const QString& name,
                    const UsePath& use) {
    auto* dialog = new QFileDialog(&parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
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
