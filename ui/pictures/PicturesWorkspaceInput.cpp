// SPDX-License-Identifier: GPL-3.0-or-later
// What one opens, drops, pastes and takes away in the PicturesWorkspace.
#include "engine/api/Catalogues.h"
#include "ui/pictures/BatchBar.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/ModelControls.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/pictures/RateChart.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"
#include "ui/widgets/FileQuestion.h"

#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace hourglass::ui {

namespace {

bool isModel(const QString& path) {
    return path.endsWith(".hourglass", Qt::CaseInsensitive);
}

/// What is dropped or copied as files, but for experiments, which are for the window.
QStringList filesIn(const QMimeData& mime) {
    QStringList files;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile() && !url.fileName().endsWith(".json", Qt::CaseInsensitive))
            files << url.toLocalFile();
    return files;
}

QString openFilter() {
    return PicturesWorkspace::tr("Pictures (%1);;All files (*)").arg(picturePatterns());
}

} // namespace

void PicturesWorkspace::open(const QStringList& paths) {
    m_unreadable.clear();
    QStringList pictures;
    for (const QString& path : paths)
        if (isModel(path)) {
            m_model->chooseFile(path);
        } else {
            const QStringList found = picturesAt(path);
            if (found.isEmpty())
                noteUnreadable(tr("%1 holds no pictures. Drop a folder of PNG, JPEG, TIFF, WebP or BMP files.").arg(path));
            pictures << found;
        }
    m_shelf->open(pictures, m_model->file());
}

/// All that were opened together in one message.
void PicturesWorkspace::noteUnreadable(const QString& fault) {
    constexpr int most = 4; // lines
    m_unreadable << fault;
    QStringList lines = m_unreadable.mid(0, most);
    if (m_unreadable.size() > most)
        lines << tr("And %1 more that cannot be opened.").arg(m_unreadable.size() - most);
    Q_EMIT failed(lines.join('\n'));
}

/// What is not ready yet goes.
void PicturesWorkspace::breakOff() {
    m_desk.cancel();
    finish(tr("Broken off."));
    showState();
}

void PicturesWorkspace::askToOpen() {
    askForFiles(*this, tr("Open pictures"), openFilter(), [this](const QStringList& paths) { open(paths); });
}

void PicturesWorkspace::askToSave() {
    const PictureShelf::Entry* picture = m_shelf->current();
    if (!picture)
        return;
    const QFileInfo file(picture->path);
    QStringList filters{tr("PNG picture (*.png)"), tr("JPEG picture (*.jpg)"), tr("TIFF picture (*.tif)"),
                        tr("WebP picture (*.webp)"), tr("BMP picture (*.bmp)")};
    // That of the photograph first, or the code that the network made of it.
    const bool compresses = m_task == RestorationTask::Compress && !m_model->isLive();
    if (compresses)
        filters.prepend(tr("Compressed by this network (*.hgz)"));
    else
        std::ranges::stable_partition(filters,
                                      [&](const QString& filter) { return filter.contains("*." + file.suffix() + ')'); });
    const QString name = picture->path.isEmpty() ? tr("picture") : file.dir().filePath(file.completeBaseName());
    askWhereToSave(*this, compresses ? tr("Save the compressed picture") : tr("Save the restored picture"), filters,
                   compresses ? name : tr("%1-restored").arg(name),
                   [this](const QString& path) { m_desk.save(path, true); }); // the dialog has asked
}

void PicturesWorkspace::askForBatch() {
    PictureBatch::Order order;
    order.paths = m_shelf->paths();
    order.task = m_model->task();
    if (m_model->isLive())
        order.model = m_liveModel;
    else
        order.model.file = m_model->file();
    if (order.model.isNone())
        return Q_EMIT failed(tr("There is no model to restore them with. Choose one first."));
    askWhatToOpen(*this, tr("Where the restored pictures go"), QFileDialog::Directory, {},
                  [this, order](const QString& folder) { startBatch(order, folder); });
}

/// With a network of its own, since this one goes on restoring the picture on show. It is copied where that is done.
void PicturesWorkspace::startBatch(PictureBatch::Order order, const QString& folder) {
    if (!order.model.live)
        return m_batch->start(order, folder);
    m_desk.line()->work([this, order, folder, line = m_desk.line()]() mutable {
        try {
            order.model.live = order.model.live->copy();
            line->reply([this, order, folder] { m_batch->start(order, folder); });
        } catch (const std::exception& error) {
            line->reply([this, message = sentenceOf(error)] { Q_EMIT failed(message); });
        }
    });
}

void PicturesWorkspace::askForTraining() {
    askWhatToOpen(*this, tr("Train on the photographs in a folder"), QFileDialog::Directory, {},
                  [this](const QString& folder) {
                      Experiment experiment = findPreset("photographs-denoising").experiment;
                      experiment.dataset.parameters.set("folder", toStdString(folder));
                      Q_EMIT trainingWanted(experiment);
                  });
}

void PicturesWorkspace::copy() {
    if (const PictureResult* after = shown())
        m_clipboard.copy(after->picture.picture());
}

bool PicturesWorkspace::takes(const QMimeData& mime) {
    return !filesIn(mime).isEmpty() || mime.hasImage();
}

void PicturesWorkspace::paste() {
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    if (copied && !filesIn(*copied).isEmpty())
        open(filesIn(*copied));
    else if (!copied || !m_clipboard.take(*copied))
        Q_EMIT failed(tr("The clipboard holds no picture. Copy one first."));
}

void PicturesWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (!takes(*event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction); // a move would let the other program delete the original
    event->accept();
}

void PicturesWorkspace::dropEvent(QDropEvent* event) {
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const QStringList files = filesIn(*event->mimeData());
    if (!files.isEmpty())
        open(files);
    else if (!m_clipboard.take(*event->mimeData()))
        Q_EMIT failed(tr("What was dropped holds no picture."));
}

/// Here Ctrl+C is the photograph, not the tile.
bool PicturesWorkspace::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy) &&
        !m_figures->hasFocus())
        event->accept();
    return QWidget::event(event);
}

void PicturesWorkspace::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && !event->isAutoRepeat())
        copy();
    else
        QWidget::keyPressEvent(event);
}

/// Tiles may have windows of their own.
bool PicturesWorkspace::isSeen() const {
    return isVisible() || m_view->isVisible() || m_figures->isVisible() || m_rates->isVisible();
}

void PicturesWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    order();
}

void PicturesWorkspace::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (isSeen())
        return;
    m_live->callOff();
    m_desk.cancel();
}

} // namespace hourglass::ui
