// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/InterpolationFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

/// The samples between which an InterpolationPanel walks: dropped, drawn and stepped through.
class WalkStopsTest : public test::InterpolationFixture {
    Q_OBJECT

private Q_SLOTS:
    void samplesAreDropped() {
        openPanel();
        const std::vector<float> before = panel().film();
        for (const std::size_t index : {0U, 1U}) {
            QSignalSpy encoded(&panel().stops(), &WalkStops::encoded);
            QVERIFY(dropSample(well(index), qint64(30 + index)));
            QCOMPARE(well(index).sample(), qint64(30 + index));
            QTRY_COMPARE_WITH_TIMEOUT(encoded.count(), 1, Patience);
            settle();
        }
        QVERIFY(panel().film() != before);
        QCOMPARE(panel().film(), walk(stop(0).code, stop(1).code, 9, WalkPath::Straight));
        const CodeValues code = stop(0).code;
        m_exploration->setSample(30);
        settle();
        QCOMPARE(m_exploration->code(), code); // it is that one's
    }

    void aSampleThatThereIsNotChangesNothing() {
        openPanel();
        const auto before = well(0).sample();
        dropSample(well(0), 300000);
        settle();
        QCOMPARE(well(0).sample(), before);
    }

    void filesAreDropped() {
        openPanel();
        const std::vector<float> before = panel().film();
        QVERIFY(dropFile(well(0), pictureFile("grey.png", 200)));
        QTRY_COMPARE_WITH_TIMEOUT(well(0).sample(), -1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!stop(0).code.empty(), Patience);
        settle();
        QVERIFY(panel().film() != before);
        QVERIFY2(well(0).accessibleDescription().contains("grey"), qPrintable(well(0).accessibleDescription()));
        QCOMPARE(stop(0).picture.pixelColor(10, 10).lightness(), 200);
        const std::vector<float> first = panel().film();
        QVERIFY(dropFile(well(1), pictureFile("dark.png", 20)));
        QTRY_COMPARE_WITH_TIMEOUT(well(1).sample(), -1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!panel().film().empty() && panel().film() != first, Patience);
    }

    void aFileThatIsNoneIsSaid() {
        openPanel();
        QSignalSpy failed(&panel(), &InterpolationPanel::failed);
        const auto before = well(0).sample();
        dropFile(well(0), m_folder.filePath("none.png"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
        QVERIFY2(failed.first().first().toString().contains("none.png"), qPrintable(failed.first().first().toString()));
        QCOMPARE(well(0).sample(), before);
    }

    void aFileStaysForAnotherNetworkAndGoesWithOtherData() {
        openPanel();
        dropFile(well(0), pictureFile("grey.png", 200));
        QTRY_COMPARE_WITH_TIMEOUT(well(0).sample(), -1, Patience);
        m_controller->prepare(test::withCodeSize(test::tinyDigits(), 3));
        QTRY_VERIFY_WITH_TIMEOUT(panel().film().size() == 27, Patience);
        QCOMPARE(well(0).sample(), -1);
        m_controller->prepare(test::tinyExperiment(3));
        QTRY_VERIFY_WITH_TIMEOUT(well(0).sample() >= 0, Patience);
    }

    void anotherOneByAClick() {
        openPanel();
        std::set<std::int64_t> seen;
        for (int i = 0; i < 5; ++i) {
            QTest::mouseClick(&well(1), Qt::LeftButton, {}, well(1).rect().center());
            seen.insert(well(1).sample());
            QVERIFY(well(1).sample() >= 0 && well(1).sample() < m_exploration->run()->album->count());
        }
        QVERIFY(seen.size() > 2);
        settle();
        QCOMPARE(panel().film(), walk(stop(0).code, stop(1).code, 9, WalkPath::Straight));
    }

    void theNextOneByTheKeys() {
        openPanel();
        const auto count = m_exploration->run()->album->count();
        well(0).setFocus();
        dropSample(well(0), 0);
        QTest::keyClick(&well(0), Qt::Key_Right);
        QCOMPARE(well(0).sample(), 1);
        QTest::keyClick(&well(0), Qt::Key_Left);
        QTest::keyClick(&well(0), Qt::Key_Left);
        QCOMPARE(well(0).sample(), count - 1); // round about
        QTest::keyClick(&well(0), Qt::Key_Right);
        QCOMPARE(well(0).sample(), 0);
    }

    void theKeysGoOnFromAFile() {
        openPanel();
        dropFile(well(0), pictureFile("grey.png", 200));
        QTRY_COMPARE_WITH_TIMEOUT(well(0).sample(), -1, Patience);
        well(0).setFocus();
        QTest::keyClick(&well(0), Qt::Key_Left);
        QCOMPARE(well(0).sample(), m_exploration->run()->album->count() - 1);
    }

    void eachPictureIsAskedForAsTheClassOfTheNearestSample() {
        openPanel(complete(withVariant(test::tinyDigits(), "conditional-variational")));
        const int a = stop(0).label, b = stop(1).label;
        QVERIFY(a >= 0 && b >= 0 && a != b);
        QCOMPARE(panel().labels(), (std::vector<int>{a, a, a, a, a, b, b, b, b}));
        for (const int end : {0, 1000}) { // the ends are the reconstructions of the samples
            across()->setValue(end);
            settle();
            QCOMPARE(m_exploration->label(), end == 0 ? a : b);
            QCOMPARE(between(), decoded(stop(end == 0 ? 0 : 1).code));
        }
        chooseWay(2);
        const std::vector<int> corners = panel().labels();
        QCOMPARE(corners.size(), 81u);
        QCOMPARE(corners[72], stop(2).label);
        QCOMPARE(corners[80], stop(3).label);
        QVERIFY(!panel().isEmpty());
    }
};

HOURGLASS_TEST(WalkStopsTest)
#include "WalkStopsTest.moc"
