// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetGallery.h"

#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"
#include "ui/window/PresetCard.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// Everything that a search may find it by.
constexpr int FoundByRole = PresetCard::PictureRole + 1;

QString foundBy(const Preset& preset) {
    const CatalogueEntry& variant = findEntry(variantEntries(), preset.experiment.variant.kind);
    const CatalogueEntry& data = findEntry(datasetEntries(), preset.experiment.dataset.kind);
    QStringList words;
    for (const std::string* text : {&preset.id, &preset.title, &preset.summary, &variant.title, &variant.summary,
                                    &variant.paper, &data.title, &data.summary, &preset.experiment.corruption.kind})
        words << toQString(*text);
    for (const LayerSpec& layer : preset.experiment.network.encoder)
        words << toQString(layer.kind);
    return words.join(' ');
}

} // namespace

PresetGallery::PresetGallery(const std::vector<Preset>& presets, PresetPictures& pictures, QWidget* parent)
    : QDialog(parent)
    , m_presets(presets)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_none(new QLabel(tr("No preset has all these words. Try fewer, or others: a variant, a data set, a kind of layer.")))
    , m_pictures(&pictures) {
    setWindowTitle(tr("Presets"));
    m_search->setPlaceholderText(tr("Search: convolution, clothes, variational, …"));
    m_search->setAccessibleName(tr("Search the presets"));
    m_search->setToolTip(
        asToolTip(tr("Finds presets by their name, purpose, variant, data, paper and layers. All words must "
                     "be found.")));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Presets"));
    m_list->setItemDelegate(new PresetCard(m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    for (const Preset& preset : presets) {
        auto* item = new QListWidgetItem(toQString(preset.title), m_list);
        item->setData(PresetCard::SummaryRole, toQString(preset.summary));
        item->setData(FoundByRole, foundBy(preset));
        item->setData(Qt::AccessibleDescriptionRole, toQString(preset.summary));
        item->setToolTip(asToolTip(toQString(preset.summary)));
    }
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setToolTip(asToolTip(tr("Put this experiment on the desk; the one that is there can be brought back by Undo")));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none, 1);
    layout->addWidget(buttons);

    connect(m_search, &QLineEdit::textChanged, this, &PresetGallery::search);
    connect(m_list, &QListWidget::itemActivated, this, &PresetGallery::choose);
    connect(m_list, &QListWidget::currentItemChanged, this,
            [this](QListWidgetItem* item) { m_open->setEnabled(item && !item->isHidden()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &PresetGallery::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&pictures, &PresetPictures::drawn, this, &PresetGallery::showDrawn);
    m_list->setCurrentRow(0);
    m_search->setFocus();
    pictures.draw(m_presets);
    const QSize wanted(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 34);
    resize(wanted.boundedTo(screen()->availableSize() * 0.9));
}

PresetGallery::~PresetGallery() {
    if (m_pictures)
        m_pictures->stop();
}

void PresetGallery::showDrawn(int index, const NetworkReport& network, const std::vector<QImage>& samples) {
    QListWidgetItem* item = m_list->item(index);
    const PresetPicture picture{describeBars(m_presets[std::size_t(index)].experiment.network, network), samples};
    item->setData(PresetCard::PictureRole, QVariant::fromValue(picture));
    item->setData(PresetCard::WordsRole, toQString(network.inWords()));
}

void PresetGallery::search(const QString& words) {
    const QStringList wanted = words.split(' ', Qt::SkipEmptyParts);
    QListWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem* item = m_list->item(i);
        const QString text = item->data(FoundByRole).toString();
        const bool found =
            std::ranges::all_of(wanted, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!found);
        if (found && !first)
            first = item;
    }
    m_none->setVisible(!first);
    m_list->setVisible(first);
    m_list->setCurrentItem(first);
    m_open->setEnabled(first);
}

void PresetGallery::choose() {
    const int row = m_list->currentRow();
    if (row < 0 || m_list->item(row)->isHidden())
        return;
    Q_EMIT chosen(m_presets[std::size_t(row)]);
    accept();
}

/// From the search down to what it found, without leaving the keyboard.
bool PresetGallery::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            m_list->setFocus();
            return QCoreApplication::sendEvent(m_list, event);
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace hourglass::ui
