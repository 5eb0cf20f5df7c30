// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/design/DesignPanelFixture.h"

#include "ui/design/LayerPalette.h"
#include "ui/design/RoundButton.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/NumberBox.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>

using namespace hourglass;
using namespace hourglass::ui;

class DesignPanelTest : public test::DesignPanelFixture {
    Q_OBJECT

    static void choose(const char* words) {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto* palette = QApplication::activePopupWidget()->findChild<LayerPalette*>();
        QVERIFY(palette);
        QTest::keyClicks(palette->focusProxy(), words);
        QTest::keyClick(palette->focusProxy(), Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
    }

private Q_SLOTS:
    void showsTheNetworkWithoutProposingAnything() {
        QVERIFY(m_edits.isEmpty());
        QCOMPARE(bar(BarRole::Encoder, 1)->accessibleName(),
                 QString("Encoder layer 2 of 2, Dense 128, output 128, 65,664 parameters"));
        QVERIFY(bar(BarRole::Code)->accessibleName().contains("4,128 parameters"));
        QVERIFY(bar(BarRole::Decoder, 0)->content().mirrored);
        QVERIFY(!bar(BarRole::Encoder, 2));
        const int middle = bar(BarRole::Input)->geometry().center().x();
        int above = bar(BarRole::Input)->width() + 1;
        for (LayerBar* next :
             {bar(BarRole::Input), bar(BarRole::Encoder, 0), bar(BarRole::Encoder, 1), bar(BarRole::Code)}) {
            QVERIFY(next->width() < above);
            QVERIFY(std::abs(next->geometry().center().x() - middle) <= 1);
            above = next->width();
        }
    }

    void plusBetweenBarsAddsALayer() {
        const int y = (bar(BarRole::Encoder, 0)->geometry().bottom() + bar(BarRole::Encoder, 1)->y()) / 2;
        QTest::mouseMove(view(), QPoint(40, y));
        auto* plus = view()->findChild<RoundButton*>("insertButton");
        QTRY_VERIFY(plus->isVisible());
        QTest::mouseClick(plus, Qt::LeftButton);
        choose("dropout");
        QCOMPARE(m_network.encoder.size(), std::size_t(3));
        QCOMPARE(m_network.encoder[1].kind, std::string("dropout"));
        QCOMPARE(m_edits, QStringList("Add dropout 0.2"));
    }

    void nothingIsAddedToAMirroredDecoder() {
        const int y = (bar(BarRole::Decoder, 0)->geometry().bottom() + bar(BarRole::Decoder, 1)->y()) / 2;
        QTest::mouseMove(view(), QPoint(40, y));
        QVERIFY(!view()->findChild<RoundButton*>("insertButton")->isVisible());
    }

    void insertKeyAddsBelowTheBar() {
        bar(BarRole::Encoder, 1)->setFocus();
        QTest::keyClick(bar(BarRole::Encoder, 1), Qt::Key_Insert);
        choose("dense");
        QCOMPARE(units(), (std::vector<std::int64_t>{512, 128, 128}));
        QVERIFY(view()->current() == (BarId{BarRole::Encoder, 2}));
    }

    void deleteRemovesOnlyWhatMayBeEdited() {
        bar(BarRole::Encoder, 0)->setFocus();
        QTest::keyClick(bar(BarRole::Encoder, 0), Qt::Key_Delete);
        QCOMPARE(units(), (std::vector<std::int64_t>{128}));
        QCOMPARE(m_edits, QStringList("Remove dense 512"));
        for (LayerBar* kept : {bar(BarRole::Code), bar(BarRole::Decoder, 0), bar(BarRole::Input)}) {
            kept->setFocus();
            QTest::keyClick(kept, Qt::Key_Backspace);
        }
        QCOMPARE(m_edits.size(), 1);
    }

    void dragReordersWithinTheEncoder() {
        show({{dense(512), dense(256), dense(128)}, {"vector", 32, "none"}, true, {}});
        LayerBar* dragged = bar(BarRole::Encoder, 0);
        const QPoint grip = dragged->rect().center();
        QTest::mousePress(dragged, Qt::LeftButton, {}, grip);
        QTest::mouseMove(dragged, grip + QPoint(0, QApplication::startDragDistance() + 1));
        // The bar follows the pointer, so positions are told in its own moving coordinates.
        const int target = bar(BarRole::Code)->y() - 4;
        QTest::mouseMove(dragged, QPoint(grip.x(), target - dragged->y()));
        QTest::mouseRelease(dragged, Qt::LeftButton, {}, dragged->rect().center());
        QCOMPARE(units(), (std::vector<std::int64_t>{256, 128, 512}));
        QCOMPARE(m_edits, QStringList("Move dense 512"));
    }

    void escapeCallsADragOff() {
        LayerBar* dragged = bar(BarRole::Encoder, 0);
        const QPoint place = dragged->pos();
        dragged->setFocus();
        QTest::mousePress(dragged, Qt::LeftButton, {}, dragged->rect().center());
        QTest::mouseMove(dragged, dragged->rect().center() + QPoint(0, 60));
        QVERIFY(dragged->pos() != place);
        QTest::keyClick(dragged, Qt::Key_Escape);
        QCOMPARE(dragged->pos(), place);
        QTest::mouseRelease(dragged, Qt::LeftButton, {}, dragged->rect().center());
        QVERIFY(m_edits.isEmpty());
        QVERIFY(!QApplication::activePopupWidget());
    }

    void controlArrowsMoveTheLayer() {
        bar(BarRole::Encoder, 0)->setFocus();
        QTest::keyClick(bar(BarRole::Encoder, 0), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{128, 512}));
        QVERIFY(bar(BarRole::Encoder, 1)->hasFocus());
        QTest::keyClick(bar(BarRole::Encoder, 1), Qt::Key_Down, Qt::ControlModifier); // Not into the code.
        QCOMPARE(m_edits.size(), 1);
    }

