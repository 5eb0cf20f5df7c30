// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the PicturesWorkspace, and what they hear of each other.
#include "ui/charts/PictureMenu.h"
#include "ui/pictures/BatchBar.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/DamageControls.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/ModelControls.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/pictures/RateChart.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/ControlRow.h"
#include "ui/widgets/TileArea.h"
#include "ui/widgets/Words.h"

#include <QLabel>
#include <QProgressBar>
#include <QRandomGenerator>
#include <QToolButton>
#include <QUndoCommand>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int RandomStrokes = 5;

/// What is painted after it.
class PaintingStep : public QUndoCommand {
public:
    PaintingStep(const QString& text, std::vector<BrushStroke> strokes)
        : QUndoCommand(text)
        , m_strokes(std::move(strokes)) {}
    const std::vector<BrushStroke>& strokes() const { return m_strokes; }

private:
    std::vector<BrushStroke> m_strokes;
};

} // namespace

QString PicturesWorkspace::ratesInvitation() {
    return tr(
        "Leave the picture as it is and choose the task Compress: here it is shown how near it comes back from how many "
        "bytes, beside JPEG.");
}

QString PicturesWorkspace::invitation() {
    return tr("Drop a photograph here, paste one with Ctrl+V, or press Open.\n\n"
              "A network of convolutions takes the noise away, fills what is missing, adds colours, enlarges or repairs it; "
              "beside it stands what the usual methods make of it.");
}

void PicturesWorkspace::addTiles() {
    const auto add = [this](const QString& id, const QString& title, const QString& help, QWidget* content,
                            PictureMenu* menu) {
        if (menu) {
            connect(menu, &PictureMenu::saved, this, &PicturesWorkspace::saved);
            connect(menu, &PictureMenu::failed, this, &PicturesWorkspace::failed);
        }
        m_tiles->addTile(id, title, help, content, menu);
    };
    auto* picture = new QWidget;
    auto* layout = new QVBoxLayout(picture);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(makeModes());
    layout->addWidget(m_view, 1);
    add("picture", tr("Before and after"), tr("The picture as it was and as it became, looked at as one."), picture,
        new PictureMenu(*m_view, *m_view));
    add(ComparisonTile, tr("Comparison"),
        tr("How near each method comes to the original, where the damage was added here. Choose a row to see its picture."),
        m_figures, new PictureMenu(*m_figures, *m_figures));
    add(RatesTile, tr("Rate and distortion"),
        tr("Compress: how near the picture comes back from so many bytes, rounded from coarsely to finely, beside the best "
           "JPEG file that is no larger. A click on a point chooses it."),
        m_rates, new PictureMenu(*m_rates, *m_rates));
    add("shelf", tr("Open pictures"), tr("Choose one to see it. Delete takes it off the list."), m_shelf, nullptr);
    m_tiles->setUsual(TilePlace::column(
        {TilePlace::tabs({"picture"}, 3),
         TilePlace::row({TilePlace::tabs({ComparisonTile, RatesTile}, 1), TilePlace::tabs({"shelf"}, 1)}, 1)}));
}

