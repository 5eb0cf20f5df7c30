// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/DesignPanel.h"

#include "ui/design/BarContent.h"
#include "ui/design/EditorPopup.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"
#include "ui/design/LayerClipboard.h"
#include "ui/design/LayerEditor.h"
#include "ui/design/LayerPalette.h"
#include "ui/session/Convert.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr int FooterMargin = 10; // px

QString tr(const char* text) {
    return QCoreApplication::translate("DesignPanel", text);
}

/// "dense 128", "3 layers".
QString inWords(const std::vector<LayerSpec>& layers) {
    if (layers.size() != 1)
        return tr("%1 layers").arg(layers.size());
    const LayerSpec& layer = layers.front();
    const CatalogueEntry* entry = layerEntry(layer.kind);
    const QString title = entry ? inSentence(toQString(entry->title)) : toQString(layer.kind);
    const ParameterSpec* main = mainParameter(layer.kind);
    return main ? title + ' ' + NumberBox::shortText(withDefaults({*main}, layer.parameters).real(main->key)) : title;
}

/// Whether it has weights other than those of a dense layer, normalisations apart.
bool hasFilters(const LayerSpec& layer) {
    const CatalogueEntry* entry = layerEntry(layer.kind);
    return entry && layer.kind != "dense" &&
           std::ranges::any_of(entry->schema, [](const ParameterSpec& spec) { return spec.key == "activation"; });
}

/// Whether there is something to tie: the decoder mirrors the encoder, and nothing stands in it that cannot be turned round.
bool canBeTied(const NetworkSpec& network) {
    return network.mirrored && network.code.kind == "vector" && std::ranges::none_of(network.encoder, hasFilters);
}

} // namespace

DesignPanel::DesignPanel(QWidget* parent)
    : QWidget(parent)
    , m_view(new HourglassView)
    , m_scroll(new QScrollArea(this))
    , m_mirror(new QCheckBox(tr("&Mirror the encoder"), this))
    , m_tie(new QCheckBox(tr("Tie the &weights"), this))
    , m_tools(new QBoxLayout(QBoxLayout::LeftToRight))
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
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum); // long sentences get lines, not width
    m_summary->setAccessibleName(tr("Network in words"));
    auto* add = new QPushButton(tr("&Add layer"), this);
    add->setObjectName(QStringLiteral("addLayer"));
    add->setToolTip(asToolTip(tr("Adds a layer below the chosen bar.")));
    connect(add, &QPushButton::clicked, this, [this, add] { showPalette(m_view->placeForNewLayer(), add); });

    m_tools->addWidget(add);
    m_tools->addStretch();
    auto* mirroring = new QVBoxLayout;
    mirroring->setSpacing(2);
    mirroring->addWidget(m_mirror);
    mirroring->addWidget(m_tie);
    m_tools->addLayout(mirroring);
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(FooterMargin, 4, FooterMargin, 8);
    footer->setSpacing(8);
    footer->addLayout(m_tools);
    footer->addWidget(m_summary);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(footer);

    // Narrower bars would have to cut their texts; in large letters they do, so that there is room for the charts.
    setMinimumWidth(std::clamp(fontMetrics().averageCharWidth() * 42, 280, 340));

    connect(m_mirror, &QCheckBox::clicked, this, &DesignPanel::setMirrored);
    connect(m_tie, &QCheckBox::clicked, this, &DesignPanel::setTied);
    connect(m_view, &HourglassView::editRequested, this, &DesignPanel::edit);
    connect(m_view, &HourglassView::valueEdited, this, &DesignPanel::setMainValue);
    connect(m_view, &HourglassView::codeSizeStepped, this, &DesignPanel::stepCodeSize);
    connect(m_view, &HourglassView::actionRequested, this, &DesignPanel::act);
    connect(m_view, &HourglassView::shiftRequested, this, &DesignPanel::shiftLayers);
    connect(m_view, &HourglassView::moveRequested, this, &DesignPanel::moveLayer);
    connect(m_view, &HourglassView::repairRequested, this, &DesignPanel::repair);
    connect(m_view, &HourglassView::menuRequested, this, &DesignPanel::showBarMenu);
    connect(m_view, &HourglassView::insertRequested, this, &DesignPanel::showPalette);
    connect(m_view, &HourglassView::sightRequested, this,
            [this](const QRect& area) { m_scroll->ensureVisible(area.center().x(), area.center().y(), 0, area.height()); });
}

