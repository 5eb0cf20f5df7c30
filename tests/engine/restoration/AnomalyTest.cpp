// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Anomaly.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Training.h"
#include "engine/data/Dataset.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

using namespace hourglass;

class AnomalyTest : public QObject {
    Q_OBJECT

    static Model trained(const Experiment& experiment) {
        TrainingObserver observer;
        TrainingControl control;
        return train(experiment, observer, control).model;
    }

private Q_SLOTS:
    /// Counted one by one.
    void soManyPixelsAreOffByNoMore() {
        const Model model = trained(test::tinyExperiment());
        const at::NoGradGuard noGradient;
        const auto dataset = loadDataset(model.experiment().dataset);
        const at::Tensor samples = dataset->training.range(0, dataset->training.count());
        Autoencoder& autoencoder = *model.internals().autoencoder;
        autoencoder.eval();
        const at::Tensor off = (autoencoder.reconstruct(samples).reshape_as(samples) - samples).abs().flatten().contiguous();
        std::vector<float> all(off.data_ptr<float>(), off.data_ptr<float>() + off.numel());
        for (const double share : {0.5, 0.9, 0.99}) {
            const double usual = usualDifference(model, share);
            const auto below = std::ranges::count_if(all, [&](float value) { return value <= usual + 1e-6; });
            QVERIFY(std::abs(double(below) / double(all.size()) - share) < 1e-3);
        }
        QVERIFY(std::abs(usualDifference(model, 1) - *std::ranges::max_element(all)) < 1e-5);
    }

    void whatCannotBeSaidIsRefused() {
        const Model digits = trained(test::tinyExperiment());
        QVERIFY_EXCEPTION_THROWN(usualDifference(digits, 1.5), Error);
        QVERIFY_EXCEPTION_THROWN(usualDifference(digits, -0.1), Error);
        Experiment table = findPreset("customers-products").experiment;
        table.training.set("epochs", std::int64_t(1));
        QVERIFY_EXCEPTION_THROWN(usualDifference(trained(table), 0.9), Error);
    }
};

HOURGLASS_TEST(AnomalyTest)
#include "AnomalyTest.moc"
