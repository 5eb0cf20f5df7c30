// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/SlidersFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

class DimensionSlidersTest : public test::SlidersFixture {
    Q_OBJECT

private Q_SLOTS:
    void aDragChangesTheNumber() {
        press(handle(1, 0.5));
        QCOMPARE(changedDimension(), 1);
        QVERIFY(std::abs(changedTo()) < 0.02);
        QVERIFY(m_sliders->isHeld());
        QTest::mouseMove(view(), handle(1, 0.75));
        QVERIFY2(std::abs(changedTo() - 1) < 0.02, qPrintable(QString::number(changedTo())));
        QTest::mouseMove(view(), handle(3, 1) + QPoint(300, 0)); // wherever the hand goes to
        QCOMPARE(changedDimension(), 1);
        QCOMPARE(changedTo(), 2.0);
        QTest::mouseRelease(view(), Qt::LeftButton, {}, handle(1, 1));
        QVERIFY(!m_sliders->isHeld());
        const auto before = m_changed->count();
        QTest::mouseMove(view(), handle(1, 0.25));
        QCOMPARE(m_changed->count(), before);
    }

    void aPressOfAnotherButtonChangesNothing() {
        QTest::mouseClick(view(), Qt::RightButton, {}, handle(1, 0.9));
        QCOMPARE(m_changed->count(), 0);
    }

    void aClickOnAPictureTakesItsNumber() {
        m_sliders->setSweep(2, std::vector<QImage>(DimensionSliders::SweepSteps, picture(Qt::red)));
        for (int step = 0; step < DimensionSliders::SweepSteps; ++step) {
            const QPoint place = handle(2, double(step) / (DimensionSliders::SweepSteps - 1)) + QPoint(0, 30);
            QCOMPARE(colourAt(place), QColor(Qt::red)); // it is a picture
            click(place);
            QCOMPARE(changedDimension(), 2);
            QCOMPARE(changedTo(), -2 + 4.0 * step / (DimensionSliders::SweepSteps - 1));
        }
    }

    void sweepsAreForgotten() {
        const QPoint place = handle(2, 0.5) + QPoint(0, 30);
        m_sliders->setSweep(2, std::vector<QImage>(DimensionSliders::SweepSteps, picture(Qt::red)));
        QCOMPARE(colourAt(place), QColor(Qt::red));
        m_sliders->forgetSweeps();
        QVERIFY(colourAt(place) != QColor(Qt::red));
    }

    void thePadlockLocks() {
        const QRect lock = m_sliders->lockOf(2);
        const QImage open = view()->grab(lock).toImage();
        click(lock.center());
        QCOMPARE(m_locked->count(), 1);
        QCOMPARE(m_locked->first().first().toLongLong(), 2);
        QCOMPARE(m_changed->count(), 0);
        m_sliders->setLocked(2, true);
        QVERIFY(view()->grab(lock).toImage() != open);
        QVERIFY2(m_sliders->accessibleDescription().contains("Locked"), qPrintable(m_sliders->accessibleDescription()));
        m_sliders->setLocked(2, false);
        QVERIFY(!m_sliders->accessibleDescription().contains("Locked"));
    }

    void theWheelTurnsOnlyWhereTheHandIs() {
        click(handle(1, 0.5));
        m_changed->clear();
        turn(handle(2, 0.5), 120);
        turn(m_sliders->numberOf(1).center(), 120);
        QCOMPARE(m_changed->count(), 0);
        QVERIFY(turn(handle(1, 0.5), 120));
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(changedDimension(), 1);
        QVERIFY(changedTo() > 0);
        const double up = changedTo();
        turn(handle(1, 0.5), -60);
        QCOMPARE(m_changed->count(), 1); // half a notch
        turn(handle(1, 0.5), -60);
        QVERIFY(changedTo() < up);
        m_changed->clear();
        m_sliders->clearFocus();
        turn(handle(1, 0.5), 120);
        QCOMPARE(m_changed->count(), 0);
    }

