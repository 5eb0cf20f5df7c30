// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingWorker.h"

#include "engine/api/Autosave.h"
#include "engine/api/Error.h"
#include "engine/api/TensorBoard.h"
#include "ui/session/Convert.h"
#include "ui/session/Mailbox.h"

#include <QFile>
#include <QThread>

#include <utility>

namespace hourglass::ui {

namespace {

/// Puts what a training reports into the mailbox.
class MailingObserver : public TrainingObserver {
public:
    /// @param former  of the run before; given up once the new one stands
    /// @param place   follows the run
    /// @param opened  what the run goes on from, if anything; given up likewise
    MailingObserver(Mailbox& mailbox, std::uint64_t run, std::optional<Model>& former, std::optional<Model>& opened,
                    TrainingPlace& place)
        : m_mailbox(mailbox)
        , m_run(run)
        , m_former(former)
        , m_opened(opened)
        , m_place(place) {}

    void onPrepared(const RunInfo& info) override {
        m_former.reset();
        m_opened.reset();
        m_place = {};
        // A training that goes on is shown from its beginning.
        std::vector<BatchReport> batches = info.before ? info.before->batches() : std::vector<BatchReport>();
        std::vector<EpochReport> epochs = info.before ? info.before->epochs() : std::vector<EpochReport>();
        if (!batches.empty())
            m_place = {batches.back().stage, batches.back().epoch, batches.back().step};
        m_mailbox.post(m_run, [&](Mail& mail) {
            mail.prepared = info;
            mail.batches = std::move(batches);
            mail.epochs = std::move(epochs);
        });
    }
    void onBatch(const BatchReport& batch) override {
        m_place = {batch.stage, batch.epoch, batch.step};
        m_mailbox.post(m_run, [&](Mail& mail) {
            mail.batches.push_back(batch);
            mail.resting = false;
        });
    }
    void onEpoch(const EpochReport& epoch) override {
        m_mailbox.post(m_run, [&](Mail& mail) { mail.epochs.push_back(epoch); });
    }
    void onSnapshot(const Snapshot& snapshot) override {
        Snapshot copy = snapshot; // copied before the lock: it holds pictures
        m_mailbox.post(m_run, [&](Mail& mail) {
            if (mail.snapshot && copy.watchFault.empty())
                copy.watchFault = mail.snapshot->watchFault; // nobody has read it yet
            mail.snapshot = std::move(copy);
        });
    }
    void onBaseline(double pcaMse, std::int64_t components) override {
        m_mailbox.post(m_run, [&](Mail& mail) { mail.baseline = {pcaMse, components}; });
    }
    void onPaused(bool paused) override {
        m_mailbox.post(m_run, [&](Mail& mail) { mail.resting = paused; });
    }

private:
    Mailbox& m_mailbox;
    std::uint64_t m_run;
    std::optional<Model>& m_former;
    std::optional<Model>& m_opened;
    TrainingPlace& m_place;
};

/// The whole sentence that an exception carries, with the field it belongs to.
Mail::Fault faultOf(const std::exception& error) {
    if (const auto* ours = dynamic_cast<const Error*>(&error))
        return {toQString(ours->message()), toQString(ours->field())};
    return {QString::fromUtf8(error.what()), {}}; // out of memory, above all
}

} // namespace

TrainingWorker::TrainingWorker(Mailbox& mailbox)
    : m_mailbox(mailbox) {
    // The signal carries nothing: values cross between the threads under a mutex of ours, and only there.
    connect(this, &TrainingWorker::jobsWaiting, this, &TrainingWorker::workOnce, Qt::QueuedConnection);
}

void TrainingWorker::enqueueRun(std::uint64_t run, RunOrder order, std::shared_ptr<TrainingControl> control) {
    enqueue([this, run, order = std::move(order), control = std::move(control)] {
        if (m_mailbox.isOpenFor(run))
            train(run, order, *control);
    });
}

void TrainingWorker::enqueueOpening(const QString& path, TrainingControl* control) {
    enqueueRequest("open", control, [this, path](const Model*) {
        try {
            Model opened = Model::load(toStdString(path));
            describe(opened.experiment().dataset); // what is on show is not given up for data that are gone
            m_opened = std::move(opened);
        } catch (const std::exception&) {
            m_mailbox.postAnswer([&](Mail& mail) { mail.unopened.push_back(path); });
            throw;
        }
        m_mailbox.postAnswer([&](Mail& mail) { mail.opened = {path, m_opened->experiment()}; });
    });
}

void TrainingWorker::enqueueSave(const QString& path, TrainingControl* control) {
    enqueueRequest("save " + toStdString(path), control, [this, path](const Model* model) {
        try {
            if (!model)
                throw Error("There is no network to save yet. Train one first.");
            model->save(toStdString(path));
        } catch (const std::exception&) {
            m_mailbox.postAnswer([&](Mail& mail) { mail.unsaved.push_back(path); });
            throw;
        }
        if (m_model) // its training has ended, so there is nothing left that could be lost
            QFile::remove(m_checkpoint);
        m_mailbox.postAnswer([&](Mail& mail) { mail.saved.push_back(path); });
    });
}

void TrainingWorker::enqueueDescription(const std::string& purpose, const DatasetSpec& dataset, TrainingControl* control) {
    enqueueRequest("describe " + purpose, control, [this, dataset](const Model*) {
        const DatasetInfo info = describe(dataset);
        m_mailbox.postAnswer([&](Mail& mail) { mail.datasets.push_back({dataset, info}); });
    });
}

void TrainingWorker::enqueueUse(const std::string& purpose, ModelUse use, TrainingControl* control) {
    enqueueRequest("use " + purpose, control, [this, use = std::move(use)](const Model* model) { use(model, m_place); });
}

void TrainingWorker::enqueueLook(std::uint64_t run, const Watch& watch) {
    enqueueRequest("look", nullptr, [this, run, watch](const Model* model) {
        if (!model || !m_mailbox.isOpenFor(run))
            return;
        Snapshot snapshot = look(*model, watch);
        snapshot.epoch = m_place.epoch;
        snapshot.step = m_place.steps;
        m_mailbox.post(run, [&](Mail& mail) { mail.snapshot = std::move(snapshot); });
    });
}

void TrainingWorker::enqueueRequest(const std::string& key, TrainingControl* control, Request request) {
    const auto answer = [this, request = std::move(request)](const Model* model) {
        try {
            request(model);
        } catch (const std::exception& error) {
            m_mailbox.postAnswer([&](Mail& mail) { mail.complaints.push_back(faultOf(error)); });
        }
    };
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        number = ++m_lastRequest;
        m_unanswered[key] = number;
    }
    // Asked in two places, because the run may end before it comes to the request. The first one answers,
    // and neither does where a later request has taken its place.
    if (control)
        control->post(key, [this, key, number, answer](const Model& model) {
            if (claim(key, number))
                answer(&model);
        });
    enqueue([this, key, number, answer] {
        if (claim(key, number))
            answer(m_model ? &*m_model : nullptr);
    });
}

