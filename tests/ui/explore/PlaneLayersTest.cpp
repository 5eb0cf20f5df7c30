// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/PlaneFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

/// What lies over each other in a PlanePanel.
class PlaneLayersTest : public test::PlaneFixture {
    Q_OBJECT

private Q_SLOTS:
    void layersLieOverThePlane_data() {
        QTest::addColumn<int>("down");
        QTest::newRow("density") << 1;
        QTest::newRow("distance") << 2;
        QTest::newRow("stretch") << 3;
        QTest::newRow("return") << 4;
    }

    void layersLieOverThePlane() {
        QFETCH(int, down);
        openPanel();
        toggle("Pictures");
        withoutPoints();
        view().viewport()->update();
        const QImage before = picture();
        chooseLayer(down);
        QVERIFY(picture() != before);
        QTest::keyClick(layers(), Qt::Key_Home);
        settle();
        QCOMPARE(layers()->currentText(), QString("No layer"));
        QTest::mouseMove(view().viewport(), QPoint(1, 1));
        view().setFocus();
        view().clearFocus();
        layers()->setFocus();
        QCOMPARE(picture(), before);
    }

    void picturesAndSamplesCanBeLeftOut() {
        openPanel();
        const QImage all = picture();
        toggle("Pictures");
        QVERIFY(!named<QSlider>("Fineness of the pictures")->isEnabled());
        const QImage points = picture();
        QVERIFY(points != all);
        toggle("Samples");
        QVERIFY(picture() != points);
        toggle("Samples");
        toggle("Pictures");
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
        settle();
        QVERIFY(picture() != points);
    }

    void finerPicturesAreMore() {
        openPanel();
        const auto lines = [&] { return panel().csv()().count('\n'); };
        const auto before = lines();
        auto* fineness = named<QSlider>("Fineness of the pictures");
        fineness->setFocus();
        QTest::keyClick(fineness, Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
        QVERIFY(lines() > 2 * before);
        QTest::keyClick(fineness, Qt::Key_Home);
        settle();
        QVERIFY(lines() < before);
    }

    void theWalkAndTheCodeAtHandAreDrawn() {
        openPanel(test::withCodeSize(test::tinyDigits(), 2));
        QVERIFY(!xBox()->isVisible() && !yBox()->isVisible()); // there is nothing to choose
        toggle("Pictures");
        withoutPoints();
        const QPointF at = middle();
        m_exploration->setPath({float(at.x() - 1), float(at.y()), float(at.x() + 1), float(at.y())});
        m_exploration->setCode({float(at.x()), float(at.y() + 1)}, -1, "Test");
        settle();
        const QColor line = view().palette().color(QPalette::Highlight);
        QCOMPARE(picture().pixelColor(pixelOf({at.x() + 0.5, at.y()})), line);
        m_exploration->setPath({});
        QVERIFY(picture().pixelColor(pixelOf({at.x() + 0.5, at.y()})) != line);
    }
};

HOURGLASS_TEST(PlaneLayersTest)
#include "PlaneLayersTest.moc"
