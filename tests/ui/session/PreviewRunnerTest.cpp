// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PreviewRunner.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/TrainingSession.h"

#include <QSignalSpy>

#include <algorithm>
#include <cstdlib>
#include <optional>

using namespace hourglass;
using namespace hourglass::ui;
using State = TrainingController::State;

namespace {

bool areAlike(const Image& one, const Image& other) {
    constexpr int rounding = 2; // of 255: threads may add up in another order
    return one.width == other.width && one.height == other.height && one.pixels.size() == other.pixels.size() &&
           std::equal(one.pixels.begin(), one.pixels.end(), other.pixels.begin(),
                      [](int a, int b) { return std::abs(a - b) <= rounding; });
}

bool areAlike(const Preview& one, const Preview& other) {
    const auto all = [](const std::vector<Image>& some, const std::vector<Image>& others) {
        return std::ranges::equal(some, others, [](const Image& a, const Image& b) { return areAlike(a, b); });
    };
    return areAlike(one.input, other.input) && all(one.encoder, other.encoder) && areAlike(one.code, other.code) &&
           all(one.decoder, other.decoder) && areAlike(one.output, other.output);
}

} // namespace

class PreviewRunnerTest : public QObject {
    Q_OBJECT

    std::optional<TrainingSession> m_session;
    std::optional<PreviewRunner> m_runner;
    std::vector<Preview> m_previews;
    std::vector<qint64> m_samples;

    void openDigits() {
        m_session.emplace(test::tinyDigits());
        m_runner.emplace(*m_session);
        connect(&*m_runner, &PreviewRunner::previewed, this, [this](const Preview& preview, qint64 sample) {
            m_previews.push_back(preview);
            m_samples.push_back(sample);
        });
        m_session->reset();
        QTRY_COMPARE(m_session->controller().state(), State::Ready);
        QTRY_VERIFY(!m_previews.empty());
    }
    void edit(const std::function<void(NetworkSpec&)>& change) {
        Experiment experiment = m_session->editor().experiment();
        change(experiment.network);
        m_session->editor().edit("Change the network", experiment);
    }
    static Preview expected(TrainingSession& session, std::int64_t sample) {
        return preview(session.editor().experiment(), *session.controller().runInfo()->album, sample);
    }

private Q_SLOTS:
    void init() {
        m_previews.clear();
        m_samples.clear();
    }
    void cleanup() {
        m_runner.reset();
        m_session.reset();
    }

    void everyEditIsPreviewed() {
        openDigits();
        QTRY_VERIFY(areAlike(m_previews.back(), expected(*m_session, 0)));
        QSignalSpy prepared(&m_session->controller(), &TrainingController::prepared);
        edit([](NetworkSpec& network) { network.encoder.push_back({"dense", {{"units", std::int64_t(9)}}}); });
        QTRY_COMPARE(m_previews.back().encoder.size(), std::size_t(2));
        QVERIFY(prepared.count() > 0 || prepared.wait());
        QTRY_COMPARE(m_session->controller().state(), State::Ready);
        QVERIFY(areAlike(m_previews.back(), expected(*m_session, 0)));
    }

    void aFaultyNetworkIsPreviewedAsFarAsItStands() {
        openDigits();
        edit([](NetworkSpec& network) { network.encoder.push_back({"max-pooling", {}}); });
        QTRY_VERIFY(m_previews.back().code.empty());
        QCOMPARE(m_previews.back().encoder.size(), std::size_t(1));
        QVERIFY(!m_previews.back().input.empty());
    }

    // As it learns, the pictures change; when the design is another one, they are of that with fresh weights.
    void theTrainedNetworkIsSeenUntilTheDesignChanges() {
        openDigits();
        const Preview before = m_previews.back();
        m_session->train();
        QTRY_VERIFY(m_session->controller().stepsDone() > 20);
        m_session->pause();
        QTRY_COMPARE(m_session->controller().state(), State::Paused);
        QTRY_VERIFY(m_previews.back().code != before.code);
        QVERIFY(m_previews.back().input == before.input);
        edit([](NetworkSpec& network) { network.code.size = 7; });
        QVERIFY(m_session->designChanged());
        QTRY_VERIFY(areAlike(m_previews.back(), expected(*m_session, 0)));
        m_session->editor().undoStack()->undo();
        QTRY_VERIFY(!areAlike(m_previews.back(), expected(*m_session, 0)) &&
                    m_previews.back().code.width == before.code.width);
    }

    void anotherSample() {
        openDigits();
        m_runner->showNextSample();
        QTRY_COMPARE(m_samples.back(), 1);
        QVERIFY(areAlike(m_previews.back(), expected(*m_session, 1)));
        const std::int64_t count = m_session->controller().runInfo()->album->count();
        for (std::int64_t i = 1; i < count; ++i)
            m_runner->showNextSample();
        QTRY_COMPARE(m_samples.back(), 0); // round
    }

    void otherDataHaveNoPreviewUntilTheyAreThere() {
        openDigits();
        m_session->train(); // so that the run stays
        QTRY_VERIFY(m_session->controller().stepsDone() > 0);
        m_session->editor().edit("Choose other data", test::onCustomers(m_session->editor().experiment()));
        QTRY_VERIFY(m_previews.back() == Preview());
    }

    void nobodyLooksNothingIsWorkedOut() {
        openDigits();
        m_runner->setWanted(false);
        QVERIFY(m_previews.back() == Preview());
        QSignalSpy prepared(&m_session->controller(), &TrainingController::prepared);
        edit([](NetworkSpec& network) { network.code.size = 5; });
        QVERIFY(prepared.wait());
        QTRY_COMPARE(m_session->controller().state(), State::Ready);
        QVERIFY(m_previews.back() == Preview());
        m_runner->setWanted(true);
        QTRY_VERIFY(areAlike(m_previews.back(), expected(*m_session, 0)));
    }
};

HOURGLASS_TEST(PreviewRunnerTest)
#include "PreviewRunnerTest.moc"
