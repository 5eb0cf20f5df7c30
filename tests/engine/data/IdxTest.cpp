// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/IdxFile.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <bit>

#include <unistd.h>

using namespace hourglass;
using namespace hourglass::test;

class IdxTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string file(const QByteArray& bytes) { return write(m_folder.filePath("data.idx"), bytes); }
    RawData read(const QByteArray& bytes) { return readIdxPair(file(bytes), {}); }

private Q_SLOTS:
    void bytesKeepTheirValues_data() {
        QTest::addColumn<bool>("packed");
        QTest::newRow("plain") << false;
        QTest::newRow("gzip") << true;
    }

    void bytesKeepTheirValues() {
        QFETCH(bool, packed);
        const QByteArray bytes = idx(0x08, {4, 3, 5}, countUp(60));
        const RawData data = read(packed ? gzip(bytes) : bytes);
        QCOMPARE(data.sampleShape, (Shape{{1, 3, 5}}));
        QVERIFY(data.samples.scalar_type() == at::kByte);
        for (int i = 0; i < 60; ++i)
            QCOMPARE(data.samples.data_ptr<std::uint8_t>()[i], i);
        QVERIFY(!data.labels.defined());
    }

    void numbersAreBigEndian() {
        QByteArray floats, doubles;
        for (const float value : {0.15625f, -3.5f, 1e-20f, 7e30f})
            floats += bigEndian(std::bit_cast<quint32>(value));
        for (const double value : {0.15625, -3.5}) {
            const auto bits = std::bit_cast<quint64>(value);
            doubles += bigEndian(quint32(bits >> 32)) + bigEndian(quint32(bits));
        }
        const RawData data = read(idx(0x0D, {2, 2}, floats));
        QCOMPARE(data.sampleShape, Shape{{2}});
        QVERIFY(data.samples.scalar_type() == at::kFloat);
        QCOMPARE(data.samples[0][0].item<float>(), 0.15625f);
        QCOMPARE(data.samples[0][1].item<float>(), -3.5f);
        QCOMPARE(data.samples[1][0].item<float>(), 1e-20f);
        QCOMPARE(data.samples[1][1].item<float>(), 7e30f);
        QCOMPARE(read(idx(0x0E, {2, 1}, doubles)).samples[1][0].item<float>(), -3.5f);
        QCOMPARE(read(idx(0x0B, {2, 1}, QByteArray("\xff\xfe\x01\x02", 4))).samples[0][0].item<float>(), -2.0f);
        QCOMPARE(read(idx(0x0B, {2, 1}, QByteArray("\xff\xfe\x01\x02", 4))).samples[1][0].item<float>(), 258.0f);
    }

    void rowsOfBytesAreVectorsInTheUnitRange() {
        const RawData data = read(idx(0x08, {2, 3}, QByteArray("\x00\x33\xff\xff\x00\x33", 6)));
        QCOMPARE(data.sampleShape, Shape{{3}});
        QCOMPARE(data.samples[0][1].item<float>(), 0.2f);
        QCOMPARE(data.samples[1][0].item<float>(), 1.0f);
    }

    void channelsMayStandFirstOrLast() {
        const RawData first = read(idx(0x08, {1, 3, 5, 6}, countUp(90)));
        QCOMPARE(first.sampleShape, (Shape{{3, 5, 6}}));
        QCOMPARE(first.samples[0][1][0][0].item<std::int64_t>(), 30);
        const RawData last = read(idx(0x08, {1, 5, 6, 3}, countUp(90)));
        QCOMPARE(last.sampleShape, (Shape{{3, 5, 6}}));
        QCOMPARE(last.samples[0][1][0][0].item<std::int64_t>(), 1);
        QCOMPARE(last.samples[0][2][4][5].item<std::int64_t>(), 89);
    }

    void labelsBecomeClasses() {
        const std::string images = file(idx(0x08, {4, 1, 1}, countUp(4)));
        const std::string labels =
            write(m_folder.filePath("labels"), gzip(idx(0x08, {4}, QByteArray("\x1a\x01\x0b\x01", 4))));
        const RawData data = readIdxPair(images, labels);
        QCOMPARE(data.classNames, (std::vector<std::string>{"1", "11", "26"}));
        QVERIFY(at::equal(data.labels, at::tensor({2, 0, 1, 0}, at::kLong)));
    }

    void labelsOfTooManyClasses() {
        const auto labelled = [&](quint32 classes) {
            QByteArray labels;
            for (quint32 i = 0; i < classes; ++i)
                labels += bigEndian(i);
            const std::string images = file(idx(0x08, {classes, 1}, QByteArray(qsizetype(classes), '\0')));
            return readIdxPair(images, write(m_folder.filePath("many"), idx(0x0C, {classes}, labels)));
        };
        QCOMPARE(labelled(1000).classNames.size(), std::size_t(1000));
        VERIFY_ERROR(labelled(1001), "dataset.labels", m_folder.filePath("many"), "1001 different", "at most 1000");
    }

    void eachWrongInputHasItsOwnMessage_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        const QByteArray whole = idx(0x08, {4, 3, 5}, countUp(60));
        QTest::newRow("empty") << QByteArray() << "not an IDX file";
        QTest::newRow("text") << QByteArray("a,b,c\n1,2,3\n") << "not an IDX file";
        QTest::newRow("unknown type") << idx(0x0A, {1}, "x") << "not an IDX file";
        QTest::newRow("no dimension") << idx(0x08, {}, "x") << "not an IDX file";
        QTest::newRow("inside the header") << whole.first(10) << "inside its IDX header";
        QTest::newRow("no samples") << idx(0x08, {0, 28, 28}, "") << "size of 0";
        QTest::newRow("too short") << whole.chopped(1) << "Get the file again";
        QTest::newRow("half") << whole.first(38) << "get the file again";
        QTest::newRow("too long") << whole + "x"
                                  << "Get the file again";
        QTest::newRow("short inside gzip") << gzip(whole.chopped(1)) << "only 59";
        QTest::newRow("truncated gzip") << gzip(whole).chopped(12) << "cut off";
        QTest::newRow("without checksum") << gzip(whole).chopped(8) << "cut off";
        QTest::newRow("wrong checksum") << gzip(whole).chopped(8) + "12345678"
                                        << "damaged gzip";
        QTest::newRow("overflow") << idx(0x08, {65536, 65536, 65536, 65536}, "x") << "wrong length";
        QTest::newRow("huge") << gzip(idx(0x0E, std::vector<quint32>(8, 0xffffffff), "x")) << "wrong length";
        QTest::newRow("more dimensions than anything has") << idx(0x08, std::vector<quint32>(9, 1), "x") << "9 dimensions";
        QTest::newRow("labels") << gzip(idx(0x08, {4}, countUp(4))) << "these are labels";
        QTest::newRow("NaN") << idx(0x0D, {1}, bigEndian(0x7fc00000)) << "not finite";
    }

    void eachWrongInputHasItsOwnMessage() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        VERIFY_ERROR(read(bytes), m_folder.filePath("data.idx"), expected);
    }

    void bombsAreRefused() {
        // 5 GiB of zeros would fit into 5 MB of gzip; the size alone must be enough to refuse it.
        const QByteArray header = idx(0x08, {5, 32768, 32768}, {});
        VERIFY_ERROR(read(gzip(header) + QByteArray(6 << 20, '\0')), "data.idx", "4 GiB");
    }

    void labelsOfAnotherLength() {
        const std::string images = file(idx(0x08, {4, 1, 1}, countUp(4)));
        const QString labels = m_folder.filePath("labels");
        write(labels, idx(0x08, {3}, countUp(3)));
        VERIFY_ERROR(readIdxPair(images, labels.toStdString()), labels, "3 labels", "4 samples");
        VERIFY_ERROR(readIdxPair(images, images), "data.idx", "does not hold labels");
    }

    void filesThatCannotBeOpened() {
        const QString missing = m_folder.filePath("missing");
        VERIFY_ERROR(readIdx(missing.toStdString()), missing, "No such file");
        VERIFY_ERROR(readIdx(m_folder.path().toStdString()), m_folder.path(), "is a folder");
        VERIFY_ERROR(readIdx("/dev/null"), "/dev/null", "not a plain file");
    }

    void filesThatMayNotBeRead() {
        const std::string path = file(idx(0x08, {1}, "x"));
        QVERIFY(QFile::setPermissions(QString::fromStdString(path), {}));
        // The superuser may read everything, so the test gives that right up for a moment.
        const uid_t user = geteuid();
        const bool superuser = user == 0 && seteuid(65534) == 0;
        const QString message = errorOf([&] { readIdx(path); });
        QVERIFY(!superuser || seteuid(user) == 0);
        QVERIFY2(message.contains("data.idx") && message.contains("Permission denied"), qPrintable(message));
        QVERIFY(QFile::remove(QString::fromStdString(path)));
    }

    void everyTruncationIsAnError() {
        const QByteArray plain = idx(0x08, {4, 3, 5}, countUp(60));
        for (const QByteArray& whole : {plain, gzip(plain)})
            for (qsizetype length = 0; length < whole.size(); ++length)
                QVERIFY(!errorOf([&] { read(whole.first(length)); }).isEmpty());
    }

    void damageNeverEscapesAsAnythingElse() {
        QRandomGenerator random(1);
        const QByteArray plain = idx(0x08, {4, 3, 5}, countUp(60));
        for (const QByteArray& whole : {plain, gzip(plain)})
            for (int round = 0; round < 500; ++round) {
                QByteArray damaged = whole;
                for (int i = 0; i < 3; ++i)
                    damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
                errorOf([&] { read(damaged); });
            }
        for (int round = 0; round < 200; ++round) {
            QByteArray noise(random.bounded(200), '\0');
            for (char& byte : noise)
                byte = char(random.bounded(256));
            errorOf([&] { read(noise); });
            errorOf([&] { read(QByteArray("\0\0\x08\x02", 4) + noise); });
            errorOf([&] { read(QByteArray("\x1f\x8b\x08\0", 4) + noise); });
        }
    }

    void looksLikeIdxNeverThrows() {
        QVERIFY(looksLikeIdx(file(idx(0x08, {1}, "x"))));
        QVERIFY(looksLikeIdx(file(gzip(idx(0x08, {1}, "x")))));
        QVERIFY(!looksLikeIdx(file("hello")));
        QVERIFY(!looksLikeIdx(m_folder.path().toStdString()));
    }
};

HOURGLASS_TEST(IdxTest)
#include "IdxTest.moc"
