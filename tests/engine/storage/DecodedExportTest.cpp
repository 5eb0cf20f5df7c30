// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Explore.h"
#include "engine/api/Export.h"
#include "engine/imaging/Picture.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/support/FileSizeLimit.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QImageReader>
#include <QTemporaryDir>

using namespace hourglass;

namespace {

QString messageOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

Model trained(const Experiment& experiment) {
    test::Recorder recorder;
    TrainingControl control;
    return train(complete(experiment), recorder, control).model;
}

} // namespace

/// What codes are decoded to, as files; and codes from files.
class DecodedExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::optional<Model> m_model; // codes of 8 numbers, digits

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    std::string table(const QByteArray& text) const { return test::write(m_folder.filePath("codes.csv"), text); }

private Q_SLOTS:
    void initTestCase() { m_model = trained(withField(test::tinyExperiment(), "training.epochs", "1")); }

    void codesThatWereWrittenAreRead() {
        exportSamples(*m_model, "codes", {}, m_model->experiment(), path("written.csv"), {});
        const std::vector<float> codes = readCodes(*m_model, path("written.csv")); // the class in its first column
        QCOMPARE(codes.size(), std::size_t(300 * 8));
        exportDecoded(*m_model, codes, {}, path("decoded.npy"));
        QVERIFY(QFile(m_folder.filePath("decoded.npy")).size() > 300 * 784 * 4);
        QVERIFY(readCodes(*m_model, table("a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,-8.5\n")) ==
                std::vector<float>({1, 2, 3, 4, 5, 6, 7, -8.5f}));
    }

    void aTableOfSomethingElseIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const QByteArray header = "a,b,c,d,e,f,g,h\n";
        QTest::newRow("a word among numbers") << header + "1,2,3,4,5,6,7,8\n1,2,3,4,5,x,7,8\n"
                                              << "codes.csv, line 3: \"x\" is not a number";
        QTest::newRow("nothing in a field") << header + "1,2,3,4,5,6,7,\n"
                                            << "line 2: \"\" is not a number";
        QTest::newRow("no names") << QByteArray("1,2,3,4,5,6,7,8\n1,2,3,4,5,6,7,8\n") << "begins with numbers";
        QTest::newRow("no codes") << header << "lines of 8 numbers were expected";
        QTest::newRow("too few numbers") << QByteArray("a,b\n1,2\n") << "lines of 8 numbers were expected";
        QTest::newRow("too few beside the class")
            << QByteArray("class,a,b,c,d,e,f,g\n1,1,2,3,4,5,6,7\n") << "lines of 8 numbers were expected";
        QTest::newRow("too many") << QByteArray("a,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,9\n")
                                  << "lines of 8 numbers were expected";
    }
    void aTableOfSomethingElseIsRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const QString message = messageOf([&] { readCodes(*m_model, table(text)); });
        QVERIFY2(message.contains(says) && message.contains("codes.csv"), qPrintable(message));
    }

    void picturesLieInRows() {
        exportDecoded(*m_model, std::vector<float>(5 * 8), {.columns = 2}, path("sheet.png"));
        QCOMPARE(QImageReader(m_folder.filePath("sheet.png")).size(), QSize(2 * 28, 3 * 28));
        exportDecoded(*m_model, std::vector<float>(8), {.columns = 2}, path("sheet.png"));
        QCOMPARE(QImageReader(m_folder.filePath("sheet.png")).size(), QSize(28, 28));
    }

    // 65,500 pixels are 2,339 pictures of 28 pixels and a little.
    void aSheetThatNobodyCanShowIsRefused() {
        const std::vector<float> codes(2340 * 8);
        const QString message = messageOf([&] { exportDecoded(*m_model, codes, {.columns = 2340}, path("long.png")); });
        QVERIFY2(message.contains("65520 × 28") && message.contains("65500"), qPrintable(message));
        QVERIFY(!QFile::exists(m_folder.filePath("long.png")));
        exportDecoded(*m_model, codes, {.columns = 2339}, path("long.png"));
        QCOMPARE(QImageReader(m_folder.filePath("long.png")).size(), QSize(2339 * 28, 2 * 28));
    }

    void aFilmShowsWhatIsDecoded() {
        std::vector<float> codes(4 * 8);
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = float(i / 8) - 2;
        const std::vector<Image> pictures = decodedPictures(*m_model, codes, 28);
        QVERIFY(pictures[0].pixels != pictures[1].pixels);
        struct Film {
            bool backAgain;
            std::vector<std::size_t> order;
        };
        for (const Film& film : {Film{false, {0, 1, 2, 3}}, Film{true, {0, 1, 2, 3, 2, 1}}}) {
            exportDecoded(*m_model, codes, {.perSecond = 20, .backAgain = film.backAgain}, path("film.gif"));
            QImageReader reader(m_folder.filePath("film.gif"));
            QCOMPARE(std::size_t(reader.imageCount()), film.order.size());
            for (const std::size_t number : film.order) {
                const QImage shown = reader.read();
                QCOMPARE(shown.size(), QSize(280, 280));
                QCOMPARE(reader.nextImageDelay(), 50);
                for (int y = 0; y < 28; ++y)
                    for (int x = 0; x < 28; ++x)
                        QCOMPARE(qRed(shown.pixel(10 * x + 5, 10 * y + 5)),
                                 int(pictures[number].pixels[std::size_t(28 * y + x)]));
            }
        }
        exportDecoded(*m_model, std::vector<float>(8), {.backAgain = true}, path("one.gif"));
        QCOMPARE(QImageReader(m_folder.filePath("one.gif")).imageCount(), 1);
    }

    void whatCannotBeWrittenLeavesWhatWasThere() {
        const std::vector<float> codes(3 * 8);
        for (const std::string& ending : filmExtensions()) {
            const QString name = m_folder.filePath("kept" + QString::fromStdString(ending));
            test::write(name, "older");
            {
                const test::FileSizeLimit limit(16);
                const QString message = messageOf([&] { exportDecoded(*m_model, codes, {}, name.toStdString()); });
                QVERIFY2(!message.isEmpty(), qPrintable(name));
            }
            QFile file(name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), QByteArray("older"));
        }
        QCOMPARE(QDir(m_folder.path()).entryList({"kept*"}).size(), qsizetype(filmExtensions().size()));
        const QString message = messageOf([&] { exportDecoded(*m_model, codes, {}, path("film.avi")); });
        QVERIFY2(message.contains("film.avi") && message.contains(".mp4") && message.contains(".npy"), qPrintable(message));
        QVERIFY(!messageOf([&] { exportDecoded(*m_model, codes, {.columns = 0}, path("none.png")); }).isEmpty());
        QVERIFY(!messageOf([&] { exportDecoded(*m_model, codes, {.perSecond = 0}, path("none.gif")); }).isEmpty());
        QVERIFY(!messageOf([&] { exportDecoded(*m_model, {}, {}, path("none.gif")); }).isEmpty());
        QVERIFY(QDir(m_folder.path()).entryList({"none*"}).isEmpty());
    }

    // A table of numbers around 0: black is the least of them, white the greatest, for a model from a file too, as long as
    // its data are where they were.
    void aModelFromAFileKnowsTheRangeOfItsData() {
        QByteArray rows = "a,b,c,d\n";
        for (int row = 0; row < 60; ++row)
            rows += QByteArray::number(row % 7) + ',' + QByteArray::number(row % 5) + ',' + QByteArray::number(row) + ",1" +
                    QByteArray::number(row % 3) + '\n';
        const std::string data = test::write(m_folder.filePath("range.csv"), rows);
        Experiment experiment = test::tinyExperiment();
        experiment.dataset = datasetFromReference(data);
        experiment.dataset.parameters.set("scaling", std::string("standard"));
        const Model model = trained(withField(experiment, "network.code.size", "2"));
        model.save(path("range.hourglass"));
        const std::vector<float> code = {0.5f, -0.5f};
        const Image expected = decodedPictures(model, code, 2).front();
        QVERIFY(decodedPictures(Model::load(path("range.hourglass")), code, 2).front() == expected);
        QVERIFY(decodedPictures(model.copy(), code, 2).front() == expected);

        QVERIFY(QFile::remove(QString::fromStdString(data)));
        const Model orphan = Model::load(path("range.hourglass"));
        const Image clipped = decodedPictures(orphan, code, 2).front();
        QVERIFY(clipped != expected); // black and white at 0 and 1
        QVERIFY(decodedPictures(orphan, code, 2).front() == clipped);
    }
};

HOURGLASS_TEST(DecodedExportTest)
#include "DecodedExportTest.moc"
