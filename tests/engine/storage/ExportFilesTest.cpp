// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Export.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/support/Python.h"
#include "tests/support/SealedFolder.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <set>

using namespace hourglass;

/// The files as such: those that hold no network, those that come in pairs, and those that cannot be written. What the
/// networks compute is for ExportTest.
class ExportFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_model = test::untrained(test::tinyExperiment(), {{{1, 28, 28}}, true, 10});
    }

    void entriesAreComplete() {
        std::set<std::string> ids, extensions;
        for (const CatalogueEntry& entry : exportEntries()) {
            QVERIFY2(ids.insert(entry.id).second, entry.id.c_str());
            QVERIFY2(extensions.insert(exportExtension(entry.id)).second, entry.id.c_str());
            QVERIFY2(!entry.title.empty() && !entry.summary.empty(), entry.id.c_str());
            QVERIFY2(entry.explanation.size() > 80, entry.id.c_str());
        }
        QCOMPARE(ids.size(), std::size_t(6));
    }

    void safetensorsHoldsTheState() {
        const QString file = written("safetensors").back();
        QProcess python;
        python.start(test::debiansPython, {HOURGLASS_TEST_DATA "/engine/storage/safetensors_peer.py", file});
        QVERIFY(python.waitForFinished(-1));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
        const QJsonObject read = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        const auto state = namedState(*m_model->internals().autoencoder);
        QCOMPARE(read.size(), qsizetype(state.size()));
        for (const auto& [name, tensor] : state) {
            const QJsonObject entry = read[QString::fromStdString(name)].toObject();
            QJsonArray shape;
            for (const std::int64_t size : tensor.sizes())
                shape.append(qint64(size));
            QVERIFY2(entry["shape"].toArray() == shape, name.c_str());
            const double sum = tensor.sum(at::kDouble).item<double>();
            QVERIFY2(std::abs(entry["sum"].toDouble() - sum) < 1e-6, name.c_str());
            QCOMPARE(entry["last"].toDouble(), double(tensor.flatten()[-1].item<float>()));
        }
    }

    void noneIsTakenForAModelOfOurs() {
        for (const auto& [format, said] : {std::pair("torchscript", "TorchScript"), std::pair("onnx", "ONNX")})
            try {
                Model::load(written(format).back().toStdString());
                QFAIL("accepted");
            } catch (const Error& error) {
                QVERIFY2(QString(error.what()).contains(said), error.what());
            }
    }

    void experimentIsTheModels() {
        QVERIFY(loadExperiment(written("experiment").back().toStdString()) == m_model->experiment());
    }

    void thePythonScriptIsAProgramToo() {
        QVERIFY2(isThere(test::debiansPython, {"-c", "import numpy, torch"}),
                 "python3 lacks torch or numpy: app/setup installs python3-torch and python3-numpy.");
        const QString script = written("python").back();
        const QString make = "import numpy, sys; numpy.save(sys.argv[1], numpy.full((2, 1, 28, 28), 0.5))";
        const QString sum = "import numpy, sys; print(*numpy.load(sys.argv[1]).flatten())";
        QVERIFY(isThere(test::debiansPython, {"-c", make, path("in.npy")}));
        QVERIFY(isThere(test::debiansPython, {script, path("in.npy"), path("out.npy")}));
        QProcess python;
        python.start(test::debiansPython, {"-c", sum, path("out.npy")});
        QVERIFY(python.waitForFinished(-1));
        compare(python.readAllStandardOutput().simplified().split(' '), at::full({2, 1, 28, 28}, 0.5));
        QProcess misused;
        misused.start(test::debiansPython, {script});
        QVERIFY(misused.waitForFinished(-1));
        QCOMPARE(misused.exitCode(), 1);
        QVERIFY(misused.readAllStandardError().startsWith("Usage: python3 " + script.toUtf8() + " input.npy output.npy"));
    }

    // Compiled as its own first lines say.
    void theCppProgramCompilesAndRuns() {
        const QStringList files = written("cpp");
        QFile source(files.back());
        QVERIFY(source.open(QIODevice::ReadOnly));
        QStringList command;
        while (!source.atEnd() && command.isEmpty())
            if (const QString line = source.readLine(); line.contains("g++"))
                command = line.mid(line.indexOf("g++")).split(' ', Qt::SkipEmptyParts);
        QVERIFY(command.size() > 3);
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        const QString compiler = command.takeFirst();
        command.last() = command.last().trimmed();
        process.start(compiler, command);
        QVERIFY(process.waitForFinished(-1));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
        process.start(path("network"), {});
        QVERIFY(process.waitForFinished(-1));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
        QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.takeFirst(), QByteArray("output: [1, 1, 28, 28]"));
        compare(lines, at::full({1, 1, 28, 28}, 0.5));
    }

    void whatCannotBeWrittenChangesNothing_data() {
        QTest::addColumn<QString>("format");
        for (const CatalogueEntry& entry : exportEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void whatCannotBeWrittenChangesNothing() {
        QFETCH(QString, format);
        const QString ending = '.' + QString::fromStdString(exportExtension(format.toStdString()));
        const QString occupied = path("occupied-" + format + ending);
        QVERIFY(QDir().mkpath(occupied));
        const auto temporary = [this] { return QDir(m_folder.path()).entryList({"*.*.*"}, QDir::Files); };
        const QStringList before = QDir(m_folder.path()).entryList();
        refused(format, {}, path("gone/network") + ending, "No such file or directory");
        refused(format, {}, occupied, "Is a directory");
        refused(format, {}, path("network.txt"), "end in " + ending);
        refused(format, {{"half", true}}, path("network") + ending, "export.half");
        {
            const test::SealedFolder sealed;
            QVERIFY(sealed.isSealed());
            refused(format, {}, sealed.filePath("network") + ending, "Permission denied");
        }
        QCOMPARE(temporary(), QStringList());
        QCOMPARE(QDir(m_folder.path()).entryList(), before);
    }

    void filesThatBelongTogetherAreReplacedTogether_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("beside");
        QTest::newRow("python") << "python"
                                << "pair.safetensors";
        QTest::newRow("cpp") << "cpp"
                             << "pair.pt";
    }
    void filesThatBelongTogetherAreReplacedTogether() {
        QFETCH(QString, format);
        QFETCH(QString, beside);
        const QString named = path("pair.") + QString::fromStdString(exportExtension(format.toStdString()));
        const auto files = exportFiles(format.toStdString(), named.toStdString());
        QCOMPARE(files, std::vector<std::string>({path(beside).toStdString(), named.toStdString()}));

        // The second file cannot take its place: the first one is again as it was.
        QFile older(path(beside));
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older weights");
        older.close();
        QVERIFY(QDir().mkpath(named));
        const QStringList before = QDir(m_folder.path()).entryList();
        refused(format, {}, named, "Is a directory");
        QCOMPARE(QDir(m_folder.path()).entryList(), before);
        QVERIFY(older.open(QIODevice::ReadOnly));
        QCOMPARE(older.readAll(), QByteArray("older weights"));
        older.close();

        QVERIFY(QDir().rmdir(named));
        QCOMPARE(exportModel(*m_model, format.toStdString(), {}, named.toStdString()), files);
        QVERIFY(QFileInfo(path(beside)).size() > 1000);
        QVERIFY(QFileInfo(named).size() > 500);
        QCOMPARE(QDir(m_folder.path()).entryList().size(), before.size());
    }

    void unknownFormatsAndPartsAreNamed() {
        refused("h5", {}, path("network.h5"), "onnx, torchscript, python, cpp, safetensors, experiment");
        refused("onnx", {{"part", std::string("half")}}, path("network.onnx"), "whole, encoder, decoder");
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QStringList written(const std::string& format) const {
        QStringList files;
        for (const std::string& file :
             exportModel(*m_model, format, {}, path("network.").toStdString() + exportExtension(format)))
            files << QString::fromStdString(file);
        return files;
    }

    void refused(const QString& format, const Parameters& options, const QString& file, const QString& said) const {
        try {
            exportModel(*m_model, format.toStdString(), options, file.toStdString());
            QFAIL("written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(said), error.what());
        }
    }

    static bool isThere(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    /// What another program computed from `input` with what the network makes of it.
    void compare(const QByteArrayList& numbers, const at::Tensor& input) const {
        const at::NoGradGuard noGradient;
        m_model->internals().autoencoder->eval();
        const at::Tensor expected = m_model->internals().autoencoder->reconstruct(input).flatten();
        QCOMPARE(numbers.size(), qsizetype(expected.numel()));
        for (qsizetype i = 0; i < numbers.size(); ++i)
            QVERIFY(std::abs(numbers[i].toDouble() - expected[i].item<double>()) < 1e-5);
    }

    QTemporaryDir m_folder;
    std::optional<Model> m_model;
};

HOURGLASS_TEST(ExportFilesTest)
#include "ExportFilesTest.moc"
