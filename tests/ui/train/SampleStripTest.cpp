// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/SampleStrip.h"
#include "tests/support/TestMain.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include <memory>
#include <set>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

/// Tells which pictures were asked for.
class CountingAlbum : public Album {
public:
    explicit CountingAlbum(std::int64_t count)
        : m_count(count) {}
    const DatasetInfo& info() const override { return m_info; }
    std::int64_t count() const override { return m_count; }
    int label(std::int64_t) const override { return -1; }
    Image picture(std::int64_t sample, int) const override {
        asked.insert(sample);
        return {4, 4, 1, std::vector<std::uint8_t>(16, 90)};
    }
    mutable std::multiset<std::int64_t> asked;

private:
    DatasetInfo m_info;
    std::int64_t m_count;
};

} // namespace

class SampleStripTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleStrip> m_strip;
    std::shared_ptr<CountingAlbum> m_album;

    static std::vector<SampleStrip::Item> items(int count) {
        std::vector<SampleStrip::Item> items;
        for (int i = 0; i < count; ++i)
            items.push_back({10 * i, Qt::red, {}, QString("sample %1").arg(10 * i)});
        return items;
    }
    QPoint placeOf(int item) const { return {36 * item + 16, 16}; }

private Q_SLOTS:
    void init() {
        m_strip = std::make_unique<SampleStrip>();
        m_album = std::make_shared<CountingAlbum>(5000);
        m_strip->setAlbum(m_album);
        m_strip->resize(200, m_strip->sizeHint().height());
        m_strip->show();
        QVERIFY(QTest::qWaitForWindowActive(m_strip.get()));
    }

    void onlyWhatIsSeenIsLoadedAndOnlyOnce() {
        m_strip->setItems(items(300));
        QTRY_VERIFY(m_album->asked.contains(40));
        QVERIFY(m_album->asked.size() <= 6);
        m_strip->grab();
        QCOMPARE(m_album->asked.count(0), std::size_t(1));
        m_strip->setFocus();
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(m_strip.get(), Qt::Key_Right);
        QTRY_VERIFY(m_album->asked.contains(190)); // it came into sight
        QVERIFY(!m_album->asked.contains(2500));
    }

    void aClickChooses() {
        m_strip->setItems(items(3));
        QSignalSpy chosen(m_strip.get(), &SampleStrip::chosen);
        QTest::mouseClick(m_strip->viewport(), Qt::LeftButton, {}, placeOf(2));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toInt(), 20);
        QTest::mouseClick(m_strip->viewport(), Qt::LeftButton, {}, placeOf(4)); // nobody's place
        QCOMPARE(chosen.count(), 1);
    }

    void keysWalkAndChoose() {
        m_strip->setItems(items(3));
        QSignalSpy chosen(m_strip.get(), &SampleStrip::chosen);
        m_strip->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(m_strip.get(), Qt::Key_Right);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 20"));
        QTest::keyClick(m_strip.get(), Qt::Key_Left);
        QTest::keyClick(m_strip.get(), Qt::Key_Return);
        QCOMPARE(chosen.first().first().toInt(), 10);
    }

    void thePointerIsTold() {
        m_strip->setItems(items(3));
        std::optional<int> pointed;
        connect(m_strip.get(), &SampleStrip::pointedAt, this, [&](std::optional<int> sample) { pointed = sample; });
        QTest::mouseMove(m_strip->viewport(), placeOf(1));
        QTRY_COMPARE(pointed, std::optional(10));
        m_strip->setItems({});
        QVERIFY(!pointed);
    }

    void keysLeadToTheEndsAndByScreenfuls() {
        m_strip->setItems(items(50));
        m_strip->setFocus();
        QTest::keyClick(m_strip.get(), Qt::Key_End);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 490"));
        QCOMPARE(m_strip->horizontalScrollBar()->value(), m_strip->horizontalScrollBar()->maximum());
        QTest::keyClick(m_strip.get(), Qt::Key_PageUp);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 440")); // five fit
        QTest::keyClick(m_strip.get(), Qt::Key_Home);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 0"));
        QTest::keyClick(m_strip.get(), Qt::Key_PageDown);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 50"));
    }

    void thePointerLeavesTheCursorWhereItIs() {
        m_strip->setItems(items(3));
        m_strip->setFocus();
        QTest::keyClick(m_strip.get(), Qt::Key_End);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_strip->viewport(), &leave);
        QCOMPARE(m_strip->accessibleDescription(), QString("sample 20"));
        m_strip->clearFocus();
        QVERIFY(m_strip->accessibleDescription().isEmpty());
    }

    // What lies around it may scroll instead.
    void theWheelIsTakenOnlyWhereThereIsSomethingToScroll() {
        const auto isTaken = [this](int turn) {
            QWheelEvent wheel(QPointF(5, 5), m_strip->viewport()->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, turn),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(m_strip->viewport(), &wheel);
            return wheel.isAccepted();
        };
        m_strip->setItems(items(50));
        QVERIFY(isTaken(-120));
        QVERIFY(isTaken(120));
        QVERIFY(!isTaken(120));
        m_strip->setItems(items(3));
        QVERIFY(!isTaken(-120));
    }

    void aSampleThatThereIsNotIsNotWaitedFor() {
        struct : QObject {
            int count = 0;
            bool eventFilter(QObject*, QEvent* event) override {
                count += int(event->type() == QEvent::Paint);
                return false;
            }
        } paintings;
        m_strip->viewport()->installEventFilter(&paintings);
        m_strip->setItems({{9000, Qt::red, {}, "sample 9000"}});
        QTRY_VERIFY(paintings.count > 0);
        const int before = paintings.count;
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        QVERIFY(paintings.count <= before + 1);
    }
};

HOURGLASS_TEST(SampleStripTest)
#include "SampleStripTest.moc"
