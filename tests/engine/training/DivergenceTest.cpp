// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Divergence.h"
#include "tests/support/TestMain.h"

#include <limits>

using namespace hourglass;

class DivergenceTest : public QObject {
    Q_OBJECT

    const Experiment m_experiment = withField(defaultExperiment(), "training.learningRate", "0.5");

private Q_SLOTS:
    void finiteTermsAreSound() {
        QVERIFY(!divergence({}, m_experiment, 0, 0));
        QVERIFY(!divergence({{"reconstruction", 1e30}, {"kl", -3}}, m_experiment, 0, 0));
    }

    // Epochs and steps are counted from 0 inside and from 1 for people.
    void theFirstBrokenTermIsNamed() {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const auto message =
            divergence({{"reconstruction", 1}, {"kl", infinity}, {"mmd", infinity - infinity}}, m_experiment, 2, 40);
        QVERIFY(message);
        QVERIFY2(message->starts_with("The term \"kl\" became infinite in epoch 3, step 41."), message->c_str());
        QVERIFY2(message->find("learning rate 0.5") != std::string::npos, message->c_str());
        const auto other = divergence({{"mmd", infinity - infinity}}, m_experiment, 0, 0);
        QVERIFY(other && other->starts_with("The term \"mmd\" became not a number in epoch 1, step 1."));
    }

    void aTermMayBeCalledWeights() {
        const auto message = divergence({{"weights", std::numeric_limits<double>::quiet_NaN()}}, m_experiment, 0, 0);
        QVERIFY(message && message->starts_with("The term \"weights\""));
    }

    void brokenWeightsHaveASentenceOfTheirOwn() {
        const std::string message = divergenceOfWeights(m_experiment, 2, 40);
        QVERIFY2(message.starts_with("A weight became infinite or not a number in epoch 3, step 41."), message.c_str());
        QVERIFY2(message.find("learning rate 0.5") != std::string::npos, message.c_str());
    }
};

HOURGLASS_TEST(DivergenceTest)
#include "DivergenceTest.moc"
