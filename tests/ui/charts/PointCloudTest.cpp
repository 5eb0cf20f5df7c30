// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "ui/charts/Lasso.h"
#include "ui/charts/PointDensity.h"
#include "ui/charts/PointGrid.h"
#include "ui/charts/PointStamps.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QRandomGenerator>

#include <array>
#include <cmath>
#include <limits>

using namespace hourglass::ui;

namespace {

const QRectF area(50, 20, 400, 300);
constexpr float nowhere = std::numeric_limits<float>::quiet_NaN();

PointPlaces scattered(int count) {
    QRandomGenerator random(7);
    PointPlaces places;
    for (int i = 0; i < count; ++i) {
        places.x.push_back(float(area.left() + random.bounded(area.width())));
        places.y.push_back(float(area.top() + random.bounded(area.height())));
    }
    return places;
}

QImage canvas() {
    QImage image(area.size().toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

} // namespace

/// What paints many points, finds them and shades between them.
class PointCloudTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void theGridFindsWhatAScanFinds() {
        PointPlaces places = scattered(3000);
        places.x[17] = nowhere;
        places.x[18] = -1e30F; // far outside
        const PointGrid grid(places, area);
        QRandomGenerator random(3);
        for (int i = 0; i < 500; ++i) {
            const QPointF place(40 + random.bounded(420.0), 10 + random.bounded(320.0));
            int expected = -1;
            double least = 5 * 5;
            for (int j = 0; j < 3000; ++j) {
                const double distance =
                    std::pow(places.x[std::size_t(j)] - place.x(), 2) + std::pow(places.y[std::size_t(j)] - place.y(), 2);
                if (distance < least) { // false for what is no number
                    least = distance;
                    expected = j;
                }
            }
            QCOMPARE(grid.nearest(place, 5).value_or(-1), expected);
        }
        QVERIFY(!PointGrid(PointPlaces(), area).nearest({100, 100}, 50));
        QVERIFY(!PointGrid().nearest({100, 100}, 50));
    }

    void theOneOnTopIsFound() {
        const PointPlaces places{{100, 100, 100}, {100, 100, 200}};
        QCOMPARE(PointGrid(places, area).nearest({101, 100}, 10), std::optional(1));
    }

    // Copied by hand, the markers look as QPainter would have painted them.
    void stampsAreMarkers() {
        const QPalette palette = QApplication::palette();
        PointStamps stamps(3, 1, palette);
        QImage image = canvas();
        const PointPlaces places{{100, 200, 300}, {100, 100, nowhere}};
        stamps.paint(image, area.topLeft(), places, std::vector<int>{0, 1, 2}, {});
        QCOMPARE(image.pixelColor(50, 80), classColour(0, palette));
        QCOMPARE(image.pixelColor(150, 80), classColour(1, palette));
        QCOMPARE(image.pixelColor(250, 80).alpha(), 0);
        int covered = 0;
        for (int y = 70; y < 90; ++y)
            for (int x = 40; x < 60; ++x)
                covered += int(image.pixelColor(x, y).alpha() > 128);
        const double radius = PointStamps::radius(3) + 0.35;
        QVERIFY(std::abs(covered - 3.1416 * radius * radius) < 10); // a circle
    }

    // Classes 50 apart look the same, those 10 apart do not.
    void stampsAreMadeForTheirLooks() {
        const QPalette light = QApplication::palette();
        PointStamps stamps(3, 1, light);
        QImage images[3];
        for (int i = 0; i < 3; ++i) {
            images[i] = canvas();
            stamps.paint(images[i], area.topLeft(), {{100}, {100}}, std::vector<int>{std::array{1, 51, 11}[std::size_t(i)]},
                         {});
        }
        QCOMPARE(images[1], images[0]);
        QVERIFY(images[2] != images[0]);
        QVERIFY(stamps.areFor(400, 1, light));
        QVERIFY(!stamps.areFor(4000, 1, light));
        QVERIFY(!stamps.areFor(400, 2, light));
        QPalette other = light;
        other.setColor(QPalette::Base, Qt::black);
        QVERIFY(!stamps.areFor(400, 1, other));
    }

    void pointsAtTheEdgesAreCutOff() {
        QImage image = canvas();
        const auto right = float(area.right()), bottom = float(area.bottom());
        const PointPlaces places{{50, right, 50, right, -500}, {20, 20, bottom, bottom, 5000}};
        PointStamps(5, 1, QApplication::palette()).paint(image, area.topLeft(), places, std::vector<int>(5, 0), {});
        QVERIFY(image.pixelColor(0, 0).alpha() > 0);
        QVERIFY(image.pixelColor(399, 299).alpha() > 0);
    }

    void thoseThatStandOutLieAboveTheOthers() {
        const QPalette palette = QApplication::palette();
        QImage image = canvas();
        const PointPlaces places{{100, 100, 200}, {100, 100, 100}};
        PointStamps(3, 1, palette)
            .paint(image, area.topLeft(), places, std::vector<int>{0, 1, 1}, std::vector<std::uint8_t>{1, 0, 0});
        QCOMPARE(image.pixelColor(50, 80), classColour(0, palette));
        const int faded = image.pixelColor(150, 80).alpha();
        QVERIFY(faded > 10 && faded < 80);
    }

    void blendingIsSourceOver() {
        const QPalette palette = QApplication::palette();
        QImage image = canvas();
        image.fill(Qt::white);
        const PointPlaces places{{100}, {100}};
        PointStamps(1, 1, palette).paint(image, area.topLeft(), places, std::vector<int>{3}, std::vector<std::uint8_t>{0});
        const QColor colour = classColour(3, palette), painted = image.pixelColor(50, 80);
        for (const auto channel : {&QColor::redF, &QColor::greenF, &QColor::blueF})
            QVERIFY(std::abs((painted.*channel)() - (1 - 0.16F * (1 - (colour.*channel)()))) < 0.02);
    }

    void manyPointsAreSmall() {
        QVERIFY(PointStamps::radius(100) > PointStamps::radius(4000));
        QVERIFY(PointStamps::radius(4000) > PointStamps::radius(70000));
        QImage image = canvas();
        PointPlaces places{{100}, {100}};
        places.x.resize(30000, nowhere);
        places.y.resize(30000, nowhere);
        PointStamps(30000, 1, QApplication::palette()).paint(image, area.topLeft(), places, std::vector<int>(30000, 0), {});
        int covered = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                covered += int(image.pixelColor(x, y).alpha() > 0);
        QCOMPARE(covered, 4);
    }

    void theShadeIsWhereThePointsAre() {
        PointPlaces places;
        std::vector<int> labels;
        for (int i = 0; i < 500; ++i) {
            places.x.push_back(float(150 + i % 20));
            places.y.push_back(float(100 + i / 20));
            labels.push_back(2);
        }
        places.x.push_back(nowhere);
        places.y.push_back(0);
        labels.push_back(2);
        const QPalette palette = QApplication::palette();
        const QImage picture = densityPicture(places, labels, area, palette);
        const auto at = [&](double x, double y) {
            return picture.pixelColor(int((x - area.left()) / area.width() * picture.width()),
                                      int((y - area.top()) / area.height() * picture.height()));
        };
        QVERIFY(at(160, 112).alphaF() > 0.4);
        QVERIFY(at(185, 112).alphaF() > 0 && at(185, 112).alphaF() < at(160, 112).alphaF()); // soft at the edge
        QCOMPARE(at(400, 300).alpha(), 0);
        QVERIFY(std::abs(at(160, 112).hue() - classColour(2, palette).hue()) < 12);
        QCOMPARE(densityPicture({}, {}, area, palette).pixelColor(3, 3).alpha(), 0);
    }

    void theLassoTakesWhatIsInside() {
        Lasso lasso;
        QVERIFY(!lasso.isDrawn());
        lasso.begin({100, 100}, Lasso::modeFor(Qt::NoModifier));
        QVERIFY(lasso.isClick());
        for (const QPointF& corner : {QPointF(200, 100), QPointF(200, 200), QPointF(150, 110), QPointF(100, 200)})
            lasso.extendTo(corner);
        QVERIFY(!lasso.isClick());
        // In the left leg, in the notch, in the right leg, outside, nowhere.
        const PointPlaces places{{110, 150, 190, 300, nowhere}, {150, 150, 150, 150, 150}};
        QCOMPARE(lasso.inside(places), std::vector<int>({0, 2}));
        lasso.forget();
        QVERIFY(!lasso.isDrawn());
    }

    void keysSayWhatTheLassoDoes() {
        QCOMPARE(Lasso::modeFor(Qt::NoModifier), Lasso::Mode::Replace);
        QCOMPARE(Lasso::modeFor(Qt::ShiftModifier), Lasso::Mode::Add);
        QCOMPARE(Lasso::modeFor(Qt::ShiftModifier | Qt::ControlModifier), Lasso::Mode::Remove);
        QCOMPARE(Lasso::modeFor(Qt::AltModifier), Lasso::Mode::Remove);
    }
};

HOURGLASS_TEST(PointCloudTest)
#include "PointCloudTest.moc"
