// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SampleMime.h"
#include "tests/support/TestMain.h"

#include <QDrag>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

using namespace hourglass::ui;

class SampleMimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDraggedIsRead() {
        QWidget from;
        from.show();
        QVERIFY(QTest::qWaitForWindowExposed(&from));
        QPixmap picture(112, 56);
        picture.fill(Qt::red);
        dragSample(from, 4'000'000'000, picture);
        const auto* drag = from.findChild<QDrag*>();
        QVERIFY(drag);
        QCOMPARE(sampleIn(*drag->mimeData()), std::optional<std::int64_t>(4'000'000'000));
        QCOMPARE(drag->pixmap().size(), QSize(56, 28)); // small, in its shape
        QCOMPARE(drag->hotSpot(), QPoint(28, 14));
        QVERIFY(fileIn(*drag->mimeData()).isEmpty());
    }

    void aSampleWithoutAPictureIsDraggedToo() {
        QWidget from;
        from.show();
        QVERIFY(QTest::qWaitForWindowExposed(&from));
        dragSample(from, 0, {});
        QVERIFY(from.findChild<QDrag*>());
        QCOMPARE(sampleIn(*from.findChild<QDrag*>()->mimeData()), std::optional<std::int64_t>(0));
    }

    void onlyNumbersAreSamples_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a word") << QByteArray("seven");
        QTest::newRow("before the first") << QByteArray("-1");
        QTest::newRow("a fraction") << QByteArray("1.5");
        QTest::newRow("too large for a number") << QByteArray("99999999999999999999");
    }
    void onlyNumbersAreSamples() {
        QFETCH(QByteArray, bytes);
        QMimeData mime;
        mime.setData("application/x-hourglass-sample", bytes);
        QVERIFY(!sampleIn(mime));
    }

    void samplesOfOtherProgramsMeanNothingHere() {
        QMimeData mime;
        putSample(mime, 12);
        QCOMPARE(sampleIn(mime), std::optional<std::int64_t>(12));
        const QString type = mime.formats().front();
        const QByteArray own = QByteArray::number(QCoreApplication::applicationPid());
        QByteArray data = mime.data(type);
        QVERIFY(data.startsWith(own));
        mime.setData(type, data.replace(0, own.size(), own + '0'));
        QVERIFY(!sampleIn(mime));
    }

    void textIsNoSample() {
        QMimeData mime;
        mime.setText("12");
        QVERIFY(!sampleIn(mime));
        QVERIFY(fileIn(mime).isEmpty());
    }

    void theFirstFileIsTaken() {
        QMimeData mime;
        mime.setUrls({QUrl("https://example.org/a.png"), QUrl::fromLocalFile("/a b/ü.png"), QUrl::fromLocalFile("/c.png")});
        QCOMPARE(fileIn(mime), QString("/a b/ü.png"));
        mime.setUrls({QUrl("https://example.org/a.png")});
        QVERIFY(fileIn(mime).isEmpty());
    }
};

HOURGLASS_TEST(SampleMimeTest)
#include "SampleMimeTest.moc"
