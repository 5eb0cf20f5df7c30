// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/InsideWorries.h"

#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr double ManyDead = 0.5;
constexpr double MuchSaturated = 0.5;
constexpr double FaintGradient = 1e-4; // of the largest

struct InsideWorries {
    Q_DECLARE_TR_FUNCTIONS(InsideWorries)
};

QString percent(double share) {
    return QString::number(std::floor(100 * share), 'f', 0);
}

QString deadText(const LayerInside& layer) {
    const QString found =
        InsideWorries::tr("%1: %2 % dead, the same for every sample.").arg(toQString(layer.title), percent(layer.dead));
    return found + ' ' +
           (layer.part == NetworkPart::Code
                ? InsideWorries::tr("Make the code smaller, or lower the learning rate.")
                : InsideWorries::tr("Lower the learning rate, or use leaky ReLU, which never falls silent."));
}

QString saturatedText(const LayerInside& layer) {
    return InsideWorries::tr("%1: %2 % saturated, where the activation is flat and hardly anything is learned. Lower the "
                             "learning rate, put a normalisation in front, or use ReLU.")
        .arg(toQString(layer.title), percent(layer.saturated));
}

QString gradientText(const LayerInside& layer, double largest) {
    return InsideWorries::tr("%1: hardly any gradient arrives, %2 where the largest is %3, so it hardly learns. Use fewer "
                             "layers, a normalisation, or another activation.")
        .arg(toQString(layer.title), numberText(layer.gradientNorm, 2), numberText(largest, 2));
}

} // namespace

std::vector<InsideWorry> insideWorries(const Inside& inside) {
    double largest = 0;
    std::size_t last = inside.layers.size(); // it makes the reconstruction; none where the decoder is frozen
    for (std::size_t i = 0; i < inside.layers.size(); ++i)
        if (const double norm = inside.layers[i].gradientNorm; !std::isnan(norm)) {
            largest = std::max(largest, norm);
            if (inside.layers[i].part == NetworkPart::Decoder)
                last = i;
        }
    std::vector<InsideWorry> worries;
    for (std::size_t i = 0; i < inside.layers.size(); ++i) {
        const LayerInside& layer = inside.layers[i];
        if (std::isnan(layer.gradientNorm))
            continue;
        if (layer.dead >= ManyDead)
            worries.push_back({i, InsideWorry::About::Dead, deadText(layer)});
        else if (layer.gradientNorm < FaintGradient * largest) // where units are dead, that says why
            worries.push_back({i, InsideWorry::About::Gradient, gradientText(layer, largest)});
        if (layer.saturated >= MuchSaturated && i != last)
            worries.push_back({i, InsideWorry::About::Saturated, saturatedText(layer)});
    }
    return worries;
}

} // namespace hourglass::ui
