// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/AlbumOpener.h"

#include "engine/api/Error.h"
#include "ui/session/Background.h"
#include "ui/session/Convert.h"

namespace hourglass::ui {

AlbumOpener::AlbumOpener(QObject* parent)
    : QObject(parent)
    , m_latest(std::make_shared<std::atomic<std::uint64_t>>(0)) {}

AlbumOpener::~AlbumOpener() {
    forget(); // so that what only waits is not read any more
}

void AlbumOpener::open(const QString& reference, const DatasetSpec& own, const Shape& shape) {
    if (!m_background)
        m_background = std::make_unique<Background>("album");
    const std::uint64_t number = ++*m_latest;
    const auto isWanted = [latest = m_latest, number] { return *latest == number; };
    // Replies come on this thread, and none after the end of the background.
    const auto answer = [this, isWanted, line = m_background->line()](const std::shared_ptr<const Album>& album,
                                                                      const QString& message) {
        line->reply([this, isWanted, album, message] {
            if (!isWanted())
                return;
            if (album)
                Q_EMIT opened(album);
            else
                Q_EMIT failed(message);
        });
    };
    m_background->line()->work([isWanted, answer, reference = toStdString(reference), own, shape] {
        if (!isWanted())
            return;
        try {
            answer(openAlbum(reference, own, shape), {});
        } catch (const Error& error) {
            answer(nullptr, toQString(error.message()));
        } catch (const std::exception& error) { // out of memory, above all
            answer(nullptr, QString::fromUtf8(error.what()));
        }
    });
}

} // namespace hourglass::ui
