// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeTensors.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QtEndian>

using namespace hourglass;

namespace {

/// A file with one tensor "x", by hand.
QByteArray fileOf(const QByteArray& type, const QByteArray& shape, const QByteArray& bytes) {
    const QByteArray header = R"({"x":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":[0,)" +
                              QByteArray::number(bytes.size()) + "]}}";
    QByteArray length(8, '\0');
    qToLittleEndian(quint64(header.size()), length.data());
    return length + header + bytes;
}

} // namespace

class SafeTensorsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    SafeTensors read(const QByteArray& bytes) {
        return readSafeTensors(test::write(m_folder.filePath("x.safetensors"), bytes));
    }

private Q_SLOTS:
    // 1.5 and −2 in bits, after IEEE 754 and its first half.
    void halfPrecisionIsRead_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("F16") << QByteArray("F16") << QByteArray("\x00\x3e\x00\xc0", 4);
        QTest::newRow("BF16") << QByteArray("BF16") << QByteArray("\xc0\x3f\x00\xc0", 4);
    }
    void halfPrecisionIsRead() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, bytes);
        const at::Tensor read = this->read(fileOf(type, "[2]", bytes)).tensors.at("x");
        QVERIFY(read.to(at::kFloat).equal(at::tensor({1.5f, -2.0f})));
        const std::string again = safeTensorsFile({{}, {{"x", read}}});
        QVERIFY(this->read(QByteArray::fromStdString(again)).tensors.at("x").equal(read));
    }

    void numbersThatAreNotReadAreNoDamage() {
        const QString message = test::errorOf([&] { read(fileOf("I32", "[1]", QByteArray(4, '\0'))); });
        for (const char* word : {"x.safetensors", "\"x\"", "I32", "F32"})
            QVERIFY2(message.contains(word), qPrintable(message));
        QVERIFY2(!message.contains("damaged"), qPrintable(message));
    }

    void damageSaysWhatElseThereIs() {
        VERIFY_ERROR(read(fileOf("F32", "[2]", QByteArray(4, '\0'))), "x.safetensors is damaged", "shape does not fit",
                     "or another safetensors file");
    }

    void weightsAreNoData() {
        const std::string path = test::write(m_folder.filePath("w.safetensors"), fileOf("F32", "[1]", QByteArray(4, '\0')));
        VERIFY_ERROR(refuseModel(path, "data"), "w.safetensors holds weights, not data", "training.startFrom");
        refuseModel(m_folder.filePath("gone.safetensors").toStdString(), "data"); // for others to report
    }
};

HOURGLASS_TEST(SafeTensorsTest)
#include "SafeTensorsTest.moc"
