// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/ForeignModel.h"
#include "engine/api/Data.h"
#include "engine/api/Experiment.h"
#include "engine/api/Model.h"
#include "tests/engine/data/Files.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace hourglass;

namespace {

/// The beginning of an archive, whose first entry is called `name`.
QByteArray zip(const QByteArray& name) {
    return QByteArray("PK\3\4", 4) + QByteArray(22, '\0') + char(name.size()) + QByteArray(3, '\0') + name + "content";
}

} // namespace

class ForeignModelTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    // As the programs write them; the names tell nothing.
    void theContentTells_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("state dict of PyTorch") << zip("archive/data.pkl") << "torch.load(";
        QTest::newRow("of PyTorch before 1.6")
            << QByteArray("\x80\2\x8a\nl\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15) << "torch.load(";
        QTest::newRow("pickle, protocol 4") << QByteArray("\x80\4\x95\x0c\0\0\0\0\0\0\0}.", 13) << "torch.load(";
        QTest::newRow("pickle, protocol 2") << QByteArray("\x80\2}q\0.", 6) << "torch.load(";
        QTest::newRow("TorchScript") << zip("net/data.pkl") + zip("net/constants.pkl") << "torch.jit.load(";
        QTest::newRow("large TorchScript")
            << zip("net/data.pkl") + QByteArray(300'000, '\0') + zip("net/constants.pkl") << "torch.jit.load(";
        QTest::newRow("Keras") << zip("metadata.json") + zip("model.weights.h5") << "a Keras model";
        QTest::newRow("HDF5") << QByteArray("\x89HDF\r\n\x1a\n\0\0", 10) << "an HDF5 file";
        QTest::newRow("ONNX") << QByteArray("\x08\x07\x12\x09"
                                            "Hourglass")
                              << "an ONNX model";
    }
    void theContentTells() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const std::string path = test::write(m_folder.filePath("something"), bytes);
        VERIFY_ERROR(refuseForeignModel(path), m_folder.filePath("something"), said, ".hourglass");
    }

    void theNameTellsWhereTheContentDoesNot_data() {
        QTest::addColumn<QString>("said");
        for (const char* name : {"a.pt", "a.pth", "a.ckpt", "a.pkl", "A.PT"})
            QTest::newRow(name) << "Opening one can run any code";
        for (const char* name : {"a.h5", "a.keras", "a.onnx"})
            QTest::newRow(name) << "a model of another program";
    }
    void theNameTellsWhereTheContentDoesNot() {
        QFETCH(QString, said);
        const std::string path = test::write(m_folder.filePath(QTest::currentDataTag()), "damaged");
        VERIFY_ERROR(refuseForeignModel(path), QTest::currentDataTag(), said);
    }

    // With a stand-in for the package safetensors, which Debian does not have: it takes what that takes.
    void theLineOfPythonTakesOutTheWeights_data() {
        QTest::addColumn<QString>("made");
        QTest::newRow("state dict") << "torch.save({'w': w.t(), 'same': w}, sys.argv[1])";
        QTest::newRow("TorchScript") << "m = torch.nn.Module(); m.w = torch.nn.Parameter(w.t()); m.same = m.w; "
                                        "torch.jit.save(torch.jit.script(m), sys.argv[1])";
    }
    void theLineOfPythonTakesOutTheWeights() {
        QFETCH(QString, made);
        QVERIFY2(QProcess::execute(test::debiansPython, {"-c", "import torch"}) == 0,
                 "python3 lacks torch: app/setup installs python3-torch.");
        QVERIFY(QDir(m_folder.path()).mkpath("safetensors"));
        test::write(m_folder.filePath("safetensors/torch.py"),
                    "def save_file(tensors, name):\n"
                    "    assert isinstance(tensors, dict) and all(t.is_contiguous() for t in tensors.values())\n"
                    "    assert len({t.data_ptr() for t in tensors.values()}) == len(tensors)\n"
                    "    open(name, 'w').write(''.join(f'{n} {t.tolist()}\\n' for n, t in sorted(tensors.items())))\n");
        const QString path = m_folder.filePath("Anna's \"net\" $HOME.pt");
        const QString make = "import sys, torch; w = torch.tensor([[1., 2.], [3., 4.]]); " + made;
        QCOMPARE(QProcess::execute(test::debiansPython, {"-c", make, path}), 0);
        const QString said = test::errorOf([&] { refuseForeignModel(path.toStdString()); });
        const auto begin = said.indexOf("python3 -c"), end = said.indexOf(" and name that file");
        QVERIFY2(begin >= 0 && end > begin, qPrintable(said));
        QProcess line;
        line.setWorkingDirectory(m_folder.path()); // where Python looks for modules first
        line.start("/bin/sh", {"-c", test::debiansPython + said.mid(begin, end - begin).mid(int(qstrlen("python3")))});
        QVERIFY(line.waitForFinished(-1));
        QVERIFY2(line.exitCode() == 0, line.readAllStandardError());
        QFile taken(m_folder.filePath("Anna's \"net\" $HOME.safetensors"));
        QVERIFY(taken.open(QIODevice::ReadOnly));
        QVERIFY(taken.readAll().contains("w [[1.0, 3.0], [2.0, 4.0]]\n"));
    }

    void othersAreLeftAlone_data() {
        QTest::addColumn<QByteArray>("bytes");
        // Lengths of headers that begin like a pickle.
        QTest::newRow("safetensors") << QByteArray("\x80\2\0\0\0\0\0\0{", 9);
        QTest::newRow("long safetensors") << QByteArray("\x80\2}\0\0\0\0\0{", 9);
        QTest::newRow("IDX") << QByteArray("\0\0\x08\3\0\0\0\1", 8);
        QTest::newRow("table") << QByteArray("a,b\n1,2\n");
        QTest::newRow("another archive") << zip("notes.txt");
        QTest::newRow("empty") << QByteArray();
    }
    void othersAreLeftAlone() {
        QFETCH(QByteArray, bytes);
        QVERIFY(test::errorOf([&] { refuseForeignModel(test::write(m_folder.filePath("something"), bytes)); }).isEmpty());
    }

    void whatCannotBeReadIsLeftForOthers() {
        for (const char* path : {"/no/such/file", "/dev/zero", "/"})
            refuseForeignModel(path);
    }

    // Whatever it is taken for.
    void everyReaderSaysTheSame() {
        const std::string path = test::write(m_folder.filePath("net.bin"), zip("archive/data.pkl"));
        VERIFY_ERROR(Model::load(path), "net.bin is a Python pickle");
        VERIFY_ERROR(loadExperiment(path), "net.bin is a Python pickle");
        VERIFY_ERROR(datasetFromReference(path), "net.bin is a Python pickle");
    }
};

HOURGLASS_TEST(ForeignModelTest)
#include "ForeignModelTest.moc"
