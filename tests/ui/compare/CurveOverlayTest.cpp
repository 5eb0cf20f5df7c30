// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CurveOverlay.h"
#include "tests/support/TestMain.h"
#include "tests/ui/compare/Compared.h"
#include "ui/charts/LossPlot.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineSeries>

using namespace hourglass;
using namespace hourglass::ui;
using test::compared;
using test::record;

class CurveOverlayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void eachRunHasItsLineAndPcaItsLevels();
    void levelsOfOneNameSayTheirValue();
    void allThatIsKnownCanBeTakenAway();
    void onlyErrorsAreComparedWithPca();
    void aLineCanBeHidden();
    void coloursFollowTheTheme();

private:
    static ComparedRuns threeRuns();
    /// The legend's names, in their order.
    static QStringList names(const CurveOverlay& overlay);
    static QList<QLineSeries*> lines(const CurveOverlay& overlay);
};

ComparedRuns CurveOverlayTest::threeRuns() {
    RunRecord narrow = record("narrow");
    narrow.summary.pcaMse = 0.0554;
    narrow.summary.pcaComponents = 1;
    return {compared(record("wide"), 0), compared(narrow, 3), compared(record("also wide"), 1)};
}

QStringList CurveOverlayTest::names(const CurveOverlay& overlay) {
    QStringList names;
    for (const auto* entry : overlay.findChild<Legend*>()->findChildren<QCheckBox*>())
        names << entry->text();
    return names;
}

/// In the order in which they are drawn: the last one lies on top.
QList<QLineSeries*> CurveOverlayTest::lines(const CurveOverlay& overlay) {
    QList<QLineSeries*> lines;
    for (QAbstractSeries* series : overlay.findChild<LossPlot*>()->chart()->series())
        lines << qobject_cast<QLineSeries*>(series);
    return lines;
}

void CurveOverlayTest::eachRunHasItsLineAndPcaItsLevels() {
    CurveOverlay overlay;
    overlay.resize(600, 400);
    overlay.show();
    overlay.setRuns(threeRuns(), true);
    QCOMPARE(names(overlay), (QStringList{"wide", "narrow", "also wide", "PCA, 32 components", "PCA, 1 component"}));
    const auto shown = lines(overlay);
    QCOMPARE(shown.size(), 5);
    QCOMPARE(shown[4]->pen().color(), classColour(0, overlay.palette()));
    QCOMPARE(shown[3]->pen().color(), classColour(3, overlay.palette()));
    QCOMPARE(shown[4]->points().size(), 3);
    QCOMPARE(shown[4]->points()[1], QPointF(20, 0.05));
    QCOMPARE(shown[0]->pen().style(), Qt::DashLine);
    QCOMPARE(shown[0]->points(), (QList<QPointF>{{0, 0.0554}, {30, 0.0554}}));

    overlay.setRuns(threeRuns(), false);
    QCOMPARE(names(overlay), (QStringList{"wide", "narrow", "also wide"}));
}

void CurveOverlayTest::levelsOfOneNameSayTheirValue() {
    RunRecord one = record("one"), same = record("same"), other = record("other");
    same.summary.pcaMse = *one.summary.pcaMse + 1e-8; // another order of adding up
    CurveOverlay overlay;
    overlay.setRuns({compared(one), compared(same)}, true);
    QCOMPARE(names(overlay).mid(2), QStringList{"PCA, 32 components"});
    other.summary.pcaMse = 0.0554;
    overlay.setRuns({compared(one), compared(same), compared(other)}, true);
    QCOMPARE(names(overlay).mid(3), (QStringList{"PCA, 32 components: 0.0171", "PCA, 32 components: 0.0554"}));
}

void CurveOverlayTest::allThatIsKnownCanBeTakenAway() {
    CurveOverlay overlay;
    overlay.resize(600, 400);
    overlay.show();
    QVERIFY(overlay.isEmpty());
    const RunRecord run = record("a, b");
    overlay.setRuns({compared(run)}, true);
    overlay.findChild<LossPlot*>()->refreshNow();
    QVERIFY(!overlay.isEmpty());
    const QByteArrayList lines = overlay.csv()().split('\n');
    QCOMPARE(lines.size(), 5); // names, three epochs, and the end of the last line
    QCOMPARE(lines[0], QByteArray("id,run,step,trainingObjective,validationObjective,mse,pcaMse"));
    QCOMPARE(lines[2], run.summary.id.toUtf8() + ",\"a, b\",20,50,55,0.05,0.0171");
}

void CurveOverlayTest::onlyErrorsAreComparedWithPca() {
    CurveOverlay overlay;
    overlay.resize(600, 400);
    overlay.show();
    overlay.setRuns(threeRuns(), true);
    overlay.findChild<QComboBox*>()->setCurrentIndex(2);
    QCOMPARE(names(overlay), (QStringList{"wide", "narrow", "also wide"}));
    QCOMPARE(lines(overlay).last()->points()[0], QPointF(10, 100));
}

void CurveOverlayTest::aLineCanBeHidden() {
    CurveOverlay overlay;
    overlay.resize(600, 400);
    overlay.show();
    overlay.setRuns(threeRuns(), true);
    QTest::mouseClick(overlay.findChild<Legend*>()->findChildren<QCheckBox*>().first(), Qt::LeftButton);
    QCOMPARE(lines(overlay).size(), 4);
    QCOMPARE(names(overlay).size(), 5);
    overlay.setRuns(threeRuns(), true); // other ids: runs of their own
    QCOMPARE(lines(overlay).size(), 5);
}

void CurveOverlayTest::coloursFollowTheTheme() {
    applyTheme(*qApp, ThemeChoice::Light);
    CurveOverlay overlay;
    overlay.resize(600, 400);
    overlay.show();
    overlay.setRuns(threeRuns(), true);
    const QColor light = lines(overlay).last()->pen().color();
    applyTheme(*qApp, ThemeChoice::Dark);
    QTRY_VERIFY(lines(overlay).last()->pen().color() != light);
    QCOMPARE(lines(overlay).last()->pen().color(), classColour(0, overlay.palette()));
    applyTheme(*qApp, ThemeChoice::Light);
}

HOURGLASS_TEST(CurveOverlayTest)
#include "CurveOverlayTest.moc"