void PicturesWorkspace::connectParts() {
    connect(&m_desk, &PictureDesk::told, this, &PicturesWorkspace::take);
    connect(&m_desk, &PictureDesk::saved, this, &PicturesWorkspace::saved);
    connect(&m_desk, &PictureDesk::failed, this, &PicturesWorkspace::failed);
    connect(&m_clipboard, &PictureClipboard::taken, this, [this](const QImage& picture, const QImage& thumbnail) {
        if (picture.isNull())
            Q_EMIT failed(tr("The picture that was copied is damaged. Copy it again."));
        else
            m_shelf->paste(picture, thumbnail);
    });
    connect(m_shelf, &PictureShelf::currentChanged, this, &PicturesWorkspace::change);
    connect(m_shelf, &PictureShelf::unreadable, this, &PicturesWorkspace::noteUnreadable);
    connect(m_batch, &BatchBar::runningChanged, this, &PicturesWorkspace::showState);
    connect(m_damage, &DamageControls::randomStrokes, this, &PicturesWorkspace::paintAtRandom);
    connect(m_damage, &DamageControls::changed, this, &PicturesWorkspace::change);
    connect(m_damage, &DamageControls::brushChanged, m_view, &CompareView::setBrush);
    connect(m_damage, &DamageControls::undoStroke, &m_steps, &QUndoStack::undo);
    connect(m_damage, &DamageControls::clearStrokes, this, [this] { paintOver({}, tr("Clear what is missing")); });
    connect(m_view, &CompareView::strokesPainted, this,
            [this] { paintOver(m_view->strokes(), tr("Paint what is missing")); });
    connect(&m_steps, &QUndoStack::indexChanged, this, [this](int index) {
        if (m_isTurning)
            return;
        m_view->setStrokes(index == 0 ? m_painted[m_picture] // with which it came
                                      : static_cast<const PaintingStep*>(m_steps.command(index - 1))->strokes());
        change();
    });
    connect(m_view, &CompareView::zoomChanged, this,
            [this] { m_zoom->setText(m_view->isEmpty() ? QString() : tr("%1 %").arg(std::lround(100 * m_view->scale()))); });
    connect(m_model, &ModelControls::changed, this, &PicturesWorkspace::change);
    connect(m_model, &ModelControls::failed, this, &PicturesWorkspace::failed);
    connect(m_rates, &RateChart::chosen, m_model, &ModelControls::chooseStep);
    connect(m_figures, &FigureTable::chosen, this, [this](const QString& id) {
        m_chosen = id;
        showPictures();
    });
    connect(m_live, &LiveModel::renewed, this, [this](const PictureModel& model, const QString& place) {
        m_liveModel = model;
        m_livePlace = place;
        order();
    });
    connect(m_live, &LiveModel::changed, this, [this] {
        m_model->setLive(m_live->exists());
        m_liveModel = {};
        change();
    });
    m_view->setBrush(m_damage->brush());
}

/// So that it can be done by the keyboard, too, and often.
void PicturesWorkspace::paintAtRandom() {
    if (!m_facts)
        return;
    std::vector<BrushStroke> strokes = m_view->strokes();
    QRandomGenerator& chance = *QRandomGenerator::global();
    const double side = std::min(m_facts->size.width(), m_facts->size.height());
    const auto between = [&](double least, double most) { return least + (most - least) * chance.generateDouble(); };
    for (int i = 0; i < RandomStrokes; ++i) {
        const QPointF begin(between(0, m_facts->size.width()), between(0, m_facts->size.height()));
        const QPointF way(between(-0.3, 0.3) * side, between(-0.3, 0.3) * side), bend(between(-0.1, 0.1) * side, 0);
        strokes.push_back(
            {QPolygonF{begin, begin + way / 2 + bend, begin + way}, std::max(2.0, between(0.01, 0.04) * side)});
    }
    paintOver(strokes, tr("Paint at random"));
}

void PicturesWorkspace::paintOver(const std::vector<BrushStroke>& strokes, const QString& what) {
    m_steps.push(new PaintingStep(what, strokes));
}

