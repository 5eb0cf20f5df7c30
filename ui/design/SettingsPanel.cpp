// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/SettingsPanel.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "ui/design/HyperparameterSliders.h"
#include "ui/design/Hyperparameters.h"
#include "ui/design/KindForm.h"
#include "ui/session/Convert.h"
#include "ui/widgets/CollapsibleSection.h"
#include "ui/widgets/ParameterForm.h"

#include <QEvent>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// The training's schema without the loss, which stands among the four hyperparameters.
const ParameterSchema& otherTrainingSchema() {
    static const ParameterSchema schema = [] {
        ParameterSchema rest = trainingSchema();
        std::erase_if(rest, [](const ParameterSpec& spec) { return !hyperparameterFor("training." + spec.key).empty(); });
        return rest;
    }();
    return schema;
}

/// As wide as its content needs, so that it never scrolls sideways.
class UprightScrollArea : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override {
        const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
        const int least = std::max(290, fontMetrics().averageCharWidth() * 42);
        return {std::max(least, widget()->minimumSizeHint().width() + bar), QScrollArea::minimumSizeHint().height()};
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

QString mergeKeyFor(const std::string& path, const std::string& key, const ParameterValue& value) {
    return isNumber(value) ? toQString(path + '.' + key) : QString();
}

} // namespace

SettingsPanel::SettingsPanel(QWidget* parent)
    : QWidget(parent)
    , m_hyperparameters(new ParameterForm)
    , m_training(new ParameterForm) {
    m_hyperparameters->setSchema(hyperparameterSchema());
    m_sliders = new HyperparameterSliders(*m_hyperparameters);
    m_hyperparameters->setObjectName(QStringLiteral("hyperparameters"));
    m_training->setSchema(otherTrainingSchema());
    m_training->setObjectName(QStringLiteral("training"));
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(4, 4, 4, 4);
    m_layout->setSpacing(2);
    m_hyperparameterSection = addSection(tr("Four hyperparameters"), m_hyperparameters, true);
    m_kinds = {{tr("Data"), "dataset", &Experiment::dataset},
               {tr("Variant"), "variant", &Experiment::variant},
               {tr("Noise"), "corruption", &Experiment::corruption}};
    addKind(m_kinds[0], datasetEntries(), false);
    addKind(m_kinds[1], variantEntries(), true);
    addKind(m_kinds[2], corruptionEntries(), false);
    m_trainingSection = addSection(tr("Training"), m_training, true);
    m_layout->addStretch();

    auto* scroll = new UprightScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_hyperparameters, &ParameterForm::edited, this, &SettingsPanel::editHyperparameter);
    connect(m_sliders, &HyperparameterSliders::edited, this, &SettingsPanel::experimentEdited);
    connect(m_training, &ParameterForm::edited, this, &SettingsPanel::editTraining);
}

CollapsibleSection* SettingsPanel::addSection(const QString& title, QWidget* content, bool expanded) {
    auto* section = new CollapsibleSection(title, content);
    section->setExpanded(expanded);
    m_layout->addWidget(section);
    return section;
}

void SettingsPanel::addKind(Kind& kind, const std::vector<CatalogueEntry>& entries, bool expanded) {
    kind.form = new KindForm(entries, kind.name);
    kind.form->setObjectName(toQString(kind.path));
    kind.section = addSection(kind.name, kind.form, expanded);
    connect(kind.form, &KindForm::kindChosen, this,
            [this, &kind](const std::string& id, const QString& what) { chooseKind(kind, id, what); });
    connect(kind.form, &KindForm::parametersEdited, this,
            [this, &kind](const Parameters& parameters, const QString& what, const std::string& key) {
                Experiment changed = m_experiment;
                (changed.*kind.spec).parameters = parameters;
                Q_EMIT experimentEdited(changed, what, key.empty() ? QString() : toQString(kind.path + '.' + key));
            });
}

void SettingsPanel::setExperiment(const Experiment& experiment) {
    m_experiment = experiment;
    m_hyperparameters->setValues(hyperparametersOf(experiment));
    m_sliders->setExperiment(experiment);
    m_training->setValues(experiment.training);
    for (const Kind& kind : m_kinds) {
        kind.form->setSpec(experiment.*kind.spec);
        kind.section->setTitle(tr("%1: %2").arg(kind.name, kind.form->kindTitle()));
    }
}

void SettingsPanel::setTraining(bool training) {
    m_hyperparameters->setTraining(training);
    m_training->setTraining(training);
    for (const Kind& kind : m_kinds)
        kind.form->setTraining(training);
}

void SettingsPanel::showFault(const QString& field, const QString& message) {
    if (field.isEmpty()) {
        m_hyperparameters->clearFaults();
        m_training->clearFaults();
        for (const Kind& kind : m_kinds)
            kind.form->clearFaults();
        return;
    }
    const std::string part = toStdString(field.section('.', 0, 0));
    const std::string key = toStdString(field.section('.', 1));
    if (const std::string hyperparameter = hyperparameterFor(toStdString(field)); !hyperparameter.empty()) {
        m_hyperparameters->showFault(hyperparameter, message);
        m_hyperparameterSection->setExpanded(true);
    } else if (part == "training") {
        m_training->showFault(key, message);
        m_trainingSection->setExpanded(true);
    } else if (const auto kind = std::ranges::find(m_kinds, part, &Kind::path); kind != m_kinds.end()) {
        kind->form->showFault(key, message);
        kind->section->setExpanded(true);
    }
}

void SettingsPanel::chooseKind(const Kind& kind, const std::string& id, const QString& what) {
    kind.form->clearFaults();
    Experiment changed = m_experiment;
    try {
        if (kind.spec == &Experiment::variant)
            changed = withVariant(m_experiment, id);
        else
            changed.*kind.spec = kind.form->defaultSpec(id);
    } catch (const Error& error) {
        kind.form->setSpec(m_experiment.*kind.spec);
        kind.form->showFault({}, toQString(error.message()));
        return;
    }
    Q_EMIT experimentEdited(changed, what, {});
}

void SettingsPanel::editHyperparameter(const std::string& key, const ParameterValue& value, const QString& what) {
    Experiment changed;
    try {
        changed = withHyperparameter(m_experiment, key, value);
    } catch (const Error& error) {
        m_hyperparameters->showFault(key, toQString(error.message()));
        return;
    }
    m_hyperparameters->showFault(key, {});
    Q_EMIT experimentEdited(changed, what, mergeKeyFor("hyperparameters", key, value));
}

void SettingsPanel::editTraining(const std::string& key, const ParameterValue& value, const QString& what) {
    Experiment changed = m_experiment;
    changed.training.set(key, value);
    Q_EMIT experimentEdited(changed, what, mergeKeyFor("training", key, value));
}

} // namespace hourglass::ui
