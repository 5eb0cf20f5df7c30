// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunCurve.h"
#include "tests/support/TestMain.h"

#include <cmath>
#include <limits>

using namespace hourglass::ui;

class RunCurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void longCurvesAreThinned();
    void asJsonAndBack();
    void damagedJsonIsAnEmptyCurve_data();
    void damagedJsonIsAnEmptyCurve();
};

void RunCurveTest::longCurvesAreThinned() {
    RunCurve curve(1);
    for (int epoch = 1; epoch <= 100'000; ++epoch) {
        curve.append({epoch, 1.0 / epoch, 1, 1});
        QVERIFY(curve.points().size() <= RunCurve::MostPoints);
        QCOMPARE(curve.points().back().step, epoch); // the last one always stands
        QCOMPARE(curve.points().front().step, 1);
    }
    const auto& points = curve.points();
    QVERIFY(points.size() > RunCurve::MostPoints / 2);
    const qint64 stride = points[1].step - points[0].step;
    for (std::size_t i = 1; i + 1 < points.size(); ++i)
        QCOMPARE(points[i].step - points[i - 1].step, stride);
}

void RunCurveTest::asJsonAndBack() {
    RunCurve curve(7);
    curve.append({7, 1.25, std::numeric_limits<double>::quiet_NaN(), 1e-300});
    curve.append({14, std::numeric_limits<double>::infinity(), 0.1, 0});
    const RunCurve back = RunCurve::fromJson(curve.toJson());
    QCOMPARE(back.stepsPerEpoch(), 7);
    QCOMPARE(back.points().size(), 2U);
    QCOMPARE(back.points()[0].step, 7);
    QCOMPARE(back.points()[0].training, 1.25);
    QVERIFY(std::isnan(back.points()[0].validation));
    QCOMPARE(back.points()[0].mse, 1e-300);
    QVERIFY(std::isnan(back.points()[1].training));
    QCOMPARE(back.points()[1].validation, 0.1);
}

void RunCurveTest::damagedJsonIsAnEmptyCurve_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"step\": [1,");
    QTest::newRow("another kind") << QByteArray("[1, 2]");
    QTest::newRow("no points") << QByteArray("{\"step\": 3}");
}

void RunCurveTest::damagedJsonIsAnEmptyCurve() {
    QFETCH(QByteArray, json);
    QVERIFY(RunCurve::fromJson(json).points().empty());
}

HOURGLASS_TEST(RunCurveTest)
#include "RunCurveTest.moc"
