// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/DesignPanel.h"

#include "ui/design/BarContent.h"
#include "ui/design/EditorPopup.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"
#include "ui/design/LayerEditor.h"
#include "ui/design/LayerMenu.h"
#include "ui/session/Convert.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

QString titleInSentence(const std::string& kind) {
    const CatalogueEntry* entry = layerEntry(kind);
    return entry ? inSentence(toQString(entry->title)) : toQString(kind);
}

/// Whether there is something to tie: the decoder mirrors the encoder, and nothing stands in it that cannot be turned round.
bool canBeTied(const NetworkSpec& network) {
    return network.mirrored && network.code.kind == "vector" &&
           std::ranges::none_of(network.encoder, [](const LayerSpec& layer) {
               return layer.kind == "convolution" || layer.kind == "transposed-convolution";
           });
}

} // namespace

DesignPanel::DesignPanel(QWidget* parent)
    : QWidget(parent)
    , m_view(new HourglassView)
    , m_scroll(new QScrollArea(this))
    , m_mirror(new QCheckBox(tr("&Mirror the encoder"), this))
    , m_tie(new QCheckBox(tr("T&ie the weights"), this))
    , m_summary(new QLabel(this)) {
    m_scroll->setWidget(m_view);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_view->setAutoFillBackground(true);
    m_mirror->setObjectName(QStringLiteral("mirror"));
    m_mirror->setToolTip(asToolTip(tr("The decoder repeats the encoder's layers in reverse, down to the input's shape. "
                                      "Without the tick it is yours to draw.")));
    m_tie->setObjectName(QStringLiteral("tie"));
    m_tie->setToolTip(
        asToolTip(tr("The decoder uses the encoder's weights turned round, and learns only its biases: half the "
                     "parameters. For mirrored dense layers.")));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("Network in words"));
    auto* add = new QPushButton(tr("&Add layer"), this);
    add->setObjectName(QStringLiteral("addLayer"));
    add->setToolTip(asToolTip(tr("Adds a layer below the chosen bar.")));
    add->setMenu(new QMenu(add));
    addLayerKinds(add->menu(), [this](const std::string& kind) { insertLayer(m_view->placeForNewLayer(), kind); });

    auto* tools = new QHBoxLayout;
    tools->addWidget(add);
    tools->addStretch();
    auto* mirroring = new QVBoxLayout;
    mirroring->setSpacing(2);
    mirroring->addWidget(m_mirror);
    mirroring->addWidget(m_tie);
    tools->addLayout(mirroring);
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(10, 4, 10, 8);
    footer->setSpacing(8);
    footer->addLayout(tools);
    footer->addWidget(m_summary);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(footer);

    setMinimumWidth(std::max(280, fontMetrics().averageCharWidth() * 42)); // Narrower bars would have to cut their texts.

    connect(m_mirror, &QCheckBox::clicked, this, &DesignPanel::setMirrored);
    connect(m_tie, &QCheckBox::clicked, this, &DesignPanel::setTied);
    connect(m_view, &HourglassView::editRequested, this, &DesignPanel::edit);
    connect(m_view, &HourglassView::valueEdited, this, &DesignPanel::setMainValue);
    connect(m_view, &HourglassView::codeSizeStepped, this, &DesignPanel::stepCodeSize);
    connect(m_view, &HourglassView::removeRequested, this, &DesignPanel::removeLayer);
    connect(m_view, &HourglassView::moveRequested, this, &DesignPanel::moveLayer);
    connect(m_view, &HourglassView::menuRequested, this, &DesignPanel::showBarMenu);
    connect(m_view, &HourglassView::insertRequested, this, &DesignPanel::showInsertMenu);
    connect(m_view, &HourglassView::sightRequested, this,
            [this](const QRect& area) { m_scroll->ensureVisible(area.center().x(), area.center().y(), 0, area.height()); });
}

void DesignPanel::setNetwork(const NetworkSpec& network, const NetworkReport& report) {
    m_network = network;
    m_report = report;
    m_view->setBars(describeBars(network, report), !network.mirrored);
    m_mirror->setChecked(network.mirrored);
    // A faulty encoder has no mirror image that could be written out.
    m_mirror->setEnabled(!network.mirrored || !report.decoder.empty());
    m_tie->setChecked(network.tied);
    m_tie->setEnabled(network.tied || canBeTied(network));
    m_summary->setText(report.input.sizes.empty() ? QString() : toQString(report.inWords()));
    if (m_editor)
        m_editor->setNetwork(network, report);
}

void DesignPanel::insertLayer(BarId at, const std::string& kind) {
    Q_EMIT networkEdited(withLayerInserted(m_network, at, newLayer(kind)), tr("Add %1 layer").arg(titleInSentence(kind)),
                         {});
    m_view->setCurrent(at);
}

