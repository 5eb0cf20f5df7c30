// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ExperimentEditor.h"
#include "ui/session/TrainingController.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <optional>

namespace hourglass::ui {

/// The rules that tie the experiment on the desk to the run on show: an untrained network follows every edit
/// at once; a training one takes over what can change while it runs; a trained one stays until Train or
/// reset().
class TrainingSession : public QObject {
    Q_OBJECT

public:
    explicit TrainingSession(const Experiment& experiment, QObject* parent = nullptr);

    ExperimentEditor& editor() { return m_editor; }
    TrainingController& controller() { return m_controller; }
    const TrainingController& controller() const { return m_controller; }

    /// Whether Train starts another network than the one on show.
    bool designChanged() const;
    /// Why Train cannot start, as a sentence; empty when it can.
    QString obstacle() const;
    /// Whether train() and step() give up the network on show for one with fresh weights.
    bool startsAfresh() const;
    /// Whether the data on the desk were tried and could not be loaded.
    bool dataAreUnreadable() const { return m_unreadable && m_unreadable->dataset == m_editor.experiment().dataset; }
    /// Whether there is training that no file holds yet.
    bool hasUnsavedTraining() const { return m_controller.stepsDone() > m_stepsSaved; }
    /// Whether the run on show has learned something, or is about to.
    bool begun() const;

    /// Puts a whole experiment on the desk, as an edit that can be undone, and a fresh run on show.
    /// @param what  for the Edit menu
    void open(const QString& what, const Experiment& experiment);
    /// The same with the model that the controller has read: the run goes on from it.
    /// @param recovered  from a checkpoint: it is in no file of the user's yet
    void openModel(const QString& what, const Experiment& experiment, bool recovered = false);
    void train();
    void pause();
    void step();
    void stop();
    void reset(); ///< back to an untrained network, of the experiment as it now is
    /// Back to the experiment of the run on show.
    void undoDesignChange();

Q_SIGNALS:
    /// designChanged(), obstacle() or the controller's state may have changed.
    void updated();
    /// The run on show has taken over another value of a setting.
    void liveChanged(const QString& name, const QString& value);
    /// The network could not work with the data that were chosen, and was changed within the same edit.
    void networkAdapted();

private:
    enum class Wish { None, Train, Step };
    struct Unreadable {
        DatasetSpec dataset;
        QString reason;
    };

    void followEdit(const Experiment& experiment);
    void takeOver(const Experiment& experiment);
    void prepareEdited();
    void ask(Wish wish);
    void fulfil();
    void prepare();
    void noteFreshRun();
    void noteState(TrainingController::State state);
    void noteData(const DatasetSpec& dataset, const DatasetInfo& info);

    ExperimentEditor m_editor;
    TrainingController m_controller;
    QTimer m_prepareTimer;
    std::optional<Experiment> m_shown;      ///< the experiment of the run on show, with its live changes
    std::optional<Unreadable> m_unreadable; ///< the data on the desk that failed last
    std::int64_t m_stepsSaved = 0;          ///< of the run on show
    bool m_opensModel = false;              ///< which has not come on show yet
    bool m_openedFromFile = false;          ///< so that what it brings with it counts as saved
    Wish m_wish = Wish::None;               ///< not fulfilled before the data are loaded
};

} // namespace hourglass::ui
