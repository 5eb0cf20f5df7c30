// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureBench.h"

#include "engine/api/Anomaly.h"
#include "engine/api/Baselines.h"
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/NoiseLevel.h"
#include "engine/api/Similarity.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"
#include "ui/session/PictureServing.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int SmallestForSsim = 11; // px, see ssim()
constexpr double White = 255;
constexpr double UsualShare = 0.99; // of the pixels that a network learned from

/// As it can be compared with the clean one, or empty where it cannot.
Planes alike(const Planes& picture, const Planes& clean) {
    if (picture.width != clean.width || picture.height != clean.height)
        return {};
    return picture.channels == 1 && clean.channels == 3 ? damage::inThree(picture)
           : picture.channels == clean.channels         ? picture
                                                        : Planes();
}

} // namespace

void PictureBench::serve(const PictureOrder& order, const Tell& tell, const GoesOn& goesOn) {
    const Serving serving{order, tell, goesOn};
    PictureNews last;
    last.isLast = true;
    try {
        open(serving);
        damage(serving);
        if (!order.model.isNone()) {
            load(serving);
            taskFor(order) == RestorationTask::Compress ? compress(serving) : restore(serving);
            if (order.findsAnomalies)
                tellUsual(serving);
        }
        if (order.compares && taskFor(order) != RestorationTask::Compress) // which has compared already
            compare(serving);
    } catch (const CalledOff&) {
        return;
    } catch (const std::exception& error) {
        last.fault = sentenceOf(error);
    }
    tell(last);
}

bool PictureBench::hasChanged(const QString& path, FileStamp& known) {
    const QFileInfo file(path);
    if (path.isEmpty() || !file.exists())
        return false;
    const FileStamp stamp(file.lastModified().toMSecsSinceEpoch(), file.size());
    return std::exchange(known, stamp) != stamp;
}

void PictureBench::open(const Serving& serving) {
    const PictureOrder& order = serving.order;
    const bool isOther = hasChanged(order.path, m_pictureStamp) || m_picture != order.picture;
    if (isOther) {
        m_picture.reset();
        m_damage.reset();
        forgetRestored();
        m_photograph = {};
        if (order.path.isEmpty())
            m_photograph.colour = toPlanes(order.pasted);
        else if (auto picture = pictureIn(order.path, order.model.file,
                                          [&](double share) { return serving.progress(ofBench("Unpacking"), share); }))
            m_photograph = std::move(*picture);
        else
            throw CalledOff();
        const Planes& picture = m_photograph.colour;
        m_facts = {.size = QSize(picture.width, picture.height),
                   .bitDepth = m_photograph.bitDepth,
                   .isColour = picture.channels == 3,
                   .hasAlpha = !m_photograph.alpha.empty(),
                   .sigma = noiseLevel(picture)};
        m_clean = {.id = CleanId, .title = ofBench("Original"), .picture = PicturePyramid(picture)};
        m_picture = order.picture;
    }
    serving.checkpoint();
    PictureNews news;
    news.facts = m_facts;
    serving.tell(news);
}

void PictureBench::damage(const Serving& serving) {
    const PictureOrder& order = serving.order;
    if (m_damage != order.damage || m_missing != order.missing) {
        m_damage.reset();
        forgetRestored();
        m_comparedTask.reset();
        const Planes& clean = m_photograph.colour;
        m_mask = order.missing.empty() ? Planes() : painted(order.missing, QSize(clean.width, clean.height));
        m_damaged = {};
        if (order.damage.kind.empty()) {
            m_before = m_clean;
            m_before.id = DamagedId;
        } else {
            m_damaged = m_photograph;
            const DamageKind& kind = damageKind(order.damage.kind);
            if (kind.task != RestorationTask::Inpaint || !m_mask.empty())
                m_damaged.colour = kind.apply({clean, order.damage.strength, order.damage.seed, &m_mask});
            if (m_damaged.colour.width != clean.width || m_damaged.colour.height != clean.height)
                m_damaged.alpha = {}; // of another size
        }
        m_damage = order.damage;
        m_missing = order.missing;
        if (!order.damage.kind.empty())
            m_before = judged(DamagedId, ofBench("Damaged"), m_damaged.colour, true);
    }
    serving.checkpoint();
    if (!order.damage.kind.empty())
        serving.show(m_clean);
    serving.show(m_before);
}

void PictureBench::load(const Serving& serving) {
    const PictureModel& wanted = serving.order.model;
    if (!hasChanged(wanted.file, m_modelStamp) && m_network && m_model == wanted)
        return;
    m_network.reset();
    m_restorer.reset();
    m_compressor.reset();
    forgetRestored();
    m_network = wanted.live ? *wanted.live : Model::load(toStdString(wanted.file));
    m_learned = taskOf(m_network->experiment());
    m_usual.reset();
    m_model = wanted;
    m_model.live.reset();
    serving.checkpoint();
}

