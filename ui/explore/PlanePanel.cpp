// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/PlanePanel.h"

#include "ui/widgets/ControlRow.h"
#include "ui/explore/Exploration.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int Later = 80; // ms, for what the eye is not on while the hand moves a slider
constexpr int DraggedSide = 64;
constexpr int LeastColumns = 6, UsualColumns = 20;
constexpr double Beyond = 0.35;     // of the range of the codes, on either side: holes lie outside as well
constexpr double PriorsReach = 3.0; // deviations of N(0, 1)

/// From the lowest to the highest of the codes, and what lies around them; with a prior, where it reaches.
std::pair<double, double> rangeOf(const CodeDimension& dimension, bool hasPrior) {
    const double lowest = hasPrior ? std::min(dimension.lowest, -PriorsReach) : dimension.lowest;
    const double highest = hasPrior ? std::max(dimension.highest, PriorsReach) : dimension.highest;
    const double span = std::max(highest - lowest, 1e-3);
    return {lowest - Beyond * span / 2, highest + Beyond * span / 2};
}

} // namespace

PlanePanel::PlanePanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_view(new PlaneView)
    , m_x(new QSpinBox)
    , m_y(new QSpinBox)
    , m_fineness(new QSlider(Qt::Horizontal))
    , m_pictures(new QCheckBox(tr("Pictures")))
    , m_points(new QCheckBox(tr("Samples")))
    , m_layer(new ChoiceBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeControls());
    layout->addWidget(m_view, 1);
    m_view->setAccessibleName(tr("Latent plane"));

    m_later.setSingleShot(true);
    m_later.setInterval(Later);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_exploration.quick().isAsked(purpose::Plane))
            m_later.start(); // one that is nearly there is worth more than the next one
        else
            renew();
    });
    connect(&exploration, &Exploration::begun, this, &PlanePanel::begin);
    connect(&exploration, &Exploration::renewed, this, &PlanePanel::renew);
    connect(&exploration, &Exploration::surveyed, this, &PlanePanel::takeSurvey);
    connect(&exploration, &Exploration::codeChanged, this, &PlanePanel::takeCode);
    connect(&exploration, &Exploration::pathChanged, this, &PlanePanel::showPath);
    connect(m_view, &PlaneView::rangeChanged, this, &PlanePanel::renew);
    connect(m_view, &PlaneView::hovered, this, &PlanePanel::askForHovered);
    connect(m_view, &PlaneView::pinned, this, [this](const QPointF& place) {
        m_exploration.setCode(codeAt(place), m_exploration.label(), tr("Take a place of the plane"));
    });
    connect(m_view, &PlaneView::pointChosen, &exploration, [&exploration](int point) { exploration.setSample(point); });
    connect(m_view, &PlaneView::pointDragged, this, &PlanePanel::dragPoint);
    begin();
}

