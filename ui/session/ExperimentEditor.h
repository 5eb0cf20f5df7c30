// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/api/Experiment.h"
#include "engine/api/Network.h"
#include "engine/api/Repairs.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// The one experiment that the window edits. Every edit is a step on the undo stack, with words.
/// Panels read from here through setters that the window calls, and write through edit().
class ExperimentEditor : public QObject {
    Q_OBJECT

public:
    explicit ExperimentEditor(Experiment experiment, QObject* parent = nullptr);

    const Experiment& experiment() const { return m_experiment; }
    /// Shapes for the current experiment; nothing until the sample shape of its data set is known.
    const std::optional<NetworkReport>& network() const { return m_network; }
    /// What would mend the current network; none while it is sound or its data are not known.
    std::vector<Repair> repairs() const;
    QUndoStack* undoStack() { return &m_undoStack; }

    /// @param what      "Set code size to 2", for the Edit menu
    /// @param mergeKey  edits in a row with the same non-empty key become one step (a slider being dragged)
    void edit(const QString& what, const Experiment& experiment, const QString& mergeKey = {});
    /// Of the current experiment's data set; forgotten when another data set is chosen. A network that was
    /// there before the data were chosen and cannot work with them is adapted (see withDataShape()), as a
    /// part of the edit that chose them.
    /// @param classes  0 without labels
    /// @return whether the network was adapted
    bool setSampleShape(const Shape& shape, std::int64_t classes = 0);

Q_SIGNALS:
    void changed(const hourglass::Experiment& experiment);
    /// After changed(), and when the sample's shape became known.
    void networkChanged(const hourglass::NetworkReport& network);

private:
    friend class ExperimentEdit;
    void apply(const Experiment& experiment);
    bool adaptNetwork();
    NetworkReport inspected() const { return inspect(m_experiment, *m_sampleShape, m_classes); }

    Experiment m_experiment;
    std::optional<Shape> m_sampleShape;
    std::int64_t m_classes = 0; ///< of the data whose sample shape that is
    std::optional<NetworkReport> m_network;
    bool m_networkIsOlder; ///< than the choice of the data, whose sample shape is not known yet
    QUndoStack m_undoStack;
};

} // namespace hourglass::ui
