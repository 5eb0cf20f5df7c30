// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/LatentMetrics.h"
#include "engine/analysis/LatentHoles.h"
#include "engine/analysis/LatentPrior.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "tests/engine/training/Runs.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <map>

using namespace hourglass;
using test::trained;

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

LatentReport measured(const Model& model) {
    return measureLatent(model, model.experiment());
}

const LatentFigure& figure(const LatentReport& report, const std::string& id) {
    const auto found = std::ranges::find(report.figures, id, &LatentFigure::id);
    if (found == report.figures.end())
        qFatal("no figure of that name");
    return *found;
}

double value(const LatentReport& report, const std::string& id) {
    return figure(report, id).value;
}

Experiment ofTwoNumbers(const Experiment& experiment) {
    return withField(experiment, "network.code.size", "2");
}

/// A table, with classes or without, and a network that one matrix brings to two numbers and another one back.
Experiment table(const QString& file, const std::string& label) {
    Experiment experiment = test::tinyExperiment();
    experiment.dataset = {"csv", {{"file", file.toStdString()}, {"scaling", std::string("none")}}};
    if (!label.empty())
        experiment.dataset.parameters.set("label", label);
    experiment.network = {{}, {"vector", 2, "none"}, true, {}};
    experiment.training.set("epochs", std::int64_t(1));
    return complete(experiment);
}

/// Points on rings around zero.
at::Tensor rings(const std::vector<float>& radii, int points) {
    std::vector<float> codes;
    for (const float radius : radii)
        for (int i = 0; i < points; ++i) {
            const float angle = float(i) * 2 * std::acos(-1.0f) / float(points);
            codes.insert(codes.end(), {radius * std::cos(angle), radius * std::sin(angle)});
        }
    return at::tensor(codes).reshape({-1, 2});
}

} // namespace

class LatentMetricsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QByteArray& text) const {
        QFile file(m_folder.filePath("table.csv"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for a file");
        return file.fileName();
    }

private Q_SLOTS:
    void everyVariantIsMeasured_data() {
        QTest::addColumn<QString>("variant");
        for (const CatalogueEntry& variant : variantEntries())
            QTest::newRow(variant.id.c_str()) << QString::fromStdString(variant.id);
    }
    void everyVariantIsMeasured() {
        QFETCH(QString, variant);
        const Model model = trained(withField(test::tinyVariant(variant.toStdString()), "training.epochs", "1"));
        const Model before = model.copy();
        const LatentReport report = measured(model);
        QVERIFY(report.complete);
        QCOMPARE(report.samples, 30);
        for (const LatentFigure& one : report.figures) {
            QVERIFY2(!one.title.empty() && !one.help.empty() && !one.note.empty(), one.id.c_str());
            QVERIFY2(!std::isinf(one.value), one.id.c_str());
        }
        for (const char* share : {"linear-probe", "nearest-neighbours", "trustworthiness", "continuity"})
            QVERIFY2(value(report, share) >= 0 && value(report, share) <= 1, share);
        QVERIFY(value(report, "active-units") >= 1);
        QVERIFY(value(report, "active-units") <= double(model.network().code->output.elements()));
        QVERIFY(value(report, "path-length") >= 1);
        QVERIFY(value(report, "re-encoding") > 0);
        QVERIFY(std::abs(value(report, "silhouette")) <= 1);
        QVERIFY(test::sameWeights(before, model)); // and it is as before
        QVERIFY(model.internals().autoencoder->is_training());
    }

    void comesToTheSameAgain() {
        const Model model = trained(ofTwoNumbers(test::tinyVariant("variational")));
        const LatentReport once = measured(model), again = measured(model);
        for (std::size_t i = 0; i < once.figures.size(); ++i)
            QVERIFY2(once.figures[i] == again.figures[i], once.figures[i].id.c_str());
    }

    void onlyCodesWithAPriorAreComparedWithIt() {
        const LatentReport plain = measured(trained(test::tinyExperiment()));
        for (const char* id : {"prior-kl", "prior-mmd", "path-length-spherical", "re-encoding-spherical"})
            QVERIFY2(std::isnan(value(plain, id)) && !figure(plain, id).note.empty(), id);
        const LatentReport cloud = measured(trained(test::tinyVariant("variational")));
        for (const char* id : {"prior-kl", "prior-mmd", "path-length-spherical", "re-encoding-spherical"})
            QVERIFY2(std::isfinite(value(cloud, id)), id);
        QVERIFY(value(cloud, "prior-kl") >= 0);
        const LatentReport learned = measured(trained(test::tinyVariant("graph-vae")));
        QVERIFY(std::isnan(value(learned, "prior-kl")) && std::isfinite(value(learned, "prior-mmd")));
        QVERIFY2(figure(learned, "prior-kl").note.find("learned") != std::string::npos,
                 figure(learned, "prior-kl").note.c_str());
    }

    // Clouds of variance v around means of variance 1 − v are N(0, 1) all together. One of mean m and variance s away from
    // it costs ½ (s + m² − 1 − log s).
    void theMomentsOfCodes() {
        at::Generator generator = seededGenerator(1, "test");
        at::Tensor means = at::randn({4000, 3}, generator, at::TensorOptions(at::kDouble));
        means = means - means.mean(0);
        const at::Tensor covariance = means.t().mm(means) / 4000.0;
        means = means.mm(at::linalg_inv(at::linalg_cholesky(covariance)).t()); // now their covariance is 1
        QVERIFY(std::abs(momentsKl(means, {})) < 1e-9);
        const at::Tensor variances = at::full({4000, 3}, 0.36, at::kDouble);
        QVERIFY(std::abs(momentsKl(0.8 * means, variances)) < 1e-9);
        const double expected = 3 * 0.5 * (4 + 0.25 - 1 - std::log(4.0));
        QVERIFY(std::abs(momentsKl(2 * means + 0.5, {}) - expected) < 1e-9);
        QVERIFY(std::isinf(momentsKl(at::cat({means, means.narrow(1, 0, 1)}, 1), {}))); // one number twice
    }

    // Rings that stand so near to each other that nothing between them is far from all.
    void onlyAnEmptyMiddleIsAHole() {
        const at::Tensor filled = rings({0.1f, 0.3f, 0.5f, 0.7f, 0.9f, 1}, 100);
        QCOMPARE(gapShare(filled), 0.0);
        // All codes at the distance 1: what is nearer to the middle than 0.75 is a hole, of an area of 1 in all.
        const at::Tensor ring = rings({1}, 400);
        QVERIFY(std::abs(gapShare(ring) - 0.75 * 0.75) < 0.02);
        QVERIFY(std::abs(gapShare(5 * ring + 7) - gapShare(ring)) < 1e-2);
        QVERIFY(fieldsInside(at::tensor({0.0f, 0.0f, 1.0f, 1.0f, 2.0f, 2.0f}).reshape({3, 2})).empty());
    }

    void holesAreOfPlanes() {
        const LatentReport eight = measured(trained(test::tinyExperiment()));
        QVERIFY(std::isnan(value(eight, "holes")) && std::isnan(value(eight, "unrecognised")));
        const LatentReport two = measured(trained(ofTwoNumbers(test::tinyExperiment())));
        QVERIFY(value(two, "holes") >= 0 && value(two, "holes") <= 1);
        QVERIFY(value(two, "unrecognised") >= 0 && value(two, "unrecognised") <= 1);
        QVERIFY(figure(two, "unrecognised").note.find("names") != std::string::npos);
    }

    // Through a network whose decoder is affine, pictures go straight; one whose encoder undoes the decoder loses no way.
    void walksThroughTheIdentity() {
        QByteArray text("a,b,c,class\n");
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor numbers = at::rand({200, 2}, generator);
        for (int i = 0; i < 200; ++i)
            text += QString("%1,%2,0,%3\n")
                        .arg(numbers[i][0].item<float>())
                        .arg(numbers[i][1].item<float>())
                        .arg(numbers[i][0].item<float>() > 0.5 ? "right" : "left")
                        .toUtf8();
        Experiment experiment = table(written(text), "class");
        experiment = withField(withField(experiment, "training.loss", "mse"), "training.output", "linear");
        const Model model = trained(experiment);
        {
            const at::NoGradGuard noGradient;
            for (auto& [name, weight] : namedState(*model.internals().autoencoder))
                weight.copy_(weight.dim() == 2 ? at::eye(weight.size(0), weight.size(1)) : at::zeros_like(weight));
        }
        const LatentReport report = measured(model);
        QVERIFY(std::abs(value(report, "path-length") - 1) < 1e-4);
        QVERIFY(value(report, "re-encoding") < 1e-5);
        QCOMPARE(value(report, "trustworthiness"), 1.0);
        QCOMPARE(value(report, "active-units"), 2.0);
        QVERIFY(value(report, "linear-probe") > 0.85);
        QVERIFY(value(report, "nearest-neighbours") > 0.85);

        // With one of the numbers forgotten, the other alone is active, and its map is a line.
        const at::NoGradGuard noGradient;
        for (auto& [name, weight] : namedState(*model.internals().autoencoder))
            if (weight.dim() == 2)
                weight[1].zero_();
        const LatentReport flat = measured(model);
        QCOMPARE(value(flat, "active-units"), 1.0);
        QVERIFY(std::isnan(value(flat, "holes")));
        QVERIFY(value(flat, "trustworthiness") < 1);
    }

    void withoutClassesTheRestIsMeasured() {
        QByteArray text("a,b,c\n");
        for (int i = 0; i < 60; ++i)
            text += QString("%1,%2,0.5\n").arg(i * 37 % 61 / 61.0).arg(i * 17 % 59 / 59.0).toUtf8();
        const LatentReport report = measured(trained(table(written(text), "")));
        QVERIFY(report.complete);
        for (const char* id : {"linear-probe", "nearest-neighbours", "silhouette", "unrecognised"})
            QVERIFY2(std::isnan(value(report, id)) && figure(report, id).note.find("class") != std::string::npos, id);
        QVERIFY(std::isfinite(value(report, "holes")) && std::isfinite(value(report, "path-length")));
    }

    void fewSamplesAreEnoughForSomething() {
        Experiment few = test::tinyExperiment();
        few.dataset = {"customers-products", {}};
        few.network = {{}, {"vector", 2, "none"}, true, {}};
        const LatentReport report = measured(trained(complete(few)));
        QVERIFY(report.complete);
        QVERIFY(std::isfinite(value(report, "active-units")));
        // Where validation takes place on the training part no classifier can be measured.
        const LatentReport same = measured(trained(withField(test::tinyExperiment(), "dataset.validationShare", "0")));
        QVERIFY(std::isnan(value(same, "linear-probe")) && std::isfinite(value(same, "silhouette")));
        QCOMPARE(same.samples, 300);
    }

    void canBeGivenUpAnywhere() {
        const Model model = trained(ofTwoNumbers(test::tinyExperiment()));
        std::vector<double> shares;
        const LatentReport whole = measureLatent(model, model.experiment(), {}, [&](const std::string&, double done) {
            shares.push_back(done);
            return true;
        });
        QVERIFY(std::ranges::is_sorted(shares) && shares.front() == 0 && shares.back() < 1);
        for (const std::size_t asked : {std::size_t(0), shares.size() / 4, shares.size() / 2, shares.size() - 1}) {
            std::size_t calls = 0;
            const LatentReport part =
                measureLatent(model, model.experiment(), {}, [&](const std::string&, double) { return calls++ < asked; });
            QVERIFY(!part.complete);
            QCOMPARE(calls, asked + 1);
            QVERIFY(part.figures.size() < whole.figures.size());
        }
        QVERIFY(model.internals().autoencoder->is_training());
    }

    void refusesWhatCannotBeDone() {
        const Model model = trained(test::tinyExperiment());
        for (const std::int64_t samples : {std::int64_t(1), LatentOptions::MostSamples + 1})
            QVERIFY_THROWS_EXCEPTION(Error, measureLatent(model, model.experiment(), {.samples = samples}));
        QVERIFY_THROWS_EXCEPTION(Error, measureLatent(model, model.experimentOn({"customers-products", {}})));
        QCOMPARE(measureLatent(model, model.experiment(), {.samples = 10}).samples, 10);
        const at::NoGradGuard noGradient;
        namedState(*model.internals().autoencoder).at("code.0.bias").fill_(INFINITY);
        QVERIFY_THROWS_EXCEPTION(Error, measured(model));
    }

    void isWrittenAsJson() {
        const LatentReport report{{{"a", "A", "What it is.", 0.5, "of 1"}, {"b", "B", "What.", None, "Why."}}, 30, true};
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(report))).object();
        QCOMPARE(json["figures"].toArray()[0].toObject()["value"].toDouble(), 0.5);
        QCOMPARE(json["figures"].toArray()[0].toObject()["help"].toString(), QString("What it is."));
        QVERIFY(json["figures"].toArray()[1].toObject()["value"].isNull());
        QCOMPARE(json["samples"].toInt(), 30);
        QVERIFY(json["complete"].toBool());
    }
};

HOURGLASS_TEST(LatentMetricsTest)
#include "LatentMetricsTest.moc"
