// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/InterpolationFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

class InterpolationPanelTest : public test::InterpolationFixture {
    Q_OBJECT

private Q_SLOTS:
    void aWalkBetweenTwoClassesStandsThere() {
        show(new InterpolationPanel(*m_exploration), {640, 560});
        QVERIFY(panel().isEmpty());
        QVERIFY(panel().film().empty());
        for (const QWidget* hidden : std::initializer_list<QWidget*>{&well(2), &well(3), down()})
            QVERIFY(hidden && panel().isAncestorOf(hidden)); // and goes with the panel
        open();
        settle();
        for (const std::size_t index : {0U, 1U}) {
            QVERIFY(well(index).isVisible());
            QCOMPARE(well(index).sample(), stop(index).sample);
            QVERIFY(!well(index).accessibleDescription().isEmpty());
        }
        const Album& album = *m_exploration->run()->album;
        QVERIFY(album.label(stop(0).sample) != album.label(stop(1).sample));
        QVERIFY(!well(2).isVisible() && !well(3).isVisible() && !down()->isVisible());
        QVERIFY(!panel().isEmpty());
        QCOMPARE(strip()->visibleColumns(), 9);
        QCOMPARE(between(), decoded(stop(0).code)); // where the slider stands
        QCOMPARE(m_exploration->path(), panel().film());
    }

    void theFilmIsTheWalk_data() {
        QTest::addColumn<int>("way");
        QTest::addColumn<bool>("isSpherical");
        QTest::newRow("straight") << 0 << false;
        QTest::newRow("spherical") << 1 << true;
    }

    void theFilmIsTheWalk() {
        QFETCH(int, way);
        QFETCH(bool, isSpherical);
        openPanel();
        chooseWay(way);
        const WalkPath path = isSpherical ? WalkPath::Spherical : WalkPath::Straight;
        const WalkPath other = isSpherical ? WalkPath::Straight : WalkPath::Spherical;
        QCOMPARE(panel().film(), walk(stop(0).code, stop(1).code, 9, path));
        QVERIFY(panel().film() != walk(stop(0).code, stop(1).code, 9, other));
        QCOMPARE(m_exploration->path(), panel().film());
        steps()->setFocus();
        steps()->selectAll();
        QTest::keyClicks(steps(), "5");
        QTest::keyClick(steps(), Qt::Key_Return);
        settle();
        QCOMPARE(panel().columns(), 5);
        QCOMPARE(panel().film(), walk(stop(0).code, stop(1).code, 5, path));
        QCOMPARE(strip()->visibleColumns(), 5);
    }

    void theSliderGoesFromOneToTheOther() {
        openPanel();
        across()->setFocus();
        QTest::keyClick(across(), Qt::Key_End);
        settle();
        QCOMPARE(between(), decoded(stop(1).code));
        QCOMPARE(m_exploration->code(), stop(1).code); // the user has gone there
        QTest::keyClick(across(), Qt::Key_Home);
        QTest::keyClick(across(), Qt::Key_PageUp);
        settle();
        QCOMPARE(m_exploration->code(), hourglass::between(stop(0).code, stop(1).code, 0.1, WalkPath::Straight));
        QCOMPARE(between(), decoded(m_exploration->code()));
    }

