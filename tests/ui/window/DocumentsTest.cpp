// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/window/Documents.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QSignalSpy>
#include <QStatusBar>

using namespace hourglass;
using namespace hourglass::ui;

class DocumentsTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void aDroppedTableBecomesTheData();
    void aDroppedTableAdaptsTheNetwork();
    void aDroppedExperimentReplacesEverything();
    void somethingElseIsNotAccepted();
    void whatCannotBeOpenedIsSaidAndChangesNothing_data();
    void whatCannotBeOpenedIsSaidAndChangesNothing();
    void unreadableDataChangeNothing();
    void whatIsBeingReadIsForgottenWithItsExperiment();
    void experimentsAreSavedAndOpenedAgain();
    void editsAreAskedAboutBeforeTheWindowCloses();
    void anEditDuringSavingStaysUnsaved();
    void anExperimentThatCannotBeSavedSaysSo();
    void filesAreRemembered();

private:
    QString write(const QString& name, const QByteArray& content);
    void save(const QString& path);
    static QByteArray boxes();
};

QString DocumentsTest::write(const QString& name, const QByteArray& content) {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("The test's own file cannot be written.");
    return file.fileName();
}

void DocumentsTest::save(const QString& path) {
    QSignalSpy saved(&m_window->documents(), &Documents::saved);
    m_window->documents().saveExperiment(path);
    QTRY_COMPARE(saved.count(), 1);
}

/// 20 samples of three numbers.
QByteArray DocumentsTest::boxes() {
    QByteArray table = "height,width,depth\n";
    for (int row = 0; row < 20; ++row)
        table += QByteArray::number(row) + "," + QByteArray::number(row * row) + "," + QByteArray::number(40 - row) + "\n";
    return table;
}

void DocumentsTest::aDroppedTableBecomesTheData() {
    open(test::endlessExperiment());
    QSignalSpy prepared(&controller(), &TrainingController::prepared);
    drop(write("boxes.csv", boxes()));
    QTRY_COMPARE(session().editor().experiment().dataset.kind, "csv");
    QCOMPARE(session().editor().undoStack()->undoText(), "Open boxes.csv");
    QTRY_COMPARE(prepared.count(), 1);
    QCOMPARE(controller().runInfo()->dataset.sampleShape.elements(), 3);

    session().editor().undoStack()->undo();
    QTRY_COMPARE(prepared.count(), 2);
    QCOMPARE(controller().runInfo()->dataset.sampleShape.elements(), 6);
}

void DocumentsTest::aDroppedTableAdaptsTheNetwork() {
    open(test::tinyDigits()); // a code of 8
    QSignalSpy failed(&controller(), &TrainingController::failed);
    drop(write("boxes.csv", boxes()));
    QTRY_VERIFY(controller().runInfo() && controller().runInfo()->dataset.sampleShape.elements() == 3);
    QTRY_COMPARE(controller().state(), State::Ready);
    QCOMPARE(session().editor().experiment().network.code.size, 1);
    QVERIFY(trainMenu().train()->isEnabled());
    QVERIFY(m_window->statusBar()->currentMessage().contains("adapted"));
    QCOMPARE(failed.count(), 0);

    session().editor().undoStack()->undo();
    QVERIFY(session().editor().experiment() == test::tinyDigits());
}

void DocumentsTest::aDroppedExperimentReplacesEverything() {
    open(test::endlessExperiment());
    const Experiment other = test::withCodeSize(test::endlessExperiment(), 4);
    drop(write("other.json", QByteArray::fromStdString(toJson(other))));
    QVERIFY(session().editor().experiment() == other);
    QTRY_COMPARE(controller().state(), State::Ready);
    QVERIFY(controller().runInfo()->experiment == other);

    QCOMPARE(session().editor().undoStack()->undoText(), "Open other.json");
    session().editor().undoStack()->undo();
    QVERIFY(session().editor().experiment() == test::endlessExperiment());
}

void DocumentsTest::somethingElseIsNotAccepted() {
    open(test::endlessExperiment());
    QMimeData mime;
    mime.setText("only words");
    QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&*m_window, &enter);
    QVERIFY(!enter.isAccepted());
}

