// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/Exploration.h"

#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr std::int64_t SurveyedSamples = 2'000;
constexpr qint64 LongestPause = 500;            // ms, in what is one step to undo
constexpr qint64 Rest = 150;                    // ms, after which a hand no longer moves
constexpr qint64 LongestLag = 3'000;            // ms, while it does
constexpr std::int64_t ValuesTogether = 25'000; // of decoded samples: some 32 small ones, a single large one
constexpr std::int64_t MostTogether = 32;
} // namespace

std::size_t decodedTogether(const Model& model) {
    return std::size_t(std::clamp<std::int64_t>(ValuesTogether / model.network().input.elements(), 1, MostTogether));
}

ModelWork decoding(std::vector<float> codes, std::vector<int> labels, int side,
                   std::function<void(const std::vector<QImage>&)> use) {
    return [codes = std::move(codes), labels = std::move(labels), side, use = std::move(use),
            pictures = std::vector<QImage>()](const Model& model) mutable -> std::optional<ModelAnswer> {
        const auto numbers = std::size_t(model.network().code->output.elements());
        QElapsedTimer spent;
        spent.start();
        do {
            const std::size_t first = pictures.size() * numbers;
            const std::size_t end = std::min(codes.size(), first + decodedTogether(model) * numbers);
            const std::vector<float> some(codes.begin() + std::ptrdiff_t(first), codes.begin() + std::ptrdiff_t(end));
            const bool forAll = labels.size() <= 1;
            const std::vector<int> theirs(labels.begin() + std::ptrdiff_t(forAll ? 0 : first / numbers),
                                          forAll ? labels.end() : labels.begin() + std::ptrdiff_t(end / numbers));
            for (const Image& picture : decodedPictures(model, some, side, theirs))
                pictures.push_back(toQImage(picture));
        } while (pictures.size() * numbers < codes.size() && spent.elapsed() < LongestPiece);
        if (pictures.size() * numbers < codes.size())
            return std::nullopt;
        return [use, pictures = std::move(pictures)] { use(pictures); };
    };
}

/// What the user did to the code.
class Exploration::Step : public QUndoCommand {
public:
    /// @param goesOn  with the step before, if that was the same
    Step(Exploration& exploration, const Place& place, const QString& what, bool goesOn)
        : QUndoCommand(what)
        , m_exploration(exploration)
        , m_before(exploration.m_here)
        , m_after(place)
        , m_goesOn(goesOn) {}

    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& step = static_cast<const Step&>(*other);
        if (!step.m_goesOn || step.text() != text())
            return false;
        m_after = step.m_after;
        return true;
    }
    void redo() override { m_exploration.take(m_after); }
    void undo() override { m_exploration.take(m_before); }

private:
    Exploration& m_exploration;
    Place m_before, m_after;
    bool m_goesOn;
};

Exploration::Exploration(ModelDesk& quick, ModelDesk& patient, QObject* parent)
    : QObject(parent)
    , m_quick(quick)
    , m_patient(patient) {
    m_calm.setSingleShot(true);
    m_calm.setInterval(Rest);
    connect(&m_calm, &QTimer::timeout, this, &Exploration::tellOnceCalm);
}

Exploration::~Exploration() {
    m_quick.forget();
    m_patient.forget();
}

void Exploration::begin(const RunInfo& run) {
    const bool isOnSameData = m_last == run.experiment.dataset;
    m_last = run.experiment.dataset;
    m_run = run;
    m_codes.reset();
    m_newSurvey = nullptr;
    m_hasNewWeights = false;
    m_space = {};
    m_wanted = isOnSameData && m_here.sample ? *m_here.sample : 0;
    m_here = {};
    m_undoStack.clear();
    m_locked.clear();
    m_path.clear();
    Q_EMIT begun();
}

QString Exploration::invitation() {
    return tr("There is no network yet. Choose data and a network, and press Train.");
}

void Exploration::leave() {
    m_run.reset();
    m_codes.reset();
    m_newSurvey = nullptr;
    m_hasNewWeights = false;
    m_space = {};
    m_here = {};
    m_wanted.reset();
    m_undoStack.clear();
    m_path.clear();
    Q_EMIT begun();
}

void Exploration::renew() {
    m_hasNewWeights = true;
    tellOnceCalm();
}

