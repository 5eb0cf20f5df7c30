// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExperimentEditor.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using test::withCodeSize;

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

HOURGLASS_TEST(ExperimentEditorTest)
#include "ExperimentEditorTest.moc"