QWidget* PlanePanel::makeControls() {
    for (auto [box, name, prefix] : {std::tuple(m_x, tr("Number of the code along x"), tr("x: ")),
                                     std::tuple(m_y, tr("Number of the code along y"), tr("y: "))}) {
        box->setPrefix(prefix);
        box->setMinimum(1);
        box->setAccessibleName(name);
        box->setToolTip(asToolTip(tr("Which number of the code, counted from 1. All others are as in the code at hand.")));
        connect(box, &QSpinBox::valueChanged, this, [this] {
            m_areAxesChosen = true;
            m_view->forgetWindow(); // of other numbers
            axesChanged();
        });
    }
    m_fineness->setRange(LeastColumns, MostColumns);
    m_fineness->setValue(UsualColumns);
    m_fineness->setMaximumWidth(110);
    m_fineness->setAccessibleName(tr("Fineness of the pictures"));
    m_fineness->setToolTip(asToolTip(tr("How many pictures there are side by side")));
    connect(m_fineness, &QSlider::valueChanged, this, &PlanePanel::askForSheet);
    m_pictures->setChecked(true);
    m_pictures->setToolTip(asToolTip(tr("Cover the plane with what is decoded in each place")));
    connect(m_pictures, &QCheckBox::toggled, this, &PlanePanel::askForSheet);
    m_points->setChecked(true);
    m_points->setToolTip(asToolTip(tr("Show where the encoder puts samples, in the colours of their classes. A click takes "
                                      "the code of one, and one can be dragged away.")));
    connect(m_points, &QCheckBox::toggled, m_view, &PlaneView::setPointsShown);
    m_layer->addItem(tr("No layer"), int(Layer::None));
    m_layer->addItem(tr("Density of samples"), int(Layer::Density));
    m_layer->addItem(tr("Distance to samples"), int(Layer::Distance));
    m_layer->addItem(tr("Stretch of the decoder"), int(Layer::Stretch));
    m_layer->addItem(tr("Way there and back"), int(Layer::Return));
    m_layer->setAccessibleName(tr("Layer over the plane"));
    m_layer->setToolTip(asToolTip(
        tr("Density: where samples lie thick. Distance: how far the nearest sample is; 1 is as far as codes usually lie "
           "from their middle. Stretch: how much the picture changes for a small step (norm of the decoder's Jacobian). Way "
           "there and back: how far from a place the encoder puts what is decoded there; where that is far, the place is a "
           "hole, which no sample has ever filled.")));
    connect(m_layer, &QComboBox::currentIndexChanged, this, &PlanePanel::askForLayer);

    return makeControlRow({m_x, m_y, m_pictures, m_fineness, m_points, m_layer});
}

void PlanePanel::follow(const PlanePanel& leader) {
    for (auto [own, other] : {std::pair(m_pictures, leader.m_pictures), std::pair(m_points, leader.m_points)}) {
        own->setChecked(other->isChecked());
        connect(other, &QCheckBox::toggled, own, &QCheckBox::setChecked);
    }
    m_fineness->setValue(leader.m_fineness->value());
    connect(leader.m_fineness, &QSlider::valueChanged, m_fineness, &QSlider::setValue);
    m_layer->setCurrentIndex(leader.m_layer->currentIndex());
    connect(leader.m_layer, &QComboBox::currentIndexChanged, m_layer, &QComboBox::setCurrentIndex);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_pictures, m_points, m_fineness, m_layer})
        widget->hide();
}

bool PlanePanel::isPlane() const {
    return m_exploration.dimensions() >= 2;
}

void PlanePanel::begin() {
    const int most = std::max(2, int(m_exploration.dimensions()));
    for (auto [box, usual] : {std::pair(m_x, 1), std::pair(m_y, 2)}) {
        const QSignalBlocker quiet(box);
        box->setMaximum(most);
        box->setValue(usual);
        box->setVisible(most > 2);
    }
    m_view->setSheet({}, {});
    m_view->setLayer({}, {});
    m_view->setPoints({}, {});
    m_view->setPath({});
    m_view->setMark(std::nullopt);
    m_base.clear();
    m_areAxesChosen = false;
    m_view->setInvitation(m_exploration.isEmpty() ? Exploration::invitation()
                          : !isPlane() ? tr("A code of one number has no plane. Give the code two numbers or more.")
                                       : tr("The codes of the data are being looked at…"));
}

void PlanePanel::takeSurvey() {
    if (!isPlane())
        return;
    if (!m_areAxesChosen && m_exploration.dimensions() > 2)
        chooseAxes();
    m_view->setInvitation({});
    axesChanged();
}

/// The two that change most. They stay as long as they are among the first few: a plane that turns all the time shows
/// nothing.
void PlanePanel::chooseAxes() {
    constexpr std::size_t few = 4;
    const std::vector<std::int64_t> order = byEffect(m_exploration.space());
    const auto first = order.begin(), end = first + std::ptrdiff_t(std::min(few, order.size()));
    const auto isAmong = [&](const QSpinBox* box) { return std::find(first, end, box->value() - 1) != end; };
    if (!m_view->isEmpty() && isAmong(m_x) && isAmong(m_y))
        return;
    for (auto [box, dimension] : {std::pair(m_x, order[0]), std::pair(m_y, order[1])}) {
        const QSignalBlocker quiet(box);
        box->setValue(int(dimension) + 1);
    }
    m_view->forgetWindow();
}

