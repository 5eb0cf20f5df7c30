// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Measures.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>

using namespace hourglass;

class ModelFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        test::Recorder recorder;
        TrainingControl control;
        m_result = train(tinyExperiment(), recorder, control);
        m_path = m_folder.filePath("model.hourglass");
        m_result->model.save(m_path.toStdString());
    }

    void readsBackTheSame() {
        const Model loaded = Model::load(m_path.toStdString());
        QVERIFY(loaded.experiment() == m_result->model.experiment());
        QCOMPARE(loaded.metrics().mse, m_result->finished.metrics.mse);
        QCOMPARE(evaluate(loaded, loaded.experiment()).mse, m_result->finished.metrics.mse);
        QCOMPARE(loaded.network().parameters(), m_result->model.network().parameters());
    }

    void everyVariantReadsBackTheSame_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void everyVariantReadsBackTheSame() {
        QFETCH(QString, variant);
        test::Recorder recorder;
        TrainingControl control;
        const TrainingResult result =
            train(withField(test::tinyVariant(variant.toStdString()), "training.epochs", "1"), recorder, control);
        const std::string path = m_folder.filePath(variant).toStdString();
        result.model.save(path);
        const Metrics expected = result.finished.metrics;
        const Metrics found = evaluate(Model::load(path), result.model.experiment());
        QCOMPARE(found.mse, expected.mse);
        QCOMPARE(found.terms.size(), expected.terms.size());
        for (std::size_t i = 0; i < found.terms.size(); ++i)
            QCOMPARE(found.terms[i].value, expected.terms[i].value);
    }

    // Read by hand, with Qt's own JSON: length, header, offsets that follow each other and fill the file.
    void isAPlainSafetensorsFile() {
        const QByteArray bytes = contents();
        const auto length = qsizetype(qFromLittleEndian<quint64>(bytes.constData()));
        const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, length)).object();
        QVERIFY(header["__metadata__"].toObject()["format"].isString());
        qint64 expected = 0;
        qint64 parameters = 0;
        const qint64 units = header["encoder.0.weight"].toObject()["shape"].toArray()[0].toInteger();
        QCOMPARE(units, 32);
        for (auto it = header.begin(); it != header.end(); ++it) {
            if (it.key() == "__metadata__")
                continue;
            const QJsonArray offsets = it->toObject()["data_offsets"].toArray();
            expected += offsets[1].toInteger() - offsets[0].toInteger();
            qint64 count = 1;
            for (const QJsonValue& size : it->toObject()["shape"].toArray())
                count *= size.toInteger();
            parameters += count;
        }
        QCOMPARE(bytes.size(), 8 + length + expected);
        QCOMPARE(parameters, m_result->model.network().parameters());
    }

    void damagedFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = contents();
        const auto length = qsizetype(qFromLittleEndian<quint64>(good.constData()));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("seven bytes") << good.left(7);
        QTest::newRow("header cut off") << good.left(length / 2);
        QTest::newRow("tensors cut off") << good.left(good.size() - 4);
        QTest::newRow("absurd length") << QByteArray(8, '\xff') + good.mid(8);
        QTest::newRow("not JSON") << good.left(8) + QByteArray(length, 'x') + good.mid(8 + length);
        QByteArray newer = good;
        newer.replace("hourglass 1", "hourglass 9");
        QTest::newRow("newer version") << newer;
        QByteArray other = good;
        other.replace("encoder.0.weight", "encoder.9.weight");
        QTest::newRow("weights under another name") << other;
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n and so on");
    }
    void damagedFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFile file(m_folder.filePath("damaged.hourglass"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        try {
            Model::load(file.fileName().toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("damaged.hourglass"), error.what());
        }
    }

    void aFailedSaveLeavesTheOldFile() {
        const QString folder = m_folder.filePath("gone");
        QVERIFY_EXCEPTION_THROWN(m_result->model.save((folder + "/model.hourglass").toStdString()), Error);
        // Nothing temporary may stay behind either.
        QCOMPARE(QDir(m_folder.path()).entryList({"model.hourglass*"}, QDir::Files).size(), 1);
    }

private:
    static Experiment tinyExperiment() { return test::tinyExperiment(); }
    QByteArray contents() const {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::optional<TrainingResult> m_result;
};

HOURGLASS_TEST(ModelFileTest)
#include "ModelFileTest.moc"