/// All that is on show is decoded anew then, and until that is done a hand that moves would wait.
void Exploration::tellOnceCalm() {
    const bool isMoving = m_sinceStep.isValid() && m_sinceStep.elapsed() < m_calm.interval();
    if (isMoving && m_sinceTold.isValid() && m_sinceTold.elapsed() < LongestLag)
        return m_calm.start();
    m_sinceTold.start();
    if (const auto take = std::exchange(m_newSurvey, nullptr)) {
        take();
        Q_EMIT surveyed();
    }
    if (!std::exchange(m_hasNewWeights, false) || isEmpty())
        return;
    askForSample();
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
    return sampleText(sample, m_run && m_run->album ? className(m_run->album->label(sample)) : QString());
}

void Exploration::survey() {
    if (isEmpty())
        return;
    m_patient.ask(purpose::Survey, [this](const Model& model) -> std::optional<ModelAnswer> {
        auto codes = std::make_shared<const Codes>(codesOf(model, SurveyedSamples));
        CodeSpace space = codeSpace(model, *codes);
        return [this, codes = std::move(codes), space = std::move(space)] {
            m_newSurvey = [this, codes, space] {
                m_codes = codes;
                m_space = space;
            };
            tellOnceCalm();
        };
    });
}

/// Of the sample that is wanted, or of that whose code it is, by the newest weights.
void Exploration::askForSample() {
    const std::optional<std::int64_t> sample = m_wanted ? m_wanted : m_here.sample;
    if (!sample || !m_run->album)
        return;
    m_quick.ask(purpose::Sample,
                [this, album = m_run->album, sample = *sample](const Model& model) -> std::optional<ModelAnswer> {
                    const EncodedSample code = encoded(model, *album, sample);
                    if (!std::ranges::all_of(code.code, [](float number) { return std::isfinite(number); }))
                        return [] {}; // the training has diverged, and says so itself
                    return [this, sample, code] {
                        if (m_wanted == sample && !m_here.code.code.empty())
                            go({code, sample}, tr("Take a sample"));
                        else if (m_wanted == sample || m_here.sample == sample)
                            take({code, sample}); // or else the hand was faster
                    };
                });
}

void Exploration::take(const Place& place) {
    m_wanted.reset();
    m_here = place;
    Q_EMIT codeChanged();
}

void Exploration::go(const Place& place, const QString& what) {
    const bool goesOn = m_sinceStep.isValid() && m_sinceStep.elapsed() < LongestPause;
    m_sinceStep.start();
    m_undoStack.push(new Step(*this, place, what, goesOn));
}

void Exploration::setCode(const CodeValues& code, int label, const QString& what) {
    setCloud({code, {}, label}, what);
}

void Exploration::setCloud(const EncodedSample& code, const QString& what) {
    if (!isEmpty() && std::int64_t(code.code.size()) == dimensions())
        go({code}, what);
}

void Exploration::setNumber(std::int64_t dimension, double value) {
    CodeValues changed = code();
    if (dimension < 0 || dimension >= std::int64_t(changed.size()))
        return;
    changed[std::size_t(dimension)] = float(value);
    setCode(changed, label(), tr("Change number %1 of the code").arg(dimension + 1));
}

void Exploration::setSample(std::int64_t sample) {
    if (isEmpty())
        return;
    m_wanted = sample;
    askForSample();
}

void Exploration::setLabel(int label) {
    if (!code().empty() && label != this->label())
        setCode(code(), label, tr("Ask for another class"));
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
    change([this](std::size_t i) { return double(m_space.mean[i]); }, tr("Take the mean"));
}

void Exploration::randomise() {
    std::mt19937 random(m_seed++);
    std::normal_distribution<double> normal;
    change([&](std::size_t i) { return m_space.dimensions[i].mean + m_space.dimensions[i].deviation * normal(random); },
           tr("Draw a code"));
}

void Exploration::change(const std::function<double(std::size_t)>& number, const QString& what) {
    CodeValues changed = code();
    if (m_space.dimensions.size() != changed.size())
        return;
    for (std::size_t i = 0; i < changed.size(); ++i)
        if (!isLocked(std::int64_t(i)))
            changed[i] = float(number(i));
    setCode(changed, label(), what);
}

} // namespace hourglass::ui
