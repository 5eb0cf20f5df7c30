// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "ui/session/Background.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace hourglass::ui {

/// Runs on the window's thread.
using ModelAnswer = std::function<void()>;
constexpr int LongestPiece = 2; ///< ms, see ModelWork
/// Works something out with a network, on the desk's thread. It is called again and again until it comes to an answer: each
/// time it does a piece of about LongestPiece, so that what is more urgent need not wait for long. What it throws becomes
/// ModelDesk::failed().
using ModelWork = std::function<std::optional<ModelAnswer>(const Model& model)>;

/// Where copies of networks are laid down for a desk. Thread-safe; nothing happens when the desk is gone.
class ModelShelf {
public:
    /// The desk works with it from now on.
    /// @param epoch  see ModelDesk::epoch(): a copy for one that is over is of no use any more
    void put(Model copy, std::uint64_t epoch);

private:
    friend class ModelDesk;
    struct Order {
        std::uint64_t number = 0;
        ModelWork work;
    };
    std::mutex m_mutex; ///< guards what follows
    std::optional<Model> m_newest;
    std::uint64_t m_epoch = 0;
    std::uint64_t m_lastNumber = 0;
    std::map<int, Order> m_waiting; ///< by purpose
    std::function<void()> m_wake;   ///< constant once the desk stands
};

/// A thread with a copy of a network, for what the window asks of it while the network itself goes on training. Lives on the
/// window's thread; none of its calls waits, except for the end.
class ModelDesk : public QObject {
    Q_OBJECT

public:
    /// @param name  of the thread, for debuggers
    ModelDesk(const QString& name, Background::Manners manners, QObject* parent = nullptr);
    ~ModelDesk() override; ///< finishes a piece of work, and joins

    const std::shared_ptr<ModelShelf>& shelf() const { return m_shelf; }
    /// The line to the thread, which outlives the desk.
    const std::shared_ptr<BackgroundLine>& line() const { return m_background.line(); }

    /// Does `work` as soon as there is a network.
    /// @param purpose  a later work for the same one takes its place, where it waits; of several the smallest goes first
    void ask(int purpose, ModelWork work);
    /// Nothing comes any more of what was asked for before, and the network is given up.
    void forget();
    std::uint64_t epoch() const { return m_epoch; }                            ///< counts forget()
    bool isAsked(int purpose) const { return m_unanswered.contains(purpose); } ///< and has not answered that
    /// Whether something that was asked for has not been answered.
    bool isBusy() const { return !m_unanswered.empty(); }

Q_SIGNALS:
    void failed(const QString& message);
    void idle(); ///< all is answered

private:
    struct Told {
        std::uint64_t epoch, number;
        int purpose;
    };
    void workOnce(); ///< on the desk's thread
    void take(const Told& told, const ModelAnswer& answer);

    std::shared_ptr<ModelShelf> m_shelf;
    std::uint64_t m_epoch = 0;
    std::map<int, std::uint64_t> m_unanswered; ///< number of the last work for each purpose
    std::optional<Model> m_model;              ///< desk's thread only
    std::uint64_t m_modelEpoch = 0;            ///< likewise
    Background m_background;
};

} // namespace hourglass::ui
