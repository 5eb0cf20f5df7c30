// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LogisticRegression.h"
#include "engine/analysis/Neighbourhoods.h"
#include "engine/core/Random.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <cmath>

using namespace hourglass;

namespace {

constexpr std::int64_t Count = 700, Learned = 400, Classes = 3, Features = 5;
constexpr std::int64_t Neighbours = 12, Votes = 5;
constexpr double Penalty = 1e-3;

QJsonArray rowsOf(const at::Tensor& tensor) {
    QJsonArray rows;
    for (std::int64_t i = 0; i < tensor.size(0); ++i) {
        QJsonArray row;
        for (std::int64_t j = 0; j < tensor.size(1); ++j)
            row.append(double(tensor[i][j].item<float>()));
        rows.append(row);
    }
    return rows;
}

} // namespace

/// Figures of one matrix by this program and by one that is not ours.
class ScikitLearnTest : public QObject {
    Q_OBJECT

    at::Tensor m_points, m_map, m_labels;
    QJsonObject m_theirs;

    LabelledFeatures part(std::int64_t first, std::int64_t count) const {
        return {m_points.narrow(0, first, count), m_labels.narrow(0, first, count)};
    }
    void compare(const char* name, double ours, double tolerance = 1e-6) const {
        const QJsonValue theirs = m_theirs[QLatin1String(name)];
        QVERIFY2(theirs.isDouble(), name);
        QVERIFY2(std::abs(theirs.toDouble() - ours) <= tolerance,
                 qPrintable(QString("%1: %2 by scikit-learn, %3 here").arg(name).arg(theirs.toDouble()).arg(ours)));
    }

private Q_SLOTS:
    void initTestCase() {
        QProcess python;
        python.start(test::debiansPython, {"-c", "import sklearn"});
        QVERIFY(python.waitForFinished(-1));
        if (python.exitCode() != 0)
            QSKIP(
                "python3 lacks scikit-learn, so that figures are not compared with its: app/setup installs python3-sklearn.");
        // Clouds that overlap, and their shadow with some noise on it.
        at::Generator generator = seededGenerator(1, "test");
        m_labels = at::arange(Count, at::kLong) % Classes;
        const at::Tensor centres = at::randn({Classes, Features}, generator);
        m_points = centres.index_select(0, m_labels) + at::randn({Count, Features}, generator);
        m_points = (m_points - m_points.mean(0)) / m_points.std(0, /*unbiased=*/false); // one scale: that of both penalties
        m_map = m_points.narrow(1, 0, 2) + 0.3 * at::randn({Count, 2}, generator);
        QJsonArray labels;
        for (std::int64_t i = 0; i < Count; ++i)
            labels.append(int(m_labels[i].item<std::int64_t>()));
        python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        python.start(test::debiansPython, {HOURGLASS_TEST_DATA "/engine/analysis/scikit_learn_peer.py"});
        python.write(QJsonDocument(QJsonObject{{"points", rowsOf(m_points)},
                                               {"map", rowsOf(m_map)},
                                               {"labels", labels},
                                               {"neighbours", int(Neighbours)},
                                               {"votes", int(Votes)},
                                               {"penalty", Penalty},
                                               {"learned", int(Learned)}})
                         .toJson());
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished(-1));
        QCOMPARE(python.exitCode(), 0);
        m_theirs = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
    }

    void trustworthinessAndContinuity() {
        const MapFaith faith = mapFaith(m_points, m_map, Neighbours);
        QVERIFY(faith.trustworthiness > 0.6 && faith.trustworthiness < 0.95); // neither trivial
        compare("trustworthiness", faith.trustworthiness);
        compare("continuity", faith.continuity);
    }

    void silhouettes() { compare("silhouette", silhouette({m_points, m_labels})); }

    void votesOfNeighbours() {
        compare("neighbourAccuracy", neighbourAccuracy(part(0, Learned), part(Learned, Count - Learned), Votes));
    }

    void logisticRegression() {
        const LabelledFeatures learned = part(0, Learned), held = part(Learned, Count - Learned);
        LogisticRegression regression({m_points, m_labels}, Classes); // all of them have a mean of 0 and a deviation of 1
        regression.fit(learned, Penalty);
        compare("linearLoss", regression.crossEntropy(held), 0.003);
        // One sample on the border may fall to either side.
        compare("linearAccuracy", 1 - double(regression.mistakes(held)) / double(Count - Learned),
                1.01 / double(Count - Learned));
    }
};

HOURGLASS_TEST(ScikitLearnTest)
#include "ScikitLearnTest.moc"
