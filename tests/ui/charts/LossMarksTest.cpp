// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "ui/charts/LossChart.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCategoryAxis>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

/// What the loss chart says of the course of a training.
class LossMarksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LossChart> m_chart;

    LossPlot* plot() const { return m_chart->findChild<LossPlot*>(); }
    void begin(std::vector<StageInfo> stages) {
        RunInfo info;
        info.loss = "bce";
        info.stepsPerEpoch = 10;
        info.stages = std::move(stages);
        info.experiment.training.set("epochs", std::int64_t(5));
        m_chart->begin(info);
    }
    void feed(std::int64_t from, std::int64_t to) {
        std::vector<BatchReport> batches;
        for (std::int64_t step = from; step <= to; ++step) {
            BatchReport batch;
            batch.step = step;
            batch.objective = 10;
            batches.push_back(batch);
        }
        m_chart->addBatches(batches);
        m_chart->refreshNow();
        QCoreApplication::processEvents(); // Qt Charts lays its axes out in the event loop
        m_chart->refreshNow();
    }
    /// What a screen reader hears of the last step, and what the card says.
    QString told() {
        QTest::keyClick(plot(), Qt::Key_Left);
        return plot()->accessibleDescription();
    }
    QColor pixelAt(double step, int aboveTheAxis) const {
        const QPoint place(int(plot()->toPixels({step, 0}).x()), int(plot()->plotArea().bottom()) - aboveTheAxis);
        return plot()->grab().toImage().pixelColor(place);
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() {
        m_chart = std::make_unique<LossChart>();
        m_chart->resize(640, 400);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        plot()->setFocus();
        begin({{"", 5}});
    }

    void aChangeIsMarkedWhereItWasMade() {
        feed(1, 30);
        m_chart->mark("Learning rate", "5e-4");
        QVERIFY2(told().contains("learning rate 5e-4, from step 31 on"), qPrintable(plot()->accessibleDescription()));
        feed(31, 50);
        QVERIFY(!plot()->accessibleDescription().isEmpty());
        QTest::keyClick(plot(), Qt::Key_Home);
        for (int press = 0; press < 60; ++press) // far from it
            QTest::keyClick(plot(), Qt::Key_Left);
        QVERIFY2(!plot()->accessibleDescription().contains("learning rate"), qPrintable(plot()->accessibleDescription()));
    }

    void aPulledSliderIsOneChange() {
        feed(1, 30);
        for (const char* value : {"9e-4", "7e-4", "5e-4"})
            m_chart->mark("Learning rate", value);
        const QString description = told();
        QVERIFY2(description.contains("5e-4") && !description.contains("9e-4"), qPrintable(description));
        m_chart->mark("Epochs", "80"); // another one
        QTest::keyClick(plot(), Qt::Key_Right);
        QVERIFY2(plot()->accessibleDescription().contains("5e-4") && plot()->accessibleDescription().contains("epochs 80"),
                 qPrintable(plot()->accessibleDescription()));
    }

    void anotherRunForgetsThem() {
        feed(1, 30);
        m_chart->mark("Learning rate", "5e-4");
        begin({{"", 5}});
        feed(1, 30);
        QVERIFY(!told().contains("learning rate"));
    }

    void anotherRunIsShownWhole() {
        feed(1, 1000);
        for (int press = 0; press < 5; ++press)
            QTest::keyClick(plot(), '+');
        begin({{"", 5}});
        feed(1, 2000); // as an opened model tells all of its steps at once
        const auto* axis = static_cast<QCategoryAxis*>(plot()->chart()->axes(Qt::Horizontal).first());
        QCOMPARE(axis->min(), 0.0);
        QCOMPARE(axis->max(), 2000.0);
    }

    void everyOtherStageIsShaded() {
        begin({{"RBM 1 of 2", 1}, {"RBM 2 of 2", 1}, {"", 5}});
        feed(1, 50);
        const QColor first = pixelAt(8, 60), second = pixelAt(18, 60), third = pixelAt(28, 60);
        QVERIFY(first != second);
        QCOMPARE(first, third);
        begin({{"", 5}});
        feed(1, 50);
        QCOMPARE(pixelAt(8, 60), second);
        QCOMPARE(pixelAt(28, 60), second);
    }
};

HOURGLASS_TEST(LossMarksTest)
#include "LossMarksTest.moc"
