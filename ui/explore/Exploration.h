// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "engine/api/Reports.h"
#include "ui/session/ModelDesk.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace hourglass::ui {

/// What is asked of the network's quick copy, the most urgent first.
namespace purpose {
enum Quick {
    Hovered,
    Sample,
    DroppedFile,
    Picture,
    Stop,
    LastStop = Stop + 3,
    Start,
    Drawing,
    Between,
    Sum,
    Film,
    SumFilm,
    Random,
    Resampled,
    Sweeps,
    Plane,
    Layer
};
enum Patient { Drawn, Survey, SavedFilm }; ///< the last one and all beyond it: a film each
} // namespace purpose

/// How many codes are decoded at once, so that a piece of work stays short: fewer where samples are large.
std::size_t decodedTogether(const Model& model);

/// Work for a desk: what the decoder makes of codes, as pictures.
/// @param codes   one after the other
/// @param labels  as decodedValues() takes them
/// @param side    the longest in pixels
ModelWork decoding(std::vector<float> codes, std::vector<int> labels, int side,
                   std::function<void(const std::vector<QImage>&)> use);

/// What all panels of the workspace have in common: the network that is looked into, how its codes lie, and the one code
/// that is at hand. Lives on the window's thread.
class Exploration : public QObject {
    Q_OBJECT

public:
    /// @param quick, patient  where its network is at work; they outlive this
    Exploration(ModelDesk& quick, ModelDesk& patient, QObject* parent = nullptr);

    ~Exploration() override; ///< what its panels asked for is not answered any more

    /// Another network.
    void begin(const RunInfo& run);
    /// The quick desk has newer weights of the same network. While the hand moves only what it is at follows them.
    void renew();
    /// The patient one has, too: looks how the codes lie by now.
    void survey();
    void leave();                                                        ///< there is none any more
    void setRest(int milliseconds) { m_calm.setInterval(milliseconds); } ///< after which a hand no longer moves

    bool isEmpty() const { return !m_run; }
    static QString invitation(); ///< what to say while it is
    const std::optional<RunInfo>& run() const { return m_run; }
    std::int64_t dimensions() const; ///< numbers in a code
    bool hasPictures() const;        ///< samples are pictures
    QString className(int label) const;
    QString sampleName(std::int64_t sample) const; ///< "sample 12 (sneaker)"

    /// Of a few thousand samples, the album's first; null until they are known.
    const std::shared_ptr<const Codes>& codes() const { return m_codes; }
    const CodeSpace& space() const { return m_space; } ///< empty until it is known

    ModelDesk& quick() const { return m_quick; }
    ModelDesk& patient() const { return m_patient; }

    // The code at hand. Whatever the user does to it can be undone; `what` names it in the Edit menu, and what goes on is
    // one step.
    const CodeValues& code() const { return m_here.code.code; } ///< empty until there is one
    int label() const { return m_here.code.label; } ///< the class that is asked for, where the network is told one
    /// Deviations of its numbers, where it is the code of a sample and such a code is a cloud; else empty.
    const std::vector<double>& cloud() const { return m_here.code.deviations; }
    void setCode(const CodeValues& code, int label, const QString& what);
    void setCloud(const EncodedSample& code, const QString& what); ///< the same of a sample from elsewhere
    void setNumber(std::int64_t dimension, double value);
    /// That sample's, and of newer weights again its own, until the code is changed.
    void setSample(std::int64_t sample);
    void setLabel(int label);
    QUndoStack* undoStack() { return &m_undoStack; }
    bool isLocked(std::int64_t dimension) const { return m_locked.contains(dimension); }
    void setLocked(std::int64_t dimension, bool locked);
    void reset();     ///< all numbers that are not locked to the mean of the codes
    void randomise(); ///< and these as the codes are spread

    /// The codes of a walk, one after the other, to be drawn where codes are points.
    const std::vector<float>& path() const { return m_path; }
    void setPath(std::vector<float> codes);

Q_SIGNALS:
    void begun();    ///< or gone
    void renewed();  ///< what was decoded before looks different now
    void surveyed(); ///< codes() and space() are new
    void codeChanged();
    void lockChanged();
    void pathChanged();

private:
    struct Place {
        EncodedSample code;
        std::optional<std::int64_t> sample{}; ///< whose it is
    };
    class Step;
    void go(const Place& place, const QString& what);
    void take(const Place& place);
    void tellOnceCalm();
    void askForSample();
    /// Of every number that is not locked.
    void change(const std::function<double(std::size_t)>& number, const QString& what);

    ModelDesk& m_quick;
    ModelDesk& m_patient;
    std::optional<RunInfo> m_run;
    std::optional<DatasetSpec> m_last; ///< of the last run, also when it is gone
    std::shared_ptr<const Codes> m_codes;
    CodeSpace m_space;
    Place m_here;
    std::optional<std::int64_t> m_wanted; ///< the sample that was asked for last, until its code is known
    QUndoStack m_undoStack;
    QElapsedTimer m_sinceStep;
    std::function<void()> m_newSurvey; ///< to be taken and told
    bool m_hasNewWeights = false;      ///< to be told
    QElapsedTimer m_sinceTold;
    QTimer m_calm; ///< until the hand may rest
    std::set<std::int64_t> m_locked;
    std::vector<float> m_path;
    std::uint32_t m_seed = 1; ///< of the next random code
};

} // namespace hourglass::ui
