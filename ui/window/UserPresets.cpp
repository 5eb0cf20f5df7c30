// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/UserPresets.h"

#include "ui/session/Convert.h"

#include <QCollator>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace hourglass::ui {

namespace {

std::vector<UserPresets::Entry> readAll(const QString& folder) {
    std::vector<UserPresets::Entry> entries;
    for (const QFileInfo& file : QDir(folder).entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
        UserPresets::Entry entry;
        entry.path = file.absoluteFilePath();
        try {
            entry.preset = loadPreset(toStdString(entry.path));
        } catch (const std::exception& error) {
            entry.preset.title = toStdString(file.fileName());
            entry.fault = QString::fromUtf8(error.what());
        }
        entry.preset.id = "yours/" + toStdString(file.completeBaseName());
        entries.push_back(std::move(entry));
    }
    QCollator order;
    order.setNumericMode(true);
    std::ranges::stable_sort(entries, [&](const UserPresets::Entry& a, const UserPresets::Entry& b) {
        if (a.fault.isEmpty() != b.fault.isEmpty())
            return a.fault.isEmpty();
        return order.compare(toQString(a.preset.title), toQString(b.preset.title)) < 0;
    });
    return entries;
}

/// The file that holds the preset of this title, or a new name for it.
QString fileFor(const QString& folder, const QString& title) {
    for (const UserPresets::Entry& entry : readAll(folder))
        if (entry.fault.isEmpty() && toQString(entry.preset.title) == title)
            return entry.path;
    QString name;
    for (const QChar letter : title.toLower())
        name += letter.isLetterOrNumber() ? letter : QChar('-');
    name = name.left(60);
    QString path = QDir(folder).filePath(name + ".json");
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QDir(folder).filePath(QString("%1-%2.json").arg(name).arg(number));
    return path;
}

} // namespace

UserPresets::UserPresets(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
    , m_background("presets") {
    refresh();
}

QString UserPresets::usualFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/presets";
}

const UserPresets::Entry* UserPresets::find(const QString& title) const {
    const auto known = std::ranges::find_if(
        m_entries, [&](const Entry& entry) { return entry.fault.isEmpty() && toQString(entry.preset.title) == title; });
    return known == m_entries.end() ? nullptr : &*known;
}

void UserPresets::refresh() {
    change([] {});
}

void UserPresets::save(const QString& title, const Experiment& experiment) {
    const auto write = [folder = m_folder, title, experiment] {
        if (!QDir().mkpath(folder))
            throw std::runtime_error(
                toStdString(tr("The folder %1 for your presets cannot be made. Check the permissions.").arg(folder)));
        savePreset({{}, toStdString(title), toStdString(tr("Saved by you.")), experiment},
                   toStdString(fileFor(folder, title)));
    };
    change(write, [this, title] { Q_EMIT saved(title); });
}

void UserPresets::rename(const QString& path, const QString& title) {
    change([path, title] {
        Preset preset = loadPreset(toStdString(path));
        preset.title = toStdString(title);
        savePreset(preset, toStdString(path)); // under its old file name: only the title is to be seen
    });
}

void UserPresets::remove(const QString& path) {
    change([path] {
        QFile file(path);
        if (!file.remove())
            throw std::runtime_error(toStdString(tr("%1 cannot be deleted: %2").arg(path, file.errorString())));
    });
}

void UserPresets::change(const std::function<void()>& write, const std::function<void()>& then) {
    m_background.line()->work([this, write, then, folder = m_folder, line = m_background.line()] {
        QString fault;
        try {
            write();
        } catch (const std::exception& error) {
            fault = QString::fromUtf8(error.what());
        }
        line->reply([this, then, fault, entries = readAll(folder)]() mutable {
            m_entries = std::move(entries);
            Q_EMIT changed();
            if (!fault.isEmpty())
                Q_EMIT failed(fault);
            else if (then)
                then();
        });
    });
}

} // namespace hourglass::ui
