// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/RandomPanel.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/charts/NumberText.h"
#include "ui/widgets/PictureSheet.h"

#include <QComboBox>
#include <QSpinBox>
#include <QToolButton>

using namespace hourglass;
using namespace hourglass::ui;

class RandomPanelTest : public test::ExploreFixture {
    Q_OBJECT

    RandomPanel& panel() const { return static_cast<RandomPanel&>(*m_widget); }
    QComboBox* source() const { return named<QComboBox>("Where random codes come from"); }
    void openPanel(const Experiment& experiment) {
        show(new RandomPanel(*m_exploration), {600, 400});
        open(experiment);
        QTRY_VERIFY_WITH_TIMEOUT(!panel().isEmpty(), Patience);
    }

private Q_SLOTS:
    void withoutAPriorAGaussianIsFitted() {
        openPanel(test::tinyDigits());
        QCOMPARE(source()->currentText(), QString("From a Gaussian"));
        QCOMPARE(panel().sheet().items().size(), std::size_t(36));
        source()->setFocus();
        QTest::keyClick(source(), Qt::Key_Home); // the prior all the same
        QTRY_VERIFY_WITH_TIMEOUT(panel().isEmpty(), Patience);
        settle();
        QCOMPARE(source()->currentText(), QString("From the prior"));
    }

    void eachTellsHowFarFromDataItIs() {
        openPanel(complete(withVariant(test::tinyDigits(), "variational")));
        QCOMPARE(source()->currentText(), QString("From the prior"));
        const std::vector<double> expected = distancesToData(panel().codes(), *m_exploration->codes());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(panel().sheet().items()[i].caption, numberText(expected[i], 2));
    }

    void othersAreDrawnAndOneIsTaken() {
        openPanel(test::tinyDigits());
        const std::vector<float> before = panel().codes();
        for (auto* button : panel().findChildren<QToolButton*>())
            if (button->text() == "Draw again")
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(panel().codes() != before, Patience);
        QTest::mouseClick(panel().sheet().viewport(), Qt::LeftButton, {}, panel().sheet().placeOf(1).center());
        const auto first = panel().codes().begin() + 8;
        QVERIFY(m_exploration->code() == CodeValues(first, first + 8));
        auto* count = named<QSpinBox>("How many samples");
        count->setValue(5);
        QTRY_COMPARE_WITH_TIMEOUT(panel().sheet().items().size(), std::size_t(5), Patience);
    }
};

HOURGLASS_TEST(RandomPanelTest)
#include "RandomPanelTest.moc"
