// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ExportRunner.h"

#include <QAction>
#include <QObject>
#include <QString>

namespace hourglass::ui {

class Documents;
class TrainingSession;

/// File > Export: asks what to write of the network and into which file, and has it written. None of it waits.
class ModelExporter : public QObject {
    Q_OBJECT

public:
    /// @param documents  names what is exported
    /// @param window     parent of the dialogs
    ModelExporter(TrainingSession& session, const Documents& documents, QWidget& window);

    QAction* action() const { return m_action; }
    ExportRunner& runner() { return m_runner; }

private:
    void update();
    void askWhat();
    void askWhere(const ExportOrder& order);
    /// Where the export has more files than the one that was asked about, these are not replaced without a question either.
    void startOrAsk(const ExportOrder& order);
    /// "digits-encoder"
    QString proposedName(const ExportOrder& order) const;

    TrainingSession& m_session;
    const Documents& m_documents;
    QWidget& m_window;
    ExportRunner m_runner;
    QAction* m_action;
};

} // namespace hourglass::ui
