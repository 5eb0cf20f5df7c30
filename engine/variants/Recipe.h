// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/api/Network.h"
#include "engine/core/Catalogue.h"
#include "engine/data/Dataset.h"
#include "engine/pretraining/Stage.h"
#include "engine/variants/Parts.h"

#include <memory>
#include <vector>

namespace hourglass {

class Autoencoder;

/// Held-out samples on their way through the network, for a lens. No gradients; every random number comes from `noise`.
struct LensView {
    Autoencoder& autoencoder;
    const DataPart& training; ///< for what a lens has to learn from
    at::Tensor samples;       ///< N × sample shape, clean
    at::Tensor input;         ///< as the network saw them
    Code code;                ///< the most likely one
    at::Tensor labels;        ///< N; undefined without classes
    bool samplesAreNew;       ///< and not among the training's
    at::Generator& noise;
};

/// A variant: which stations of the pipeline it changes. The defaults change none. Stateless.
class Recipe {
public:
    virtual ~Recipe() = default;
    const CatalogueEntry& entry() const { return m_entry; }

    /// `current` as it should be right after the user chose this variant; keeps what already fits.
    virtual Experiment adapted(Experiment current) const { return current; }
    /// @throws Error naming the field that this variant cannot work with.
    virtual void check(const Experiment&) const {}
    /// The same, once the sample's shape is known.
    virtual void check(const Experiment&, const NetworkReport&) const {}

    /// Numbers that the code layer makes for each number of the code: 2 for a mean and a log-variance.
    virtual std::int64_t rawPerCode() const { return 1; }
    virtual std::shared_ptr<Bottleneck> bottleneck(const Experiment&, at::Generator& /*weights*/) const {
        return std::make_shared<PlainBottleneck>();
    }
    /// Whether the code layer and the decoder are told the sample's class.
    virtual bool tellsClasses() const { return false; }
    /// Whether what it learns depends on the labels, in whatever way.
    virtual bool learnsFromLabels(const Experiment&) const { return tellsClasses(); }
    /// @throws Error naming what the data lack for them
    virtual Companions companions(const Experiment&, const NetworkReport&, const DataTraits&,
                                  at::Generator& /*weights*/) const {
        return {};
    }
    /// Trainable numbers of bottleneck and companions.
    /// @param classes  of the data
    virtual std::int64_t extraParameters(const Experiment&, const NetworkReport&, std::int64_t /*classes*/) const {
        return 0;
    }
    /// For recipes with a discriminator: fills BatchView::genuine and forged of a batch that brings noise.
    virtual void forge(const Parts&, BatchView&) const {}

    /// Of the reconstruction.
    virtual double reconstructionWeight(const Experiment&) const { return 1; }
    /// Terms besides the reconstruction.
    virtual std::vector<std::unique_ptr<const Term>> terms(const Experiment&, const Parts&) const { return {}; }
    /// Before a training from fresh weights: takes what it needs from elsewhere. @throws Error naming the field
    virtual void begin(const Experiment&, const Parts&) const {}
    /// What comes before the training of the whole network.
    virtual std::vector<std::unique_ptr<Stage>> pretraining(const Experiment&, const Parts&) const { return {}; }
    /// What is special about this variant, drawn.
    virtual std::vector<Figure> lens(const Experiment&, const LensView&) const { return {}; }

protected:
    explicit Recipe(CatalogueEntry entry)
        : m_entry(std::move(entry)) {}

private:
    CatalogueEntry m_entry;
};

const Catalogue<Recipe>& recipeCatalogue();

/// Whether the encoder has a convolution.
bool hasConvolution(const NetworkSpec& network);
/// Two convolutions of stride 2 in front of a flat code of the same size.
NetworkSpec convolutionalNetwork(std::int64_t codeSize);

// One function a file; Catalogue.cpp lists them.
std::unique_ptr<const Recipe> makeUndercomplete();
std::unique_ptr<const Recipe> makeDenoising();
std::unique_ptr<const Recipe> makeSparse();
std::unique_ptr<const Recipe> makeKSparse();
std::unique_ptr<const Recipe> makeContractive();
std::unique_ptr<const Recipe> makeDeep();
std::unique_ptr<const Recipe> makeStacked();
std::unique_ptr<const Recipe> makeConvolutional();
std::unique_ptr<const Recipe> makeVariational();
std::unique_ptr<const Recipe> makeConvolutionalVariational();
std::unique_ptr<const Recipe> makeConditional();
std::unique_ptr<const Recipe> makeAdversarial();
std::unique_ptr<const Recipe> makeVaeGan();
std::unique_ptr<const Recipe> makeVectorQuantised();
std::unique_ptr<const Recipe> makeGraphVae();

} // namespace hourglass
