// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ImageGrid.h"
#include "tests/support/TestMain.h"

#include <QScrollBar>
#include <QWheelEvent>

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

    static ImageGrid::Content many() {
        ImageGrid::Content content = grid(2, 16, picture(28, Qt::red));
        for (std::size_t i = 0; i < content.columns.size(); ++i)
            content.columns[i].name = QStringLiteral("sample %1").arg(i);
        return content;
    }

    static void showMany(ImageGrid& view) {
        view.resize(350, 160);
        view.setContent(many());
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
    }

    /// Whether the grid did something with it.
    static bool turn(ImageGrid& view, int delta) {
        const QPoint place = view.rect().center();
        QWheelEvent event(place, view.mapToGlobal(place), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(&view, &event);
        return event.isAccepted();
    }

    /// Whether there is more than one colour.
    static bool isWritten(const QImage& image, const QRect& place) {
        for (int y = place.top(); y <= place.bottom(); ++y)
            for (int x = place.left(); x <= place.right(); ++x)
                if (image.pixel(x, y) != image.pixel(place.bottomRight()))
                    return true;
        return false;
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

    void groupsAreSetApart() {
        ImageGrid::Content content = grid(2, 4, picture(28, Qt::red));
        ImageGrid view;
        view.resize(600, 200);
        view.setContent(content);
        const int plain = view.cellRect(0, 2).left() - view.cellRect(0, 1).right();
        QCOMPARE(view.cellRect(0, 0).top(), 0);
        content.columns[0].heading = "own";
        content.columns[2].heading = "elsewhere";
        view.setContent(content);
        QVERIFY(view.cellRect(0, 2).left() - view.cellRect(0, 1).right() > plain + 10);
        QCOMPARE(view.cellRect(0, 1).left() - view.cellRect(0, 0).right(),
                 view.cellRect(0, 3).left() - view.cellRect(0, 2).right());
        const int top = view.cellRect(0, 0).top();
        QVERIFY(top > 8);
        QVERIFY(view.rect().contains(view.cellRect(1, 3)));
        const QImage image = view.grab().toImage();
        for (const int column : {0, 2})
            QVERIFY(isWritten(image, QRect(view.cellRect(0, column).left(), 0, 30, top)));
    }

    void captionsMayHaveSeveralLines() {
        ImageGrid::Content content = grid(1, 2, picture(28, Qt::red));
        for (ImageGrid::Column& column : content.columns)
            column.caption = "0.1";
        ImageGrid view;
        view.resize(300, 160);
        view.setContent(content);
        const QRect one = view.cellRect(0, 0);
        for (ImageGrid::Column& column : content.columns)
            column.caption = "0.1\n9 dB";
        view.setContent(content);
        const QRect two = view.cellRect(0, 0);
        QVERIFY(two.height() < one.height());
        QVERIFY(isWritten(view.grab().toImage(), QRect(two.left(), one.bottom() + 8, two.width(), 160 - one.bottom() - 8)));
    }

    void marksAndScalesAreDrawn() {
        ImageGrid::Content content = grid(1, 2, picture(28, Qt::red));
        content.rows[0].title = "difference";
        content.rows[0].scale = {picture(8, Qt::blue), "0", "1"};
        content.columns[1].mark = "pinned";
        ImageGrid view;
        view.resize(500, 160);
        view.setContent(content);
        const QImage image = view.grab().toImage();
        const auto inCorner = [&](int column) {
            return image.pixelColor(view.cellRect(0, column).topLeft() + QPoint(2, 2));
        };
        QCOMPARE(inCorner(0), QColor(Qt::red));
        QCOMPARE(inCorner(1), view.palette().color(QPalette::Highlight));
        bool blue = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < view.cellRect(0, 0).left(); ++x)
                blue = blue || image.pixelColor(x, y) == QColor(Qt::blue);
        QVERIFY(blue);
    }

    void columnsAreChosen() {
        ImageGrid view;
        view.resize(500, 160);
        view.setContent(grid(2, 3, picture(28, Qt::red)));
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy chosen(&view, &ImageGrid::columnChosen);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(2, 2)); // no picture
        QCOMPARE(chosen.count(), 0);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(1, 2).center());
        QTest::mouseClick(&view, Qt::RightButton, {}, view.cellRect(0, 1).center());
        QCOMPARE(view.currentColumn(), 1);
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.at(0).at(0).toInt(), 2);
        QCOMPARE(chosen.at(1).at(0).toInt(), 0);
    }

    void allColumnsAreReachedByKeys() {
        ImageGrid view;
        showMany(view);
        const int visible = view.visibleColumns();
        QVERIFY(visible >= 2 && visible < 16);
        QCOMPARE(view.currentColumn(), 0); // the focus begins at the first one
        for (int i = 1; i < 16; ++i) {
            QTest::keyClick(&view, Qt::Key_Right);
            QCOMPARE(view.currentColumn(), i);
            QVERIFY(view.rect().contains(view.cellRect(0, i)));
            QCOMPARE(view.accessibleDescription(), QStringLiteral("sample %1: row").arg(i));
        }
        QCOMPARE(view.firstColumn(), 16 - visible);
        QSignalSpy chosen(&view, &ImageGrid::columnChosen);
        QTest::keyClick(&view, Qt::Key_Return);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(1, 14).center());
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.at(0).at(0).toInt(), 15);
        QCOMPARE(chosen.at(1).at(0).toInt(), 14);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.firstColumn(), 0);
    }

    /// The current picture stays among those that can be seen.
    void theWheelScrolls() {
        ImageGrid view;
        showMany(view);
        const int last = 16 - view.visibleColumns();
        turn(view, -120);
        QCOMPARE(view.firstColumn(), 1);
        QCOMPARE(view.currentColumn(), 1);
        for (int i = 0; i < 4; ++i)
            turn(view, -30); // of a touchpad
        QCOMPARE(view.firstColumn(), 2);
        for (int i = 0; i < 16; ++i)
            turn(view, -120);
        QCOMPARE(view.firstColumn(), last);
        QVERIFY(!turn(view, -120)); // what lies around may have it
        QVERIFY(turn(view, 120));
        auto* bar = view.findChild<QScrollBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->value(), last - 1);
        view.setContent(grid(2, 3, picture(28, Qt::red)));
        QVERIFY(!bar->isVisible());
        QCOMPARE(view.firstColumn(), 0);
        QVERIFY(!turn(view, -120));
    }

    void theHeadingOfAGroupStays() {
        ImageGrid view;
        ImageGrid::Content content = grid(1, 16, picture(28, Qt::red));
        content.columns[0].heading = "elsewhere";
        view.resize(300, 160);
        view.setContent(content);
        view.showColumn(15);
        QVERIFY(view.firstColumn() > 0);
        const QRect first = view.cellRect(0, view.firstColumn());
        QVERIFY(isWritten(view.grab().toImage(), QRect(first.left(), 0, 40, first.top())));
    }

    /// What the pointer or the keys stand on may be another thing in the next snapshot.
    void theDescriptionFollowsTheContent() {
        ImageGrid view;
        showMany(view);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("sample 0: row"));
        ImageGrid::Content content = many();
        content.columns[0].mark = "pinned";
        view.setContent(content);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("sample 0: row; pinned"));
        view.setContent({});
        QVERIFY(view.accessibleDescription().isEmpty());
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
