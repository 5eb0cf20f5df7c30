// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ImageGrid.h"
#include "tests/support/TestMain.h"

#include <algorithm>

using namespace hourglass::ui;

namespace {

QImage picture(int side, const QColor& colour) {
    QImage image(side, side, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

ImageGrid::Content grid(int rows, int columns, const QImage& image) {
    ImageGrid::Content content;
    for (int row = 0; row < rows; ++row)
        content.rows.push_back({"row", {}, std::vector<QImage>(std::size_t(columns), image)});
    content.columns.resize(std::size_t(columns));
    return content;
}

} // namespace

class ImageGridTest : public QObject {
    Q_OBJECT

private:
    static QColor colourAt(ImageGrid& view, int row, int column) {
        return view.grab().toImage().pixelColor(view.cellRect(row, column).center());
    }

private Q_SLOTS:
    void newPicturesTakeThePlaceOfTheOld() {
        ImageGrid view;
        view.resize(600, 300);
        ImageGrid::Content content = grid(2, 3, picture(28, Qt::red));
        view.setContent(content);
        QCOMPARE(colourAt(view, 1, 2), QColor(Qt::red));
        content.rows[1].images[2] = picture(28, Qt::blue);
        view.setContent(content);
        QCOMPARE(colourAt(view, 1, 2), QColor(Qt::blue));
        QCOMPARE(colourAt(view, 1, 1), QColor(Qt::red));
        view.setContent(grid(1, 1, picture(28, Qt::green)));
        QCOMPARE(colourAt(view, 0, 0), QColor(Qt::green));
    }

    void picturesGrowWithTheirPlace() {
        ImageGrid view;
        view.setContent(grid(1, 2, picture(100, Qt::red)));
        for (const QSize size : {QSize(300, 100), QSize(900, 400), QSize(300, 100)}) {
            view.resize(size);
            const QRect cell = view.cellRect(0, 0);
            const QImage image = view.grab().toImage();
            QCOMPARE(image.pixelColor(cell.topLeft() + QPoint(2, 2)), QColor(Qt::red));
            QCOMPARE(image.pixelColor(cell.bottomRight() - QPoint(2, 2)), QColor(Qt::red));
        }
    }

    void captionsAreShownInANarrowGridToo() {
        ImageGrid::Content content = grid(3, 10, picture(28, Qt::red));
        for (ImageGrid::Column& column : content.columns)
            column.caption = "0.2359";
        ImageGrid view;
        view.resize(420, 200);
        view.setContent(content);
        QVERIFY(view.visibleColumns() >= 5);
        const QImage image = view.grab().toImage();
        const int under = view.cellRect(2, 0).bottom() + 2;
        for (int column = 0; column < view.visibleColumns(); ++column) {
            const QRect cell = view.cellRect(2, column);
            QVERIFY(view.rect().contains(cell));
            bool written = false;
            for (int y = under; y < view.height(); ++y)
                for (int x = cell.left(); x < cell.right(); ++x)
                    written = written || image.pixelColor(x, y) != image.pixelColor(view.width() - 1, view.height() - 1);
            QVERIFY(written);
        }
    }

    void brightPicturesHaveABorder() {
        ImageGrid view;
        view.resize(300, 100);
        view.setContent(grid(1, 2, picture(28, view.palette().color(QPalette::Window))));
        const QRect cell = view.cellRect(0, 0);
        QCOMPARE(view.grab().toImage().pixel(cell.topLeft()), view.palette().color(QPalette::Mid).rgb());
    }
};

HOURGLASS_TEST(ImageGridTest)
#include "ImageGridTest.moc"