void PlanePanel::axesChanged() {
    const CodeSpace& space = m_exploration.space();
    if (space.dimensions.empty() || !isPlane())
        return;
    const auto [left, right] = rangeOf(space.dimensions[std::size_t(m_x->value() - 1)], space.hasPrior);
    const auto [bottom, top] = rangeOf(space.dimensions[std::size_t(m_y->value() - 1)], space.hasPrior);
    m_view->setAxisTitles(tr("code %1").arg(m_x->value()), tr("code %1").arg(m_y->value()));
    showPoints();
    showPath();
    m_view->setWhole({left, right, bottom, top}); // asks for the rest
    takeCode();
}

void PlanePanel::showPoints() {
    const std::shared_ptr<const Codes>& codes = m_exploration.codes();
    if (!codes)
        return;
    PointPlaces points;
    for (std::int64_t i = 0; i < codes->count(); ++i) {
        points.x.push_back(codes->values[std::size_t(i * codes->dimensions + m_x->value() - 1)]);
        points.y.push_back(codes->values[std::size_t(i * codes->dimensions + m_y->value() - 1)]);
    }
    m_view->setPoints(std::move(points), codes->labels);
}

QPointF PlanePanel::placeOf(const CodeValues& code) const {
    return {code[std::size_t(m_x->value() - 1)], code[std::size_t(m_y->value() - 1)]};
}

CodeValues PlanePanel::codeAt(const QPointF& place) const {
    CodeValues code = m_exploration.code();
    if (code.empty())
        return code;
    code[std::size_t(m_x->value() - 1)] = float(place.x());
    code[std::size_t(m_y->value() - 1)] = float(place.y());
    return code;
}

void PlanePanel::showPath() {
    QPolygonF path;
    const auto numbers = m_exploration.dimensions();
    const std::vector<float>& codes = m_exploration.path();
    for (std::size_t first = 0; isPlane() && first + std::size_t(numbers) <= codes.size(); first += std::size_t(numbers))
        path << placeOf({codes.begin() + std::ptrdiff_t(first), codes.begin() + std::ptrdiff_t(first) + numbers});
    m_view->setPath(path);
}

/// Where the code at hand differs in other numbers than those of the plane, all of the plane looks different.
void PlanePanel::takeCode() {
    const CodeValues& code = m_exploration.code();
    if (code.empty() || !isPlane())
        return;
    std::optional<QRectF> ellipse;
    if (const std::vector<double>& cloud = m_exploration.cloud(); !cloud.empty()) {
        const QPointF radii(cloud[std::size_t(m_x->value() - 1)], cloud[std::size_t(m_y->value() - 1)]);
        ellipse = QRectF(placeOf(code) - radii, placeOf(code) + radii);
    }
    m_view->setMark(placeOf(code), ellipse);
    CodeValues base = code;
    base[std::size_t(m_x->value() - 1)] = base[std::size_t(m_y->value() - 1)] = 0;
    if ((base != m_base || m_exploration.label() != m_label) && !m_later.isActive())
        m_later.start();
}

void PlanePanel::dragPoint(int point) {
    const auto& run = m_exploration.run();
    if (run && run->album)
        dragSample(*m_view, point, QPixmap::fromImage(toQImage(run->album->picture(point, DraggedSide))));
}

bool PlanePanel::isEmpty() const {
    return m_view->isEmpty() || m_exploration.code().empty();
}

QSize PlanePanel::pictureSize() const {
    return m_view->size();
}

void PlanePanel::paintPicture(QPainter& painter) {
    m_view->paintPicture(painter);
}

void PlanePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    renew();
}

} // namespace hourglass::ui