    void theSliderIsDraggedByTheMouse() {
        openPanel();
        QStyleOptionSlider option;
        option.initFrom(across());
        option.orientation = Qt::Horizontal;
        option.minimum = 0;
        option.maximum = across()->maximum();
        option.sliderPosition = across()->value();
        const QRect handle =
            across()->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, across());
        QTest::mousePress(across(), Qt::LeftButton, {}, handle.center());
        QTest::mouseMove(across(), QPoint(across()->width() / 2, handle.center().y()));
        QVERIFY(std::abs(across()->value() - across()->maximum() / 2) < across()->maximum() / 10);
        settle();
        QCOMPARE(between(), decoded(m_exploration->code()));
        QTest::mouseRelease(across(), Qt::LeftButton, {}, QPoint(across()->width() / 2, handle.center().y()));
    }

    void itLeavesTheCodeAloneUntilTheUserGoesThere() {
        openPanel();
        const CodeValues before = m_exploration->code();
        chooseWay(1);
        QVERIFY(dropSample(well(1), 40));
        settle();
        QCOMPARE(m_exploration->code(), before);
    }

    void aPictureOfTheFilmIsAPlaceOnTheWay() {
        openPanel();
        QTest::mouseClick(strip(), Qt::LeftButton, {}, strip()->cellRect(0, 4).center());
        settle();
        QCOMPARE(across()->value(), across()->maximum() / 2);
        QCOMPARE(m_exploration->code(), hourglass::between(stop(0).code, stop(1).code, 0.5, WalkPath::Straight));
        QCOMPARE(between(), decoded(m_exploration->code()));
    }

    void fourCornersSurroundASquare() {
        openPanel();
        chooseWay(2);
        QVERIFY(well(2).isVisible() && well(3).isVisible() && down()->isVisible());
        QCOMPARE(panel().film().size(), std::size_t(9 * 9 * 8));
        const WalkCorners corners{stop(0).code, stop(1).code, stop(2).code, stop(3).code};
        const auto filmAt = [&](int row, int column) {
            const std::vector<float> film = panel().film();
            const auto first = film.begin() + (row * 9 + column) * 8;
            return CodeValues(first, first + 8);
        };
        QCOMPARE(filmAt(0, 0), stop(0).code);
        QCOMPARE(filmAt(0, 8), stop(1).code);
        QCOMPARE(filmAt(8, 0), stop(2).code);
        QCOMPARE(filmAt(8, 8), stop(3).code);
        QCOMPARE(filmAt(4, 2), amid(corners, 0.25, 0.5, WalkPath::Straight));
        QVERIFY(m_exploration->path().empty()); // it is no way
        QTest::mouseClick(strip(), Qt::LeftButton, {}, strip()->cellRect(8, 4).center());
        settle();
        QCOMPARE(m_exploration->code(), amid(corners, 0.5, 1, WalkPath::Straight));
        down()->setFocus();
        QTest::keyClick(down(), Qt::Key_Home);
        settle();
        QCOMPARE(m_exploration->code(), amid(corners, 0.5, 0, WalkPath::Straight));
        QTest::keyClick(down(), Qt::Key_Down); // down is down
        QVERIFY(down()->value() > 0);
        QVERIFY(dropSample(well(3), 33));
        settle();
        QCOMPARE(filmAt(8, 8), stop(3).code);
        QCOMPARE(stop(3).sample, 33);
        chooseWay(3);
        const WalkCorners now{stop(0).code, stop(1).code, stop(2).code, stop(3).code};
        QCOMPARE(filmAt(4, 4), amid(now, 0.5, 0.5, WalkPath::Spherical));
        chooseWay(0);
        QVERIFY(!well(2).isVisible() && !down()->isVisible());
        QCOMPARE(panel().film(), walk(stop(0).code, stop(1).code, 9, WalkPath::Straight));
    }

    void theSquareIsNotEndless() {
        openPanel();
        steps()->setFocus();
        steps()->selectAll();
        QTest::keyClicks(steps(), "100");
        QTest::keyClick(steps(), Qt::Key_Return);
        QCOMPARE(panel().columns(), 100);
        chooseWay(2);
        QVERIFY(panel().columns() <= 15);
        QCOMPARE(panel().film().size(), std::size_t(panel().columns() * panel().columns() * 8));
    }

    void itPlaysToAndFro() {
        openPanel();
        across()->setValue(across()->maximum() - 15);
        QTest::mouseClick(play(), Qt::LeftButton);
        QCOMPARE(play()->accessibleName(), QString("Stop the walk"));
        QTRY_COMPARE_WITH_TIMEOUT(across()->value(), across()->maximum(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(across()->value() < across()->maximum() - 30, Patience);
        across()->setValue(15);
        QTRY_COMPARE_WITH_TIMEOUT(across()->value(), 0, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(across()->value() > 30, Patience);
        QTest::mouseClick(play(), Qt::LeftButton);
        QCOMPARE(play()->accessibleName(), QString("Play the walk"));
        settle();
        const int stopped = across()->value();
        QCOMPARE(m_exploration->code(),
                 hourglass::between(stop(0).code, stop(1).code, double(stopped) / across()->maximum(), WalkPath::Straight));
        QTest::mouseClick(play(), Qt::LeftButton);
        m_widget->hide();
        const int hidden = across()->value();
        m_widget->show();
        QCOMPARE(play()->accessibleName(), QString("Play the walk")); // nobody looked
        QCOMPARE(across()->value(), hidden);
    }

    void newerWeightsMoveTheWalk() {
        openPanel();
        const std::vector<float> before = panel().film();
        const auto sample = well(0).sample();
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(panel().film() != before, Patience);
        QCOMPARE(well(0).sample(), sample);
    }

    void theFilmIsAskedFor() {
        openPanel();
        QSignalSpy wanted(&panel(), &InterpolationPanel::filmWanted);
        QTest::mouseClick(named<QToolButton>("Save as a film"), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

    void itsCodesAreExported() {
        openPanel();
        const QByteArray text = panel().csv()();
        QVERIFY(text.startsWith("code1,code2,"));
        QCOMPARE(text.count('\n'), 10);
    }
};

HOURGLASS_TEST(InterpolationPanelTest)
#include "InterpolationPanelTest.moc"
