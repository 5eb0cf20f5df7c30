// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/charts/LatentChart.h"
#include "ui/train/LatentPanel.h"
#include "ui/train/TrainWorkspace.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

/// The neighbour embedding of the network that is trained, in the whole window.
class EmbeddingTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void theMapComesAndIsFinished() {
        open(test::tinyDigits());
        QTRY_VERIFY(!plot().isEmpty());
        chooseEmbedding();
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QString("Make anew"), Patience);
        QCOMPARE(plot().map().xLabel, std::string("t-SNE 1"));
        QVERIFY2(note().endsWith("samples, before its first step"), qPrintable(note()));
        trainAndPause(); // new maps of the code do not take its place
        QCOMPARE(plot().map().xLabel, std::string("t-SNE 1"));
    }

    void itIsCancelledOnTheWay() {
        open(test::tinyDigits());
        QTRY_VERIFY(!plot().isEmpty());
        // In the making, and not before nor after.
        connect(panel().findChild<QProgressBar*>(), &QProgressBar::valueChanged, this, [this](int percent) {
            if (percent > 0 && button()->text() == "Cancel")
                QTest::mouseClick(button(), Qt::LeftButton);
        });
        chooseEmbedding();
        QTRY_VERIFY_WITH_TIMEOUT(note().endsWith("given up before the end"), Patience);
        QVERIFY(!plot().isEmpty()); // as far as it had come
        QCOMPARE(button()->text(), QString("Make anew"));
    }

    void anotherNetworkHasAnotherMap() {
        open(test::tinyDigits());
        QTRY_VERIFY(!plot().isEmpty());
        chooseEmbedding();
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QString("Make anew"), Patience);
        QSignalSpy progressed(panel().findChild<QProgressBar*>(), &QProgressBar::valueChanged);
        click(trainMenu().reset());
        QTRY_VERIFY_WITH_TIMEOUT(progressed.count() > 0, Patience); // it may be over before anybody looks
        QTRY_COMPARE_WITH_TIMEOUT(button()->text(), QString("Make anew"), Patience);
    }

private:
    static constexpr int Patience = 120000; // ms: other programs may be running, too

    LatentPanel& panel() { return *m_window->findChild<LatentPanel*>(); }
    LatentPlot& plot() { return panel().chart().plot(); }
    template <class Widget>
    Widget* named(const QString& name) {
        const auto all = panel().findChildren<Widget*>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    QString note() { return named<QLabel>("What the embedding is made of")->text(); }
    QPushButton* button() { return panel().findChild<QPushButton*>(); }
    void chooseEmbedding() {
        auto* planes = named<QComboBox>("Axes of the map");
        QTest::keyClick(planes, Qt::Key_End);
        QCOMPARE(planes->currentText(), QString("Neighbours (t-SNE)"));
    }
};

HOURGLASS_TEST(EmbeddingTest)
#include "EmbeddingTest.moc"
