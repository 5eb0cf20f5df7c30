// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/MessageBar.h"

namespace hourglass::ui {

class CheckpointFolder;
class Documents;

/// Offers to go on with a training that was cut short. Hidden while there is none.
class RecoveryBar : public MessageBar {
    Q_OBJECT

public:
    explicit RecoveryBar(Documents& documents, QWidget* parent = nullptr);

    /// @param folder  must outlive the bar
    void offer(CheckpointFolder& folder);

private:
    void offerNewest();
    void askToDelete();

    Documents& m_documents;
    CheckpointFolder* m_folder = nullptr;
    QString m_offered; ///< the file of the training that is spoken of
};

} // namespace hourglass::ui
