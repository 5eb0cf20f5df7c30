// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LensPanel.h"
#include "tests/support/TestMain.h"
#include "ui/charts/FigureView.h"
#include "ui/train/LedgerTable.h"

#include <QLabel>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

Image dot() {
    return {2, 2, 1, {0, 255, 255, 0}};
}

Figure barsUpTo(double most) {
    return {"Bars", "What they mean", BarFigure{"unit", "activity", {0.1, most, 0.3}}};
}

QImage shotOf(const Figure& figure) {
    FigureView view;
    view.resize(260, 170);
    view.setFigure(figure);
    return view.grab().toImage();
}

} // namespace

class LensPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfFigureIsDrawn_data() {
        QTest::addColumn<int>("kind");
        const char* names[] = {"bars", "pictures", "arrows", "graph", "facts"};
        for (int kind = 0; kind < 5; ++kind)
            QTest::newRow(names[kind]) << kind;
    }
    void everyKindOfFigureIsDrawn() {
        QFETCH(int, kind);
        const Figure figures[] = {barsUpTo(0.8),
                                  {"Pictures", "", PictureFigure{{dot(), dot(), dot()}, {"a", "b", "c"}, {1, 0.5, 0}}},
                                  {"Arrows", "", ArrowFigure{"x", "y", {0, 1}, {0, 1}, {1, 0}, {1, 0}, {0, 1}}},
                                  {"Graph", "", GraphFigure{{"z1", "z2", "z3"}, {{0, 1, 1}, {0, 2, 0.5}}}},
                                  {"Facts", "", FactFigure{{{"active", "3 of 5"}}}}};
        const QImage empty = shotOf({"", "", FactFigure{}});
        QVERIFY(shotOf(figures[kind]) != empty);
    }

    void barsFollowTheirValues() { QVERIFY(shotOf(barsUpTo(0.8)) != shotOf(barsUpTo(0.4))); }

    void figuresComeAndGo() {
        LensPanel panel;
        panel.resize(800, 200);
        panel.show();
        const auto visibleTitles = [&] {
            QStringList titles;
            for (const QLabel* label : panel.findChildren<QLabel*>())
                if (label->isVisible())
                    titles << label->text();
            return titles;
        };
        QCOMPARE(visibleTitles().size(), 1); // why it is empty
        panel.setFigures({barsUpTo(1), {"Facts", "", FactFigure{{{"active", "3"}}}}});
        QCOMPARE(visibleTitles(), (QStringList{"Bars", "Facts"}));
        panel.setFigures({barsUpTo(1)});
        QCOMPARE(visibleTitles(), QStringList{"Bars"});
        panel.setFigures({});
        QCOMPARE(visibleTitles().size(), 1);
    }

    void theLedgerHasARowForEachTerm() {
        LedgerTable table;
        table.setTerms({{"reconstruction", 78.4, 1, "nats"}, {"kl", 25, 2, "nats"}}, 784);
        QCOMPARE(table.rowCount(), 3); // and the effective β
        QCOMPARE(table.item(0, 3)->text(), QString("0.1"));
        QCOMPARE(table.item(1, 6)->text(), QString("50"));
        QCOMPARE(table.item(2, 1)->text(), QString("2"));
    }
};

HOURGLASS_TEST(LensPanelTest)
#include "LensPanelTest.moc"
