// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Export.h"
#include "engine/api/Error.h"
#include "engine/storage/ArrayFile.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cstring>

using namespace hourglass;

namespace {

constexpr double tolerance = 1e-5;

void write(const QString& path, const std::string& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
        qFatal("no room for a file");
}

/// False where an operator is in the file that the dnn module of OpenCV 4.6 lacks, or takes in a few forms only. The Python
/// reader has them all.
bool isForOpenCv(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no such file");
    const QByteArray bytes = file.readAll();
    const auto holds = [&](const char* name) {
        constexpr char field = '\x22'; // op_type of a node: a text
        return bytes.contains(QByteArray(1, field) + char(std::strlen(name)) + name);
    };
    return std::ranges::none_of(std::array{"Clip", "Erf", "Gather", "ReduceMean", "Shape", "TopK"}, holds);
}

cv::Mat matrix(const at::Tensor& tensor) {
    const std::vector<int> sizes(tensor.sizes().begin(), tensor.sizes().end());
    return cv::Mat(int(sizes.size()), sizes.data(), CV_32F, tensor.contiguous().data_ptr()).clone();
}

} // namespace

/// Exports are read back by programs that are not ours: OpenCV and, in one Python process, PyTorch and the ONNX package.
class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const auto& some : {test::layerExports(), test::variantExports(), test::specialExports()})
            m_cases.insert(m_cases.end(), some.begin(), some.end());
        for (std::size_t i = 0; i < m_cases.size(); ++i) {
            const test::ExportCase& one = m_cases[i];
            QVERIFY(QDir().mkpath(file(i, "")));
            for (std::size_t j = 0; j < one.inputs.size(); ++j)
                write(file(i, "input" + QString::number(j) + ".npy"), npyFile({one.inputs[j], {}, {}, {}}));
            write(file(i, "expected.npy"), npyFile({one.expected, {}, {}, {}}));
            try {
                for (const char* format : {"onnx", "torchscript", "python"})
                    exportModel(one.model, format, {{"part", one.part}},
                                file(i, "network.").toStdString() + exportExtension(format));
            } catch (const Error& error) {
                QFAIL(qPrintable(QString::fromStdString(one.name) + ": " + error.what()));
            }
        }
        QProcess python;
        python.start(test::debiansPython, {"-c", "import numpy, onnx, torch"});
        QVERIFY2(python.waitForFinished(-1) && python.exitCode() == 0,
                 "python3 lacks torch, onnx or numpy: app/setup installs python3-torch, python3-onnx and python3-numpy.");
        python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        python.start(test::debiansPython, {HOURGLASS_TEST_DATA "/engine/storage/export_peer.py", m_folder.path()});
        QVERIFY(python.waitForFinished(-1));
        m_read = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        QCOMPARE(m_read.size(), qsizetype(m_cases.size()));
    }

    void pythonReadsTheSame_data() {
        addCases([](std::size_t) { return true; });
    }
    void pythonReadsTheSame() {
        QFETCH(int, index);
        const QJsonObject read = m_read[folderName(std::size_t(index))].toObject();
        for (const char* format : {"onnx", "pt", "py"}) {
            const QJsonValue difference = read[QLatin1String(format)];
            QVERIFY2(difference.isDouble(), qPrintable(format + QString(": ") + difference.toString("is missing")));
            QVERIFY2(difference.toDouble() <= tolerance,
                     qPrintable(QString("%1 is off by %2").arg(format).arg(difference.toDouble())));
        }
    }

    void openCvReadsTheSame_data() {
        // OpenCV joins two inputs only where the size of the batch is fixed.
        addCases([this](std::size_t index) {
            return m_cases[index].inputs.size() == 1 && isForOpenCv(file(index, "network.onnx"));
        });
    }
    void openCvReadsTheSame() {
        QFETCH(int, index);
        const test::ExportCase& one = m_cases[std::size_t(index)];
        const cv::Mat expected = matrix(one.expected);
        double difference = 0;
        try {
            const cv::Mat output = readByOpenCv(std::size_t(index));
            QCOMPARE(output.total(), expected.total());
            difference = cv::norm(output.reshape(1, 1), expected.reshape(1, 1), cv::NORM_INF);
        } catch (const cv::Exception& error) {
            QFAIL(error.what());
        }
        QVERIFY2(difference <= tolerance, qPrintable(QString("off by %1").arg(difference)));
    }

private:
    cv::Mat readByOpenCv(std::size_t index) const {
        cv::dnn::Net net = cv::dnn::readNetFromONNX(file(index, "network.onnx").toStdString());
        const test::ExportCase& one = m_cases[index];
        const std::array names{std::string(one.part == "decoder" ? "code" : "input"), std::string("classes")};
        for (std::size_t i = 0; i < one.inputs.size(); ++i)
            net.setInput(matrix(one.inputs[i]), names[i]);
        return net.forward();
    }
    static QString folderName(std::size_t index) { return QString::number(index); }
    QString file(std::size_t index, const QString& name) const { return m_folder.filePath(folderName(index)) + '/' + name; }
    template <class Condition>
    void addCases(const Condition& condition) const {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            if (condition(i))
                QTest::newRow(m_cases[i].name.c_str()) << int(i);
    }

    QTemporaryDir m_folder;
    std::vector<test::ExportCase> m_cases;
    QJsonObject m_read; ///< by folder: what Python found
};

HOURGLASS_TEST(ExportTest)
#include "ExportTest.moc"
