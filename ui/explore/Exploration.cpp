// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/Exploration.h"

#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QElapsedTimer>

#include <algorithm>
#include <random>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr std::int64_t SurveyedSamples = 2'000;
constexpr std::size_t DecodedTogether = 16; // codes
} // namespace

ModelWork decoding(std::vector<float> codes, int label, int side, std::function<void(const std::vector<QImage>&)> use) {
    return [codes = std::move(codes), label, side, use = std::move(use),
            pictures = std::vector<QImage>()](const Model& model) mutable -> std::optional<ModelAnswer> {
        const auto numbers = std::size_t(model.network().code->output.elements());
        QElapsedTimer spent;
        spent.start();
        do {
            const std::size_t first = pictures.size() * numbers;
            const std::size_t end = std::min(codes.size(), first + DecodedTogether * numbers);
            const std::vector<float> some(codes.begin() + std::ptrdiff_t(first), codes.begin() + std::ptrdiff_t(end));
            for (const Image& picture : decodedPictures(model, some, side, label))
                pictures.push_back(toQImage(picture));
        } while (pictures.size() * numbers < codes.size() && spent.elapsed() < LongestPiece);
        if (pictures.size() * numbers < codes.size())
            return std::nullopt;
        return [use, pictures = std::move(pictures)] { use(pictures); };
    };
}

Exploration::Exploration(ModelDesk& quick, ModelDesk& patient, QObject* parent)
    : QObject(parent)
    , m_quick(quick)
    , m_patient(patient) {}

void Exploration::begin(const RunInfo& run) {
    m_run = run;
    m_codes.reset();
    m_space = {};
    m_code.clear();
    m_label = -1;
    m_cloud.clear();
    m_sample = 0;
    m_locked.clear();
    m_path.clear();
    Q_EMIT begun();
}

void Exploration::leave() {
    m_run.reset();
    m_codes.reset();
    m_space = {};
    m_code.clear();
    m_path.clear();
    Q_EMIT begun();
}

void Exploration::renew() {
    if (isEmpty())
        return;
    askForSample();
    survey();
    Q_EMIT renewed();
}

std::int64_t Exploration::dimensions() const {
    return m_run && m_run->network.code ? m_run->network.code->output.elements() : 0;
}

bool Exploration::hasPictures() const {
    return m_run && m_run->dataset.sampleShape.isPicture();
}

QString Exploration::className(int label) const {
    if (!m_run || label < 0)
        return {};
    const auto& names = m_run->dataset.classNames;
    return std::size_t(label) < names.size() ? toQString(names[std::size_t(label)]) : QString::number(label);
}

QString Exploration::sampleName(std::int64_t sample) const {
    const QString number = grouped(sample);
    const QString name = m_run && m_run->album ? className(m_run->album->label(sample)) : QString();
    return name.isEmpty() ? tr("sample %1").arg(number) : tr("sample %1, %2").arg(number, name);
}

void Exploration::survey() {
    m_patient.ask(purpose::Survey, [this](const Model& model) -> std::optional<ModelAnswer> {
        auto codes = std::make_shared<const Codes>(codesOf(model, SurveyedSamples));
        CodeSpace space = codeSpace(model, *codes);
        return [this, codes = std::move(codes), space = std::move(space)] { takeSurvey(codes, space); };
    });
}

void Exploration::takeSurvey(std::shared_ptr<const Codes> codes, CodeSpace space) {
    m_codes = std::move(codes);
    m_space = std::move(space);
    Q_EMIT surveyed();
}

void Exploration::askForSample() {
    if (!m_sample || !m_run->album)
        return;
    m_quick.ask(purpose::Sample,
                [this, album = m_run->album, sample = *m_sample](const Model& model) -> std::optional<ModelAnswer> {
                    const EncodedSample encodedSample = encoded(model, *album, sample);
                    return [this, sample, encodedSample] {
                        if (m_sample != sample) // the hand was faster
                            return;
                        m_code = encodedSample.code;
                        m_label = encodedSample.label;
                        Q_EMIT codeChanged();
                    };
                });
}

void Exploration::setCode(const CodeValues& code, int label) {
    setCloud({code, {}, label});
}

void Exploration::setCloud(const EncodedSample& encodedSample) {
    if (std::int64_t(encodedSample.code.size()) != dimensions())
        return;
    m_sample.reset();
    m_code = encodedSample.code;
    m_label = encodedSample.label;
    m_cloud = encodedSample.deviations;
    Q_EMIT codeChanged();
}

void Exploration::setNumber(std::int64_t dimension, double value) {
    if (dimension < 0 || dimension >= std::int64_t(m_code.size()))
        return;
    m_sample.reset();
    m_cloud.clear();
    m_code[std::size_t(dimension)] = float(value);
    Q_EMIT codeChanged();
}

void Exploration::setSample(std::int64_t sample) {
    if (isEmpty())
        return;
    m_sample = sample;
    askForSample();
}

void Exploration::setLabel(int label) {
    if (m_code.empty() || label == m_label)
        return;
    m_sample.reset();
    m_label = label;
    Q_EMIT codeChanged();
}

void Exploration::setLocked(std::int64_t dimension, bool locked) {
    if (locked)
        m_locked.insert(dimension);
    else
        m_locked.erase(dimension);
    Q_EMIT lockChanged();
}

void Exploration::setPath(std::vector<float> codes) {
    m_path = std::move(codes);
    Q_EMIT pathChanged();
}

void Exploration::reset() {
    if (m_space.mean.size() != m_code.size())
        return;
    for (std::size_t i = 0; i < m_code.size(); ++i)
        if (!isLocked(std::int64_t(i)))
            m_code[i] = m_space.mean[i];
    m_sample.reset();
    m_cloud.clear();
    Q_EMIT codeChanged();
}

void Exploration::randomise() {
    if (m_space.dimensions.size() != m_code.size())
        return;
    std::mt19937 random(m_seed++);
    std::normal_distribution<double> normal;
    for (std::size_t i = 0; i < m_code.size(); ++i) {
        const double drawn = m_space.dimensions[i].mean + m_space.dimensions[i].deviation * normal(random);
        if (!isLocked(std::int64_t(i)))
            m_code[i] = float(drawn);
    }
    m_sample.reset();
    m_cloud.clear();
    Q_EMIT codeChanged();
}

} // namespace hourglass::ui