    void mirrorIsWrittenOutAndTakenBack() {
        auto* mirror = m_panel->findChild<QCheckBox*>("mirror");
        const NetworkSpec before = m_network;
        const auto expected = mirroredDecoder(before, Shape{{1, 28, 28}});
        const QPoint box(8, mirror->height() / 2);
        QTest::mouseClick(mirror, Qt::LeftButton, {}, box);
        QVERIFY(!m_network.mirrored);
        QVERIFY(m_network.decoder == expected);
        QVERIFY(!bar(BarRole::Decoder, 0)->content().mirrored);
        bar(BarRole::Decoder, 0)->setFocus();
        QTest::keyClick(bar(BarRole::Decoder, 0), Qt::Key_Delete);
        QCOMPARE(m_network.decoder.size(), expected.size() - 1);
        QTest::mouseClick(mirror, Qt::LeftButton, {}, box);
        QVERIFY(m_network == before);
    }

    void mirroredBarOffersToBreakTheMirror() {
        bar(BarRole::Decoder, 0)->setFocus();
        QTest::keyClick(bar(BarRole::Decoder, 0), Qt::Key_7); // Not editable.
        QVERIFY(!bar(BarRole::Decoder, 0)->findChild<NumberBox*>());
        QTest::keyClick(bar(BarRole::Decoder, 0), Qt::Key_F2);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_Up); // The last entry.
        QTest::keyClick(menu, Qt::Key_Return);
        QVERIFY(!m_network.mirrored);
        QCOMPARE(m_edits, QStringList("Break the mirror"));
    }

    void faultStandsOnItsBar() {
        LayerSpec pooling = newLayer("max-pooling");
        pooling.parameters.set("size", std::int64_t(30));
        show({{newLayer("convolution"), pooling, dense(10)}, {"vector", 2, "none"}, true, {}});
        QVERIFY(bar(BarRole::Encoder, 0)->content().fault.isEmpty());
        QVERIFY(!bar(BarRole::Encoder, 1)->content().fault.isEmpty());
        QVERIFY(bar(BarRole::Encoder, 2)->content().fault.isEmpty());
        auto* message = view()->findChild<FaultLabel*>();
        QVERIFY(message->isVisible());
        const QRect note = message->parentWidget()->geometry();
        QVERIFY(note.y() >= bar(BarRole::Encoder, 1)->geometry().bottom());
        QVERIFY(note.bottom() < bar(BarRole::Encoder, 2)->y());
        QVERIFY(bar(BarRole::Encoder, 1)->accessibleName().contains("error"));
        QVERIFY(!m_panel->findChild<QCheckBox*>("mirror")->isEnabled());
        show({{newLayer("convolution")}, {"vector", 2, "none"}, true, {}});
        QVERIFY(!message->isVisible());
    }

    void unknownKindIsShownNotLost() {
        show({{{"quantum", {}}}, {"vector", 2, "none"}, true, {}});
        QVERIFY(bar(BarRole::Encoder, 0)->accessibleName().contains("quantum"));
        QVERIFY(!bar(BarRole::Encoder, 0)->content().fault.isEmpty());
    }

    void arrowsWalkTheBarsAndTabLeavesThem() {
        bar(BarRole::Input)->setFocus();
        for (LayerBar* next :
             {bar(BarRole::Encoder, 0), bar(BarRole::Encoder, 1), bar(BarRole::Code), bar(BarRole::Decoder, 0)}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
            QVERIFY(next->hasFocus());
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(!qobject_cast<LayerBar*>(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), bar(BarRole::Decoder, 0)); // Where it was.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
        QVERIFY(bar(BarRole::Input)->hasFocus());
    }

    void fortyLayersShrinkThenScrollAndStayWhole() {
        NetworkSpec network{{}, {"vector", 2, "none"}, true, {}};
        for (int i = 0; i < 40; ++i)
            network.encoder.push_back(dense(512 - 10 * i));
        show(network);
        QTRY_VERIFY(view()->height() > m_panel->findChild<QScrollArea*>()->viewport()->height());
        for (int i = 1; i < 40; ++i)
            QVERIFY(bar(BarRole::Encoder, i)->y() > bar(BarRole::Encoder, i - 1)->geometry().bottom());
        QVERIFY(bar(BarRole::Output)->geometry().bottom() < view()->height());
        bar(BarRole::Encoder, 39)->setFocus();
        show({{}, {"vector", 2, "none"}, true, {}}); // The bar with the focus is gone, the focus is not.
        QVERIFY(qobject_cast<LayerBar*>(QApplication::focusWidget()));
    }

    void everyTextFitsItsBar() {
        for (const BarRole role : {BarRole::Encoder, BarRole::Code}) {
            const LayerBar* shown = bar(role);
            const QString title = shown->content().title.section(QChar(0x9c), -1);
            QVERIFY(shown->fontMetrics().horizontalAdvance(title) < shown->width());
            QVERIFY(shown->height() >= LayerBar::heightFor(shown->fontMetrics(), true));
        }
        QVERIFY(!m_panel->findChild<QLabel*>("summary")->text().isEmpty());
    }
};

HOURGLASS_TEST(DesignPanelTest)
#include "DesignPanelTest.moc"
