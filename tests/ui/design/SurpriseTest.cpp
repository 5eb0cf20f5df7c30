// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Surprise.h"
#include "engine/api/Catalogues.h"
#include "engine/api/Network.h"
#include "tests/support/TestMain.h"

#include <set>

using namespace hourglass;
using namespace hourglass::ui;

class SurpriseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOneCanBeTrained_data() {
        QTest::addColumn<Shape>("sample");
        QTest::addColumn<int>("classes");
        QTest::newRow("digits") << Shape{{1, 28, 28}} << 10;
        QTest::newRow("a table without classes") << Shape{{6}} << 0;
        QTest::newRow("small colour pictures") << Shape{{3, 16, 16}} << 2;
    }
    void everyOneCanBeTrained() {
        QFETCH(Shape, sample);
        QFETCH(int, classes);
        QRandomGenerator random(1);
        std::set<std::string> variants;
        Experiment experiment = defaultExperiment();
        for (int i = 0; i < 60; ++i) {
            const Experiment next = surprise(experiment, sample, classes, random);
            QVERIFY(next.network != experiment.network);
            QVERIFY(next.dataset == experiment.dataset);
            QVERIFY(complete(next) == next);
            const NetworkReport report = inspect(next, sample, classes);
            QVERIFY2(!report.fault, report.fault ? report.fault->message.c_str() : "");
            variants.insert(next.variant.kind);
            experiment = next;
        }
        QVERIFY2(variants.size() >= 6, qPrintable(QString::number(variants.size())));
    }

    void theSameSeedIsTheSameSurprise() {
        QRandomGenerator one(7), other(7);
        const Shape sample{{1, 28, 28}};
        QVERIFY(surprise(defaultExperiment(), sample, 10, one) == surprise(defaultExperiment(), sample, 10, other));
    }
};

HOURGLASS_TEST(SurpriseTest)
#include "SurpriseTest.moc"
