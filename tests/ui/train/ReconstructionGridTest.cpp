// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionGrid.h"
#include "tests/support/TestMain.h"
#include "ui/style/HeatScale.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

/// Two pixels beside each other.
Image pair(std::uint8_t left, std::uint8_t right) {
    return {2, 1, 1, {left, right}};
}

Reconstruction reconstruction(std::int64_t sample, bool corrupted) {
    Reconstruction result;
    result.sample = sample;
    result.label = 1;
    result.original = pair(0, 255);
    result.corrupted = corrupted ? pair(0, 0) : result.original;
    result.rebuilt = pair(50, 200);
    result.difference = pair(50, 55);
    result.mse = 0.0125;
    return result;
}

/// @param names  of the classes
DatasetInfo data(const std::vector<std::string>& names = {}, std::int64_t samples = 1000) {
    DatasetInfo info;
    info.trainingCount = info.validationCount = samples;
    info.classNames = names;
    return info;
}

/// As one group of them.
ImageGrid::Content grid(const std::vector<Reconstruction>& samples, const DatasetInfo& dataset = data(),
                        DifferenceColours colours = DifferenceColours::Grey) {
    return reconstructionGrid({{samples, dataset, {}, false}}, {}, colours);
}

QStringList titles(const ImageGrid::Content& content) {
    QStringList texts;
    for (const ImageGrid::Row& row : content.rows)
        texts << row.title;
    return texts;
}

} // namespace

class ReconstructionGridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void rowOfTheCorruptedOnlyWhereThereIsCorruption() {
        QCOMPARE(titles(grid({reconstruction(0, true)})),
                 QStringList({"original", "as the network saw it", "rebuilt", "difference"}));
        QCOMPARE(titles(grid({reconstruction(0, false)})), QStringList({"original", "rebuilt", "difference"}));
    }

    void columnsAreNamed() {
        const auto content = grid({reconstruction(12, false)}, data({"shirt", "shoe"}));
        QCOMPARE(content.columns[0].name, QStringLiteral("sample 12, class shoe"));
        QCOMPARE(content.columns[0].caption, QStringLiteral("0.0125\n19.0 dB"));
        QCOMPARE(grid({reconstruction(12, false)}).columns[0].name, QStringLiteral("sample 12"));
    }

    void psnrIsForDataFromNoughtToOne() {
        QCOMPARE(psnrText(0.001), QStringLiteral("30.0 dB"));
        QCOMPARE(psnrText(0), QStringLiteral("∞ dB"));
        DatasetInfo wide = data();
        wide.inUnitRange = false;
        QCOMPARE(grid({reconstruction(1, false)}, wide).columns[0].caption, QStringLiteral("0.0125"));
        QCOMPARE(grid({reconstruction(1, false)}, wide, DifferenceColours::Heat).rows[2].scale.to, QStringLiteral("range"));
    }

    void groupsStandUnderTheirHeadings() {
        const ReconstructionGroup own{
            {reconstruction(1, false), reconstruction(2, false)}, data({"shirt", "shoe"}), "own", false};
        const ReconstructionGroup other{{reconstruction(1, true)}, data({"0", "1"}), "digits", true};
        const auto content = reconstructionGrid({own, other}, {1});
        QCOMPARE(titles(content).size(), 4); // one of them is corrupted
        QCOMPARE(content.columns.size(), std::size_t(3));
        QStringList headings, marks;
        for (const ImageGrid::Column& column : content.columns) {
            headings << column.heading;
            marks << column.mark;
        }
        QCOMPARE(headings, QStringList({"own", "", "digits"}));
        QCOMPARE(marks, QStringList({"pinned", "", ""})); // the other one is not the same sample
        QCOMPARE(content.columns[2].name, QStringLiteral("sample 1, class 1"));
    }

    void differencesInHeatColoursHaveALegend() {
        const auto heat = grid({reconstruction(1, false)}, data(), DifferenceColours::Heat).rows[2];
        QCOMPARE(heat.images[0].pixel(0, 0), heatColour(50 / 255.0));
        QVERIFY(!heat.scale.colours.isNull());
        QCOMPARE(heat.scale.from + heat.scale.to, QStringLiteral("01"));
        const auto plain = grid({reconstruction(1, false)}).rows[2];
        QCOMPARE(qRed(plain.images[0].pixel(0, 0)), 50);
        QVERIFY(plain.scale.colours.isNull());
    }

    void namesOfRowsAreNoClasses() {
        const auto content = grid({reconstruction(1, false)}, data({"customer 1", "customer 2"}, 2));
        QCOMPARE(content.columns[0].name, QStringLiteral("sample 1, customer 2"));
    }

    /// A few of them are there, and may have as many classes.
    void classesOfDataFromElsewhereStayClasses() {
        const auto content = reconstructionGrid({{{reconstruction(1, false)}, data({"dog", "cat"}, 2), "animals", true}});
        QCOMPARE(content.columns[0].name, QStringLiteral("sample 1, class cat"));
    }

    void pixelsStaySquares() {
        ImageGrid view;
        view.resize(600, 300);
        view.setContent(grid({reconstruction(0, true), reconstruction(1, true)}));
        const QImage picture = view.grab().toImage();
        const QList<std::pair<int, int>> wanted{{0, 255}, {0, 0}, {50, 200}, {50, 55}};
        for (int row = 0; row < wanted.size(); ++row) {
            const QRect cell = view.cellRect(row, 1);
            QVERIFY(cell.width() > 100);
            const int y = cell.center().y();
            for (const int x : {cell.left() + 2, cell.center().x() - 4})
                QCOMPARE(qRed(picture.pixel(x, y)), wanted[row].first);
            for (const int x : {cell.center().x() + 4, cell.right() - 2})
                QCOMPARE(qRed(picture.pixel(x, y)), wanted[row].second);
        }
    }

    void everythingLiesInside_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(300, 120);
        QTest::newRow("usual") << QSize(600, 200);
        QTest::newRow("large") << QSize(1600, 500);
    }

    void everythingLiesInside() {
        QFETCH(QSize, size);
        std::vector<Reconstruction> many;
        for (int i = 0; i < 12; ++i)
            many.push_back(reconstruction(i, true));
        ImageGrid view;
        view.resize(size);
        view.setContent(grid(many));
        QVERIFY(view.visibleColumns() >= 1);
        QRect before;
        for (int column = 0; column < view.visibleColumns(); ++column) {
            for (int row = 0; row < 4; ++row) {
                const QRect cell = view.cellRect(row, column);
                QVERIFY(view.rect().contains(cell));
                QVERIFY(!cell.intersects(before));
                before = cell;
            }
        }
        QVERIFY(view.visibleColumns() == 12 || view.findChild<QScrollBar*>()->isVisibleTo(&view));
        if (size.width() >= 1600) // the height would allow more, but ten large ones are wanted first
            QCOMPARE(view.visibleColumns(), 10);
    }

    void tooltipTellsSampleAndError() {
        ImageGrid view;
        view.resize(600, 300);
        view.setContent(grid({reconstruction(4, true)}, data({"shirt", "shoe"})));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto tipAt = [&view](const QPoint& place) {
            QHelpEvent event(QEvent::ToolTip, place, view.mapToGlobal(place));
            QCoreApplication::sendEvent(&view, &event);
            return QToolTip::text();
        };
        QVERIFY(
            tipAt(view.cellRect(2, 0).center()).contains("sample 4, class shoe: rebuilt; error (MSE) 0.0125; PSNR 19.0 dB"));
        QVERIFY(tipAt({10, view.cellRect(3, 0).center().y()}).contains("black is equal"));
    }

    void arrowKeysWalkThroughThePictures() {
        ImageGrid view;
        view.resize(600, 300);
        view.setContent(grid({reconstruction(4, false), reconstruction(5, false)}));
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("sample 5: rebuilt; error (MSE) 0.0125; PSNR 19.0 dB"));
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("sample 5: rebuilt; error (MSE) 0.0125; PSNR 19.0 dB"));
    }
};

HOURGLASS_TEST(ReconstructionGridTest)
#include "ReconstructionGridTest.moc"