RestorationTask PictureBench::taskFor(const PictureOrder& order) const {
    return !order.damage.kind.empty() ? damageKind(order.damage.kind).task
           : order.task               ? *order.task
                                      : m_learned.value_or(RestorationTask::Denoise);
}

void PictureBench::restore(const Serving& serving) {
    const RestorationTask task = taskFor(serving.order);
    serving.checkpoint();
    if (!m_restorer)
        m_restorer = std::make_unique<Restorer>(*m_network);
    PictureNews news;
    news.task = task;
    news.isInPieces = !m_restorer->slides();
    serving.tell(news);
    if (task == RestorationTask::Inpaint && m_mask.empty())
        throw Error(toStdString(ofBench("Paint over what is missing, with the left button; the right one rubs out.")));
    if (m_task != task) {
        m_task.reset();
        QElapsedTimer taken;
        taken.start();
        RestorationOptions options{.task = task, .mask = m_mask.empty() ? nullptr : &m_mask};
        if (task == RestorationTask::Enlarge && isKnown()) {
            options.width = m_photograph.colour.width;
            options.height = m_photograph.colour.height;
        }
        auto restored = m_restorer->restored(seen(), options,
                                             [&](double share) { return serving.progress(ofBench("Restoring"), share); });
        if (!restored)
            throw CalledOff();
        const double seconds = double(taken.elapsed()) / 1000;
        m_restored = std::move(*restored);
        if (isKnown())
            m_restored.alpha = m_photograph.alpha;
        m_after = judged(ModelId, ofBench("This model"), m_restored.colour, isKnown());
        m_after.seconds = seconds;
        m_task = task;
    }
    serving.checkpoint();
    serving.show(m_after);
}

void PictureBench::tellUsual(const Serving& serving) {
    if (!m_usual)
        m_usual = usualDifference(*m_network, UsualShare);
    serving.checkpoint();
    PictureNews news;
    news.usualDifference = m_usual;
    serving.tell(news);
}

void PictureBench::compare(const Serving& serving) {
    const RestorationTask task = taskFor(serving.order);
    const bool masked = task == RestorationTask::Inpaint;
    if (masked && m_mask.empty())
        return;
    if (m_comparedTask != task) {
        m_others.clear();
        m_comparedTask = task;
    }
    const Planes& damaged = seen().colour;
    const Planes& clean = m_photograph.colour;
    const bool isNoise = m_damage->kind == "gaussian";
    const double sigma = isNoise ? m_damage->strength / White : noiseLevel(damaged);
    std::size_t done = 0;
    for (const Baseline& method : baselines()) {
        if (method.task != task)
            continue;
        if (done == m_others.size()) {
            QElapsedTimer taken;
            taken.start();
            BaselineInput input{.damaged = damaged, .sigma = std::min(1.0, sigma)};
            input.mask = masked ? &m_mask : nullptr;
            input.width = isKnown() ? clean.width : 2 * damaged.width;
            input.height = isKnown() ? clean.height : 2 * damaged.height;
            input.reference = isKnown() && clean.channels == damaged.channels ? &clean : nullptr;
            const auto progress = [&](double share) { return serving.progress(toQString(method.title), share); };
            if (!progress(0))
                throw CalledOff();
            const auto made = restoredBy(method, input, progress);
            if (!made)
                throw CalledOff();
            PictureResult result = judged(toQString(method.id), toQString(method.title), made->picture, isKnown());
            if (!input.reference)
                result.seconds = double(taken.elapsed()) / 1000;
            else if (method.strengths.size() > 1)
                result.note = ofBench("At the strength that suits this picture best, which only the original tells");
            m_others.push_back(std::move(result));
        }
        serving.checkpoint();
        serving.show(m_others[done++]);
    }
}

/// What is to be restored.
const Photograph& PictureBench::seen() const {
    return isKnown() ? m_damaged : m_photograph;
}

void PictureBench::forgetRestored() {
    m_task.reset();
    m_code.reset();
}

/// Whether the picture is clean, and was damaged here.
bool PictureBench::isKnown() const {
    return m_damage && !m_damage->kind.empty();
}

/// With figures where the clean picture is known.
PictureResult PictureBench::judged(const QString& id, const QString& title, const Planes& picture, bool isKnown) const {
    PictureResult result{.id = id, .title = title, .picture = PicturePyramid(picture)};
    const Planes& clean = m_photograph.colour;
    const Planes same = isKnown ? alike(picture, clean) : Planes();
    if (!same.empty()) {
        result.psnr = psnr(same, clean);
        if (std::min(clean.width, clean.height) >= SmallestForSsim)
            result.ssim = ssim(same, clean);
    }
    return result;
}

} // namespace hourglass::ui
