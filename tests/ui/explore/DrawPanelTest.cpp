// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/DrawPanel.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/DrawCanvas.h"
#include "ui/session/Convert.h"
#include "ui/widgets/PictureSheet.h"
#include "ui/widgets/PictureView.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include <optional>

using namespace hourglass;
using namespace hourglass::ui;

class DrawPanelTest : public test::ExploreFixture {
    Q_OBJECT

    DrawPanel& panel() const { return static_cast<DrawPanel&>(*m_widget); }
    DrawCanvas& canvas() const { return panel().canvas(); }
    QToolButton* button(const QString& text) const {
        for (auto* button : m_widget->findChildren<QToolButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    void openPanel(const Experiment& experiment = test::tinyDigits()) {
        show(new DrawPanel(*m_exploration), {700, 500});
        open(experiment);
        QVERIFY(canvas().isVisible());
    }
    void stroke(Qt::MouseButton button = Qt::LeftButton) {
        const QPoint from = canvas().rect().center() - QPoint(40, 0), to = from + QPoint(80, 0);
        QTest::mousePress(&canvas(), button, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, canvas().mapToGlobal(to), Qt::NoButton, button, {});
        QApplication::sendEvent(&canvas(), &move);
        QTest::mouseRelease(&canvas(), button, {}, to);
    }
    /// What the engine makes of the drawing.
    EncodedSample encodedDrawing(int label = -1) {
        std::optional<EncodedSample> sample;
        m_exploration->quick().ask(
            1000, [&, label, picture = toImage(canvas().picture())](const Model& model) -> std::optional<ModelAnswer> {
                const EncodedSample known = encoded(model, picture, label);
                return [&sample, known] { sample = known; };
            });
        settle();
        return sample.value_or(EncodedSample());
    }

private Q_SLOTS:
    void whatIsDrawnIsRebuiltAndHasNeighbours() {
        openPanel();
        const QImage empty = canvas().picture();
        stroke();
        settle();
        QVERIFY(canvas().picture() != empty);
        const EncodedSample expected = encodedDrawing();
        QVERIFY(m_exploration->code() == expected.code);
        QVERIFY(!panel().rebuilt().picture().isNull());
        QCOMPARE(panel().neighbours().items().size(), std::size_t(8));
        const auto nearest = nearestTo(expected.code, *m_exploration->codes(), 1);
        QCOMPARE(panel().neighbours().items().front().sample, std::optional(nearest.front().sample));
        QVERIFY(!button("Resample")->isEnabled()); // a point
    }

    void itIsOfTheClassThatIsChosen() {
        openPanel(complete(withVariant(test::tinyDigits(), "conditional-variational")));
        auto* classes = named<QComboBox>("Class that the network is told");
        QVERIFY(classes->isVisible());
        stroke();
        settle();
        const int sampleClass = m_exploration->label(); // of the sample that was at hand
        QVERIFY(sampleClass >= 0);
        QVERIFY(m_exploration->code() == encodedDrawing(sampleClass).code);
        classes->setFocus();
        QTest::keyClick(classes, Qt::Key_End);
        settle();
        const int last = int(m_exploration->run()->dataset.classNames.size()) - 1;
        QCOMPARE(m_exploration->label(), last);
        QVERIFY(last != sampleClass);
        const QImage expected = panel().rebuilt().picture();
        QVERIFY(encodedDrawing(last).code != encodedDrawing(sampleClass).code);
        QVERIFY(!expected.isNull());
    }

    void aCloudIsDrawnFrom() {
        openPanel(complete(withVariant(test::tinyDigits(), "variational")));
        stroke();
        settle();
        QVERIFY(m_exploration->cloud() == encodedDrawing().deviations);
        QVERIFY(!m_exploration->cloud().empty());
        QTest::mouseClick(button("Resample"), Qt::LeftButton);
        settle();
        QCOMPARE(panel().resampled().items().size(), std::size_t(8));
        QVERIFY(panel().resampled().items()[0].picture != panel().resampled().items()[1].picture);
    }

    void strokesAreRubbedOutAndTakenBack() {
        openPanel();
        const QImage empty = canvas().picture();
        stroke();
        const QImage drawn = canvas().picture();
        stroke(Qt::RightButton);
        QVERIFY(canvas().picture() != drawn);
        canvas().setFocus();
        QTest::keySequence(&canvas(), QKeySequence::Undo);
        QCOMPARE(canvas().picture(), drawn);
        QTest::mouseClick(button("Undo"), Qt::LeftButton);
        QCOMPARE(canvas().picture(), empty);
        stroke();
        QTest::mouseClick(button("Clear"), Qt::LeftButton);
        QCOMPARE(canvas().picture(), empty);
    }

    void theKeysDraw() {
        openPanel();
        const QImage empty = canvas().picture();
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_Right);
        QCOMPARE(canvas().picture(), empty); // the pen is up
        QTest::keyClick(&canvas(), Qt::Key_Space);
        QTest::keyClick(&canvas(), Qt::Key_Down);
        QVERIFY(canvas().picture() != empty);
    }

    void theDrawingStaysForAnotherNetwork() {
        openPanel();
        stroke();
        const QImage drawn = canvas().picture();
        open(test::withCodeSize(test::tinyDigits(), 3));
        QCOMPARE(canvas().picture(), drawn);
        settle();
        QVERIFY(!panel().rebuilt().picture().isNull());
    }

    void aSampleIsDrawnOver() {
        openPanel();
        const QImage empty = canvas().picture();
        QVERIFY(dropSample(panel(), 3));
        QVERIFY(canvas().picture() != empty);
    }

    void tablesCannotBeDrawn() {
        show(new DrawPanel(*m_exploration), {700, 500});
        open(test::tinyExperiment(3));
        QVERIFY(!canvas().isVisible());
        const auto labels = panel().findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [](QLabel* label) { return label->isVisible() && label->text().contains("no pictures"); }));
    }
};

HOURGLASS_TEST(DrawPanelTest)
#include "DrawPanelTest.moc"
