// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Photograph.h"
#include "tests/ui/pictures/WorkspaceFixture.h"
#include "ui/pictures/RateChart.h"
#include "ui/widgets/Words.h"

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
