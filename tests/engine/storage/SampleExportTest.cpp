// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Data.h"
#include "engine/api/Error.h"
#include "engine/api/Export.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstring>
#include <stdexcept>

using namespace hourglass;

namespace {

constexpr int rows = 600; // more than one batch

/// A line of the table that the model learns from.
std::array<float, 3> rowOf(int row) {
    return {float(row) / rows, float(row % 7) / 7, float(row * row % 11) / 11};
}
std::string classOf(int row) {
    return row % 3 == 0 ? "one, quoted" : "two";
}

} // namespace

/// Codes and reconstructions of whole data sets.
class SampleExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QByteArray table = "first,\"the \"\"second\"\"\",third,kind\n";
        for (int row = 0; row < rows; ++row) {
            for (const float number : rowOf(row))
                table += QByteArray::number(number, 'g', 9) + ',';
            table += QByteArray(classOf(row) == "two" ? "two" : "\"one, quoted\"") + '\n';
        }
        QFile file(m_folder.filePath("table.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(table), table.size());
        file.close();
        Experiment experiment = test::tinyExperiment();
        experiment.dataset = datasetFromReference(file.fileName().toStdString());
        experiment.dataset.parameters.set("label", std::string("kind"));
        experiment.network.code.size = 2;
        test::Recorder recorder;
        TrainingControl control;
        m_model = train(complete(experiment), recorder, control).model;
    }

    void aTableKeepsTheOrderOfItsSource() {
        const QString path = m_folder.filePath("codes.csv");
        double done = 0;
        exportSamples(*m_model, "codes", {}, m_model->experiment(), path.toStdString(), [&](double share) { done = share; });
        QCOMPARE(done, 1.0);
        const QList<QByteArray> lines = contents(path).split('\n');
        QCOMPARE(lines.size(), rows + 2); // names, and nothing behind the last line's end
        QCOMPARE(lines[0], QByteArray("class,code1,code2"));
        const at::Tensor expected = codes();
        for (int row = 0; row < rows; ++row) {
            const std::string kind = classOf(row) == "two" ? "two" : "\"one, quoted\"";
            QVERIFY2(lines[row + 1].startsWith(QByteArray::fromStdString(kind) + ','), lines[row + 1]);
            const QList<QByteArray> numbers = lines[row + 1].mid(qsizetype(kind.size()) + 1).split(',');
            QCOMPARE(numbers.size(), 2);
            for (int i = 0; i < 2; ++i)
                QVERIFY(std::abs(numbers[i].toFloat() - expected[row][i].item<float>()) < 1e-5F);
        }
    }

    void anArrayHoldsTheSameNumbers() {
        const QString table = m_folder.filePath("rebuilt.csv"), array = m_folder.filePath("rebuilt.npy");
        exportSamples(*m_model, "reconstructions", {}, m_model->experiment(), table.toStdString());
        exportSamples(*m_model, "reconstructions", {}, m_model->experiment(), array.toStdString());
        const QList<QByteArray> lines = contents(table).split('\n');
        QCOMPARE(lines[0], QByteArray("class,first,\"the \"\"second\"\"\",third"));
        const QByteArray bytes = contents(array);
        QVERIFY(bytes.startsWith(QByteArray("\x93NUMPY\x01\x00", 8)));
        QVERIFY(bytes.contains("'shape': (600, 3"));
        const qsizetype numbers = rows * 3 * qsizetype(sizeof(float));
        QCOMPARE((bytes.size() - numbers) % 64, 0);
        std::vector<float> values(rows * 3);
        std::memcpy(values.data(), bytes.constData() + bytes.size() - numbers, std::size_t(numbers));
        for (int row = 0; row < rows; ++row) {
            const QList<QByteArray> cells = lines[row + 1].split(',');
            for (int i = 0; i < 3; ++i)
                QCOMPARE(cells[cells.size() - 3 + i].toFloat(), values[std::size_t(row * 3 + i)]);
        }
    }

    void entriesAreComplete() {
        for (const CatalogueEntry& entry : sampleExportEntries()) {
            QVERIFY2(!entry.title.empty() && !entry.summary.empty() && entry.explanation.size() > 80, entry.id.c_str());
            QCOMPARE(entry.schema.size(), std::size_t(1));
        }
        QCOMPARE(sampleExportEntries().size(), std::size_t(2));
        const std::string path = m_folder.filePath("x.csv").toStdString();
        QVERIFY_EXCEPTION_THROWN(exportSamples(*m_model, "weights", {}, m_model->experiment(), path), Error);
        QVERIFY_EXCEPTION_THROWN(
            exportSamples(*m_model, "codes", {{"samples", std::string("half")}}, m_model->experiment(), path), Error);
    }

    /// The parts together hold the same lines as all of the data.
    /// Where only some of the samples are used, those and no others, and in the order of their source.
    void allAreThoseThatTheModelUses() {
        Experiment some = m_model->experiment();
        some.dataset.parameters.set("limit", std::int64_t(40));
        const auto exported = [&](const char* part) {
            const QString path = m_folder.filePath("some.csv");
            exportSamples(*m_model, "codes", {{"samples", std::string(part)}}, some, path.toStdString());
            QFile file(path);
            const QByteArray all = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            QByteArrayList lines = all.split('\n');
            lines.removeFirst(); // the names
            lines.removeAll({});
            return lines;
        };
        const QByteArrayList all = exported("all");
        QByteArrayList sorted = all, parts = exported("training") + exported("validation");
        QCOMPARE(all.size(), 40);
        std::ranges::sort(sorted);
        std::ranges::sort(parts);
        QCOMPARE(sorted, parts);
        exportSamples(*m_model, "codes", {}, m_model->experiment(), m_folder.filePath("whole.csv").toStdString());
        QFile file(m_folder.filePath("whole.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList whole = file.readAll().split('\n');
        qsizetype last = 0;
        for (const QByteArray& line : all) {
            const qsizetype place = whole.indexOf(line, last);
            QVERIFY2(place >= last, line.constData());
            last = place;
        }
    }

    void partsAreThoseOfTheSplit() {
        const auto linesOf = [this](const std::string& samples) {
            const QString path = m_folder.filePath("part.csv");
            exportSamples(*m_model, "codes", {{"samples", samples}}, m_model->experiment(), path.toStdString());
            QList<QByteArray> lines = contents(path).trimmed().split('\n');
            lines.removeFirst();
            return lines;
        };
        QList<QByteArray> training = linesOf("training"), validation = linesOf("validation"), all = linesOf("all");
        QCOMPARE(validation.size(), rows / 10);
        QCOMPARE(training.size(), rows - rows / 10);
        QVERIFY(validation != all.mid(all.size() - validation.size())); // drawn, not the last ones
        QList<QByteArray> together = training + validation;
        std::ranges::sort(together);
        std::ranges::sort(all);
        QCOMPARE(together, all);
    }

    void whoHearsOfTheProgressMayBreakOff() {
        const QString path = m_folder.filePath("broken-off.npy");
        int calls = 0;
        const auto breakOff = [&](double) {
            if (++calls == 2)
                throw Error("enough");
        };
        try {
            exportSamples(*m_model, "codes", {}, m_model->experiment(), path.toStdString(), breakOff);
            QFAIL("written");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()), QStringLiteral("enough"));
        }
        QCOMPARE(calls, 2);
        QVERIFY(!QFile::exists(path));
    }

    void otherDataMayBeChosen() {
        const Experiment few = withField(m_model->experiment(), "dataset.limit", "5");
        const QString path = m_folder.filePath("few.csv");
        exportSamples(*m_model, "codes", {}, few, path.toStdString());
        QCOMPARE(contents(path).split('\n').size(), 5 + 2);
        Experiment digits = m_model->experiment();
        digits.dataset = datasetFromReference("digits");
        QVERIFY_EXCEPTION_THROWN(exportSamples(*m_model, "codes", {}, digits, path.toStdString()), Error);
        QCOMPARE(contents(path).split('\n').size(), 5 + 2);
    }

    // A million samples with codes of 65,536 numbers are a terabyte. Nothing of it is begun.
    void whatDoesNotFitIntoTheMemoryIsRefused() {
        Experiment experiment = withField(withVariant(m_model->experiment(), "sparse"), "network.code.size", "65536");
        experiment = withField(withField(experiment, "dataset.limit", "20"), "training.epochs", "1");
        test::Recorder recorder;
        TrainingControl control;
        const Model model = train(complete(experiment), recorder, control).model;
        QFile file(m_folder.filePath("many.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray table = "first,\"the \"\"second\"\"\",third,kind\n0,1,1,\"one, quoted\"\n" +
                                 QByteArray("1,0,0,two\n").repeated(1'000'000);
        QCOMPARE(file.write(table), table.size());
        file.close();
        Experiment many = withField(experiment, "dataset.file", file.fileName().toStdString());
        many.dataset.parameters.set("limit", std::int64_t(0));
        const QString path = m_folder.filePath("many-codes.csv");
        const auto never = [](double) { throw std::logic_error("begun"); };
        try {
            exportSamples(model, "codes", {}, many, path.toStdString(), never);
            QFAIL("written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).startsWith("Exporting these samples needs about 1464.8 GiB"), error.what());
        }
        QVERIFY(!QFile::exists(path));
    }

    void badNamesAreRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("no format") << "codes.txt"
                                   << ".csv, .npy";
        QTest::newRow("no folder") << "gone/codes.npy"
                                   << "No such file";
        QTest::newRow("a folder") << "folder.npy"
                                  << "Is a directory";
    }
    void badNamesAreRefused() {
        QFETCH(QString, name);
        QFETCH(QString, said);
        QDir(m_folder.path()).mkpath("folder.npy");
        const QStringList before = QDir(m_folder.path()).entryList();
        try {
            exportSamples(*m_model, "codes", {}, m_model->experiment(), m_folder.filePath(name).toStdString());
            QFAIL("written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(name) && QString(error.what()).contains(said), error.what());
        }
        QCOMPARE(QDir(m_folder.path()).entryList(), before);
    }

private:
    static QByteArray contents(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// What the network makes of the table's lines.
    at::Tensor codes() const {
        at::Tensor input = at::empty({rows, 3});
        for (int row = 0; row < rows; ++row)
            for (int i = 0; i < 3; ++i)
                input[row][i] = scaled(row, i);
        const at::NoGradGuard noGradient;
        Autoencoder& autoencoder = *m_model->internals().autoencoder;
        autoencoder.eval();
        return autoencoder.encode(input);
    }
    /// As columns are scaled: from their smallest to their largest number.
    static float scaled(int row, int column) {
        float least = 1, most = 0;
        for (int i = 0; i < rows; ++i) {
            least = std::min(least, rowOf(i)[std::size_t(column)]);
            most = std::max(most, rowOf(i)[std::size_t(column)]);
        }
        return (rowOf(row)[std::size_t(column)] - least) / (most - least);
    }

    QTemporaryDir m_folder;
    std::optional<Model> m_model;
};

HOURGLASS_TEST(SampleExportTest)
#include "SampleExportTest.moc"
