// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/InterpolationPanel.h"

#include "ui/explore/Exploration.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"
#include "ui/style/Icons.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/IconButton.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QGridLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr int SliderEnd = 1000;
constexpr int Frame = 40;      // ms
constexpr int PlayedStep = 10; // of SliderEnd, a frame: four seconds from end to end
constexpr int PictureSide = 256;
constexpr int FilmSide = 64;

QSlider* makeSlider(Qt::Orientation orientation, const QString& name, const QString& tip) {
    auto* slider = new QSlider(orientation);
    slider->setRange(0, SliderEnd);
    slider->setPageStep(SliderEnd / 10);
    slider->setSingleStep(SliderEnd / 100);
    slider->setAccessibleName(name);
    slider->setToolTip(asToolTip(tip));
    guardAgainstWheel(slider);
    return slider;
}

} // namespace

InterpolationPanel::InterpolationPanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_stops(new WalkStops(exploration, purpose::Stop, 4, this))
    , m_between(new PictureView)
    , m_strip(new ImageGrid)
    , m_way(new ChoiceBox)
    , m_steps(new QSpinBox)
    , m_play(makeIconButton("play", tr("Play the walk"), tr("Walk to and fro between the samples")))
    , m_save(makeIconButton("export", tr("Save as a film"),
                            tr("Save the film: as an animation (GIF, MP4), as a strip of pictures (PNG), or as numbers")))
    , m_across(makeSlider(Qt::Horizontal, tr("From A to B"), tr("How far the code is on its way from A to B")))
    , m_down(makeSlider(Qt::Vertical, tr("From A and B to C and D"), tr("How far the code is on its way down")))
    , m_body(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_places(new QGridLayout) {
    m_down->setParent(this); // like C and D, it may never be laid out
    m_down->setInvertedAppearance(true);
    m_down->setInvertedControls(true);
    m_between->setAccessibleName(tr("What lies between the samples"));
    m_between->setToolTip(asToolTip(tr("What the decoder makes of the code between the samples, where the slider stands")));
    m_strip->setAccessibleName(tr("Film of the walk"));
    m_strip->setEmptyText(tr("The pictures between the samples will stand here"));
    for (std::size_t i = 0; i < m_wells.size(); ++i) {
        m_wells[i] = new SampleWell(QString(QChar('A' + int(i))), this);
        m_stops->serve(*m_wells[i], i);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_controls = makeControls();
    layout->addWidget(m_controls);
    m_body->addLayout(m_places, 3);
    m_body->addWidget(m_strip, 2);
    layout->addLayout(m_body, 1);
    arrange();

    m_timer.setInterval(Frame);
    connect(&m_timer, &QTimer::timeout, this, &InterpolationPanel::playOn);
    connect(m_stops, &WalkStops::failed, this, &InterpolationPanel::failed);
    connect(m_stops, &WalkStops::encoded, this, &InterpolationPanel::walkChanged);
    connect(&exploration, &Exploration::begun, this, [this] {
        setPlaying(false);
        m_between->setPicture({});
        m_strip->setContent({});
    });
    for (const QSlider* slider : {m_across, m_down})
        connect(slider, &QSlider::valueChanged, this, [this] { go(true); });
    connect(m_strip, &ImageGrid::pictureChosen, this, &InterpolationPanel::choose);
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!m_timer.isActive()); });
    connect(m_save, &QToolButton::clicked, this, &InterpolationPanel::filmWanted);
}

bool InterpolationPanel::hasCorners() const {
    return m_way->currentData().toInt() >= StraightCorners;
}

WalkPath InterpolationPanel::path() const {
    const int way = m_way->currentData().toInt();
    return way == Spherical || way == SphericalCorners ? WalkPath::Spherical : WalkPath::Straight;
}

bool InterpolationPanel::isKnown() const {
    const std::size_t count = hasCorners() ? 4 : 2;
    for (std::size_t i = 0; i < count; ++i)
        if (m_stops->stop(i).code.empty())
            return false;
    return true;
}

int InterpolationPanel::labelAt(double x, double y) const {
    return m_stops->stop(nearestCorner(x, hasCorners() ? y : 0)).label;
}

std::vector<int> InterpolationPanel::labels() const {
    const std::int64_t last = columns() - 1;
    std::vector<int> labels;
    for (std::int64_t row = 0; row <= (hasCorners() ? last : 0); ++row)
        for (std::int64_t column = 0; column <= last; ++column)
            labels.push_back(labelAt(double(column) / double(last), double(row) / double(last)));
    return labels;
}