void PicturesWorkspace::addCommands() {
    const auto add = [this](const ActionText& words, const QString& onButton, auto act) {
        QAction* action = makeAction(words, this);
        action->setIconText(onButton);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    const auto separate = [this] {
        auto* line = new QAction(this);
        line->setSeparator(true);
        addAction(line);
    };
    m_open = add({tr("&Open pictures…"), "open", Qt::CTRL | Qt::SHIFT | Qt::Key_O,
                  tr("Pictures of any size, one or many (or drop them, or Ctrl+V)")},
                 tr("Open…"), &PicturesWorkspace::askToOpen);
    separate();
    m_save = add({tr("&Save restored picture…"), "save", {}, tr("Write it to a file, with all that belongs to it")},
                 tr("Save…"), &PicturesWorkspace::askToSave);
    m_copy = add({tr("&Copy the picture on the right"), "copy", {}, tr("Into the clipboard (Ctrl+C)")}, tr("Copy"),
                 &PicturesWorkspace::copy);
    m_all = add({tr("&Restore all…"), "save-model", {}, {}}, tr("Restore all…"), &PicturesWorkspace::askForBatch);
    separate();
    m_compares = add({tr("Co&mpare with the usual methods"),
                      "measure",
                      {},
                      tr("With those that everybody has: for noise non-local means, bilateral and median filter; Telea's "
                         "and Navier-Stokes inpainting; cubic and Lanczos enlargement. Takes some seconds.")},
                     tr("Compare"), &PicturesWorkspace::change);
    m_compares->setCheckable(true);
    m_compares->setChecked(true);
    m_train = add({tr("&Train on a folder…"),
                   "play",
                   {},
                   tr("Trains a network on your own photographs, and shows here how it gets better")},
                  tr("Train on a folder…"), &PicturesWorkspace::askForTraining);
}

QWidget* PicturesWorkspace::makeControls() {
    addCommands();
    m_progress = new QProgressBar;
    m_progress->setRange(0, ProgressSteps);
    m_progress->setFixedWidth(150);
    m_progress->setAccessibleName(tr("Progress of the restoration"));
    m_cancel = makeTextButton(tr("Cancel"), "stop", tr("Break off"));
    m_note = new QLabel;
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    connect(m_cancel, &QToolButton::clicked, this, &PicturesWorkspace::breakOff);
    auto* controls = new QWidget;
    auto* layout = new QVBoxLayout(controls);
    layout->setContentsMargins(6, 4, 6, 0);
    layout->setSpacing(2);
    layout->addWidget(makeControlRow({makeActionButton(*m_open), m_damage}));
    layout->addWidget(
        makeControlRow({m_model, makeActionButton(*m_compares), makeActionButton(*m_save), makeActionButton(*m_copy),
                        makeActionButton(*m_all), makeActionButton(*m_train), m_progress, m_cancel}));
    layout->addWidget(m_note);
    return controls;
}

QWidget* PicturesWorkspace::makeModes() {
    using Mode = CompareView::Mode;
    m_zoom = new QLabel;
    m_zoom->setForegroundRole(QPalette::PlaceholderText);
    const auto addMode = [this](const QString& text, const QString& tip, Mode mode) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(asToolTip(tip));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setChecked(mode == m_view->mode());
        // In a button group Tab would reach the checked one alone.
        connect(button, &QToolButton::clicked, this, [this, button, mode] {
            for (QToolButton* each : m_modes)
                each->setChecked(each == button);
            m_view->setMode(mode);
            if (mode == Mode::Anomalies)
                order(); // it takes the data, which are not loaded for anything else
        });
        m_modes.push_back(button);
        return button;
    };
    auto* wipe = addMode(tr("Wipe"), tr("Drag the line from one to the other"), Mode::Wipe);
    auto* both = addMode(tr("Side by side"), tr("Both, the same part of each"), Mode::SideBySide);
    auto* before = addMode(tr("Before"), tr("As it was"), Mode::Before);
    auto* after = addMode(tr("After"), tr("As it became"), Mode::After);
    auto* difference = addMode(tr("Difference"),
                               tr("Where they differ: from the original where it is known, else from what was before. The "
                                  "brightest is a quarter of the range; at 100 % each pixel has its own difference."),
                               Mode::Difference);
    auto* anomalies = addMode(
        tr("Anomalies"),
        tr("Red is what the network makes something else of than it usually does: it is off by more there than in 99 of 100 "
           "pixels of the samples that it learned from. So one finds what is unlike them. Take a network of digits to a "
           "photograph, and much of it is."),
        Mode::Anomalies);
    const auto addZoom = [this](const QString& text, const char* icon, const QString& tip, auto act) {
        auto* button = makeTextButton(text, icon, tip);
        button->setAutoRaise(true);
        if (text.isEmpty())
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, m_view, act);
        return button;
    };
    constexpr double step = 1.5;
    auto* nearer = addZoom({}, "zoom-in", tr("Come closer (+)"), [this] { m_view->zoom(step); });
    auto* farther = addZoom({}, "zoom-out", tr("Go away (−)"), [this] { m_view->zoom(1 / step); });
    auto* whole = addZoom(tr("All"), "zoom-reset", tr("The whole picture (0)"), [this] { m_view->showWhole(); });
    auto* actual = addZoom(tr("100 %"), "picture", tr("The pixels as they are (1)"), [this] { m_view->showActualPixels(); });
    return makeControlRow({wipe, both, before, after, difference, anomalies, nearer, farther, whole, actual, m_zoom});
}

} // namespace hourglass::ui
