// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/train/LatentPanelFixture.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;

/// The neighbour embedding in a LatentPanel.
class LatentEmbeddingTest : public test::LatentPanelFixture {
    Q_OBJECT

    QLabel* note() const { return named<QLabel>("What the embedding is made of"); }
    QPushButton* embeddingButton() const { return m_panel->findChild<QPushButton*>(); }
    /// The next or the one before.
    void chooseSamples(Qt::Key key) {
        auto* box = named<QComboBox>("Samples on the map");
        box->setFocus();
        const QString before = box->currentText();
        QTest::keyClick(box, key);
        QVERIFY(box->currentText() != before);
    }
    /// With neighbours of sample 5.
    static LatentMap withNeighbours() {
        LatentMap map = test::lattice(4);
        map.neighboursOf = 5;
        map.neighbours = {{1, 0.25}, {9, 0.5}};
        return map;
    }

private Q_SLOTS:
    void theEmbeddingIsRequestedAndFormed() {
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        QVERIFY(!embeddingButton()->isVisible());
        choosePlane("Neighbours (t-SNE)");
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.first().first().toLongLong(), 16);
        QVERIFY(plot().isEmpty());
        m_panel->showEmbeddingStarted();
        QVERIFY(m_panel->findChild<QProgressBar*>()->isVisible());
        QCOMPARE(embeddingButton()->text(), QString("Cancel"));
        m_panel->showEmbeddingPlace("at epoch 3/50, step 12");
        QCOMPARE(note()->text(), QString("16 samples, at epoch 3/50, step 12"));
        LatentMap forming = test::lattice(4);
        forming.xLabel = "t-SNE 1";
        m_panel->showEmbeddingProgress(0.4, forming);
        QVERIFY(!plot().isEmpty());
        QCOMPARE(m_panel->findChild<QProgressBar*>()->value(), 40);
        m_panel->showMap(withNeighbours()); // a snapshot comes and does not take its place
        QCOMPARE(plot().map().xLabel, std::string("t-SNE 1"));
        QCOMPARE(plot().map().neighboursOf, std::optional<std::int64_t>(5)); // but brings the neighbours
        forming.x[0] = -1;
        m_panel->showEmbedding(forming);
        QCOMPARE(plot().map().x[0], -1.F);
        QVERIFY(!m_panel->findChild<QProgressBar*>()->isVisible());
        QCOMPARE(embeddingButton()->text(), QString("Make anew"));
        QTest::mouseClick(embeddingButton(), Qt::LeftButton);
        QCOMPARE(requested.count(), 2);
        choosePlane("Principal components");
        QCOMPARE(plot().map().xLabel, std::string("code 1"));
        choosePlane("Neighbours (t-SNE)"); // it is there already
        QCOMPARE(requested.count(), 2);
        QCOMPARE(plot().map().xLabel, std::string("t-SNE 1"));
    }

    void oneThatWasGivenUpAtOnceLeavesTheOneBefore() {
        choosePlane("Neighbours (t-SNE)");
        m_panel->showEmbeddingStarted();
        m_panel->showEmbeddingPlace("at epoch 3/50, step 12");
        m_panel->showEmbedding(test::lattice(4));
        for (const bool fails : {false, true}) {
            QTest::mouseClick(embeddingButton(), Qt::LeftButton);
            m_panel->showEmbeddingStarted();
            QCOMPARE(note()->text(), QString("Waiting for the network…"));
            m_panel->showEmbeddingPlace("at epoch 9/50, step 36");
            if (fails)
                m_panel->showEmbeddingFault("There is not enough memory.");
            else
                m_panel->showEmbeddingCancelled();
            QVERIFY(!plot().isEmpty());
            QCOMPARE(note()->text(), QString("16 samples, at epoch 3/50, step 12"));
            QCOMPARE(embeddingButton()->text(), QString("Make anew"));
        }
    }

    void beforeThereIsANetworkItWaits() {
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        m_panel->begin(run());
        choosePlane("Neighbours (t-SNE)");
        QCOMPARE(note()->text(), QString("Waiting for the network…"));
        QTest::mouseClick(embeddingButton(), Qt::LeftButton); // Cancel
        QCOMPARE(note()->text(), QString("No map of this network yet"));
        QCOMPARE(embeddingButton()->text(), QString("Make map"));
        QTest::mouseClick(embeddingButton(), Qt::LeftButton);
        QCOMPARE(note()->text(), QString("Waiting for the network…"));
        QCOMPARE(requested.count(), 0);
        m_panel->showMap(test::lattice(4));
        QCOMPARE(requested.count(), 1);
    }

    void otherSamplesHaveAMapOfTheirOwn() {
        choosePlane("Neighbours (t-SNE)");
        m_panel->showEmbeddingStarted();
        m_panel->showEmbedding(test::lattice(4));
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        QSignalSpy cancelled(m_panel.get(), &LatentPanel::embeddingCancelled);
        chooseSamples(Qt::Key_Down);
        QCOMPARE(cancelled.count(), 1);
        QVERIFY(plot().isEmpty());
        m_panel->showMap(test::lattice(4)); // which was on its way
        QCOMPARE(requested.count(), 0);
        m_panel->showMap(test::lattice(5));
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.last().first().toLongLong(), 25);
        m_panel->showEmbedding(test::lattice(5));
        // Of 25 where 1,000 were asked for: more cannot be had, and may be all that comes for the next choice as well.
        chooseSamples(Qt::Key_Down);
        m_panel->showMap(test::lattice(5));
        QCOMPARE(requested.count(), 2);
    }

    void theSamplesMayChangeInAnotherPlane() {
        choosePlane("Neighbours (t-SNE)");
        m_panel->showEmbeddingStarted();
        m_panel->showEmbedding(test::lattice(4));
        choosePlane("Principal components");
        chooseSamples(Qt::Key_Down);
        m_panel->showMap(test::lattice(5));
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        choosePlane("Neighbours (t-SNE)");
        QVERIFY(plot().isEmpty()); // and not that of the samples before
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.last().first().toLongLong(), 25);
    }

    void unseenNoneIsMade() {
        choosePlane("Neighbours (t-SNE)");
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        m_panel->hide();
        m_panel->begin(run());
        m_panel->showMap(test::lattice(4));
        QCOMPARE(requested.count(), 0);
        m_panel->show();
        QCOMPARE(requested.count(), 1);
    }

    void theEmbeddingIsCancelledAndMayFail() {
        QSignalSpy cancelled(m_panel.get(), &LatentPanel::embeddingCancelled);
        choosePlane("Neighbours (t-SNE)");
        m_panel->showEmbeddingStarted();
        m_panel->showEmbeddingPlace("before its first step");
        m_panel->showEmbeddingProgress(0.2, test::lattice(4));
        QTest::mouseClick(embeddingButton(), Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
        m_panel->showEmbeddingCancelled();
        QVERIFY2(note()->text().contains("given up"), qPrintable(note()->text()));
        QVERIFY(!plot().isEmpty()); // as far as it had come
        m_panel->showEmbeddingFault("There is not enough memory.");
        const auto labels = m_panel->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel* label) { return label->isVisible() && label->text().contains("not enough memory"); }));
    }

    void anotherNetworkGetsAnEmbeddingOfItsOwn() {
        choosePlane("Neighbours (t-SNE)");
        m_panel->showEmbeddingStarted();
        m_panel->showEmbedding(test::lattice(4));
        QSignalSpy requested(m_panel.get(), &LatentPanel::embeddingRequested);
        m_panel->begin(run());
        QVERIFY(plot().isEmpty());
        QCOMPARE(requested.count(), 0); // before it can be looked at
        m_panel->showMap(test::lattice(4));
        QCOMPARE(requested.count(), 1);
        m_panel->showMap(test::lattice(4));
        QCOMPARE(requested.count(), 1);
    }
};

HOURGLASS_TEST(LatentEmbeddingTest)
#include "LatentEmbeddingTest.moc"
