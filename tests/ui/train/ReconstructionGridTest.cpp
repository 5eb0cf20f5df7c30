// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionGrid.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QHelpEvent>
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
        QCOMPARE(titles(reconstructionGrid({reconstruction(0, true)}, data())),
                 QStringList({"original", "as the network saw it", "rebuilt", "difference"}));
        QCOMPARE(titles(reconstructionGrid({reconstruction(0, false)}, data())),
                 QStringList({"original", "rebuilt", "difference"}));
    }

    void columnsAreNamed() {
        const auto content = reconstructionGrid({reconstruction(12, false)}, data({"shirt", "shoe"}));
        QCOMPARE(content.columns[0].name, QStringLiteral("sample 12, class shoe"));
        QCOMPARE(content.columns[0].caption, QStringLiteral("0.0125"));
        QCOMPARE(reconstructionGrid({reconstruction(12, false)}, data()).columns[0].name, QStringLiteral("sample 12"));
    }

    void namesOfRowsAreNoClasses() {
        const auto content = reconstructionGrid({reconstruction(1, false)}, data({"customer 1", "customer 2"}, 2));
        QCOMPARE(content.columns[0].name, QStringLiteral("sample 1, customer 2"));
    }

    void pixelsStaySquares() {
        ImageGrid grid;
        grid.resize(600, 300);
        grid.setContent(reconstructionGrid({reconstruction(0, true), reconstruction(1, true)}, data()));
        const QImage picture = grid.grab().toImage();
        const QList<std::pair<int, int>> wanted{{0, 255}, {0, 0}, {50, 200}, {50, 55}};
        for (int row = 0; row < wanted.size(); ++row) {
            const QRect cell = grid.cellRect(row, 1);
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
        ImageGrid grid;
        grid.resize(size);
        grid.setContent(reconstructionGrid(many, data()));
        QVERIFY(grid.visibleColumns() >= 1);
        QRect before;
        for (int column = 0; column < grid.visibleColumns(); ++column) {
            for (int row = 0; row < 4; ++row) {
                const QRect cell = grid.cellRect(row, column);
                QVERIFY(grid.rect().contains(cell));
                QVERIFY(!cell.intersects(before));
                before = cell;
            }
        }
        if (size.width() >= 1600) // the height would allow more, but ten large ones are wanted first
            QCOMPARE(grid.visibleColumns(), 10);
    }

    void tooltipTellsSampleAndError() {
        ImageGrid grid;
        grid.resize(600, 300);
        grid.setContent(reconstructionGrid({reconstruction(4, true)}, data({"shirt", "shoe"})));
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        const auto tipAt = [&grid](const QPoint& place) {
            QHelpEvent event(QEvent::ToolTip, place, grid.mapToGlobal(place));
            QCoreApplication::sendEvent(&grid, &event);
            return QToolTip::text();
        };
        QVERIFY(tipAt(grid.cellRect(2, 0).center()).contains("sample 4, class shoe: rebuilt; error (MSE) 0.0125"));
        QVERIFY(tipAt({10, grid.cellRect(3, 0).center().y()}).contains("black is equal"));
    }

    void arrowKeysWalkThroughThePictures() {
        ImageGrid grid;
        grid.resize(600, 300);
        grid.setContent(reconstructionGrid({reconstruction(4, false), reconstruction(5, false)}, data()));
        grid.show();
        QVERIFY(QTest::qWaitForWindowActive(&grid));
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Right);
        QCOMPARE(grid.accessibleDescription(), QStringLiteral("sample 5: rebuilt; error (MSE) 0.0125"));
        QTest::keyClick(&grid, Qt::Key_Right);
        QCOMPARE(grid.accessibleDescription(), QStringLiteral("sample 5: rebuilt; error (MSE) 0.0125"));
    }
};

HOURGLASS_TEST(ReconstructionGridTest)
#include "ReconstructionGridTest.moc"
