// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Kinds.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

using Names = std::vector<std::string>;

class CsvTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    RawData read(const QByteArray& text, Parameters parameters = {}) {
        parameters.set("file", write(m_folder.filePath("table.csv"), text));
        const DataSource& csv = dataCatalogue().at("csv");
        return csv.load(complete(csv.entry().schema, parameters, "dataset"));
    }
    RawData unscaled(const QByteArray& text, Parameters parameters = {}) {
        parameters.set("scaling", std::string("none"));
        return read(text, parameters);
    }
    static std::vector<float> values(const RawData& data) {
        const auto* first = data.samples.data_ptr<float>();
        return {first, first + data.samples.numel()};
    }

private Q_SLOTS:
    void tooManyColumnsOfTextsAreRefused() {
        const auto row = [](int columns) { return QByteArrayList(columns, "red").join(',') + '\n'; };
        QCOMPARE(read(row(1000), {{"header", std::string("no")}}).samples.size(1), 1000);
        VERIFY_ERROR(read(row(1001), {{"header", std::string("no")}}), "table.csv", "more than 1000 columns of texts");
    }

    void numbersAreReadExactly() {
        const RawData data = unscaled("height,weight\n1.5,-2\n+3e2, 0.1 \n");
        QCOMPARE(data.columnNames, (Names{"height", "weight"}));
        QCOMPARE(data.sampleShape, Shape{{2}});
        QCOMPARE(values(data), (std::vector<float>{1.5f, -2, 300, 0.1f}));
        QVERIFY(!data.labels.defined());
    }

    void delimiters_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("comma") << QByteArray("a,b\n1,2\n3,4\n");
        QTest::newRow("semicolon") << QByteArray("a;b\n1;2\n3;4\n");
        QTest::newRow("tab") << QByteArray("a\tb\n1\t2\n3\t4\n");
        QTest::newRow("CRLF") << QByteArray("a,b\r\n1,2\r\n3,4\r\n");
        QTest::newRow("no end of line") << QByteArray("a,b\n1,2\n3,4");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a,b\n1,2\n3,4\n");
        QTest::newRow("empty lines") << QByteArray("\na,b\n\n1,2\n  \n3,4\n\n");
        QTest::newRow("quotes") << QByteArray("\"a\",\"b\"\n\"1\",2\n3, \"4\" \n");
        QTest::newRow("gzip") << gzip("a,b\n1,2\n3,4\n");
    }

    void delimiters() {
        QFETCH(QByteArray, text);
        const RawData data = unscaled(text);
        QCOMPARE(data.columnNames, (Names{"a", "b"}));
        QCOMPARE(values(data), (std::vector<float>{1, 2, 3, 4}));
    }

    void quotedCellsMayHoldAnything() {
        const RawData data = unscaled("\"say \"\"hi\"\"\",b\n\"x,\ny\",1\nz,2\n");
        QCOMPARE(data.columnNames, (Names{"say \"hi\" = x,\ny", "say \"hi\" = z", "b"}));
        QCOMPARE(values(data), (std::vector<float>{1, 0, 1, 0, 1, 2}));
    }

    void headers() {
        QCOMPARE(unscaled("1,2\n3,4\n").columnNames, (Names{"column 1", "column 2"}));
        QCOMPARE(unscaled("1,2\n3,4\n").samples.size(0), 2);
        QCOMPARE(unscaled("1,2\n3,4\n", {{"header", std::string("yes")}}).columnNames, (Names{"1", "2"}));
        QCOMPARE(unscaled("a\nb\n", {{"header", std::string("no")}}).samples.size(0), 2);
    }

    void unitScaling() {
        const RawData data = read("a,b\n-2,7\n2,7\n-1,7\n");
        QCOMPARE(values(data), (std::vector<float>{0, 0, 1, 0, 0.25f, 0}));
    }

    void standardScaling() {
        // 1, 2, 3, 6: mean 3, variance (4 + 1 + 0 + 9) / 4 = 3.5.
        const RawData data = read("a,c\n1,x\n2,x\n3,y\n6,x\n", {{"scaling", std::string("standard")}});
        const float unit = 1 / std::sqrt(3.5f);
        const std::vector<float> expected = {-2 * unit, 1, 0, -unit, 1, 0, 0, 0, 1, 3 * unit, 1, 0};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(values(data).at(i) - expected[i]) < 1e-6f);
    }

    void textsBecomeOneHot() {
        const RawData data = unscaled("colour,size\nred,1\nblue,2\nred,3\n");
        QCOMPARE(data.columnNames, (Names{"colour = blue", "colour = red", "size"}));
        QCOMPARE(values(data), (std::vector<float>{0, 1, 1, 1, 0, 2, 0, 1, 3}));
    }

    // Columns are encoded some at a time, and texts and the label lie between the numbers.
    void wideTablesKeepTheirOrder() {
        constexpr int columns = 700;
        const QList<int> texts{0, 255, 256, 257, columns - 1};
        constexpr int label = 300;
        QByteArray table;
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < columns; ++column) {
                table += texts.contains(column) ? QByteArray(row == 1 ? "b" : "a") : QByteArray::number(column + 1000 * row);
                table += column + 1 < columns ? ',' : '\n';
            }
        const RawData data = unscaled(table, {{"header", std::string("no")}, {"label", std::to_string(label + 1)}});
        std::vector<float> expected;
        Names names;
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < columns; ++column) {
                const std::string name = "column " + std::to_string(column + 1);
                if (texts.contains(column))
                    expected.insert(expected.end(), {row == 1 ? 0.f : 1.f, row == 1 ? 1.f : 0.f});
                else if (column != label)
                    expected.push_back(float(column + 1000 * row));
                if (row == 0 && texts.contains(column))
                    names.insert(names.end(), {name + " = a", name + " = b"});
                else if (row == 0 && column != label)
                    names.push_back(name);
            }
        QCOMPARE(values(data), expected);
        QCOMPARE(data.columnNames, names);
        QCOMPARE(data.classNames, (Names{"300", "1300", "2300"}));
    }

    void labels_data() {
        QTest::addColumn<QString>("label");
        QTest::newRow("by name") << "kind";
        QTest::newRow("by number") << "2";
    }

    void labels() {
        QFETCH(QString, label);
        const RawData data = unscaled("a,kind,b\n1,pear,2\n3,apple,4\n5,pear,6\n", {{"label", label.toStdString()}});
        QCOMPARE(data.columnNames, (Names{"a", "b"}));
        QCOMPARE(values(data), (std::vector<float>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(data.classNames, (Names{"apple", "pear"}));
        QVERIFY(at::equal(data.labels, at::tensor({1, 0, 1}, at::kLong)));
    }

    void aColumnCalledClassIsTheLabel_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("label");
        QTest::addColumn<int>("features");
        QTest::newRow("by itself") << QByteArray("a,Class\n1,pear\n3,apple\n") << "auto" << 1;
        QTest::newRow("or label") << QByteArray("label,a\n7,1\n8,3\n") << "auto" << 1;
        QTest::newRow("unless another is chosen") << QByteArray("a,class\n1,pear\n3,apple\n") << "a" << 2;
        QTest::newRow("or none") << QByteArray("a,class\n1,pear\n3,apple\n") << "" << 3;
        QTest::newRow("not one called otherwise") << QByteArray("a,classes\n1,pear\n3,apple\n") << "auto" << 3;
    }
    void aColumnCalledClassIsTheLabel() {
        QFETCH(QByteArray, text);
        QFETCH(QString, label);
        QFETCH(int, features);
        const RawData data = read(text, {{"label", label.toStdString()}});
        QCOMPARE(data.samples.size(1), features);
        QCOMPARE(data.labels.defined(), features < 3);
    }

    void numericClassesAreInNumericOrder() {
        const RawData data = unscaled("1,10\n2,9\n3,-1\n", {{"label", std::string("2")}});
        QCOMPARE(data.classNames, (Names{"-1", "9", "10"}));
        QVERIFY(at::equal(data.labels, at::tensor({2, 1, 0}, at::kLong)));
    }

    void scikitLearnTablesBringTheirClasses() {
        const RawData data = unscaled("4,3,round,\"long, thin\",flat\r\n1,2,3,2\r\n4,5,6,0\n7,8,9,2\n0,0,1,0\n");
        QCOMPARE(data.columnNames, (Names{"column 1", "column 2", "column 3"}));
        QCOMPARE(values(data), (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 1}));
        QCOMPARE(data.classNames, (Names{"round", "long, thin", "flat"})); // also the one that no row has
        QVERIFY(at::equal(data.labels, at::tensor({2, 0, 2, 0}, at::kLong)));
    }

    void scikitLearnTablesTakeAnotherLabel() {
        const RawData data = unscaled("2,2,no,yes\n1,5,0\n2,4,1\n", {{"label", std::string("column 2")}});
        QCOMPARE(data.columnNames, (Names{"column 1", "column 3"}));
        QCOMPARE(values(data), (std::vector<float>{1, 0, 2, 1}));
        QCOMPARE(data.classNames, (Names{"4", "5"}));
        const Parameters last = {{"label", std::string("3")}};
        QCOMPARE(unscaled("2,2,no,yes\n1,5,0\n2,4,1\n", last).classNames, (Names{"no", "yes"}));
    }

    void linesOfScikitLearnTablesAreCountedFromTheFirst() {
        const QString message = errorOf([&] { read("3,1,no,yes\n1,0\n2,1\nx,1\n"); });
        QVERIFY2(message.contains("line 4"), qPrintable(message));
    }

    // One thing each that does not agree: it is read as if its first line were a sample, in rows and in
    // messages.
    void onlyWhatAgreesInEverythingIsAScikitLearnTable_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("another number of rows") << QByteArray("3,2,a\n1,2,0\n3,4,0\n");
        QTest::newRow("another number of columns") << QByteArray("2,3,a\n1,2,0\n3,4,0\n");
        QTest::newRow("names that are numbers") << QByteArray("2,2,7\n1,2,0\n3,4,0\n");
        QTest::newRow("an index without a name") << QByteArray("2,2,a\n1,2,0\n3,4,1\n");
        QTest::newRow("no class index") << QByteArray("2,2,a\n1,2,0\n3,4,0.5\n");
        QTest::newRow("no names") << QByteArray("2,1\n1,0\n3,0\n");
        QTest::newRow("a size that is no whole number") << QByteArray("2.0,2,a\n1,2,0\n3,4,0\n");
        QTest::newRow("rows of another length") << QByteArray("2,2,a,b\n1,2,0\n3,4\n");
        QTest::newRow("quotes") << QByteArray("3,1,\"a\"\n1,\"0\"\n3,\"0\"\n");
    }

    void onlyWhatAgreesInEverythingIsAScikitLearnTable() {
        QFETCH(QByteArray, text);
        const auto outcome = [&](const char* header) {
            QString result;
            const QString message = errorOf([&] {
                const RawData data = unscaled(text, {{"header", std::string(header)}});
                for (const std::string& name : data.columnNames)
                    result += QString::fromStdString(name) + ", ";
                for (const float value : values(data))
                    result += QString::number(value) + ", ";
                result += data.labels.defined() ? "labels" : "no labels";
            });
            return message + result;
        };
        QCOMPARE(outcome("auto"), outcome("no"));
    }

    void eachWrongInputHasItsOwnMessage_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QByteArray ages = "name,age\n", ids = "id\n";
        for (int i = 0; i < 20; ++i)
            ages += "x," + QByteArray(i == 13 ? "old" : "7") + "\n";
        for (int i = 0; i < 65; ++i)
            ids += "id" + QByteArray::number(i) + "\n";
        QTest::newRow("text in a numeric column") << ages << QStringList{"line 15", "\"age\"", "\"old\"", "numeric"};
        QTest::newRow("infinity") << QByteArray("1\n2\ninf\n") << QStringList{"line 3", "\"inf\""};
        QTest::newRow("too large") << QByteArray("1\n2\n1e39\n") << QStringList{"line 3", "\"1e39\""};
        QTest::newRow("missing") << QByteArray("a,b\n1,2\n3,\n") << QStringList{"line 3", "\"b\"", "missing"};
        QTest::newRow("NA") << QByteArray("a,b\nNA,x\n3,y\n") << QStringList{"line 2", "\"a\"", "missing"};
        QTest::newRow("ragged") << QByteArray("a,b\n1,2\n3,4,5\n")
                                << QStringList{"line 3", "3 columns", "has 2", "holds a comma"};
        QTest::newRow("ragged between tabs") << QByteArray("a\tb\n1\n") << QStringList{"line 2", "1 column", "holds a tab"};
        QTest::newRow("after lines in quotes")
            << QByteArray("a,b\n\"x\n\ny\",2\n\"z\",4,5\n") << QStringList{"line 5", "3 columns"};
        QTest::newRow("endless row") << "a,b\n" + QByteArray("1,").repeated(70'000)
                                     << QStringList{"line 2", "more than 65536 columns", "A row must end"};
        QTest::newRow("endless cell") << "a,b\n1,\"" + QByteArray(3 << 20, 'x') + "\"\n" << QStringList{"line 2", "2 MiB"};
        QTest::newRow("open quote") << QByteArray("a,b\n1,\"2\n3,4\n") << QStringList{"line 2", "never closed"};
        QTest::newRow("after a quote") << QByteArray("a,b\n\"1\"2,3\n") << QStringList{"line 2", "closing quote"};
        QTest::newRow("too many texts") << ids << QStringList{"\"id\"", "65 different"};
        QTest::newRow("only a header") << QByteArray("a,b\n") << QStringList{"names of its columns", "at least 2"};
        QTest::newRow("empty") << QByteArray() << QStringList{"is empty", "at least 2"};
        QTest::newRow("empty lines") << QByteArray("\n\n") << QStringList{"is empty"};
        QTest::newRow("binary") << QByteArray("a,\0b\n", 5) << QStringList{"UTF-8"};
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "a\n")
                                << QStringList{"UTF-8"};
        QTest::newRow("truncated gzip") << gzip("a,b\n1,2\n").chopped(9) << QStringList{"cut off"};
    }

    void eachWrongInputHasItsOwnMessage() {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, expected);
        expected << m_folder.filePath("table.csv");
        const QString message = errorOf([&] { read(text); });
        for (const QString& word : expected)
            QVERIFY2(message.contains(word), qPrintable("\"" + word + "\" is not in: \"" + message + "\""));
    }

    void wrongLabels() {
        VERIFY_ERROR(read("a,b\n1,2\n", {{"label", std::string("c")}}), "dataset.label", "\"c\"", "a, b");
        VERIFY_ERROR(read("a,b\n1,2\n", {{"label", std::string("3")}}), "dataset.label");
        VERIFY_ERROR(read("a\n1\n", {{"label", std::string("a")}}), "no column besides");
    }

    void damageNeverEscapesAsAnythingElse() {
        QRandomGenerator random(1);
        constexpr std::string_view letters = "12.e-,;\t\"\n\r x";
        for (int round = 0; round < 2000; ++round) {
            QByteArray text;
            for (int i = random.bounded(60); i > 0; --i)
                text += round % 2 ? letters[random.bounded(quint32(letters.size()))] : char(random.bounded(256));
            errorOf([&] { read(text); });
        }
    }
};

HOURGLASS_TEST(CsvTest)
#include "CsvTest.moc"
