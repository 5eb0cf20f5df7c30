// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Data.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::test;

class ReferenceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string file(const QString& name, const QByteArray& bytes) { return write(m_folder.filePath(name), bytes); }

private Q_SLOTS:
    void idsOfTheCatalogue() {
        QCOMPARE(datasetFromReference("digits"), (DatasetSpec{"digits", {}}));
        QCOMPARE(datasetFromReference("customers-products").kind, std::string("customers-products"));
    }

    void someKindsNeedAFile() {
        for (const char* id : {"digits", "fashion-mnist", "photographs"})
            QVERIFY2(!needsFile(id), id);
        for (const char* id : {"pictures", "csv", "idx"})
            QVERIFY2(needsFile(id), id);
        VERIFY_ERROR(needsFile("nonesuch"), "nonesuch");
    }

    void folders() {
        const std::string path = m_folder.path().toStdString();
        QCOMPARE(datasetFromReference(path), (DatasetSpec{"pictures", {{"folder", path}}}));
    }

    void tables() {
        for (const char* name : {"a.csv", "b.tsv", "idx.csv", "c.csv.gz"}) {
            const std::string path = file(name, "1,2\n");
            QCOMPARE(datasetFromReference(path), (DatasetSpec{"csv", {{"file", path}}}));
        }
    }

    void idxByNameWithLabelsBesideIt() {
        const std::string images = file("x-images-idx3-ubyte.gz", "damaged");
        QCOMPARE(datasetFromReference(images), (DatasetSpec{"idx", {{"images", images}, {"labels", std::string()}}}));
        const std::string labels = file("x-labels-idx1-ubyte.gz", "damaged");
        QCOMPARE(datasetFromReference(images), (DatasetSpec{"idx", {{"images", images}, {"labels", labels}}}));
    }

    void idxByContent() {
        QCOMPARE(datasetFromReference(file("numbers", idx(8, {2}, "ab"))).kind, std::string("idx"));
        QCOMPARE(datasetFromReference(file("packed.gz", gzip(idx(8, {2}, "ab")))).kind, std::string("idx"));
    }

    void relativePathsBecomeAbsolute() {
        const std::string path = file("relative.csv", "1,2\n");
        const std::string relative = QDir::current().relativeFilePath(QString::fromStdString(path)).toStdString();
        QVERIFY(relative != path);
        const std::string file = datasetFromReference(relative).parameters.text("file");
        QVERIFY(QDir::isAbsolutePath(QString::fromStdString(file)));
        QCOMPARE(QFileInfo(QString::fromStdString(file)).canonicalFilePath().toStdString(), path);
    }

    void modelsAreNotData() {
        VERIFY_ERROR(datasetFromReference(file("digits.hourglass", "")), "digits.hourglass", "is a trained model",
                     "File > Open");
        VERIFY_ERROR(datasetFromReference(file("digits.safetensors", "")), "digits.safetensors", "training.startFrom");
        VERIFY_ERROR(datasetFromReference("/no/such.hourglass"), "neither a known data set");
    }

    void anythingElseListsWhatIsAccepted() {
        const std::string path = file("letter.txt", "hello");
        VERIFY_ERROR(datasetFromReference(path), "letter.txt", "digits", "folder of pictures", "IDX", ".csv");
        VERIFY_ERROR(datasetFromReference("/no/such"), "/no/such", "digits", "folder of pictures", "IDX", ".csv");
        VERIFY_ERROR(datasetFromReference(""), "digits");
    }
};

HOURGLASS_TEST(ReferenceTest)
#include "ReferenceTest.moc"
