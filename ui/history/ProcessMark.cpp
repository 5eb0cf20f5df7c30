// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/ProcessMark.h"

#include <QCoreApplication>
#include <QFile>

namespace hourglass::ui {

namespace {

QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
}

/// Of the machine's last start: process ids begin anew with it.
QString bootId() {
    static const QString id = contentOf("/proc/sys/kernel/random/boot_id");
    return id;
}

/// In ticks since the boot; empty where there is no such process. Process ids are used again, with another start time.
QString startTime(const QString& process) {
    const QString stat = contentOf("/proc/" + process + "/stat");
    // The name, in parentheses, may hold spaces; the state follows, and the 20th word from there is the time.
    const QStringList words = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return words.size() > 19 && words.front() != "Z" ? words[19] : QString();
}

} // namespace

const QString& processMark() {
    static const QString mark = [] {
        const QString process = QString::number(QCoreApplication::applicationPid());
        return QStringList{bootId(), process, startTime(process)}.join(':');
    }();
    return mark;
}

bool isAlive(const QString& mark) {
    const QStringList parts = mark.split(':');
    return parts.size() == 3 && parts[0] == bootId() && !parts[2].isEmpty() && startTime(parts[1]) == parts[2];
}

} // namespace hourglass::ui