    void theWheelScrollsElsewhere() {
        m_sliders->setRows(rows(64));
        m_sliders->setValues(std::vector<float>(64));
        click(handle(0, 0.5));
        m_changed->clear();
        turn(handle(1, 0.5), -120);
        QVERIFY(m_sliders->verticalScrollBar()->value() > 0);
        QCOMPARE(m_changed->count(), 0);
    }

    void onlyWhatIsInSightCosts_data() {
        QTest::addColumn<int>("count");
        QTest::newRow("512") << 512;
        QTest::newRow("4,096") << 4096;
    }

    void onlyWhatIsInSightCosts() {
        QFETCH(int, count);
        m_sliders->setRows(rows(count));
        m_sliders->setValues(std::vector<float>(std::size_t(count)));
        const auto first = m_sliders->rowsInSight();
        QVERIFY(first.size() >= 3 && first.size() <= 12);
        QCOMPARE(first.front().dimension, 0);
        m_sight->clear();
        m_sliders->verticalScrollBar()->setValue(m_sliders->verticalScrollBar()->maximum());
        QVERIFY(m_sight->count() > 0);
        const auto last = m_sliders->rowsInSight();
        QVERIFY(last.size() >= 3 && last.size() <= 12);
        QCOMPARE(last.back().dimension, count - 1);
        click(handle(std::size_t(count - 1), 1));
        QCOMPARE(changedDimension(), count - 1);
        QVERIFY(std::abs(changedTo() - 2) < 0.02);
    }

    void thoseThatTellNothingApartComeLast() {
        auto mixed = rows(6);
        mixed[1].isActive = mixed[3].isActive = false;
        m_sliders->setRows(mixed);
        std::vector<std::int64_t> order;
        for (const DimensionSliders::Row& row : m_sliders->rows())
            order.push_back(row.dimension);
        QCOMPARE(order, std::vector<std::int64_t>({0, 2, 4, 5, 1, 3}));
        const int pitch = m_sliders->trackOf(1).top() - m_sliders->trackOf(0).top();
        QCOMPARE(m_sliders->trackOf(3).top() - m_sliders->trackOf(2).top(), pitch);
        const int gap = m_sliders->trackOf(4).top() - m_sliders->trackOf(3).top() - pitch;
        QVERIFY(gap > 10); // a heading
        QCOMPARE(m_sliders->trackOf(5).top() - m_sliders->trackOf(4).top(), pitch);
        click(QPoint(handle(4, 1).x(), m_sliders->trackOf(4).top() - gap / 2));
        QCOMPARE(m_changed->count(), 0);
        m_sliders->verticalScrollBar()->setValue(m_sliders->verticalScrollBar()->maximum());
        click(handle(5, 0));
        QCOMPARE(changedDimension(), 3);
    }

    void theSliderOneIsAtStaysTheSame() {
        click(handle(2, 0.5));
        auto others = rows(4);
        std::ranges::reverse(others);
        m_sliders->setRows(others);
        QCOMPARE(m_sliders->currentDimension(), std::optional<std::int64_t>(2));
        others.erase(others.begin() + 1);
        m_sliders->setRows(others);
        QVERIFY(!m_sliders->currentDimension());
    }

    void withoutRowsTheTextStandsThere() {
        m_sliders->setRows({});
        const QImage before = view()->grab().toImage();
        m_sliders->setEmptyText("Nothing is found");
        QVERIFY(view()->grab().toImage() != before);
        click(view()->rect().center());
        QTest::keyClick(m_sliders.get(), Qt::Key_End);
        QCOMPARE(m_changed->count(), 0);
    }

    void aRangeOfOneNumberCanBeDragged() {
        auto flat = rows(2);
        flat[0].lowest = flat[0].highest = flat[0].mean = 3;
        m_sliders->setRows(flat);
        click(handle(0, 0.8));
        QCOMPARE(changedTo(), 3.0);
        QTest::keyClick(m_sliders.get(), Qt::Key_Right);
        QVERIFY(qIsFinite(changedTo()));
    }
};

HOURGLASS_TEST(DimensionSlidersTest)
#include "DimensionSlidersTest.moc"
