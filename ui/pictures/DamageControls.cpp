// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/DamageControls.h"

#include "engine/api/Damage.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/ControlRow.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int WidestBrush = 120; // px
constexpr int UsualBrush = 24;

const ParameterSpec* strengthOf(const PictureDamage& damage) {
    if (damage.kind.empty())
        return nullptr;
    const DamageKind& kind = damageKind(damage.kind);
    return kind.strength ? &*kind.strength : nullptr;
}

double usual(const ParameterSpec& spec) {
    return Parameters{{spec.key, spec.fallback}}.real(spec.key);
}

QHBoxLayout* beginRow(QWidget* row) {
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    return layout;
}

} // namespace

DamageControls::DamageControls(QWidget* parent)
    : QWidget(parent)
    , m_kind(new ChoiceBox)
    , m_strength(new QWidget)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_again(makeTextButton(tr("Again"), "random", tr("The same strength, by another chance")))
    , m_painting(new QWidget)
    , m_brush(new QSlider(Qt::Horizontal))
    , m_undo(makeTextButton(tr("Undo"), "undo", tr("Take the last stroke back")))
    , m_clear(makeTextButton(tr("Clear"), "delete", tr("Nothing is missing")))
    , m_random(makeTextButton(tr("At random"), "random", tr("Adds some strokes by chance"))) {
    m_kind->addItem(tr("Leave as it is"));
    m_kind->setItemData(0, tr("The picture is restored as it is: with its own noise, scratches or size."), Qt::ToolTipRole);
    for (const DamageKind& kind : damageKinds()) {
        m_kind->addItem(toQString(kind.title), toQString(kind.id));
        m_kind->setItemData(m_kind->count() - 1, asToolTip(toQString(kind.help)), Qt::ToolTipRole);
    }
    m_kind->setAccessibleName(tr("What is wrong with the picture"));
    m_kind->setToolTip(asToolTip(tr("What is wrong with the picture. Damage that is added to a clean one can be measured: "
                                    "how near does the restored picture come to the original?")));
    m_slider->setMinimumWidth(90);
    m_slider->setMaximumWidth(160);
    m_slider->setAccessibleName(tr("Strength of the damage"));
    m_brush->setRange(2, WidestBrush);
    m_brush->setValue(UsualBrush);
    m_brush->setMaximumWidth(90);
    m_brush->setAccessibleName(tr("Width of the brush"));
    m_brush->setToolTip(asToolTip(tr("How wide the brush is on the screen. Come closer for fine work.")));
    beginRow(m_strength)->addWidget(m_slider);
    auto* painting = beginRow(m_painting);
    for (QWidget* control : {static_cast<QWidget*>(new QLabel(tr("Brush"))), static_cast<QWidget*>(m_brush),
                             static_cast<QWidget*>(m_random), static_cast<QWidget*>(m_undo), static_cast<QWidget*>(m_clear)})
        painting->addWidget(control);
    for (QWidget* control : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_brush)})
        guardAgainstWheel(control);
    auto* layout = beginRow(this);
    for (QWidget* control : {static_cast<QWidget*>(m_kind), m_strength, static_cast<QWidget*>(m_again), m_painting})
        layout->addWidget(control);
    guardAgainstWheel(m_kind);

    connect(m_kind, &QComboBox::activated, this, &DamageControls::choose);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        const ParameterSpec& spec = *strengthOf(m_damage);
        setStrength(spec.minimum + value * spec.step);
    });
    connect(m_again, &QToolButton::clicked, this, [this] {
        ++m_damage.seed;
        Q_EMIT changed();
    });
    connect(m_brush, &QSlider::valueChanged, this, [this](int width) { Q_EMIT brushChanged(width); });
    connect(m_undo, &QToolButton::clicked, this, &DamageControls::undoStroke);
    connect(m_clear, &QToolButton::clicked, this, &DamageControls::clearStrokes);
    connect(m_random, &QToolButton::clicked, this, &DamageControls::randomStrokes);
    showStrength();
    setPainting(false, false, false);
}

std::optional<RestorationTask> DamageControls::task() const {
    return m_damage.kind.empty() ? std::nullopt : std::optional(damageKind(m_damage.kind).task);
}

double DamageControls::brush() const {
    return m_brush->value();
}

void DamageControls::setPainting(bool paints, bool canUndo, bool hasStrokes) {
    m_painting->setVisible(paints);
    m_undo->setEnabled(canUndo);
    m_clear->setEnabled(hasStrokes);
}

void DamageControls::choose(int index) {
    const std::string kind = toStdString(m_kind->itemData(index).toString());
    if (kind == m_damage.kind)
        return;
    m_damage.kind = kind;
    const ParameterSpec* spec = strengthOf(m_damage);
    m_damage.strength = spec ? usual(*spec) : 0;
    showStrength();
    Q_EMIT changed();
}

void DamageControls::showStrength() {
    delete m_number;
    m_number = nullptr;
    const ParameterSpec* spec = strengthOf(m_damage);
    m_strength->setVisible(spec);
    m_again->setVisible(!m_damage.kind.empty() && damageKind(m_damage.kind).isRandom);
    if (!spec)
        return;
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, int(std::lround((spec->maximum - spec->minimum) / spec->step)));
    m_slider->setValue(int(std::lround((m_damage.strength - spec->minimum) / spec->step)));
    m_slider->setToolTip(asToolTip(toQString(spec->help)));
    m_number = new NumberBox(*spec);
    m_number->showValue(m_damage.strength);
    m_number->setAccessibleName(toQString(spec->label));
    m_number->setToolTip(asToolTip(toQString(spec->help)));
    guardAgainstWheel(m_number);
    m_strength->layout()->addWidget(m_number);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &DamageControls::setStrength);
}

void DamageControls::setStrength(double strength) {
    if (strength == m_damage.strength)
        return;
    m_damage.strength = strength;
    const ParameterSpec& spec = *strengthOf(m_damage);
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(int(std::lround((strength - spec.minimum) / spec.step)));
    m_number->showValue(strength);
    Q_EMIT changed();
}

} // namespace hourglass::ui