void DocumentsTest::whatCannotBeOpenedIsSaidAndChangesNothing_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown") << "notes.txt" << QByteArray("Dear diary") << "notes.txt";
    QTest::newRow("pickle") << "net.pt" << QByteArray("\x80\2}q\0.", 6) << "is a Python pickle";
    QTest::newRow("damaged experiment") << "half.json" << QByteArray("{\"network\":") << "half.json";
    // Valid, but nobody writes an experiment of that length: the window would stand still.
    QTest::newRow("huge experiment") << "huge.json"
                                     << "{}" + QByteArray(5 << 20, ' ') << "too large";
}

void DocumentsTest::whatCannotBeOpenedIsSaidAndChangesNothing() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    open(test::endlessExperiment());
    QSignalSpy failed(&m_window->documents(), &Documents::failed);
    drop(write(name, content));
    QCOMPARE(failed.count(), 1);
    QVERIFY2(failed.first().at(0).toString().contains(said), qPrintable(failed.first().at(0).toString()));
    QVERIFY(session().editor().experiment() == test::endlessExperiment());
}

void DocumentsTest::whatIsBeingReadIsForgottenWithItsExperiment() {
    open(test::tinyExperiment(1));
    const QString table = write("boxes.csv", boxes());
    drop(table);
    QVERIFY(m_window->statusBar()->currentMessage().contains("boxes.csv"));
    m_window->findChild<Documents*>()->newExperiment();
    QVERIFY(m_window->statusBar()->currentMessage().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(controller().state(), TrainingController::State::Ready, 20'000);
    QVERIFY(session().editor().experiment().dataset.kind != "csv");
}

void DocumentsTest::unreadableDataChangeNothing() {
    open(test::endlessExperiment());
    QSignalSpy failed(&controller(), &TrainingController::failed);
    drop(write("words.csv", "height,width\n1,2\n3,wide\n"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(session().editor().experiment() == test::endlessExperiment());
    QVERIFY(!session().editor().undoStack()->canUndo());
    QVERIFY(!Documents::recent().join(' ').contains("words.csv"));
    QVERIFY(trainMenu().train()->isEnabled());
}

void DocumentsTest::editsAreAskedAboutBeforeTheWindowCloses() {
    open(test::endlessExperiment());
    QVERIFY(!m_window->isWindowModified());
    session().editor().edit("Code size", test::withCodeSize(test::endlessExperiment(), 5));
    QVERIFY(m_window->isWindowModified());
    m_window->close();
    answer(QMessageBox::Cancel);
    QVERIFY(m_window->isVisible());

    save(m_folder.filePath("kept.json"));
    QVERIFY(!m_window->isWindowModified());
    QVERIFY(m_window->windowTitle().startsWith("kept.json"));
    session().editor().undoStack()->undo();
    QVERIFY(m_window->isWindowModified());
    m_window->close();
    answer(QMessageBox::Discard);
    QVERIFY(!m_window->isVisible());
}

void DocumentsTest::experimentsAreSavedAndOpenedAgain() {
    open(test::endlessExperiment());
    const Experiment edited = test::withCodeSize(test::endlessExperiment(), 5);
    session().editor().edit("Code size", edited);
    const QString path = m_folder.filePath("edited.json");
    save(path);
    m_window->documents().newExperiment();
    QVERIFY(session().editor().experiment() == defaultExperiment());
    QVERIFY(session().editor().undoStack()->canUndo());
    m_window->documents().open(path);
    QVERIFY(session().editor().experiment() == edited);
}

// What is typed while the file is being written is not in it.
void DocumentsTest::anEditDuringSavingStaysUnsaved() {
    open(test::endlessExperiment());
    QSignalSpy saved(&m_window->documents(), &Documents::saved);
    m_window->documents().saveExperiment(m_folder.filePath("early.json"));
    session().editor().edit("Code size", test::withCodeSize(test::endlessExperiment(), 5));
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(m_window->isWindowModified());
}

void DocumentsTest::anExperimentThatCannotBeSavedSaysSo() {
    open(test::endlessExperiment());
    m_window->documents().saveExperiment(m_folder.filePath("nowhere/at all.json"));
    QTRY_VERIFY2(problem().contains("at all.json") && problem().contains("Choose another folder"), qPrintable(problem()));
}

void DocumentsTest::filesAreRemembered() {
    open(test::endlessExperiment());
    const QString path = m_folder.filePath("remembered.json");
    save(path);
    QCOMPARE(Documents::recent().first(), QFileInfo(path).absoluteFilePath());
    save(path);
    QCOMPARE(Documents::recent().count(path), 1);
}

HOURGLASS_TEST(DocumentsTest)
#include "DocumentsTest.moc"
