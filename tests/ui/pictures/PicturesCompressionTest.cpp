// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Photograph.h"
#include "tests/ui/pictures/WorkspaceFixture.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/RateChart.h"
#include "ui/widgets/Words.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSlider>

using namespace hourglass;
using namespace hourglass::ui;

class PicturesCompressionTest : public test::WorkspaceFixture {
    Q_OBJECT

private Q_SLOTS:
    /// The window shows what the engine makes of the same picture.
    void aPictureIsCompressed() {
        openAndSettle({pictureFile("a.png", {200, 150}),
                       toQString(test::trainedRestorer(toStdString(path("codec.hourglass")), test::smallCodec()))});
        choose("Task", "Compress");
        settle();
        const Planes picture = loadPhotograph(toStdString(path("a.png"))).colour;
        const Compressor compressor(Model::load(toStdString(path("codec.hourglass"))));
        const auto code = compressor.code(picture).value();
        const RatePoint points[] = {*ratePoint(compressor, code, picture, 1), *ratePoint(compressor, code, picture, 0.7)};
        const auto isShown = [this](const RatePoint& point) {
            QCOMPARE(figure("This model", 1), FigureTable::decibels(point.psnr));
            QCOMPARE(figure("This model", SizeColumn), QString("%1 bytes").arg(grouped(qint64(point.bytes))));
            const QString jpeg = QString("JPEG, quality %1").arg(point.jpegQuality);
            QCOMPARE(figure(jpeg, 1), FigureTable::decibels(point.jpegPsnr));
            QCOMPARE(figure(jpeg, SizeColumn), QString("%1 bytes").arg(grouped(qint64(point.jpegBytes))));
        };
        isShown(points[0]);
        QVERIFY(m_workspace->rates().isVisible());
        QCOMPARE(m_workspace->rates().csv()().count('\n'), 1 + int(std::size(Compressor::steps)));

        QSlider* size = nullptr;
        for (QSlider* each : m_workspace->findChildren<QSlider*>())
            if (each->accessibleName() == "Size")
                size = each;
        QVERIFY(size && size->isVisible());
        size->setFocus();
        QTest::keyClick(size, Qt::Key_Right);
        settle();
        isShown(points[1]);
        QVERIFY(!m_workspace->rates().isEmpty()); // another rounding is another point of the same curve

        choose("Task", "Remove noise");
        settle();
        QVERIFY(m_workspace->rates().isEmpty() && !size->isVisible());
        QVERIFY(m_workspace->figures().isColumnHidden(SizeColumn));
    }

    /// To a file and back, and again after the network has been closed.
    void theCodeIsSavedAndOpened() {
        const QString model = toQString(test::trainedRestorer(toStdString(path("codec.hourglass")), test::smallCodec()));
        openAndSettle({pictureFile("a.png", {200, 150}), model});
        choose("Task", "Compress");
        settle();
        const QString bytes = figure("This model", SizeColumn);
        QSignalSpy saved(m_workspace.get(), &PicturesWorkspace::saved);
        QTest::mouseClick(button("Save…"), Qt::LeftButton);
        QFileDialog* const dialog = m_workspace->findChild<QFileDialog*>();
        QVERIFY(dialog && dialog->selectedFiles().first().endsWith("/a.hgz"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(saved.wait(Patience));
        QCOMPARE(QString("%1 bytes").arg(grouped(QFileInfo(path("a.hgz")).size())), bytes);

        choose("Task", "Remove noise");
        openAndSettle({path("a.hgz")});
        QVERIFY2(note().contains("200 × 150"), qPrintable(note()));
        const Planes expected = *unpackedFrom(toStdString(path("a.hgz")), {toStdString(model)});
        m_workspace->view().setMode(CompareView::Mode::Before);
        m_workspace->view().showActualPixels();
        const QImage whole = toQImage(expected).convertToFormat(QImage::Format_RGB32);
        const QImage shown = m_workspace->view().grab().toImage();
        const QPoint corner = m_workspace->view().pictureRect().topLeft().toPoint();
        for (const QPoint place : {QPoint(20, 60), QPoint(60, 45), QPoint(180, 140)})
            QCOMPARE(shown.pixelColor(corner + place), whole.pixelColor(place));
    }

    void withoutItsNetworkACodeIsNoPicture() {
        const Model codec = Model::load(test::trainedRestorer(toStdString(path("codec.hourglass")), test::smallCodec()));
        const Compressor compressor(codec);
        saveCompressed(compressor.packed(*compressor.code(loadPhotograph(toStdString(pictureFile("b.png"))).colour)),
                       toStdString(path("b.hgz")));
        openAndSettle({path("b.hgz")});
        QTRY_VERIFY(!m_failed->isEmpty());
        const QString message = m_failed->first().first().toString();
        QVERIFY2(message.contains("b.hgz") && message.contains("Open that model"), qPrintable(message));
        openAndSettle({path("codec.hourglass"), path("b.hgz")});
        QTRY_VERIFY2(note().contains("120 × 90"), qPrintable(note()));
        openAndSettle({pictureFile("c.png", {80, 60}), path("b.hgz")});
        m_workspace->shelf().setCurrentRow(0);
        QTRY_VERIFY(!m_workspace->shelf().item(0)->foreground().color().isValid() ||
                    m_workspace->shelf().item(0)->foreground().style() == Qt::NoBrush); // the list knows it, too
        QCOMPARE(m_failed->count(), 1);
    }

    void whatCannotCompressSaysSo() {
        openAndSettle({pictureFile("a.png"), modelFile()});
        choose("Task", "Compress");
        settle();
        QVERIFY2(note().contains("what to take away"), qPrintable(note()));
        QVERIFY(!button("Save…")->isEnabled());
    }
};

HOURGLASS_TEST(PicturesCompressionTest)
#include "PicturesCompressionTest.moc"