bool TrainingWorker::claim(const std::string& key, std::uint64_t number) {
    const std::lock_guard lock(m_mutex);
    const auto latest = m_unanswered.find(key);
    if (latest == m_unanswered.end() || latest->second != number)
        return false;
    m_unanswered.erase(latest);
    return true;
}

DatasetInfo TrainingWorker::load(const DatasetSpec& dataset) {
    try {
        return describeDataset(dataset);
    } catch (const std::exception& error) {
        m_mailbox.postAnswer([&](Mail& mail) { mail.unreadable.push_back({dataset, faultOf(error).message}); });
        throw;
    }
}

DatasetInfo TrainingWorker::describe(const DatasetSpec& dataset) {
    try {
        return load(dataset);
    } catch (const Error& error) {
        throw Error(error.message()); // the fields on show may be those of other data
    }
}

void TrainingWorker::enqueueQuit() {
    enqueue([] { QThread::currentThread()->quit(); });
}

void TrainingWorker::enqueue(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    Q_EMIT jobsWaiting();
}

void TrainingWorker::workOnce() {
    std::function<void()> job;
    {
        const std::lock_guard lock(m_mutex);
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
    }
    job();
}

void TrainingWorker::train(std::uint64_t run, const RunOrder& order, TrainingControl& control) {
    try {
        // The shapes must be known even where the network does not fit them, so that the fault can be shown.
        const DatasetInfo info = load(order.experiment.dataset);
        m_mailbox.post(run, [&](Mail& mail) { mail.datasets.push_back({order.experiment.dataset, info}); });

        MailingObserver observer(m_mailbox, run, m_model, m_opened, m_place);
        TensorBoardLog log(order.tensorBoardFolder, observer, [this](const std::string& message) {
            m_mailbox.postAnswer([&](Mail& mail) { mail.complaints.push_back({toQString(message), {}}); });
        });
        TrainingObserver& heard = order.tensorBoardFolder.empty() ? static_cast<TrainingObserver&>(observer) : log;
        TrainingResult result = trainFrom(run, order, heard, control);
        m_model = std::move(result.model);
        m_mailbox.post(run, [&](Mail& mail) { mail.finished = std::move(result.finished); });
    } catch (const std::exception& error) {
        m_model.reset(); // it may be that of the run before
        m_mailbox.post(run, [&](Mail& mail) { mail.fault = faultOf(error); });
    }
}

TrainingResult TrainingWorker::trainFrom(std::uint64_t run, const RunOrder& order, TrainingObserver& observer,
                                         TrainingControl& control) {
    m_checkpoint = order.checkpoint;
    if (order.checkpoint.isEmpty())
        return begin(order, observer, control);
    Autosave autosave(observer, control, {toStdString(order.checkpoint)}, [this](const std::string& failure) {
        m_mailbox.postAnswer([&](Mail& mail) { mail.checkpointFault = toQString(failure); });
    });
    TrainingResult result = begin(order, autosave, control);
    if (m_mailbox.isOpenFor(run))
        autosave.onEnd(result.model);
    else
        QFile::remove(order.checkpoint); // the user has let it go
    return result;
}

TrainingResult TrainingWorker::begin(const RunOrder& order, TrainingObserver& observer, TrainingControl& control) {
    if (order.start == RunOrder::Start::Fresh)
        return hourglass::train(order.experiment, observer, control);
    if (!m_opened || m_opened->experiment() != order.experiment)
        throw Error("The model is not at hand any more. Open it again.");
    if (m_opened->canResume())
        try {
            return resume(*m_opened, observer, control);
        } catch (const Error& error) {
            if (!m_opened) // it had begun, and broke off
                throw;
            const QString message = tr("%1 Until then it is only shown.").arg(toQString(error.message()));
            m_mailbox.postAnswer([&](Mail& mail) { mail.complaints.push_back({message, {}}); });
        }
    return show(*m_opened, observer, control);
}

} // namespace hourglass::ui
