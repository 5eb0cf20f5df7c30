// SPDX-License-Identifier: GPL-3.0-or-later
// What one opens, drops, pastes and takes away in the PicturesWorkspace.
#include "engine/api/Catalogues.h"
#include "ui/pictures/BatchBar.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/ModelControls.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/Convert.h"
#include "ui/widgets/FileQuestion.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

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
    return PicturesWorkspace::tr("Pictures (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp);;All files (*)");
}

} // namespace

void PicturesWorkspace::open(const QStringList& paths) {
    QStringList pictures;
    for (const QString& path : paths)
        if (isModel(path)) {
            m_model->chooseFile(path);
        } else {
            const QStringList found = picturesAt(path);
            if (found.isEmpty())
                Q_EMIT failed(tr("%1 holds no pictures. Drop a folder of PNG, JPEG, TIFF, WebP or BMP files.").arg(path));
            pictures << found;
        }
    m_shelf->open(pictures);
}

void PicturesWorkspace::askToOpen() {
    askForFiles(*this, tr("Open pictures"), openFilter(), [this](const QStringList& paths) { open(paths); });
}

void PicturesWorkspace::askToSave() {
    const PictureShelf::Entry* picture = m_shelf->current();
    if (!picture)
        return;
    const QString name = picture->path.isEmpty() ? tr("picture") : QFileInfo(picture->path).completeBaseName();
    askWhereToSave(*this, tr("Save the restored picture"),
                   {tr("PNG picture (*.png)"), tr("JPEG picture (*.jpg)"), tr("TIFF picture (*.tif)"),
                    tr("WebP picture (*.webp)"), tr("BMP picture (*.bmp)")},
                   tr("%1-restored").arg(name), [this](const QString& path) { m_desk.save(path, true); }); // it has asked
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
                  [this, order](const QString& folder) {
                      PictureBatch::Order complete = order;
                      complete.folder = folder;
                      m_batch->start(complete);
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
        QGuiApplication::clipboard()->setImage(after->picture.picture());
}

void PicturesWorkspace::paste() {
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    if (copied && !filesIn(*copied).isEmpty())
        open(filesIn(*copied));
    else if (const QImage picture = QGuiApplication::clipboard()->image(); !picture.isNull())
        m_shelf->paste(picture);
    else
        Q_EMIT failed(tr("The clipboard holds no picture. Copy one first."));
}

void PicturesWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesIn(*event->mimeData()).isEmpty() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void PicturesWorkspace::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    const QStringList files = filesIn(*event->mimeData());
    if (!files.isEmpty())
        open(files);
    else
        m_shelf->paste(event->mimeData()->imageData().value<QImage>());
}

/// Here Ctrl+V is a picture, elsewhere an experiment.
bool PicturesWorkspace::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste))
        event->accept();
    return QWidget::event(event);
}

void PicturesWorkspace::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        paste();
    else if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void PicturesWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    order();
}

void PicturesWorkspace::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_live->callOff();
    m_desk.cancel();
}

} // namespace hourglass::ui
