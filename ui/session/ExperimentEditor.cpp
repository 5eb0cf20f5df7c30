// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExperimentEditor.h"

#include "engine/api/Catalogues.h"

#include <QUndoCommand>

#include <utility>

namespace hourglass::ui {

/// From one experiment to the next.
class ExperimentEdit : public QUndoCommand {
public:
    ExperimentEdit(ExperimentEditor& editor, const QString& what, Experiment after, const QString& mergeKey)
        : QUndoCommand(what)
        , m_editor(editor)
        , m_before(editor.experiment())
        , m_after(std::move(after))
        , m_mergeKey(mergeKey) {}

    /// What follows from the edit before, and becomes a part of it.
    static ExperimentEdit* consequence(ExperimentEditor& editor, Experiment after) {
        auto* edit = new ExperimentEdit(editor, editor.undoStack()->undoText(), std::move(after), {});
        edit->m_isConsequence = true;
        return edit;
    }

    void undo() override { m_editor.apply(m_before); }
    void redo() override { m_editor.apply(m_after); }

    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override {
        const auto& edit = static_cast<const ExperimentEdit&>(*next);
        const bool sameKey = !m_mergeKey.isEmpty() && edit.m_mergeKey == m_mergeKey;
        if (!sameKey && !edit.m_isConsequence)
            return false;
        m_after = edit.m_after;
        setText(edit.text());
        setObsolete(m_after == m_before); // dragged there and back
        return true;
    }

private:
    ExperimentEditor& m_editor;
    Experiment m_before;
    Experiment m_after;
    QString m_mergeKey;
    bool m_isConsequence = false;
};

ExperimentEditor::ExperimentEditor(Experiment experiment, QObject* parent)
    : QObject(parent)
    , m_experiment(std::move(experiment))
    , m_networkIsOlder(m_experiment.network == defaultExperiment().network) {}

std::vector<Repair> ExperimentEditor::repairs() const {
    return m_network && m_network->fault ? hourglass::repairs(m_experiment, m_network->input, m_classes)
                                         : std::vector<Repair>();
}

void ExperimentEditor::edit(const QString& what, const Experiment& experiment, const QString& mergeKey) {
    if (experiment != m_experiment)
        m_undoStack.push(new ExperimentEdit(*this, what, experiment, mergeKey));
}

bool ExperimentEditor::setSampleShape(const Shape& shape, std::int64_t classes) {
    if (m_sampleShape == shape && m_classes == classes)
        return false;
    m_sampleShape = shape;
    m_classes = classes;
    if (std::exchange(m_networkIsOlder, false) && adaptNetwork())
        return true;
    m_network = inspected();
    Q_EMIT networkChanged(*m_network);
    return false;
}

bool ExperimentEditor::adaptNetwork() {
    const Experiment adapted = withDataShape(m_experiment, *m_sampleShape);
    if (adapted == m_experiment || m_undoStack.canRedo()) // an edit now would take the steps to redo away
        return false;
    if (m_undoStack.canUndo()) {
        const bool wasClean = m_undoStack.isClean();
        m_undoStack.resetClean(); // nothing merges with an edit at which the stack is clean
        m_undoStack.push(ExperimentEdit::consequence(*this, adapted));
        if (wasClean)
            m_undoStack.setClean(); // the user changed nothing
    } else {
        apply(adapted); // there is no other network to go back to
    }
    return true;
}

void ExperimentEditor::apply(const Experiment& experiment) {
    if (experiment.dataset != m_experiment.dataset) {
        m_sampleShape.reset();
        m_networkIsOlder = experiment.network == m_experiment.network;
    }
    m_experiment = experiment;
    m_network = m_sampleShape ? std::optional(inspected()) : std::nullopt;
    Q_EMIT changed(m_experiment);
    if (m_network)
        Q_EMIT networkChanged(*m_network);
}

} // namespace hourglass::ui
