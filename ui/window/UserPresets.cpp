// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/UserPresets.h"

#include "ui/session/Convert.h"
#include "ui/widgets/FileQuestion.h"

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

/// The file that holds the good preset of this title; empty where there is none.
QString holderOf(const QString& folder, const QString& title) {
    for (const UserPresets::Entry& entry : readAll(folder))
        if (entry.fault.isEmpty() && toQString(entry.preset.title) == title)
            return entry.path;
    return {};
}

QString newFileFor(const QString& folder, const QString& title) {
    const QString name = asFileName(title);
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

void UserPresets::refresh() {
    change([] { return Reply(); });
}

void UserPresets::save(const QString& title, const Experiment& experiment, Existing existing) {
    change([this, folder = m_folder, title, experiment, existing]() -> Reply {
        const QString holder = holderOf(folder, title);
        if (!holder.isEmpty() && existing == Existing::Keep)
            return [this, title, experiment] { Q_EMIT taken(title, experiment); };
        if (!QDir().mkpath(folder))
            throw std::runtime_error(
                toStdString(tr("The folder %1 for your presets cannot be made. Check the permissions.").arg(folder)));
        savePreset({{}, toStdString(title), toStdString(tr("Saved by you.")), experiment},
                   toStdString(holder.isEmpty() ? newFileFor(folder, title) : holder));
        return [this, title] { Q_EMIT saved(title); };
    });
}

void UserPresets::rename(const QString& path, const QString& title) {
    change([folder = m_folder, path, title] {
        if (const QString holder = holderOf(folder, title); !holder.isEmpty() && holder != path)
            throw std::runtime_error(
                toStdString(tr("There is a preset of the name “%1” already. Choose another name.").arg(title)));
        Preset preset = loadPreset(toStdString(path));
        preset.title = toStdString(title);
        savePreset(preset, toStdString(path)); // under its old file name: only the title is to be seen
        return Reply();
    });
}

void UserPresets::remove(const QString& path) {
    change([path] {
        QFile file(path);
        if (!file.remove())
            throw std::runtime_error(toStdString(tr("%1 cannot be deleted: %2").arg(path, file.errorString())));
        return Reply();
    });
}

void UserPresets::change(const std::function<Reply()>& write) {
    m_background.line()->work([this, write, folder = m_folder, line = m_background.line()] {
        QString fault;
        Reply then;
        try {
            then = write();
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
