// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionView.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QPainter>

#include <set>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

std::vector<Reconstruction> samples() {
    Reconstruction sample;
    sample.sample = 4;
    sample.label = 1;
    sample.original = {2, 1, 1, {0, 255}};
    sample.corrupted = {2, 1, 1, {0, 0}};
    sample.rebuilt = {2, 1, 1, {50, 200}};
    sample.difference = {2, 1, 1, {50, 55}};
    sample.mse = 0.0125;
    return {sample};
}

DatasetInfo shoes() {
    DatasetInfo info;
    info.trainingCount = info.validationCount = 1000;
    info.title = "Fashion";
    info.classNames = {"shirt", "shoe, black"};
    return info;
}

} // namespace

class ReconstructionViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void everyPictureIsInTheTable() {
        ReconstructionView view;
        QVERIFY(view.isEmpty());
        view.setGroups({{samples(), shoes(), {}, false}}, {}, DifferenceColours::Grey);
        QVERIFY(!view.isEmpty());
        QCOMPARE(view.csv()(), QByteArray("data,sample,class,mse,picture,width,height,channels,value1,value2\n"
                                          "Fashion,4,\"shoe, black\",0.0125,original,2,1,1,0,255\n"
                                          "Fashion,4,\"shoe, black\",0.0125,seen,2,1,1,0,0\n"
                                          "Fashion,4,\"shoe, black\",0.0125,rebuilt,2,1,1,50,200\n"
                                          "Fashion,4,\"shoe, black\",0.0125,difference,2,1,1,50,55\n"));
        view.setGroups({{{}, shoes(), {}, false}}, {}, DifferenceColours::Grey);
        QVERIFY(view.isEmpty());
    }

    void onlyTheNetworksOwnSamplesHaveNumbersOfTheAlbum() {
        ReconstructionView view;
        view.setGroups({{samples(), shoes(), "own", false}, {samples(), shoes(), "elsewhere", true}}, {},
                       DifferenceColours::Heat);
        QCOMPARE(view.ownSample(0), std::optional<std::int64_t>(4));
        for (const int column : {-1, 1, 2})
            QVERIFY(!view.ownSample(column));
    }

    /// Also where the view is so small that only a corner of it can be seen.
    void thePictureIsLargeEnough() {
        ReconstructionView view;
        view.resize(40, 20);
        view.setGroups({{samples(), shoes(), {}, false}}, {}, DifferenceColours::Grey);
        QVERIFY(view.pictureSize().width() >= 500);
        QImage image(view.pictureSize(), QImage::Format_RGB32);
        image.fill(Qt::red);
        QPainter painter(&image);
        view.paintPicture(painter);
        painter.end();
        std::set<int> greys;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (const QColor colour = image.pixelColor(x, y); colour.red() == colour.green())
                    greys.insert(colour.red());
        for (const int pixel : {0, 255, 50, 200, 55})
            QVERIFY2(greys.contains(pixel), qPrintable(QString::number(pixel)));
    }
};

HOURGLASS_TEST(ReconstructionViewTest)
#include "ReconstructionViewTest.moc"
