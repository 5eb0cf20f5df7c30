// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

/// Who may include whom: what the compiler cannot see is read from the sources.
class DependencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldersIncludeOnlyWhatTheyMay_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("forbidden"); // regular expression over the included name
        QTest::newRow("no Qt in the engine") << "engine"
                                             << "^(Q[A-Z]|Qt)";
        QTest::newRow("no torch or OpenCV at the counter") << "engine/api"
                                                           << "^(torch|ATen|c10|opencv2|dnnl|nlohmann)";
        QTest::newRow("the counter knows no room") << "engine/api"
                                                   << "^engine/(?!api/)";
        QTest::newRow("the window sees only the counter") << "ui"
                                                          << "^engine/(?!api/)";
        QTest::newRow("the programs see only the counter") << "app"
                                                           << "^engine/(?!api/)";
        QTest::newRow("no torch or OpenCV in the window") << "ui"
                                                          << "^(torch|ATen|c10|opencv2|dnnl)";
        QTest::newRow("the window does not know the programs") << "ui"
                                                               << "^app/";
        QTest::newRow("the bridge has no widgets") << "ui/session"
                                                   << "^(QWidget|QApplication|ui/(?!session/))";
        QTest::newRow("the history has no widgets") << "ui/history"
                                                    << "^(QWidget|QApplication|ui/(?!(history|session)/|widgets/CsvText))";
        for (const char* room : {"layers", "corruption", "objective", "data", "imaging", "bottleneck", "core", "pretraining",
                                 "variants", "analysis", "training", "restoration", "compression", "storage", "kernels"})
            QTest::newRow(room) << QString("engine/") + room << forbiddenRooms(room);
        for (const QString& room : rooms())
            if (room != "imaging")
                QTest::newRow(qPrintable("no OpenCV in " + room)) << "engine/" + room << "^(opencv2/|gif_lib|tiffio|exiv2/)";
        for (const QString& room : rooms())
            if (room != "kernels")
                QTest::newRow(qPrintable("no oneDNN in " + room)) << "engine/" + room << "^(oneapi/dnnl|dnnl)";
        for (const QString& room : rooms())
            if (room != "storage")
                QTest::newRow(qPrintable("no ONNX in " + room)) << "engine/" + room << "^(onnx|google/protobuf)/";
        for (const char* panel : {"design", "train", "explore", "pictures", "compare"})
            QTest::newRow(qPrintable(QString("panel ") + panel))
                << QString("ui/") + panel
                << QString("^ui/(?!%1/)(design|train|explore|pictures|compare|lessons|window)/").arg(panel);
    }
    void foldersIncludeOnlyWhatTheyMay() {
        QFETCH(QString, folder);
        QFETCH(QString, forbidden);
        const QRegularExpression pattern(forbidden);
        QVERIFY2(pattern.isValid(), qPrintable(pattern.errorString()));
        static const QRegularExpression include("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]",
                                                QRegularExpression::MultilineOption);
        QVERIFY(QDir(root() + folder).exists());
        QDirIterator sources(root() + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            QFile file(sources.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = include.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                QVERIFY2(!pattern.match(name).hasMatch(), qPrintable(file.fileName() + " includes " + name));
            }
        }
    }

    void everyFolderExplainsItself() {
        for (const QString& parent : {QString("engine"), QString("ui")})
            for (const QString& room : QDir(root() + parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                QFile readme(root() + parent + "/" + room + "/README.md");
                QVERIFY2(readme.open(QIODevice::ReadOnly), qPrintable(readme.fileName()));
                QVERIFY2(readme.readAll().count('\n') <= 15, qPrintable(readme.fileName()));
            }
    }

private:
    static QString root() { return QString(HOURGLASS_TEST_DATA) + "/../"; }
    static QStringList rooms() { return QDir(root() + "engine").entryList(QDir::Dirs | QDir::NoDotAndDotDot); }

    /// Every room of the engine but those that `room` may use.
    static QString forbiddenRooms(const QString& room) {
        static const QMap<QString, QStringList> allowed = {
            {"core", {}},
            {"kernels", {"core"}},
            {"imaging", {"core"}},
            {"data", {"core", "imaging"}},
            {"layers", {"core", "kernels"}},
            {"corruption", {"core", "imaging"}},
            {"bottleneck", {"core"}},
            {"objective", {"core", "kernels", "bottleneck"}},
            {"pretraining", {"core", "kernels", "layers", "corruption", "bottleneck", "objective", "data"}},
            {"variants", {"core", "kernels", "data", "layers", "corruption", "bottleneck", "objective", "pretraining"}},
            {"analysis", {"core", "kernels", "data", "layers", "corruption", "bottleneck", "objective", "variants"}},
            {"restoration",
             {"core", "kernels", "imaging", "data", "layers", "bottleneck", "objective", "pretraining", "variants",
              "analysis"}},
            {"compression",
             {"core", "kernels", "imaging", "data", "layers", "bottleneck", "objective", "pretraining", "variants",
              "analysis", "restoration"}},
            {"training",
             {"core", "kernels", "data", "layers", "corruption", "bottleneck", "objective", "pretraining", "variants",
              "analysis"}},
            {"storage",
             {"core", "kernels", "imaging", "data", "layers", "corruption", "bottleneck", "objective", "pretraining",
              "variants", "analysis", "training"}},
        };
        return "^engine/(?!(" + (QStringList{"api", room} + allowed[room]).join("|") + ")/)";
    }
};

HOURGLASS_TEST(DependencyTest)
#include "DependencyTest.moc"
