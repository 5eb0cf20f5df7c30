// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ValueTable.h"
#include "tests/support/TestMain.h"

#include <QHeaderView>
#include <QPainter>

using namespace hourglass::ui;

class ValueTableTest : public QObject {
    Q_OBJECT

    class Heights : public ValueTable {
    public:
        Heights()
            : ValueTable("Heights", {{"Tree", "Its kind", "tree", true}, {"Height", "Above ground", "metres"}}) {}
        void add(const QString& tree, double metres) {
            setRowCount(rowCount() + 1);
            setCell(rowCount() - 1, 0, tree);
            setCell(rowCount() - 1, 1, QString::number(metres, 'f', 0) + " m", metres);
        }
        void addUnknown(const QString& tree) {
            setRowCount(rowCount() + 1);
            setCell(rowCount() - 1, 0, tree);
        }
    };
    static QImage pictureOf(ValueTable& table) {
        QImage picture(table.pictureSize(), QImage::Format_Grayscale8);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        table.paintPicture(painter);
        return picture;
    }
    static bool hasInk(const QImage& picture, const QRect& where) {
        for (int y = where.top(); y <= where.bottom(); ++y)
            for (int x = where.left(); x <= where.right(); ++x)
                if (qGray(picture.pixel(x, y)) < 128)
                    return true;
        return false;
    }

private Q_SLOTS:
    void aFileHasAllDigits() {
        Heights table;
        QVERIFY(table.isEmpty());
        table.add("oak, old", 31.25);
        table.addUnknown("fir");
        QCOMPARE(table.item(0, 1)->text(), QString("31 m"));
        QCOMPARE(table.csv()(), QByteArray("tree,metres\n\"oak, old\",31.25\nfir,\n"));
        table.setColumnHidden(1, true);
        QVERIFY(table.csv()().contains("31.25"));
    }

    void aPictureHasEveryCell() {
        Heights table;
        table.add("oak", 31);
        table.addUnknown("fir");
        const int line = table.fontMetrics().lineSpacing();
        const QImage picture = pictureOf(table);
        QCOMPARE(picture.height(), 3 * line);
        table.setColumnHidden(1, true);
        const int half = pictureOf(table).width();
        QVERIFY(half > 0 && half < picture.width());
        for (int row = 0; row < 3; ++row) {
            QVERIFY(hasInk(picture, QRect(0, row * line, half, line)));
            QCOMPARE(hasInk(picture, QRect(half, row * line, picture.width() - half, line)), row < 2);
        }
    }

    void cellsStandAsTheirColumnDoes() {
        Heights table;
        table.add("oak", 31);
        QVERIFY(table.item(0, 0)->textAlignment() & Qt::AlignLeft);
        QVERIFY(table.item(0, 1)->textAlignment() & Qt::AlignRight);
        QVERIFY(table.horizontalHeaderItem(1)->toolTip().contains("Above ground"));
    }
};

HOURGLASS_TEST(ValueTableTest)
#include "ValueTableTest.moc"