void DesignPanel::removeLayer(BarId id) {
    const std::string kind = layersOf(m_network, id.role).at(std::size_t(id.index)).kind;
    Q_EMIT networkEdited(withoutLayer(m_network, id), tr("Remove %1 layer").arg(titleInSentence(kind)), {});
}

void DesignPanel::moveLayer(BarId id, int to) {
    const std::string kind = layersOf(m_network, id.role).at(std::size_t(id.index)).kind;
    Q_EMIT networkEdited(withLayerMoved(m_network, id, to), tr("Move %1 layer").arg(titleInSentence(kind)), {});
    m_view->setCurrent({id.role, to});
}

void DesignPanel::setMainValue(BarId id, double value) {
    if (id.role == BarRole::Code) {
        NetworkSpec network = m_network;
        network.code.size = std::int64_t(value);
        Q_EMIT networkEdited(network, tr("Set code size to %1").arg(network.code.size), pathOf(id) + ".size");
        return;
    }
    LayerSpec layer = layersOf(m_network, id.role).at(std::size_t(id.index));
    const ParameterSpec& main = *mainParameter(layer.kind);
    const bool integer = main.type == ParameterSpec::Type::Integer;
    layer.parameters.set(main.key, integer ? ParameterValue(std::int64_t(value)) : ParameterValue(value));
    Q_EMIT networkEdited(withLayer(m_network, id, layer),
                         tr("Set %1 to %2").arg(inSentence(toQString(main.label)), NumberBox::shortText(value)), {});
}

void DesignPanel::stepCodeSize(int steps) {
    const ParameterSpec& size = codeSchema().front();
    const double wanted = double(m_network.code.size + steps);
    setMainValue({BarRole::Code, 0}, std::clamp(wanted, size.minimum, size.maximum));
}

void DesignPanel::setMirrored(bool mirrored) {
    Q_EMIT networkEdited(withMirror(m_network, mirrored, m_report.input),
                         mirrored ? tr("Mirror the encoder") : tr("Break the mirror"), {});
}

void DesignPanel::setTied(bool tied) {
    Q_EMIT networkEdited(withTied(m_network, tied), tied ? tr("Tie the weights") : tr("Untie the weights"), {});
}

void DesignPanel::edit(BarId id) {
    LayerBar* bar = m_view->barAt(id);
    if (id.role != BarRole::Code && !isEditable(m_network, id.role)) {
        showBarMenu(id, bar->mapToGlobal(bar->rect().center()));
        return;
    }
    const QString title = id.role == BarRole::Code      ? tr("Code")
                          : id.role == BarRole::Encoder ? tr("Encoder layer %1").arg(id.index + 1)
                                                        : tr("Decoder layer %1").arg(id.index + 1);
    m_editor = new LayerEditor(id);
    m_editor->setNetwork(m_network, m_report);
    connect(m_editor, &LayerEditor::networkEdited, this, &DesignPanel::networkEdited);
    auto* popup = new EditorPopup(title, m_editor, bar);
    popup->open();
}

void DesignPanel::showInsertMenu(BarId at, const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addLayerKinds(menu, [this, at](const std::string& kind) { insertLayer(at, kind); });
    menu->popup(position);
}

void DesignPanel::showBarMenu(BarId id, const QPoint& position) {
    m_view->setCurrent(id); // A layer added from here goes below it.
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (id.role == BarRole::Code)
        menu->addAction(tr("Edit…"), QKeySequence(Qt::Key_F2), this, [this, id] { edit(id); });
    else if (isEditable(m_network, id.role))
        addLayerActions(menu, id);
    menu->addSeparator();
    addLayerKinds(menu->addMenu(tr("Add layer")),
                  [this](const std::string& kind) { insertLayer(m_view->placeForNewLayer(), kind); });
    if (!m_network.mirrored)
        menu->addAction(tr("Mirror the encoder"), this, [this] { setMirrored(true); });
    else if (m_mirror->isEnabled())
        menu->addAction(tr("Break the mirror to edit the decoder"), this, [this] { setMirrored(false); });
    menu->popup(position);
}

void DesignPanel::addLayerActions(QMenu* menu, BarId id) {
    const int last = int(layersOf(m_network, id.role).size()) - 1;
    menu->addAction(tr("Edit…"), QKeySequence(Qt::Key_F2), this, [this, id] { edit(id); });
    menu->addAction(tr("Move up"), QKeySequence(Qt::CTRL | Qt::Key_Up), this, [this, id] { moveLayer(id, id.index - 1); })
        ->setEnabled(id.index > 0);
    menu->addAction(tr("Move down"), QKeySequence(Qt::CTRL | Qt::Key_Down), this,
                    [this, id] { moveLayer(id, id.index + 1); })
        ->setEnabled(id.index < last);
    menu->addAction(tr("Remove"), QKeySequence(Qt::Key_Delete), this, [this, id] { removeLayer(id); });
}

} // namespace hourglass::ui
