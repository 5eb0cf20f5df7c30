// SPDX-License-Identifier: GPL-3.0-or-later
// What a ReconstructionPanel shows and says in each of its modes.
#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"
#include "ui/train/ElsewhereControls.h"
#include "ui/train/ReconstructionPanel.h"

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

bool isNarrow(const QWidget& panel) {
    constexpr int characters = 60;
    return panel.width() < characters * panel.fontMetrics().averageCharWidth();
}

double meanError(const std::vector<Reconstruction>& samples) {
    double sum = 0;
    for (const Reconstruction& sample : samples)
        sum += sample.mse;
    return sum / double(samples.size());
}

QString errorText(double mse) {
    return numberText(mse, 2);
}

} // namespace

std::vector<ReconstructionGroup> ReconstructionPanel::groups() const {
    const auto own = [this](std::vector<Reconstruction> samples, const QString& heading = {}) {
        return ReconstructionGroup{std::move(samples), m_run.dataset, heading};
    };
    switch (mode()) {
    case Mode::Varied:
        return {own(m_varied)};
    case Mode::Worst:
    case Mode::Best:
        return {own(m_extremes)};
    case Mode::Pinned: {
        std::vector<Reconstruction> samples;
        for (auto number = m_pinned.rbegin(); number != m_pinned.rend(); ++number)
            if (const auto found = std::ranges::find(m_kept, *number, &Reconstruction::sample); found != m_kept.end())
                samples.push_back(*found);
        return {own(std::move(samples))};
    }
    case Mode::Elsewhere:
        break;
    }
    const std::shared_ptr<const Album>& album = m_elsewhere->album();
    if (!album || m_strangers.empty() || m_varied.empty())
        return {};
    const auto few = m_varied.begin() + std::ptrdiff_t(std::min(ownBeside(), m_varied.size()));
    return {own({m_varied.begin(), few}, tr("own data")),
            {m_strangers, album->info(), toQString(album->info().title), true}};
}

/// Where it is narrow the strangers, which are what it is about, would be out of sight.
std::size_t ReconstructionPanel::ownBeside() const {
    return isNarrow(*this) ? 1 : 3;
}

QString ReconstructionPanel::emptyText() const {
    switch (mode()) {
    case Mode::Varied:
        return tr("Samples and what the network makes of them appear here");
    case Mode::Worst:
        return tr("The samples that the network rebuilds worst appear here: look what they have in common");
    case Mode::Best:
        return tr("The samples that the network rebuilds best appear here: look what they have in common");
    case Mode::Pinned:
        return m_pinned.empty() ? tr("Pin a sample: click on it among the samples of another view, or type its number above "
                                     "and press Enter. It stays here while the network learns.")
                                : tr("The pinned samples appear here with the next look at the network");
    case Mode::Elsewhere:
        break;
    }
    return m_elsewhere->waitsForNetwork() ? tr("The data are opened as soon as there is a network")
           : m_elsewhere->isOpening()     ? tr("The data are being opened…")
           : m_elsewhere->album()         ? tr("What the network makes of these data appears here with the next look at it")
                                  : tr("Show the network something that it was not trained on: choose data above, or drop "
                                       "a picture or a folder of pictures here. A network that learned digits rebuilds "
                                       "everything as if it were a digit.");
}

QString ReconstructionPanel::note(const std::vector<ReconstructionGroup>& groups) const {
    if (groups.empty() || groups.front().samples.empty())
        return {};
    const std::vector<Reconstruction>& samples = groups.front().samples;
    if (mode() == Mode::Worst || mode() == Mode::Best)
        return extremeNote(samples);
    if (mode() == Mode::Elsewhere) {
        const double own = meanError(m_varied), these = meanError(m_strangers);
        if (isNarrow(*this)) // pictures need the room more than words
            return tr("MSE: own data %1, these %2").arg(errorText(own), errorText(these));
        const QString errors =
            tr("Own data %1, these %2 (mean MSE of the samples looked at).").arg(errorText(own), errorText(these));
        return these > own ? errors + ' ' + tr("An autoencoder is specific to the data that it learned from.") : errors;
    }
    const double mean = meanError(samples);
    const QString errors = tr("Mean of these: MSE %1").arg(errorText(mean));
    return m_run.dataset.inUnitRange ? tr("%1, PSNR %2").arg(errors, psnrText(mean)) : errors;
}

QString ReconstructionPanel::extremeNote(const std::vector<Reconstruction>& samples) const {
    const double error = samples.front().mse;
    const QString first = (mode() == Mode::Worst ? tr("The worst of the validation samples: MSE %1")
                                                 : tr("The best of the validation samples: MSE %1"))
                              .arg(errorText(error));
    if (!m_epoch || !(m_epoch->validationMse > 0))
        return first;
    return tr("%1, %2 times the mean of all (%3 after %4)")
        .arg(first, numberText(error / m_epoch->validationMse, 2), errorText(m_epoch->validationMse),
             toQString(m_run.placeText(m_epoch->stage, m_epoch->epoch)));
}

} // namespace hourglass::ui
