// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LossChart.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>

#include <cmath>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

constexpr std::int64_t stepsPerEpoch = 10;

RunInfo digits() {
    RunInfo info;
    info.dataset.sampleShape = Shape{{1, 28, 28}};
    info.loss = "bce";
    info.stepsPerEpoch = stepsPerEpoch;
    return info;
}

BatchReport batch(std::int64_t step, double objective) {
    BatchReport report;
    report.step = step;
    report.epoch = (step - 1) / stepsPerEpoch;
    report.objective = objective;
    report.terms = {{"BCE", objective, 1}};
    return report;
}

EpochReport epoch(std::int64_t index, double objective, double mse) {
    EpochReport report;
    report.epoch = index;
    report.step = (index + 1) * stepsPerEpoch;
    report.validationObjective = objective;
    report.validationMse = mse;
    return report;
}

} // namespace

class LossChartTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<LossChart> m_chart;

    LossPlot* plot() const { return m_chart->findChild<LossPlot*>(); }
    QSlider* smoothing() const { return m_chart->findChild<QSlider*>(); }
    QComboBox* measure() const { return m_chart->findChild<QComboBox*>(); }

    /// The check box of the legend, or null.
    QCheckBox* legendEntry(const QString& name) const {
        for (auto* box : m_chart->findChild<Legend*>()->findChildren<QCheckBox*>()) {
            if (box->accessibleName() == "Show " + name)
                return box;
        }
        return nullptr;
    }

    QList<QPointF> series(const QColor& colour) const {
        for (auto* one : plot()->chart()->series()) {
            auto* line = static_cast<QLineSeries*>(one);
            if (line->pen().color() == colour)
                return line->points();
        }
        return {};
    }
    QList<QPointF> training() const { return series(chartColours(m_chart->palette()).training); }
    QList<QPointF> validation() const { return series(chartColours(m_chart->palette()).validation); }

    QColor pixelAt(const QPointF& value) const {
        const QPoint place = plot()->toPixels(value).toPoint();
        return plot()->grab().toImage().pixelColor(place);
    }

    void feed(const std::vector<double>& objectives) {
        std::vector<BatchReport> batches;
        for (std::size_t i = 0; i < objectives.size(); ++i)
            batches.push_back(batch(std::int64_t(i) + 1, objectives[i]));
        m_chart->addBatches(batches);
        m_chart->refreshNow();
        QCoreApplication::processEvents(); // Qt Charts lays its axes out in the event loop
        m_chart->refreshNow();
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        m_chart = std::make_unique<LossChart>();
        m_chart->resize(520, 340);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        smoothing()->setValue(0);
        m_chart->begin(digits());
    }

    void emptyChartHasNoAxes() {
        for (auto* axis : plot()->chart()->axes())
            QVERIFY(!axis->isVisible());
        feed({5, 4});
        for (auto* axis : plot()->chart()->axes())
            QVERIFY(axis->isVisible());
        m_chart->begin(digits());
        for (auto* axis : plot()->chart()->axes())
            QVERIFY(!axis->isVisible());
    }

    void refreshesByItself() {
        m_chart->addBatches({batch(1, 7), batch(2, 6)});
        QTRY_COMPARE(training(), QList<QPointF>({{1, 7}, {2, 6}}));
    }

    void lineStandsWhereItsValuesAre() {
        feed(std::vector<double>(10, 40.0));
        const QColor colour = chartColours(m_chart->palette()).training;
        for (const double step : {2.0, 5.0, 8.0})
            QCOMPARE(pixelAt({step, 40}), colour);
        QVERIFY(plot()->plotArea().contains(plot()->toPixels({10, 40})));
        QVERIFY(pixelAt({5, 41}) != colour);
    }

    void aConstantUpToItsLastBitHasAnAxis() {
        feed({40, std::nextafter(40.0, 41.0), 40});
        for (const double around : {39.0, 41.0}) // neither a scale of one bit nor of everything
            QVERIFY(plot()->plotArea().contains(plot()->toPixels({2, around})));
        QVERIFY(!plot()->plotArea().contains(plot()->toPixels({2, 80})));
    }

    void longRunKeepsItsExtremes() {
        std::vector<double> objectives;
        for (int i = 0; i < 100000; ++i)
            objectives.push_back(100 + 10 * std::sin(i * 0.001));
        objectives[54321] = 777;
        objectives[70007] = 3;
        feed(objectives);
        const QList<QPointF> drawn = training();
        QVERIFY(drawn.size() <= 2 * int(plot()->plotArea().width()));
        QVERIFY(drawn.contains(QPointF(54322, 777)));
        QVERIFY(drawn.contains(QPointF(70008, 3)));
    }

    void smoothingFollowsTheSlider() {
        feed({0, 100, 0, 100, 0, 100});
        QCOMPARE(training().last().y(), 100.0);
        smoothing()->setFocus();
        QTest::keyClick(smoothing(), Qt::Key_End);
        QVERIFY(std::abs(training().last().y() - 50) < 1);
    }

    void logarithmDropsWhatHasNone() {
        feed({10, 0, -3, 1000});
        QCOMPARE(training().size(), 4);
        auto* box = m_chart->findChild<QCheckBox*>();
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QVERIFY(box->isChecked());
        QCOMPARE(training(), QList<QPointF>({{1, 1}, {4, 3}}));
    }

    void onlyTermIsHiddenAtFirst() {
        feed({3, 2});
        QVERIFY(!legendEntry("BCE")->isChecked());
        QVERIFY(legendEntry("training")->isChecked());
        QTest::mouseClick(legendEntry("BCE"), Qt::LeftButton);
        QCOMPARE(plot()->chart()->series().size(), 3); // training, the single batches behind it, and the term
    }

    void severalTermsAreShownWithTheirWeights() {
        BatchReport report = batch(1, 12);
        report.terms = {{"BCE", 10, 1}, {"KL", 0.5, 4}};
        m_chart->addBatches({report});
        m_chart->refreshNow();
        QVERIFY(legendEntry("BCE")->isChecked());
        QVERIFY(legendEntry("KL")->isChecked());
        QCOMPARE(series(classColour(3, m_chart->palette())), QList<QPointF>({{1, 2}}));
    }

    void legendHidesAndShowsALine() {
        feed({3, 2, 1});
        m_chart->addEpoch(epoch(0, 2.5, 0.02));
        m_chart->refreshNow();
        QCOMPARE(validation(), QList<QPointF>({{10, 2.5}}));
        QTest::mouseClick(legendEntry("validation"), Qt::LeftButton);
        QVERIFY(validation().isEmpty());
        legendEntry("validation")->setFocus();
        QTest::keyClick(legendEntry("validation"), Qt::Key_Space);
        QCOMPARE(validation().size(), 1);
    }

    void choiceOutlivesTheRun() {
        feed({3, 2, 1});
        QTest::mouseClick(legendEntry("training"), Qt::LeftButton);
        m_chart->begin(digits());
        feed({3, 2, 1});
        QVERIFY(!legendEntry("training")->isChecked());
    }

    void errorStandsBesidePca() {
        feed(std::vector<double>(20, 90.0));
        m_chart->showBaseline(0.0171, 32);
        m_chart->addEpoch(epoch(0, 100, 0.03));
        m_chart->addEpoch(epoch(1, 95, 0.012));
        QVERIFY(!legendEntry("PCA, 32 components"));
        measure()->setFocus();
        QTest::keyClick(measure(), Qt::Key_Down);
        QCOMPARE(measure()->currentText(), QStringLiteral("Error per value (MSE)"));
        QVERIFY(legendEntry("PCA, 32 components"));
        QCOMPARE(validation(), QList<QPointF>({{10, 0.03}, {20, 0.012}}));
        QVERIFY(training().isEmpty());

        QCoreApplication::processEvents();
        m_chart->refreshNow();
        const QImage picture = plot()->grab().toImage();
        const int row = plot()->toPixels({0, 0.0171}).toPoint().y();
        const auto dashes = [&] {
            int count = 0;
            for (int x = int(plot()->plotArea().left()); x < plot()->plotArea().right(); ++x)
                count += picture.pixelColor(x, row).lightness() < 200;
            return count;
        };
        QVERIFY(dashes() > plot()->plotArea().width() / 3);
        QVERIFY(dashes() < plot()->plotArea().width() * 0.95);
    }

    void aBaselineOfZeroIsExplainedAndHasNoPlaceOnALogarithmicAxis() {
        feed({3, 2, 1});
        m_chart->showBaseline(1e-9, 1024); // nothing, but for rounding
        m_chart->addEpoch(epoch(0, 2, 0.03));
        measure()->setCurrentIndex(1);
        const QString name = "PCA 0 (the code is wide enough for everything)";
        QVERIFY(legendEntry(name));
        auto* logarithmic = m_chart->findChild<QCheckBox*>();
        QCOMPARE(logarithmic->text(), QString("Log scale"));
        logarithmic->setChecked(true);
        QVERIFY(!legendEntry(name));
        QVERIFY(legendEntry("validation"));
        logarithmic->setChecked(false);
        QVERIFY(legendEntry(name));

        m_chart->showBaseline(0.0171, 1024);
        logarithmic->setChecked(true);
        QVERIFY(legendEntry("PCA, 1,024 components"));
    }

    void pointerTellsTheValues() {
        feed({30, 20, 10});
        const QImage before = plot()->grab().toImage();
        QTest::mouseMove(plot()->viewport(), plot()->toPixels({2, 20}).toPoint());
        QTRY_VERIFY(plot()->grab().toImage() != before);
        QTest::mouseMove(plot()->viewport(), QPoint(1, 1));
        QTRY_COMPARE(plot()->grab().toImage(), before);
    }

    void arrowKeysTellTheValues() {
        feed({30, 20.5, 10});
        plot()->setFocus();
        QTest::keyClick(plot(), Qt::Key_Left);
        QCOMPARE(plot()->accessibleDescription(), QStringLiteral("step 3 · epoch 1, training 10"));
        QTest::keyClick(plot(), Qt::Key_Left);
        QCOMPARE(plot()->accessibleDescription(), QStringLiteral("step 2 · epoch 1, training 20.5"));
    }

    void followsTheTheme() {
        feed({30, 20, 10});
        applyTheme(*qApp, ThemeChoice::Dark);
        QTRY_COMPARE(training().size(), 3);
        applyTheme(*qApp, ThemeChoice::Light);
        QTRY_COMPARE(training().size(), 3);
    }
};

HOURGLASS_TEST(LossChartTest)
#include "LossChartTest.moc"
