// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterField.h"

#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hourglass::ui {

namespace {

using Edited = std::function<void(const ParameterValue&, const QString&)>;

QString tr(const char* text) {
    return QCoreApplication::translate("ParameterField", text);
}

ParameterField numberField(const ParameterSpec& spec, QWidget* parent, const Edited& edited) {
    auto* box = new NumberBox(spec, parent);
    QObject::connect(box, &QDoubleSpinBox::valueChanged, box, [box, edited] { edited(box->parameterValue(), box->text()); });
    return {box, box, [box](const ParameterValue& value) {
                if (const auto* integer = std::get_if<std::int64_t>(&value))
                    box->showValue(double(*integer));
                else if (const auto* real = std::get_if<double>(&value))
                    box->showValue(*real);
            }};
}

ParameterField choiceField(const ParameterSpec& spec, QWidget* parent, const Edited& edited) {
    auto* box = new ChoiceBox(parent);
    for (const auto& choice : spec.choices)
        box->addItem(toQString(choice.label), toQString(choice.id));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    guardAgainstWheel(box);
    QObject::connect(box, &QComboBox::activated, box,
                     [box, edited] { edited(toStdString(box->currentData().toString()), box->currentText()); });
    return {box, box, [box](const ParameterValue& value) {
                if (const auto* id = std::get_if<std::string>(&value))
                    box->setCurrentIndex(box->findData(toQString(*id)));
            }};
}

ParameterField flagField(QWidget* parent, const Edited& edited) {
    auto* box = new QCheckBox(parent);
    QObject::connect(box, &QCheckBox::clicked, box, [edited](bool on) { edited(on, on ? tr("on") : tr("off")); });
    return {box, box, [box](const ParameterValue& value) {
                if (const auto* on = std::get_if<bool>(&value))
                    box->setChecked(*on);
            }};
}

ParameterField textField(QWidget* parent, const Edited& edited) {
    auto* line = new QLineEdit(parent);
    QObject::connect(line, &QLineEdit::editingFinished, line, [line, edited] {
        line->setModified(false);
        edited(toStdString(line->text()), line->text());
    });
    return {line, line, [line](const ParameterValue& value) {
                const auto* text = std::get_if<std::string>(&value);
                if (text && line->text() != toQString(*text))
                    line->setText(toQString(*text));
            }};
}

/// A parameter does not say whether it wants a file or a folder; its name does.
bool wantsFolder(const ParameterSpec& spec) {
    return toQString(spec.key + ' ' + spec.label).contains(QLatin1String("folder"), Qt::CaseInsensitive);
}

ParameterField pathField(const ParameterSpec& spec, QWidget* parent, const Edited& edited) {
    auto* both = new QWidget(parent);
    ParameterField field = textField(both, edited);
    auto* line = static_cast<QLineEdit*>(field.editor);
    const bool folder = wantsFolder(spec);
    line->setPlaceholderText(folder ? tr("No folder chosen") : tr("No file chosen"));
    auto* browse = new QPushButton(tr("Browse…"), both);
    browse->setAccessibleName(tr("Browse for %1").arg(toQString(spec.label)));
    QObject::connect(browse, &QPushButton::clicked, line, [line, folder, edited, title = toQString(spec.label)] {
        const auto take = [line, edited](const QString& path) {
            line->setText(path);
            edited(toStdString(path), path);
        };
        askWhatToOpen(*line, title, folder ? QFileDialog::Directory : QFileDialog::ExistingFile, {}, take, line->text());
    });
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line, 1);
    layout->addWidget(browse);
    field.widget = both;
    return field;
}

} // namespace

ParameterField makeParameterField(const ParameterSpec& spec, QWidget* parent, Edited edited) {
    using Type = ParameterSpec::Type;
    switch (spec.type) {
    case Type::Flag:
        return flagField(parent, edited);
    case Type::Integer:
    case Type::Real:
        return numberField(spec, parent, edited);
    case Type::Choice:
        return choiceField(spec, parent, edited);
    case Type::Text:
        return textField(parent, edited);
    case Type::Path:
        break;
    }
    return pathField(spec, parent, edited);
}

} // namespace hourglass::ui
