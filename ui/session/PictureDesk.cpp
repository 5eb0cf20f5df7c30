// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureDesk.h"

#include "ui/session/Convert.h"
#include "ui/session/PictureBench.h"

#include <atomic>
#include <cstdint>

namespace hourglass::ui {

struct PictureDesk::Shared {
    std::atomic<std::uint64_t> newest = 0; ///< number of the order that is wanted
    PictureBench bench;                    ///< the desk's thread only
};

PictureDesk::PictureDesk(QObject* parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
    , m_background("pictures") {}

PictureDesk::~PictureDesk() {
    ++m_shared->newest;
}

void PictureDesk::order(const PictureOrder& order) {
    const std::uint64_t number = ++m_shared->newest;
    m_isBusy = true;
    m_background.line()->work([this, order, number, shared = m_shared, line = m_background.line()] {
        const auto isWanted = [&] { return shared->newest == number; };
        if (!isWanted())
            return;
        const auto tell = [&](const PictureNews& news) {
            line->reply([this, news, number] {
                if (m_shared->newest != number)
                    return;
                m_isBusy = !news.isLast;
                Q_EMIT told(news);
            });
        };
        shared->bench.serve(order, tell, isWanted);
    });
}

void PictureDesk::cancel() {
    ++m_shared->newest;
    m_isBusy = false;
}

void PictureDesk::forget() {
    cancel();
    m_background.line()->work([shared = m_shared] { shared->bench = PictureBench(); });
}

void PictureDesk::save(const QString& path, bool replaces) {
    m_background.line()->work([this, path, replaces, shared = m_shared, line = m_background.line()] {
        QString fault;
        try {
            shared->bench.save(path, replaces);
        } catch (const std::exception& error) {
            fault = sentenceOf(error);
        }
        line->reply([this, path, fault] {
            if (fault.isEmpty())
                Q_EMIT saved(path);
            else
                Q_EMIT failed(fault);
        });
    });
}

} // namespace hourglass::ui
