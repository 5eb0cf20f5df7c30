// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LatentControls.h"

#include "ui/widgets/OnScreen.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <tuple>

namespace hourglass::ui {

namespace {
constexpr int Spacing = 8;
}

LatentControls::LatentControls(QWidget* parent)
    : QWidget(parent)
    , m_fields(new QWidget(this))
    , m_samples(new QComboBox)
    , m_plane(new QComboBox)
    , m_x(new QSpinBox)
    , m_y(new QSpinBox)
    , m_density(new QCheckBox(tr("Density")))
    , m_opener(new QToolButton(this))
    , m_popup(new QFrame(this, Qt::Popup)) {
    m_popup->setFrameShape(QFrame::StyledPanel);
    m_popup->setAccessibleName(tr("What the map shows"));
    auto* popupLayout = new QVBoxLayout(m_popup);
    popupLayout->setSizeConstraint(QLayout::SetFixedSize); // grows and shrinks with the fields that are shown
    m_opener->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_opener->setAutoRaise(true);
    m_opener->setFocusPolicy(Qt::StrongFocus);
    m_opener->setAccessibleName(tr("What the map shows"));
    m_opener->setToolTip(asToolTip(tr("Choose the samples of the map and its axes")));
    connect(m_opener, &QToolButton::clicked, this, &LatentControls::openFields);
    addFields();
    fillPlanes();
    fillSamples(0);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    planeChanged();
}

void LatentControls::addFields() {
    auto* row = new QBoxLayout(QBoxLayout::LeftToRight, m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing);
    m_plane->setAccessibleName(tr("Axes of the map"));
    m_plane->setToolTip(asToolTip(
        tr("Principal components: the plane in which the codes differ most. Two numbers: any two of the code. Neighbours: a "
           "map made by t-SNE, which keeps codes that are close together close, however many numbers they have; distances "
           "between groups mean little in it.")));
    m_samples->setAccessibleName(tr("Samples on the map"));
    m_samples->setToolTip(asToolTip(
        tr("Which samples are points on the map. The network never learns from validation samples; beyond them come those "
           "that it learns from. The more there are, the seldomer the map is renewed while training goes on.")));
    for (auto [box, name, prefix] : {std::tuple(m_x, tr("Number of the code along x"), tr("x: ")),
                                     std::tuple(m_y, tr("Number of the code along y"), tr("y: "))}) {
        box->setPrefix(prefix);
        box->setMinimum(1);
        box->setAccessibleName(name);
        box->setToolTip(asToolTip(tr("Which number of the code, counted from 1.")));
        connect(box, &QSpinBox::valueChanged, this, &LatentControls::edited);
    }
    m_y->setValue(2);
    m_density->setToolTip(asToolTip(tr("Shade where points lie thick, in the colours of their classes")));
    for (QWidget* field : std::initializer_list<QWidget*>{m_plane, m_x, m_y, m_samples, m_density}) {
        row->addWidget(field);
        guardAgainstWheel(field);
    }
    row->addStretch(1);
    connect(m_plane, &QComboBox::currentIndexChanged, this, [this] {
        planeChanged();
        Q_EMIT edited();
    });
    connect(m_samples, &QComboBox::currentIndexChanged, this, &LatentControls::edited);
    connect(m_density, &QCheckBox::toggled, this, &LatentControls::densityToggled);
}

void LatentControls::begin(std::int64_t samples, std::int64_t dimensions) {
    const QSignalBlocker quiet(this);
    m_dimensions = dimensions;
    fillSamples(samples);
    fillPlanes();
    for (QSpinBox* box : {m_x, m_y})
        box->setMaximum(std::max(1, int(dimensions)));
    if (m_x->value() == m_y->value()) // a smaller code has pushed them together
        m_x->setValue(m_y->value() == 1 ? 2 : 1);
    planeChanged();
}

void LatentControls::fillSamples(std::int64_t count) {
    const QVariant before = m_samples->currentData();
    m_samples->clear();
    m_samples->addItem(tr("Validation samples"));
    for (const std::int64_t some : {1'000, 5'000, 10'000})
        if (some < count)
            m_samples->addItem(tr("%1 samples").arg(grouped(some)), qlonglong(some));
    const std::int64_t most = std::min(count, LatentWatch::MostSamples);
    if (most > 0)
        m_samples->addItem(most < count ? tr("%1 samples").arg(grouped(most)) : tr("All %1 samples").arg(grouped(most)),
                           qlonglong(most));
    m_samples->setCurrentIndex(before.isValid() ? std::max(0, m_samples->findData(before)) : 0);
}

void LatentControls::fillPlanes() {
    const QVariant before = m_plane->currentData();
    m_plane->clear();
    const bool flat = m_dimensions <= 2;
    m_plane->addItem(flat ? tr("The code itself") : tr("Principal components"), int(Plane::Principal));
    if (!flat)
        m_plane->addItem(tr("Two numbers of the code"), int(Plane::Chosen));
    m_plane->addItem(tr("Neighbours (t-SNE)"), int(Plane::Embedding));
    m_plane->setCurrentIndex(before.isValid() ? std::max(0, m_plane->findData(before)) : 0);
}

LatentControls::Plane LatentControls::plane() const {
    return Plane(m_plane->currentData().toInt());
}

LatentWatch LatentControls::watch() const {
    LatentWatch watch;
    if (m_samples->currentData().isValid())
        watch.samples = m_samples->currentData().toLongLong();
    if (plane() == Plane::Chosen) {
        watch.axes = LatentWatch::Axes::Chosen;
        watch.x = m_x->value() - 1;
        watch.y = m_y->value() - 1;
    }
    return watch;
}

void LatentControls::planeChanged() {
    for (QSpinBox* box : {m_x, m_y})
        box->setVisible(plane() == Plane::Chosen);
    arrange();
}

int LatentControls::rowWidth() const {
    int width = -Spacing;
    for (const QWidget* field : std::initializer_list<QWidget*>{m_plane, m_x, m_y, m_samples, m_density})
        width += field->isHidden() ? 0 : field->sizeHint().width() + Spacing;
    return width;
}

void LatentControls::arrange() {
    const bool folded = width() < rowWidth();
    if (folded != m_isFolded) {
        m_isFolded = folded;
        static_cast<QBoxLayout*>(m_fields->layout())
            ->setDirection(folded ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        if (folded) {
            m_popup->layout()->addWidget(m_fields);
        } else {
            m_popup->hide();
            m_popup->layout()->removeWidget(m_fields);
            m_fields->setParent(this);
        }
        m_fields->show();
    }
    m_opener->setVisible(folded);
    const QString mark = QStringLiteral(" ▾");
    const int room = width() - fontMetrics().horizontalAdvance(mark) - 20; // px of the button's frame, and some air
    m_opener->setText(fontMetrics().elidedText(m_plane->currentText(), Qt::ElideRight, room) + mark);
    if (folded)
        m_opener->setGeometry(QRect(QPoint(0, 0), m_opener->sizeHint().boundedTo({width(), height()})));
    else
        m_fields->setGeometry(rect());
}

void LatentControls::openFields() {
    const QPoint below = m_opener->mapToGlobal(QPoint(0, m_opener->height()));
    m_popup->adjustSize();
    moveOnScreen(*m_popup, below, *m_opener);
    m_popup->show();
    moveOnScreen(*m_popup, below, *m_opener); // its frame has a width only now
    m_plane->setFocus();
}

QSize LatentControls::sizeHint() const {
    return {rowWidth(), std::max(m_plane->sizeHint().height(), m_opener->sizeHint().height())};
}

QSize LatentControls::minimumSizeHint() const {
    return {60, sizeHint().height()};
}

void LatentControls::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void LatentControls::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        arrange();
    }
}

} // namespace hourglass::ui
