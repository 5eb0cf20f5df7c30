// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExperimentEditor.h"

#include <QUndoCommand>

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

    void undo() override { m_editor.apply(m_before); }
    void redo() override { m_editor.apply(m_after); }

    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* next) override {
        const auto& edit = static_cast<const ExperimentEdit&>(*next);
        if (edit.m_mergeKey != m_mergeKey)
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
};

ExperimentEditor::ExperimentEditor(Experiment experiment, QObject* parent)
    : QObject(parent)
    , m_experiment(std::move(experiment)) {}

void ExperimentEditor::edit(const QString& what, const Experiment& experiment, const QString& mergeKey) {
    if (experiment != m_experiment)
        m_undoStack.push(new ExperimentEdit(*this, what, experiment, mergeKey));
}

void ExperimentEditor::setSampleShape(const Shape& shape) {
    if (m_sampleShape == shape)
        return;
    m_sampleShape = shape;
    m_network = inspect(m_experiment.network, shape);
    Q_EMIT networkChanged(*m_network);
}

void ExperimentEditor::apply(const Experiment& experiment) {
    if (experiment.dataset != m_experiment.dataset)
        m_sampleShape.reset();
    m_experiment = experiment;
    m_network = m_sampleShape ? std::optional(inspect(m_experiment.network, *m_sampleShape)) : std::nullopt;
    Q_EMIT changed(m_experiment);
    if (m_network)
        Q_EMIT networkChanged(*m_network);
}

} // namespace hourglass::ui
