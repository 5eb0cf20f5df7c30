// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/RecoveryBar.h"

#include "ui/session/CheckpointFolder.h"
#include "ui/widgets/Words.h"
#include "ui/window/Confirmation.h"
#include "ui/window/Documents.h"

#include <QLocale>
#include <QPushButton>

namespace hourglass::ui {

RecoveryBar::RecoveryBar(Documents& documents, QWidget* parent)
    : MessageBar(Kind::Notice, tr("Interrupted training"), parent)
    , m_documents(documents) {
    const auto add = [this](const QString& text, const QString& tip, auto use) {
        QPushButton* button = addButton(text);
        button->setToolTip(asToolTip(tip));
        connect(button, &QPushButton::clicked, this, use);
    };
    add(tr("Go on"), tr("Open the training as it was when it was last kept; Train then goes on with it"), [this] {
        setEnabled(false); // it is being read
        m_documents.recover(m_offered);
    });
    add(tr("Delete it"), tr("Delete what was kept of it"), [this] { askToDelete(); });
    add(tr("Later"), tr("Keep it, and ask again when Hourglass starts the next time"), [this] { say({}); });
    connect(&documents, &Documents::read, this, [this] { setEnabled(true); });
    connect(&documents, &Documents::recovered, this, [this](const QString& file) {
        m_folder->setRecovered(file);
        offerNewest();
    });
}

void RecoveryBar::offer(CheckpointFolder& folder) {
    m_folder = &folder;
    offerNewest();
}

void RecoveryBar::offerNewest() {
    const auto interrupted = m_folder->interrupted();
    m_offered = interrupted ? interrupted->file : QString();
    say(interrupted ? tr("A training was not saved before Hourglass ended. It was last kept on %1.")
                          .arg(QLocale().toString(interrupted->written, QLocale::LongFormat))
                    : QString());
}

void RecoveryBar::askToDelete() {
    askToConfirm(*window(), tr("Delete the training?"), tr("What was kept of it will be gone for good."), tr("&Delete"),
                 [this, file = m_offered] {
                     m_folder->discard(file);
                     offerNewest();
                 });
}

} // namespace hourglass::ui
