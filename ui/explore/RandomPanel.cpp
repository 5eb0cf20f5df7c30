// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/RandomPanel.h"

#include "ui/charts/NumberText.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/Exploration.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/PictureSheet.h"
#include "ui/widgets/Words.h"

#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace hourglass::ui {

namespace {
constexpr int PictureSide = 96; // px
constexpr int Most = 400;
} // namespace

RandomPanel::RandomPanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_source(new ChoiceBox)
    , m_count(new QSpinBox)
    , m_sheet(new PictureSheet) {
    m_source->addItem(tr("From the prior"), int(CodeSource::Prior));
    m_source->addItem(tr("From a Gaussian"), int(CodeSource::FittedGaussian));
    m_source->addItem(tr("From a mixture"), int(CodeSource::Mixture));
    m_source->setAccessibleName(tr("Where random codes come from"));
    m_source->setToolTip(asToolTip(tr(
        "Prior: the distribution into which a variational training shapes the codes. Gaussian: one normal distribution with "
        "the mean and the covariance of the samples' codes, for any network. Mixture: ten of them, fitted to the codes; "
        "it follows groups that one cannot.")));
    m_count->setRange(1, Most);
    m_count->setValue(36);
    m_count->setAccessibleName(tr("How many samples"));
    m_count->setToolTip(asToolTip(tr("How many codes are drawn")));
    auto* again = makeTextButton(tr("Draw again"), "random", tr("Draw other codes"));
    m_sheet->setAccessibleName(tr("Random samples"));
    m_sheet->setToolTip(
        asToolTip(tr("Decoded from random codes. The number below says how far the nearest sample's code is; 1 "
                     "is as far as codes usually lie from their middle. A click takes the code.")));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeControlRow({m_source, m_count, again}));
    layout->addWidget(m_sheet, 1);

    connect(m_source, &QComboBox::currentIndexChanged, this, &RandomPanel::draw);
    connect(m_count, &QSpinBox::valueChanged, this, &RandomPanel::draw);
    connect(m_source, &QComboBox::activated, this, [this] { m_isChosen = true; });
    connect(again, &QToolButton::clicked, this, [this] {
        ++m_seed;
        draw();
    });
    connect(m_sheet, &PictureSheet::chosen, this, &RandomPanel::choose);
    connect(&exploration, &Exploration::begun, this, &RandomPanel::begin);
    connect(&exploration, &Exploration::surveyed, this, &RandomPanel::draw);
    connect(&exploration, &Exploration::codeChanged, this, [this] {
        if (m_exploration.label() != m_label)
            draw();
    });
    begin();
}

void RandomPanel::begin() {
    m_isChosen = false;
    m_source->setCurrentIndex(0);
    m_codes.clear();
    m_sheet->setItems({});
    m_sheet->setEmptyText(m_exploration.isEmpty() ? Exploration::invitation()
                                                  : tr("The codes of the data are being looked at…"));
}

void RandomPanel::draw() {
    const std::shared_ptr<const Codes>& data = m_exploration.codes();
    if (!data || !isVisible())
        return;
    m_label = m_exploration.label();
    const auto source = CodeSource(m_source->currentData().toInt());
    // Fitting takes up to a second: not on the desk of what follows the hand.
    m_exploration.patient().ask(
        purpose::Drawn,
        [this, data, source, count = m_count->value(), seed = m_seed](const Model& model) -> std::optional<ModelAnswer> {
            const std::vector<float> codes = drawnCodes(model, *data, source, count, seed);
            std::vector<double> distances;
            if (!codes.empty())
                distances = distancesToData(codes, *data);
            return [this, codes, distances] { show(codes, distances); };
        });
}

void RandomPanel::show(const std::vector<float>& codes, const std::vector<double>& distances) {
    if (codes.empty() && !m_isChosen)
        return m_source->setCurrentIndex(m_source->findData(int(CodeSource::FittedGaussian))); // which every network has
    if (codes.empty()) {
        m_codes.clear();
        m_sheet->setItems({});
        m_sheet->setEmptyText(
            tr("The training of this network shapes its codes into no distribution that could be drawn from. "
               "Choose a Gaussian or a mixture, which are fitted to the codes of the data."));
        return;
    }
    const auto use = [this, codes, distances](const std::vector<QImage>& pictures) {
        std::vector<PictureSheet::Item> items;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const QString distance = numberText(distances[i], 2);
            items.push_back(
                {pictures[i], distance,
                 tr("Random sample %1: %2 from the nearest sample, where 1 is as far as codes usually lie from their middle")
                     .arg(i + 1)
                     .arg(distance)});
        }
        m_codes = codes;
        m_sheet->setItems(std::move(items));
    };
    m_exploration.quick().ask(purpose::Random, decoding(codes, {m_exploration.label()}, PictureSide, use));
}

void RandomPanel::choose(int item) {
    const auto numbers = std::ptrdiff_t(m_exploration.dimensions());
    const auto first = m_codes.begin() + item * numbers;
    m_exploration.setCode({first, first + numbers}, m_exploration.label(), tr("Take a random sample"));
}

bool RandomPanel::isEmpty() const {
    return m_sheet->items().empty();
}

QSize RandomPanel::pictureSize() const {
    return m_sheet->pictureSize();
}

void RandomPanel::paintPicture(QPainter& painter) {
    m_sheet->paintPicture(painter);
}

std::vector<float> RandomPanel::exportedCodes() const {
    return m_codes;
}

std::int64_t RandomPanel::numbersInCode() const {
    return m_exploration.dimensions();
}

void RandomPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    draw();
}

} // namespace hourglass::ui
