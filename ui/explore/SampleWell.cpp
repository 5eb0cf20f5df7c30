// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/SampleWell.h"

#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <utility>

namespace hourglass::ui {

SampleWell::SampleWell(const QString& letter, QWidget* parent)
    : QWidget(parent)
    , m_letter(letter)
    , m_picture(new PictureView)
    , m_name(new ElidedLabel) {
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sample %1").arg(letter));
    setToolTip(asToolTip(tr("Sample %1. Drop another one here, from any grid, the plane or a file manager. A click takes "
                            "one by chance, the arrow keys the next. The right button or the menu key opens a file.")
                             .arg(letter)));
    m_picture->setEmptyText(tr("Drop a sample here"));
    m_picture->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_name->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_name->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(2);
    layout->addWidget(m_picture, 1);
    layout->addWidget(m_name);
    addMenu();
    clear();
}

void SampleWell::addMenu() {
    setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](const QString& text, auto act) {
        auto* action = new QAction(text, this);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add(tr("&Open a file…"), [this] {
        askWhatToOpen(*this, tr("Open a sample"), QFileDialog::ExistingFile, samplesFilter(),
                      [this](const QString& path) { Q_EMIT fileChosen(path); });
    });
    add(tr("&Another one by chance"), [this] { Q_EMIT anotherWanted(); });
    add(tr("The &next one"), [this] { Q_EMIT stepWanted(1); });
    add(tr("The one &before"), [this] { Q_EMIT stepWanted(-1); });
}

void SampleWell::show(const QImage& picture, std::int64_t sample, const QString& name) {
    m_sample = sample;
    m_picture->setPicture(picture);
    m_name->setText(tr("%1: %2").arg(m_letter, name));
    setAccessibleDescription(name);
}

void SampleWell::clear() {
    m_sample = -1;
    m_picture->setPicture({});
    m_name->setText(m_letter);
    setAccessibleDescription({});
}

void SampleWell::markDrop(bool over) {
    m_isOver = over;
    update();
}

void SampleWell::dragEnterEvent(QDragEnterEvent* event) {
    if (!sampleIn(*event->mimeData()) && samplesIn(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    markDrop(true);
}

void SampleWell::dragLeaveEvent(QDragLeaveEvent*) {
    markDrop(false);
}

void SampleWell::dropEvent(QDropEvent* event) {
    markDrop(false);
    event->acceptProposedAction();
    if (const auto sample = sampleIn(*event->mimeData()))
        Q_EMIT sampleDropped(*sample);
    else
        Q_EMIT fileChosen(samplesIn(*event->mimeData()));
}

void SampleWell::mousePressEvent(QMouseEvent* event) {
    m_isPressed = event->button() == Qt::LeftButton;
    m_pressed = event->position().toPoint();
}

void SampleWell::mouseMoveEvent(QMouseEvent* event) {
    const int way = (event->position().toPoint() - m_pressed).manhattanLength();
    if (!m_isPressed || m_sample < 0 || way < QApplication::startDragDistance())
        return;
    m_isPressed = false;
    dragSample(*this, m_sample, QPixmap::fromImage(m_picture->picture()));
}

void SampleWell::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(m_isPressed, false) && rect().contains(event->position().toPoint()))
        Q_EMIT anotherWanted();
}

void SampleWell::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT anotherWanted();
    case Qt::Key_Left:
    case Qt::Key_Up:
        return Q_EMIT stepWanted(-1);
    case Qt::Key_Right:
    case Qt::Key_Down:
        return Q_EMIT stepWanted(1);
    default:
        event->ignore();
    }
}

void SampleWell::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void SampleWell::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void SampleWell::paintEvent(QPaintEvent*) {
    if (!m_isOver && !hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), m_isOver ? 2.5 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
}

} // namespace hourglass::ui
