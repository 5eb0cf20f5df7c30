// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Digest.h"
#include "tests/support/TestMain.h"

using namespace hourglass;

class DigestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The examples that NIST publishes with FIPS 180-4.
    void agreesWithThePublishedExamples_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("times");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("nothing") << QByteArray() << 1
                                 << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc") << 1
                             << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("a million") << QByteArray("a") << 1'000'000
                                   << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void agreesWithThePublishedExamples() {
        QFETCH(QByteArray, text);
        QFETCH(int, times);
        QFETCH(QByteArray, digest);
        Digest computed;
        for (int i = 0; i < times; ++i)
            computed.add({text.constData(), std::size_t(text.size())});
        QCOMPARE(QByteArray::fromStdString(computed.finish()), digest);
    }
};

HOURGLASS_TEST(DigestTest)
#include "DigestTest.moc"