double InterpolationPanel::across() const {
    return double(m_across->value()) / SliderEnd;
}

double InterpolationPanel::down() const {
    return double(m_down->value()) / SliderEnd;
}

std::int64_t InterpolationPanel::columns() const {
    return m_steps->value();
}

std::vector<float> InterpolationPanel::film() const {
    if (!isKnown())
        return {};
    const CodeValues &a = m_stops->stop(0).code, &b = m_stops->stop(1).code;
    const std::int64_t steps = columns();
    if (!hasCorners())
        return walk(a, b, steps, path());
    const WalkCorners corners{a, b, m_stops->stop(2).code, m_stops->stop(3).code};
    std::vector<float> codes;
    for (std::int64_t row = 0; row < steps; ++row)
        for (std::int64_t column = 0; column < steps; ++column) {
            const CodeValues code =
                amid(corners, double(column) / double(steps - 1), double(row) / double(steps - 1), path());
            codes.insert(codes.end(), code.begin(), code.end());
        }
    return codes;
}

CodeValues InterpolationPanel::codeNow() const {
    const CodeValues &a = m_stops->stop(0).code, &b = m_stops->stop(1).code;
    return hasCorners() ? amid({a, b, m_stops->stop(2).code, m_stops->stop(3).code}, across(), down(), path())
                        : between(a, b, across(), path());
}

void InterpolationPanel::walkChanged() {
    if (!isKnown())
        return;
    std::vector<float> codes = film();
    m_exploration.setPath(hasCorners() ? std::vector<float>() : codes); // which is drawn elsewhere
    if (!isVisible())
        return;
    const auto steps = std::size_t(columns());
    const auto use = [this, steps](const std::vector<QImage>& pictures) {
        ImageGrid::Content content;
        content.columns.resize(steps);
        for (std::size_t first = 0; first + steps <= pictures.size(); first += steps)
            content.rows.push_back(
                {{}, {}, {pictures.begin() + std::ptrdiff_t(first), pictures.begin() + std::ptrdiff_t(first + steps)}});
        for (std::size_t i = 0; i < steps; ++i)
            content.columns[i].name = tr("%1 % of the way").arg(100.0 * double(i) / double(steps - 1), 0, 'f', 0);
        m_strip->setContent(content);
    };
    m_exploration.quick().ask(purpose::Film, decoding(std::move(codes), labels(), FilmSide, use));
    go(false);
}

/// To where the sliders stand.
/// @param byUser  who wants the code to be at hand there
void InterpolationPanel::go(bool byUser) {
    if (!isKnown())
        return;
    const CodeValues code = codeNow();
    const int label = labelAt(across(), down());
    m_exploration.quick().ask(purpose::Between,
                              decoding(code, {label}, PictureSide, [this](const std::vector<QImage>& pictures) {
                                  m_between->setPicture(pictures.front());
                              }));
    // What was given stays the walk's when that changes, until something else is at hand.
    if (byUser || (!m_given.empty() && m_exploration.code() == m_given)) {
        m_given = code;
        m_exploration.setCode(code, label, tr("Walk"));
    }
}

void InterpolationPanel::choose(int row, int column) {
    const int steps = m_steps->value() - 1;
    m_across->setValue(SliderEnd * column / steps);
    if (hasCorners())
        m_down->setValue(SliderEnd * row / steps);
    go(true);
}

void InterpolationPanel::setPlaying(bool playing) {
    if (playing)
        m_timer.start();
    else
        m_timer.stop();
    m_play->setIcon(themedIcon(playing ? "pause" : "play"));
    m_play->setAccessibleName(playing ? tr("Stop the walk") : tr("Play the walk"));
}

void InterpolationPanel::playOn() {
    if (m_across->value() >= SliderEnd)
        m_isBackward = true;
    else if (m_across->value() <= 0)
        m_isBackward = false;
    m_across->setValue(m_across->value() + (m_isBackward ? -PlayedStep : PlayedStep));
}

bool InterpolationPanel::isEmpty() const {
    return m_strip->isEmpty();
}

QSize InterpolationPanel::pictureSize() const {
    return m_strip->pictureSize();
}

void InterpolationPanel::paintPicture(QPainter& painter) {
    m_strip->paintPicture(painter);
}

std::vector<float> InterpolationPanel::exportedCodes() const {
    return film();
}

std::int64_t InterpolationPanel::numbersInCode() const {
    return m_exploration.dimensions();
}

void InterpolationPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    walkChanged();
}

void InterpolationPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    setPlaying(false);
}

} // namespace hourglass::ui
