// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Preview.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Training.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <algorithm>

using namespace hourglass;

namespace {

LayerSpec dense(std::int64_t units, const std::string& activation = "relu") {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

bool isDrawn(const std::vector<Image>& pictures) {
    return std::ranges::none_of(pictures, &Image::empty);
}

} // namespace

class PreviewTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const DatasetAlbum> m_album;

    Preview previewOf(const NetworkSpec& network) const {
        Experiment experiment = test::tinyExperiment();
        experiment.network = network;
        return preview(complete(experiment), *m_album, 0);
    }

private Q_SLOTS:
    void initTestCase() { m_album = std::make_shared<DatasetAlbum>(loadDataset(test::tinyExperiment().dataset)); }

    // Drawn before the training: what the training then begins with.
    void freshWeightsAreThoseOfTheTraining_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& entry : variantEntries())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
    void freshWeightsAreThoseOfTheTraining() {
        QFETCH(QString, variant);
        const Experiment experiment = complete(test::tinyVariant(variant.toStdString()));
        const Preview fresh = preview(experiment, *m_album, 7);

        auto internals = std::make_shared<Model::Private>();
        internals->experiment = experiment;
        internals->autoencoder = std::make_shared<Autoencoder>(experiment, DataTraits::of(m_album->info()));
        QVERIFY(preview(Model(internals), *m_album, 7) == fresh);
        QVERIFY(internals->autoencoder->is_training());

        QCOMPARE(fresh.encoder.size(), internals->autoencoder->network().encoder.size());
        QCOMPARE(fresh.decoder.size(), internals->autoencoder->network().decoder.size());
        QVERIFY(isDrawn(fresh.encoder) && isDrawn(fresh.decoder) && !fresh.code.empty());
        const at::Tensor number = at::full({1}, 7, at::kLong);
        const InUseReconstruction expected(*internals->autoencoder, m_album->gather(number), m_album->gatherLabels(number));
        QCOMPARE(fresh.output.pixels, expected.image.pixels);
    }

    void anotherSampleLooksOtherwise() {
        const Experiment experiment = test::tinyExperiment();
        const Preview first = preview(experiment, *m_album, 0);
        const Preview other = preview(experiment, *m_album, 1);
        QVERIFY(first.input != other.input);
        QVERIFY(first.encoder != other.encoder);
        QCOMPARE(first.input.pixels, m_album->picture(0, 256).pixels);
    }

    void aSampleThatThereIsNotIsTheFirst() {
        const Experiment experiment = test::tinyExperiment();
        const Preview first = preview(experiment, *m_album, 0);
        QVERIFY(preview(experiment, *m_album, -1) == first);
        QVERIFY(preview(experiment, *m_album, m_album->count()) == first);
    }

    void aFaultyNetworkShowsWhatStands() {
        const LayerSpec pooling{"max-pooling", {}};
        const Preview inEncoder = previewOf({{dense(20), pooling, dense(10)}, {"vector", 4, "none"}, true, {}});
        QCOMPARE(inEncoder.encoder.size(), std::size_t(1));
        QVERIFY(inEncoder.code.empty());
        QVERIFY(inEncoder.output.empty());
        QVERIFY(!inEncoder.input.empty());

        const Preview inDecoder = previewOf({{dense(20)}, {"vector", 4, "none"}, false, {dense(12), pooling, dense(784)}});
        QCOMPARE(inDecoder.encoder.size(), std::size_t(1));
        QVERIFY(!inDecoder.code.empty());
        QCOMPARE(inDecoder.decoder.size(), std::size_t(1));
        QVERIFY(inDecoder.output.empty());

        const Preview atTheEnd = previewOf({{dense(20)}, {"vector", 4, "none"}, false, {dense(783, "none")}});
        QCOMPARE(atTheEnd.decoder.size(), std::size_t(1));
        QVERIFY(atTheEnd.output.empty());

        const Preview none = previewOf({{dense(20)}, {"vector", 4, "none"}, false, {}});
        QVERIFY(none.decoder.empty());
        QVERIFY(none.output.empty());
    }

    void aVeryLargeNetworkIsNotTriedOut() {
        const Preview large = previewOf({{dense(mostPreviewedParameters / 784)}, {"vector", 4, "none"}, true, {}});
        QVERIFY(!large.input.empty());
        QVERIFY(large.encoder.empty());
        QVERIFY(large.code.empty());
        const LayerSpec wide{"convolution", {{"channels", std::int64_t(1) << 16}, {"kernel", std::int64_t(1)}}};
        const Preview spacious = previewOf({{wide}, {"maps", 1, "none"}, true, {}}); // few parameters, 200 MB twice
        QVERIFY(!spacious.input.empty());
        QVERIFY(spacious.encoder.empty());
    }

    void aVariantThatNobodyKnowsIsAnError() {
        Experiment experiment = test::tinyExperiment();
        experiment.variant.kind = "unknown";
        QVERIFY_THROWS_EXCEPTION(Error, preview(experiment, *m_album, 0));
    }

private:
    struct InUseReconstruction {
        InUseReconstruction(Autoencoder& autoencoder, const at::Tensor& input, const at::Tensor& labels) {
            const at::NoGradGuard noGradient;
            autoencoder.eval();
            image = toImage(autoencoder.reconstruct(input, labels)[0], autoencoder.data().shape);
        }
        Image image;
    };
};

HOURGLASS_TEST(PreviewTest)
#include "PreviewTest.moc"
