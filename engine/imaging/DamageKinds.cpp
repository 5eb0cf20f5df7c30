// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"

#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <cmath>

namespace hourglass {

namespace {

constexpr double kLevels = 255, kPercent = 100;

Planes gaussian(const DamageInput& input) {
    return damage::gaussian(input.picture, input.strength / kLevels, input.seed);
}

Planes speckle(const DamageInput& input) {
    return damage::speckle(input.picture, input.strength / kPercent, input.seed);
}

Planes saltAndPepper(const DamageInput& input) {
    return damage::saltAndPepper(input.picture, input.strength / kPercent, input.seed);
}

Planes jpeg(const DamageInput& input) {
    const bool fits = input.strength >= 1 && input.strength <= 100;
    return damage::jpeg(input.picture, fits ? int(std::lround(input.strength)) : 0);
}

Planes missing(const DamageInput& input) {
    if (!input.mask)
        throw Error("To take parts of a picture away takes a mask: white where they are to be missing.", "mask");
    return damage::missing(input.picture, *input.mask);
}

Planes greyscale(const DamageInput& input) {
    return damage::greyscale(input.picture);
}

Planes halfSize(const DamageInput& input) {
    return damage::halfSize(input.picture);
}

ParameterSpec strength(const char* label, double fallback, double most, const char* unit, const char* help) {
    return ParameterSpec::real("strength", label, fallback, 0, most, 1).withUnit(unit).withHelp(help);
}

} // namespace

const std::vector<DamageKind>& damageKinds() {
    static const std::vector<DamageKind> table = {
        {"gaussian", "Gaussian noise",
         "Shifts every value by a random amount drawn from a bell curve, as the sensor of a camera does in poor light.",
         RestorationTask::Denoise,
         strength("Strength σ", 25, 150, "grey levels",
                  "Standard deviation of the noise, in grey levels, of which there are 255 from black to white. 25 is what "
                  "papers measure most often."),
         true, gaussian},
        {"salt-and-pepper", "Salt and pepper", "Makes randomly chosen pixels black or white, like dust and broken pixels.",
         RestorationTask::Denoise,
         strength("Share", 10, 100, "%", "How many of the pixels become black or white, each as likely."), true,
         saltAndPepper},
        {"speckle", "Speckle",
         "Multiplies every value by a random amount around one, as in radar and ultrasound pictures: bright parts suffer most.",
         RestorationTask::Denoise, strength("Strength σ", 25, 200, "%", "Standard deviation of the factor around one."),
         true, speckle},
        {"jpeg", "JPEG", "Stores the picture as a small JPEG file and reads it back: blocks of 8 × 8 pixels, fringed edges.",
         RestorationTask::Deblock,
         ParameterSpec::integer("strength", "Quality", 10, 1, 100)
             .withHelp("100 loses next to nothing, 10 shows all its blocks."),
         false, jpeg},
        {"missing", "Missing parts", "Makes the picture mid-grey wherever a mask is white.", RestorationTask::Inpaint,
         std::nullopt, false, missing},
        {"greyscale", "Greyscale", "Takes the colours away and leaves the brightness.", RestorationTask::Colourise,
         std::nullopt, false, greyscale},
        {"half-size", "Half size", "Halves the sides: four pixels become their mean.", RestorationTask::Enlarge,
         std::nullopt, false, halfSize},
    };
    return table;
}

const DamageKind& damageKind(const std::string& id) {
    std::vector<std::string> known;
    for (const DamageKind& each : damageKinds()) {
        if (each.id == id)
            return each;
        known.push_back(each.id);
    }
    throw Error("\"" + id + "\" is not a known damage. Known: " + joined(known) + ".");
}

} // namespace hourglass
