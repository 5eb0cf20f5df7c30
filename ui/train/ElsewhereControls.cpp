// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ElsewhereControls.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"
#include "ui/session/AlbumOpener.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/Words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <functional>
#include <utility>

namespace hourglass::ui {

ElsewhereControls::ElsewhereControls(QWidget* parent)
    : QWidget(parent)
    , m_button(new QPushButton(tr("&Choose data")))
    , m_menu(new QMenu(m_button))
    , m_title(new ElidedLabel)
    , m_opener(new AlbumOpener(this)) {
    m_button->setMenu(m_menu);
    m_button->setAccessibleName(tr("Data to show to the network"));
    m_button->setToolTip(asToolTip(tr("Data that this network was not trained on. Pictures are brought to the size that it "
                                      "knows. A file or a folder can also be dropped here.")));
    m_menu->setToolTipsVisible(true);
    m_title->setAccessibleName(tr("What is shown to the network"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    layout->addWidget(m_title, 1);
    fillMenu();

    connect(m_opener, &AlbumOpener::opened, this, [this](const std::shared_ptr<const Album>& album) { take(album, false); });
    connect(m_opener, &AlbumOpener::failed, this, [this](const QString& message) {
        take(nullptr, false);
        Q_EMIT failed(message);
    });
}

void ElsewhereControls::fillMenu() {
    const auto add = [this](const QString& text, const QString& tip, const std::function<void()>& does) {
        QAction* action = m_menu->addAction(text);
        action->setStatusTip(tip);
        action->setToolTip(asToolTip(tip));
        connect(action, &QAction::triggered, this, does);
    };
    for (const CatalogueEntry& entry : datasetEntries())
        if (!needsFile(entry.id))
            add(toQString(entry.title).replace("&", "&&"), toQString(entry.summary),
                [this, id = toQString(entry.id)] { open(id); });
    m_menu->addSeparator();
    add(tr("&Picture or table…"), tr("Show a picture, an IDX file or a table to the network"), [this] { askForPicture(); });
    add(tr("&Folder of pictures…"), tr("Show some pictures of a folder to the network"), [this] { askForFolder(); });
}

void ElsewhereControls::askForPicture() {
    askWhatToOpen(*this, tr("Show a file to the network"), QFileDialog::ExistingFile, samplesFilter(),
                  [this](const QString& path) { open(path); });
}

void ElsewhereControls::askForFolder() {
    askWhatToOpen(*this, tr("Show a folder of pictures to the network"), QFileDialog::Directory, {},
                  [this](const QString& path) { open(path); });
}

void ElsewhereControls::begin(const RunInfo& run) {
    const Network network{run.experiment.dataset, run.dataset.sampleShape};
    if (std::exchange(m_network, network) != network)
        openAgain();
}

void ElsewhereControls::open(const QString& reference) {
    m_reference = reference;
    openAgain();
}

void ElsewhereControls::openAgain() {
    if (m_reference.isEmpty())
        return;
    Q_EMIT failed({});
    take(nullptr, true);
    if (m_network) // otherwise when there is one
        m_opener->open(m_reference, m_network->data, m_network->shape);
}

void ElsewhereControls::take(std::shared_ptr<const Album> album, bool isOpening) {
    m_album = std::move(album);
    m_isOpening = isOpening;
    const QString name = m_album ? toQString(m_album->info().title) : QFileInfo(m_reference).fileName();
    m_title->setText(isOpening && m_network ? tr("Opening %1…").arg(name) : isOpening || m_album ? name : QString());
    Q_EMIT changed();
}

} // namespace hourglass::ui
