// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureBatch.h"

#include "engine/api/Error.h"
#include "engine/api/Restore.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"

#include <QDir>
#include <QFileInfo>

namespace hourglass::ui {

namespace {

/// @return whether it came to the end
bool restoreFile(const Restorer& restorer, const RestorationOptions& options, const PictureBatch::Order& order, int index,
                 const RestorationProgress& progress) {
    const auto photograph = pictureIn(order.paths[index], order.model.file, progress);
    if (!photograph)
        return false;
    const auto restored = restorer.restored(*photograph, options, progress);
    if (!restored)
        return false;
    savePhotograph(*restored, toStdString(order.targets[index]), {.quality = 95, .replaces = order.replaces});
    return true;
}

} // namespace

PictureBatch::PictureBatch(QObject* parent)
    : QObject(parent)
    , m_background("picture batch") {}

PictureBatch::~PictureBatch() {
    cancel();
}

QStringList PictureBatch::targetsIn(const QString& folder, const QStringList& paths) {
    const auto canonical = [](const QString& path) {
        const QString known = QFileInfo(path).canonicalFilePath();
        return known.isEmpty() ? QFileInfo(path).absoluteFilePath() : known;
    };
    QStringList taken; // all originals, and the targets so far
    for (const QString& path : paths)
        taken << canonical(path);
    QStringList targets;
    for (const QString& path : paths) {
        const QFileInfo file(path);
        // A restored picture is compressed no more.
        const QString suffix = isNamedLikeCompressed(path) ? QStringLiteral("png") : file.suffix();
        QString target =
            QDir(folder).filePath(isNamedLikeCompressed(path) ? file.completeBaseName() + '.' + suffix : file.fileName());
        // Its own original's place is free for it: whoever means that is asked.
        for (int number = 2; taken.contains(canonical(target)) && canonical(target) != canonical(path); ++number)
            target = QDir(folder).filePath(
                QStringLiteral("%1-%2.%3").arg(file.completeBaseName(), QString::number(number), suffix));
        targets << target;
        taken << canonical(target);
    }
    return targets;
}

void PictureBatch::cancel() {
    *m_isCancelled = true;
}

void PictureBatch::start(const Order& order) {
    m_isRunning = true;
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    m_background.line()->work([this, order, isCancelled = m_isCancelled, line = m_background.line()] {
        std::vector<Fault> faults;
        int written = 0;
        try {
            const Model model = order.model.live ? *order.model.live : Model::load(toStdString(order.model.file));
            const Restorer restorer(model);
            const RestorationOptions options{
                .task = order.task ? *order.task : taskOf(model.experiment()).value_or(RestorationTask::Denoise)};
            const double count = double(order.paths.size());
            for (int i = 0; i < int(order.paths.size()) && !*isCancelled; ++i) {
                const QString& path = order.paths[i];
                const auto progress = [&](double share) {
                    line->reply([this, path, share = (i + share) / count] { Q_EMIT progressed(share, path); });
                    return !*isCancelled;
                };
                try {
                    progress(0);
                    written += restoreFile(restorer, options, order, i, progress) ? 1 : 0;
                } catch (const std::exception& error) { // the others are restored all the same
                    faults.push_back({path, sentenceOf(error)});
                }
            }
        } catch (const std::exception& error) {
            faults.push_back({order.model.file, sentenceOf(error)});
        }
        line->reply([this, written, faults, wasCancelled = bool(*isCancelled)] {
            m_isRunning = false;
            Q_EMIT finished(written, faults, wasCancelled);
        });
    });
}

} // namespace hourglass::ui
