// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/widgets/SampleMime.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QSignalSpy>

#include <memory>

using namespace hourglass::ui;

/// What is done with one picture of a grid: it is chosen, or its sample dragged away.
class ImageGridDragTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ImageGrid> m_grid;

    /// Two rows of three columns: the samples 7 and 8, and one that is none.
    static ImageGrid::Content content() {
        ImageGrid::Content content;
        for (const QColor& colour : {QColor(Qt::red), QColor(Qt::blue)}) {
            QImage image(28, 28, QImage::Format_RGB888);
            image.fill(colour);
            content.rows.push_back({"row", {}, std::vector<QImage>(3, image)});
        }
        content.columns.resize(3);
        content.columns[0].sample = 7;
        content.columns[1].sample = 8;
        return content;
    }
    QPoint middleOf(int row, int column) const { return m_grid->cellRect(row, column).center(); }
    const QDrag* dragFrom(int row, int column) {
        QTest::mousePress(m_grid.get(), Qt::LeftButton, {}, middleOf(row, column));
        QTest::mouseMove(m_grid.get(), middleOf(row, column) + QPoint(0, 2)); // a hand trembles
        const bool early = m_grid->findChild<QDrag*>();
        QTest::mouseMove(m_grid.get(), middleOf(row, column) + QPoint(QApplication::startDragDistance() + 5, 0));
        QTest::mouseRelease(m_grid.get(), Qt::LeftButton, {}, middleOf(row, column));
        return early ? nullptr : m_grid->findChild<QDrag*>();
    }

private Q_SLOTS:
    void init() {
        m_grid = std::make_unique<ImageGrid>();
        m_grid->resize(500, 260);
        m_grid->setContent(content());
        m_grid->show();
        QVERIFY(QTest::qWaitForWindowActive(m_grid.get()));
    }
    void cleanup() { m_grid.reset(); }

    void aPictureIsChosen() {
        QSignalSpy chosen(m_grid.get(), &ImageGrid::pictureChosen), columns(m_grid.get(), &ImageGrid::columnChosen);
        QTest::mouseClick(m_grid.get(), Qt::LeftButton, {}, QPoint(2, 2)); // beside all of them
        QTest::mouseClick(m_grid.get(), Qt::RightButton, {}, middleOf(0, 1));
        QCOMPARE(chosen.count(), 0);
        QTest::mouseClick(m_grid.get(), Qt::LeftButton, {}, middleOf(1, 2));
        QCOMPARE(chosen.last(), QVariantList({1, 2}));
        QTest::keyClick(m_grid.get(), Qt::Key_Left);
        QTest::keyClick(m_grid.get(), Qt::Key_Up);
        QTest::keyClick(m_grid.get(), Qt::Key_Return);
        QCOMPARE(chosen.last(), QVariantList({0, 1}));
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(columns.count(), 2);
    }

    void theSampleIsDraggedAway() {
        const QDrag* drag = dragFrom(1, 1);
        QVERIFY(drag);
        QCOMPARE(sampleIn(*drag->mimeData()), std::optional<std::int64_t>(8));
        QCOMPARE(drag->pixmap().toImage().pixelColor(10, 10), QColor(Qt::blue));
    }

    void whatIsNoSampleStays() { QVERIFY(!dragFrom(0, 2)); }

    void anotherButtonDragsNothing() {
        QTest::mousePress(m_grid.get(), Qt::RightButton, {}, middleOf(0, 0));
        QTest::mouseMove(m_grid.get(), middleOf(0, 0) + QPoint(40, 0));
        QVERIFY(!m_grid->findChild<QDrag*>());
        QTest::mouseRelease(m_grid.get(), Qt::RightButton, {}, middleOf(0, 0));
    }

    void fewerPicturesWhileOneIsHeld() {
        QTest::mousePress(m_grid.get(), Qt::LeftButton, {}, middleOf(1, 1));
        ImageGrid::Content fewer = content();
        fewer.rows.pop_back();
        fewer.columns.pop_back();
        fewer.columns.pop_back();
        for (ImageGrid::Row& row : fewer.rows)
            row.images.resize(1);
        m_grid->setContent(fewer);
        QTest::mouseMove(m_grid.get(), QPoint(300, 100));
        QVERIFY2(!m_grid->findChild<QDrag*>(), "what was pressed is not there any more");
        QTest::mouseRelease(m_grid.get(), Qt::LeftButton, {}, QPoint(300, 100));
    }
};

HOURGLASS_TEST(ImageGridDragTest)
#include "ImageGridDragTest.moc"
