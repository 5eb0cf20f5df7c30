// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/ArithmeticPanel.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/SampleWell.h"

#include <QComboBox>
#include <QSlider>

#include <cmath>

using namespace hourglass;
using namespace hourglass::ui;

class ArithmeticPanelTest : public test::ExploreFixture {
    Q_OBJECT

    ArithmeticPanel& panel() const { return static_cast<ArithmeticPanel&>(*m_widget); }
    QComboBox* plus() const { return named<QComboBox>("What is added"); }
    QComboBox* minus() const { return named<QComboBox>("What is subtracted"); }
    QSlider* strength() const { return named<QSlider>("Strength"); }
    void choose(QComboBox* box, int group) {
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        while (box->currentData().toInt() != group && box->currentIndex() + 1 < box->count())
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentData().toInt(), group);
    }
    /// Of the samples for which that holds; worked out here.
    template <class Belongs>
    std::vector<double> meanWhere(Belongs belongs) const {
        const Codes& codes = *m_exploration->codes();
        std::vector<double> mean(std::size_t(codes.dimensions), 0);
        double count = 0;
        for (std::int64_t i = 0; i < codes.count(); ++i)
            if (belongs(i)) {
                ++count;
                for (std::size_t j = 0; j < mean.size(); ++j)
                    mean[j] += codes.values[std::size_t(i) * mean.size() + j];
            }
        for (double& number : mean)
            number /= count;
        return mean;
    }
    void compareResult(double strength, const std::vector<double>& plus, const std::vector<double>& minus) {
        const CodeValues start = m_exploration->code(), result = panel().result(); // both begin with the first sample
        QCOMPARE(result.size(), start.size());
        for (std::size_t i = 0; i < start.size(); ++i)
            QVERIFY(std::abs(result[i] - (start[i] + strength * (plus[i] - minus[i]))) < 1e-4);
    }
    void openPanel(const Experiment& experiment = test::tinyDigits()) {
        show(new ArithmeticPanel(*m_exploration), {600, 400});
        open(experiment);
        settle();
    }

private Q_SLOTS:
    void aClassIsAddedAndAnotherTakenAway() {
        openPanel();
        const Codes& codes = *m_exploration->codes();
        choose(plus(), 7);
        choose(minus(), 1);
        const auto sevens = meanWhere([&](std::int64_t i) { return codes.labels[std::size_t(i)] == 7; });
        const auto ones = meanWhere([&](std::int64_t i) { return codes.labels[std::size_t(i)] == 1; });
        compareResult(1, sevens, ones);
        choose(minus(), -1);
        compareResult(1, sevens, meanWhere([](std::int64_t) { return true; }));
    }

    void selectedSamplesAreAGroup() {
        openPanel();
        panel().setSelection({2, 5, 11});
        QCOMPARE(plus()->currentText(), QString("3 selected samples"));
        choose(minus(), 0);
        const Codes& codes = *m_exploration->codes();
        compareResult(1, meanWhere([](std::int64_t i) { return i == 2 || i == 5 || i == 11; }),
                      meanWhere([&](std::int64_t i) { return codes.labels[std::size_t(i)] == 0; }));
    }

    void theStrengthIsSetAndTheResultIsAtHand() {
        openPanel();
        const CodeValues start = m_exploration->code();
        strength()->setFocus();
        QTest::keyClick(strength(), Qt::Key_PageUp); // 1.5
        settle();
        QVERIFY(m_exploration->code() == panel().result());
        QVERIFY(m_exploration->code() != start);
        m_exploration->undoStack()->undo();
        QVERIFY(m_exploration->code() == start);
    }

    void dataWithoutClassesSayWhatToDo() {
        openPanel(test::withoutClasses(m_folder.filePath("table.csv")));
        QCOMPARE(plus()->count(), 1);
        panel().setSelection({1, 2});
        QCOMPARE(plus()->count(), 2);
        QVERIFY(!panel().result().empty());
    }
};

HOURGLASS_TEST(ArithmeticPanelTest)
#include "ArithmeticPanelTest.moc"