/// Beside each other where there is room, otherwise below each other.
void DesignPanel::fitTools() {
    const int needed = m_tools->itemAt(0)->sizeHint().width() + m_tools->spacing() + m_tools->itemAt(2)->sizeHint().width();
    const auto direction = needed + 2 * FooterMargin <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (direction != m_tools->direction()) // it would ask for another layout each time
        m_tools->setDirection(direction);
}

bool DesignPanel::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fitTools();
    return done;
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

void DesignPanel::offerRepairs(const std::vector<Repair>& repairs) {
    m_repairs = repairs;
    std::vector<RepairOffer> offers;
    for (const Repair& repair : repairs)
        offers.push_back({toQString(repair.title),
                          repair.mends ? tr("Mends the network with this one change. It was tried out, and can be undone.")
                                       : tr("Mends this fault; another one comes after it. Can be undone.")});
    m_view->offerRepairs(offers);
}

void DesignPanel::repair(int index) {
    const Repair chosen = m_repairs.at(std::size_t(index));
    Q_EMIT networkEdited(chosen.network, toQString(chosen.title), {});
}

void DesignPanel::setPreview(const Preview& preview, qint64 number) {
    if (preview.input.empty())
        return m_view->setSample({}, number);
    std::vector<QImage> pictures = {toQImage(preview.input)};
    const auto add = [&](const std::vector<Image>& images, std::size_t bars) {
        for (std::size_t i = 0; i < bars; ++i)
            pictures.push_back(i < images.size() ? toQImage(images[i]) : QImage());
    };
    add(preview.encoder, m_network.encoder.size());
    pictures.push_back(toQImage(preview.code));
    add(preview.decoder, m_network.mirrored ? m_report.decoder.size() : m_network.decoder.size());
    pictures.push_back(toQImage(preview.output));
    m_view->setSample(pictures, number);
}

void DesignPanel::insertLayers(BarId at, const std::vector<LayerSpec>& layers, const QString& what) {
    Q_EMIT networkEdited(withLayersInserted(m_network, at, layers), what, {});
    std::vector<BarId> ids;
    for (int i = 0; i < int(layers.size()); ++i)
        ids.push_back({at.role, at.index + i});
    m_view->choose(ids);
}

void DesignPanel::act(LayerAction action) {
    const std::vector<BarId> ids = m_view->chosen();
    const std::vector<LayerSpec> layers = action == LayerAction::Paste ? copiedLayers() : layersAt(m_network, ids);
    if (layers.empty())
        return;
    switch (action) {
    case LayerAction::Copy:
        copyLayers(layers);
        return;
    case LayerAction::Cut:
        copyLayers(layers);
        Q_EMIT networkEdited(withoutLayers(m_network, ids), tr("Cut %1").arg(inWords(layers)), {});
        return;
    case LayerAction::Remove:
        Q_EMIT networkEdited(withoutLayers(m_network, ids), tr("Remove %1").arg(inWords(layers)), {});
        return;
    case LayerAction::Paste:
        return insertLayers(m_view->placeForNewLayer(), layers, tr("Paste %1").arg(inWords(layers)));
    case LayerAction::Duplicate:
        return insertLayers({ids.back().role, ids.back().index + 1}, layers, tr("Duplicate %1").arg(inWords(layers)));
    }
}

void DesignPanel::shiftLayers(int by) {
    std::vector<BarId> ids = m_view->chosen();
    const NetworkSpec shifted = withLayersShifted(m_network, ids, by);
    if (shifted == m_network)
        return;
    Q_EMIT networkEdited(shifted, tr("Move %1").arg(inWords(layersAt(m_network, ids))), {});
    for (BarId& id : ids)
        id.index += by;
    m_view->choose(ids);
}

void DesignPanel::moveLayer(BarId id, int to) {
    const QString what = tr("Move %1").arg(inWords(layersAt(m_network, {id})));
    Q_EMIT networkEdited(withLayerMoved(m_network, id, to), what, {});
    m_view->choose({{id.role, to}});
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

void DesignPanel::showPalette(BarId at, QWidget* anchor) {
    auto* palette = new LayerPalette;
    auto* popup = new EditorPopup(tr("Add a layer"), palette, anchor);
    connect(palette, &LayerPalette::chosen, this, [this, at, popup = QPointer(popup)](const QString& kind) {
        if (popup)
            popup->close();
        const LayerSpec layer = newLayer(toStdString(kind));
        // Other data may have changed the network meanwhile.
        const bool isThere = isEditable(m_network, at.role) && at.index <= int(layersOf(m_network, at.role).size());
        insertLayers(isThere ? at : m_view->placeForNewLayer(), {layer}, tr("Add %1").arg(inWords({layer})));
    });
    popup->open();
}

} // namespace hourglass::ui
