// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExperimentEditor.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using test::withCodeSize;

namespace {

const Shape kNarrow{{4}};

/// The default experiment with data of few columns, which nobody has loaded yet.
Experiment onNarrowData() {
    Experiment experiment = defaultExperiment();
    experiment.dataset = {"csv", {{"file", std::string("narrow.csv")}}};
    return complete(experiment);
}

} // namespace

class ExperimentEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsAreUndoneAndRedone();
    void editsWithOneKeyAreOneStep();
    void otherKeysAreOtherSteps();
    void draggedThereAndBackIsNoStep();
    void anEqualExperimentIsNoEdit();
    void theNetworkIsInspectedOnceTheShapeIsKnown();
    void otherDataForgetTheShape();
    void aNetworkIsAdaptedWithinTheChoiceOfTheData();
    void aNetworkThatWorksIsLeftAlone();
    void aNetworkThatCameWithItsDataIsLeftAlone();
    void editsBeforeTheDataAreKnownAreKept();
    void stepsToRedoAreKept();
    void theDefaultNetworkIsAdaptedToTheDataAtTheStart();

private:
    const Experiment m_start = test::tinyExperiment(10);
};

void ExperimentEditorTest::editsAreUndoneAndRedone() {
    ExperimentEditor editor(m_start);
    QSignalSpy changed(&editor, &ExperimentEditor::changed);
    editor.edit("Set code size to 3", withCodeSize(m_start, 3));
    QCOMPARE(editor.experiment().network.code.size, 3);
    QCOMPARE(editor.undoStack()->undoText(), "Set code size to 3");

    editor.undoStack()->undo();
    QVERIFY(editor.experiment() == m_start);
    editor.undoStack()->redo();
    QCOMPARE(editor.experiment().network.code.size, 3);
    QCOMPARE(changed.count(), 3);
}

void ExperimentEditorTest::editsWithOneKeyAreOneStep() {
    ExperimentEditor editor(m_start);
    for (int size : {3, 4, 5})
        editor.edit(QString("Set code size to %1").arg(size), withCodeSize(m_start, size), "code.size");
    QCOMPARE(editor.undoStack()->count(), 1);
    QCOMPARE(editor.undoStack()->undoText(), "Set code size to 5");
    editor.undoStack()->undo();
    QVERIFY(editor.experiment() == m_start);
}

void ExperimentEditorTest::otherKeysAreOtherSteps() {
    ExperimentEditor editor(m_start);
    editor.edit("Code size", withCodeSize(m_start, 3), "code.size");
    editor.edit("Epochs", withField(editor.experiment(), "training.epochs", "7"), "training.epochs");
    editor.edit("Mirror", withField(editor.experiment(), "network.code.size", "4"));
    editor.edit("Mirror", withField(editor.experiment(), "network.code.size", "5"));
    QCOMPARE(editor.undoStack()->count(), 4);
}

void ExperimentEditorTest::draggedThereAndBackIsNoStep() {
    ExperimentEditor editor(m_start);
    editor.edit("Code size", withCodeSize(m_start, 3), "code.size");
    editor.edit("Code size", m_start, "code.size");
    QCOMPARE(editor.undoStack()->count(), 0);
    QVERIFY(editor.experiment() == m_start);
}

void ExperimentEditorTest::anEqualExperimentIsNoEdit() {
    ExperimentEditor editor(m_start);
    QSignalSpy changed(&editor, &ExperimentEditor::changed);
    editor.edit("Nothing", m_start);
    QCOMPARE(editor.undoStack()->count(), 0);
    QCOMPARE(changed.count(), 0);
}

void ExperimentEditorTest::theNetworkIsInspectedOnceTheShapeIsKnown() {
    ExperimentEditor editor(m_start);
    QSignalSpy networkChanged(&editor, &ExperimentEditor::networkChanged);
    editor.edit("Code size", withCodeSize(m_start, 3));
    QVERIFY(!editor.network());
    QCOMPARE(networkChanged.count(), 0);

    editor.setSampleShape({{6}});
    QVERIFY(editor.network());
    QVERIFY(!editor.network()->fault);
    QCOMPARE(editor.network()->code->output.elements(), 3);

    editor.edit("Pooling", test::faultyExperiment());
    QCOMPARE(networkChanged.count(), 2);
    QVERIFY(editor.network()->fault);
}

