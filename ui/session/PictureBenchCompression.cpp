// SPDX-License-Identifier: GPL-3.0-or-later
// What the PictureBench does with a picture that is to take as few bytes as it can.
#include "ui/session/PictureServing.h"

#include "engine/api/Error.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"

#include <QElapsedTimer>

namespace hourglass::ui {

namespace {

const QString JpegId = QStringLiteral("jpeg");

} // namespace

void PictureBench::compress(const Serving& serving) {
    PictureNews news;
    news.task = RestorationTask::Compress;
    serving.checkpoint();
    serving.tell(news);
    const Planes& picture = m_photograph.colour;
    const auto progress = [&](double share) { return serving.progress(ofBench("Compressing"), share); };
    if (!m_compressor)
        m_compressor = std::make_unique<Compressor>(*m_network);
    if (!m_code) {
        m_rates.clear();
        m_code = m_compressor->code(picture, progress);
        if (!m_code)
            throw CalledOff();
    }
    if (m_task != RestorationTask::Compress || m_step != serving.order.step) {
        m_task.reset();
        QElapsedTimer taken;
        taken.start();
        const std::string file = m_compressor->packed(*m_code, serving.order.step);
        auto unpacked = m_compressor->unpacked(file, progress);
        if (!unpacked)
            throw CalledOff();
        serving.checkpoint();
        m_restored = {
            std::move(*unpacked), {}, m_photograph.bitDepth, m_photograph.metadata}; // the code has no transparency
        m_after = judged(ModelId, ofBench("This model"), m_restored.colour, true);
        m_after.bytes = qint64(file.size());
        m_after.seconds = double(taken.elapsed()) / 1000;
        m_after.note = ofBench("Unpacked again. The network itself, which it takes for that, is not counted.");
        if (!m_photograph.alpha.empty())
            m_after.note += ofBench(" Its transparency is left out.");
        m_jpeg = {};
        m_step = serving.order.step;
        m_task = RestorationTask::Compress;
    }
    serving.show(m_after);
    if (!serving.order.compares)
        return;
    if (m_jpeg.id.isEmpty()) {
        const JpegAtBytes jpeg = jpegAtBytes(picture, std::size_t(*m_after.bytes));
        m_jpeg = judged(JpegId, ofBench("JPEG, quality %1").arg(jpeg.quality), jpeg.picture, true);
        m_jpeg.bytes = qint64(jpeg.bytes);
        m_jpeg.note = m_jpeg.bytes > m_after.bytes
                          ? ofBench("No JPEG file of this picture is as small: this is the smallest.")
                          : ofBench("The best JPEG file that is no larger.");
    }
    serving.show(m_jpeg);
    tellRates(serving);
}

/// From the coarsest rounding to the finest, each as soon as it is known.
void PictureBench::tellRates(const Serving& serving) {
    const Planes& picture = m_photograph.colour;
    const double count = double(std::size(Compressor::steps));
    for (std::size_t i = 0; i < std::size(Compressor::steps); ++i) {
        if (i == m_rates.size()) {
            const auto point = ratePoint(*m_compressor, *m_code, picture, Compressor::steps[i], [&](double share) {
                return serving.progress(ofBench("Rate and distortion"), (double(i) + share) / count);
            });
            if (!point)
                throw CalledOff();
            m_rates.push_back(*point);
        }
        serving.checkpoint();
        PictureNews news;
        news.ratePoint = m_rates[i];
        serving.tell(news);
    }
}

void PictureBench::save(const QString& path, bool replaces) const {
    if (!m_task)
        throw Error(toStdString(ofBench("There is no restored picture to save yet.")));
    if (!isNamedLikeCompressed(path))
        return savePhotograph(m_restored, toStdString(path), {.quality = 95, .replaces = replaces});
    const auto refuse = [&path](const char* why) { throw Error(toStdString(ofBench(why).arg(path))); };
    if (m_task != RestorationTask::Compress)
        refuse("%1 was not written. Choose the task Compress for such a file.");
    if (m_model.file.isEmpty())
        refuse("%1 was not written. The network learns on, and only one that is exactly like it could unpack the file: save "
               "the network first, and choose that file as the model.");
    saveCompressed(m_compressor->packed(*m_code, m_step), toStdString(path), replaces);
}

} // namespace hourglass::ui
