// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LensPanel.h"
#include "tests/support/TestMain.h"
#include "ui/charts/FigureDrawings.h"
#include "ui/charts/FigureView.h"
#include "ui/train/LedgerTable.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

Image dot() {
    return {2, 2, 1, {0, 255, 255, 0}};
}

Figure barsUpTo(double most) {
    return {"Bars", "What they mean", BarFigure{"unit", "activity", {0.1, most, 0.3}}};
}

BarFigure accuracies() {
    BarFigure bars{"layer", "accuracy", {0.874, 0.85, 0.8}, 1};
    bars.referenceName = "raw input";
    bars.reference = 0.804;
    return bars;
}

/// As a conditional variational network reports them.
std::vector<Figure> manyFigures() {
    PictureFigure styles{std::vector<Image>(50, dot()), {}, {}, 10};
    PictureFigure samples{std::vector<Image>(16, dot()), {}, {}};
    return {{"One style in every class", "", styles},
            {"Samples of the prior", "", samples},
            {"KL by dimension", "", BarFigure{"dimension, sorted", "nats", {1.27, 0.2}, 1}},
            {"Deviation of the posterior", "", BarFigure{"dimension, sorted", "mean deviation", {0.998, 0.2}, 1}},
            {"What the discriminator thinks", "", FactFigure{{{"drawn numbers: genuine by", "41 %"}}}}};
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

    void wordsAndNumbersAreWhole() {
        LensPanel panel;
        panel.resize(420, 180);
        panel.show();
        panel.setFigures(manyFigures());
        QCoreApplication::processEvents();
        for (const FigureView* view : panel.findChildren<FigureView*>()) {
            QVERIFY(view->width() >= view->minimumSizeHint().width());
            QVERIFY(view->height() >= view->minimumSizeHint().height());
        }
        for (const QLabel* label : panel.findChildren<QLabel*>()) {
            if (!label->isVisible())
                continue;
            QVERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()), qPrintable(label->text()));
            QVERIFY(label->toolTip().contains(label->text()));
        }
        QVERIFY(panel.horizontalScrollBar()->maximum() > 0);
    }

    void aVeryLongTitleEndsInDots() {
        LensPanel panel;
        panel.resize(300, 180);
        panel.show();
        Figure figure = barsUpTo(1);
        figure.title = "How well a classifier reads what each of the layers makes of a sample";
        panel.setFigures({figure, figure});
        QCoreApplication::processEvents();
        auto* title = panel.findChildren<QLabel*>().last();
        QVERIFY(title->width() < title->sizeHint().width());
        const QImage elided = title->grab().toImage();
        const QString whole = title->text();
        title->setText(title->fontMetrics().elidedText(whole, Qt::ElideRight, title->width()));
        QCOMPARE(title->grab().toImage(), elided);
    }

    void picturesAreLargeEnoughToBeSeen() {
        FigureView view;
        view.setFigure(manyFigures()[0]);
        QVERIFY(view.minimumSizeHint().width() >= 10 * 24);
        QVERIFY(view.minimumSizeHint().height() >= 5 * 24);
    }

    void repeatedCaptionsNameTheColumns() {
        PictureFigure pairs;
        for (int i = 0; i < 8; ++i) {
            pairs.pictures.push_back(dot());
            pairs.captions.push_back(i % 2 == 0 ? "seen" : "rebuilt");
        }
        const QRectF area(0, 0, 300, 120); // three in a row would be the largest, but break the pairs
        QCOMPARE(wordsAt({20, 40}, area, pairs), QString("seen"));
        QCOMPARE(wordsAt({20, 100}, area, pairs), QString("seen"));
        QVERIFY(wordsAt({20, 8}, area, pairs).isEmpty()); // where the words are
        const QImage named = shotOf({"", "", pairs});
        pairs.captions[0] = "else";
        QVERIFY(shotOf({"", "", pairs}) != named);
    }

    void brightPicturesHaveABorder() {
        const Image white{1, 1, 1, {255}};
        const QImage shot = shotOf({"", "", PictureFigure{{white}, {}, {}}});
        QCOMPARE(shot.pixelColor(85, 85), QColor(Qt::white));
        int darker = 0;
        for (int x = 0; x < 170; ++x)
            darker += shot.pixelColor(x, 85) != QColor(Qt::white);
        QVERIFY(darker >= 2 && darker <= 6); // both edges
    }

    void theNameOfALevelStandsWhereNoBarIs() {
        FigureView view;
        const Figure figure{"", "", accuracies()};
        view.resize(260, 170);
        view.setFigure(figure);
        const QImage shot = view.grab().toImage();
        const QColor bar = view.palette().color(QPalette::Highlight);
        QCOMPARE(shot.pixelColor(130, 120), bar);
        bool written = false;
        for (int y = 17; y < 31; ++y)
            for (int x = 0; x < shot.width(); ++x) {
                QVERIFY(shot.pixelColor(x, y) != bar);
                written = written || shot.pixelColor(x, y) != shot.pixelColor(259, 24); // where nothing is
            }
        QVERIFY(written);
    }

    void theLedgerNeverBreaksANumber() {
        LedgerTable table;
        table.resize(200, 150);
        table.show();
        table.setTerms({{"classification", 0.2222, 1, "nats"}, {"kl", 25, 2, "nats"}}, 784);
        QCoreApplication::processEvents();
        for (int column = 0; column < table.columnCount(); ++column) {
            const QString header = table.horizontalHeaderItem(column)->text();
            QVERIFY2(table.columnWidth(column) >= table.fontMetrics().horizontalAdvance(header), qPrintable(header));
            for (int row = 0; row < table.rowCount(); ++row)
                if (const auto* item = table.item(row, column))
                    QVERIFY2(table.columnWidth(column) > table.fontMetrics().horizontalAdvance(item->text()),
                             qPrintable(item->text()));
        }
        QVERIFY(!table.wordWrap());
        QVERIFY(table.horizontalScrollBar()->maximum() > 0);
        table.resize(900, 150);
        QCoreApplication::processEvents();
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        QVERIFY(table.horizontalHeader()->length() > 880); // what is left is shared out
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