void ExperimentEditorTest::otherDataForgetTheShape() {
    ExperimentEditor editor(m_start);
    editor.setSampleShape({{6}});
    Experiment other = m_start;
    other.dataset = defaultExperiment().dataset;
    editor.edit("Digits", other);
    QVERIFY(!editor.network());
}

void ExperimentEditorTest::aNetworkIsAdaptedWithinTheChoiceOfTheData() {
    ExperimentEditor editor(defaultExperiment());
    QVERIFY(!editor.setSampleShape({{1, 28, 28}}));
    editor.edit("Open narrow.csv", onNarrowData());
    editor.undoStack()->setClean(); // as after opening a file
    QVERIFY(editor.experiment() == onNarrowData());
    QSignalSpy changed(&editor, &ExperimentEditor::changed);
    QSignalSpy networkChanged(&editor, &ExperimentEditor::networkChanged);
    QVERIFY(editor.setSampleShape(kNarrow));
    const Experiment adapted = editor.experiment();
    QVERIFY(adapted == withDataShape(onNarrowData(), kNarrow));
    QVERIFY(editor.network() && editor.network()->code->output.elements() < 4);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(networkChanged.count(), 1);

    QCOMPARE(editor.undoStack()->count(), 1);
    QCOMPARE(editor.undoStack()->undoText(), "Open narrow.csv");
    QVERIFY(editor.undoStack()->isClean());
    editor.undoStack()->undo();
    QVERIFY(editor.experiment() == defaultExperiment());
    editor.undoStack()->redo();
    QVERIFY(editor.experiment() == adapted);
    QVERIFY(!editor.setSampleShape(kNarrow));
}

void ExperimentEditorTest::aNetworkThatWorksIsLeftAlone() {
    ExperimentEditor editor(defaultExperiment());
    editor.edit("Open narrow.csv", onNarrowData());
    QVERIFY(!editor.setSampleShape({{100}}));
    QVERIFY(editor.experiment() == onNarrowData());
}

void ExperimentEditorTest::aNetworkThatCameWithItsDataIsLeftAlone() {
    ExperimentEditor editor(m_start);
    editor.edit("Open other.json", withCodeSize(onNarrowData(), 30));
    QVERIFY(!editor.setSampleShape(kNarrow));
    QCOMPARE(editor.experiment().network.code.size, 30);
    editor.edit("Code size", withCodeSize(editor.experiment(), 31)); // nor is any edit after that
    QCOMPARE(editor.experiment().network.code.size, 31);
}

void ExperimentEditorTest::editsBeforeTheDataAreKnownAreKept() {
    ExperimentEditor editor(defaultExperiment());
    editor.edit("Open narrow.csv", onNarrowData());
    editor.edit("Epochs", withField(onNarrowData(), "training.epochs", "7"), "training.epochs");
    QVERIFY(editor.setSampleShape(kNarrow));
    QCOMPARE(editor.experiment().training.integer("epochs"), 7);
    QVERIFY(editor.network()->code->output.elements() < 4);
    QCOMPARE(editor.undoStack()->count(), 2);
    QCOMPARE(editor.undoStack()->undoText(), "Epochs");
}

void ExperimentEditorTest::stepsToRedoAreKept() {
    ExperimentEditor editor(defaultExperiment());
    editor.edit("Open narrow.csv", onNarrowData());
    editor.edit("Epochs", withField(onNarrowData(), "training.epochs", "7"));
    editor.undoStack()->undo();
    QVERIFY(!editor.setSampleShape(kNarrow));
    QVERIFY(editor.undoStack()->canRedo());
}

void ExperimentEditorTest::theDefaultNetworkIsAdaptedToTheDataAtTheStart() {
    ExperimentEditor editor(onNarrowData());
    QVERIFY(editor.setSampleShape(kNarrow));
    QVERIFY(!editor.undoStack()->canUndo());
    ExperimentEditor chosen(withCodeSize(onNarrowData(), 30));
    QVERIFY(!chosen.setSampleShape(kNarrow)); // somebody wants it so
}

HOURGLASS_TEST(ExperimentEditorTest)
#include "ExperimentEditorTest.moc"
