// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/FiguresPanel.h"
#include "tests/ui/explore/ExploreFixture.h"

#include <QProgressBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace hourglass;
using namespace hourglass::ui;

class FiguresPanelTest : public test::ExploreFixture {
    Q_OBJECT

    FiguresPanel& panel() const { return static_cast<FiguresPanel&>(*m_widget); }
    QToolButton* button() const { return panel().findChild<QToolButton*>(); }
    void openPanel() {
        show(new FiguresPanel(*m_exploration, m_explorer->thorough()), {600, 400});
        QVERIFY(!button()->isEnabled()); // there is nothing yet
        open();
        QVERIFY(button()->isEnabled());
    }

private Q_SLOTS:
    void theFiguresAreMeasured() {
        openPanel();
        QSignalSpy measured(&panel(), &FiguresPanel::measured);
        QTest::mouseClick(button(), Qt::LeftButton);
        QCOMPARE(button()->text(), QString("Cancel"));
        QTRY_COMPARE_WITH_TIMEOUT(measured.count(), 1, Patience);
        QCOMPARE(button()->text(), QString("Measure"));
        QCOMPARE(panel().findChild<QTableWidget*>()->rowCount(), int(panel().report().figures.size()));
        QVERIFY(panel().report().figures.size() > 5);
        QCOMPARE(panel().csv()().count('\n'), qsizetype(panel().report().figures.size()) + 1);
        open(test::withCodeSize(test::tinyDigits(), 3)); // of which nothing is known
        QVERIFY(panel().isEmpty());
    }

    void theyAreGivenUp() {
        openPanel();
        QSignalSpy measured(&panel(), &FiguresPanel::measured);
        QTest::mouseClick(button(), Qt::LeftButton);
        QTest::mouseClick(button(), Qt::LeftButton);
        QCOMPARE(button()->text(), QString("Measure"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_explorer->thorough().isBusy(), Patience);
        QCOMPARE(measured.count(), 0);
        QVERIFY(panel().isEmpty());
    }
};

HOURGLASS_TEST(FiguresPanelTest)
#include "FiguresPanelTest.moc"
