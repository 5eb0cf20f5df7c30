// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/RecoveryBar.h"

#include "ui/session/CheckpointFolder.h"
#include "ui/window/Documents.h"

#include <QLocale>
#include <QPushButton>

namespace hourglass::ui {

RecoveryBar::RecoveryBar(Documents& documents, QWidget* parent)
    : MessageBar(Kind::Notice, tr("Interrupted training"), parent)
    , m_documents(documents) {
    const auto add = [this](const QString& text, const QString& tip, auto use) {
        QPushButton* button = addButton(text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, use);
    };
    add(tr("Go on"), tr("Open the training as it was when it was last kept; Train then goes on with it"),
        [this] { m_documents.recover(m_folder->interruptedFile()); });
    add(tr("Delete it"), tr("Delete what was kept of it; this cannot be undone"), [this] {
        m_folder->discard();
        offerNewest();
    });
    connect(&documents, &Documents::recovered, this, [this] {
        m_folder->setRecovered();
        offerNewest();
    });
    add(tr("Later"), tr("Keep it, and ask again when Hourglass starts the next time"), [this] { say({}); });
}

void RecoveryBar::offer(CheckpointFolder& folder) {
    m_folder = &folder;
    offerNewest();
}

void RecoveryBar::offerNewest() {
    const auto when = m_folder->interruptedAt();
    say(when ? tr("A training was cut short before it was saved. It was last kept on %1.")
                   .arg(QLocale().toString(*when, QLocale::LongFormat))
             : QString());
}

} // namespace hourglass::ui
