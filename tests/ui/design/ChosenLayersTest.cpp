// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/design/DesignPanelFixture.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>

using namespace hourglass;
using namespace hourglass::ui;

/// Several layers at once: choosing, moving, copying and removing them.
class ChosenLayersTest : public test::DesignPanelFixture {
    Q_OBJECT

    void showFive() {
        show({{dense(500), dense(400), dense(300), dense(200), dense(100)}, {"vector", 32, "none"}, true, {}});
        bar(BarRole::Encoder, 0)->setFocus();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    std::vector<int> chosen() {
        std::vector<int> indices;
        for (const BarId id : view()->chosen())
            indices.push_back(id.index);
        return indices;
    }
    void click(int layer, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(bar(BarRole::Encoder, layer), Qt::LeftButton, modifiers);
    }

private Q_SLOTS:
    void init() {
        openPanel();
        QGuiApplication::clipboard()->clear();
        showFive();
    }

    void shiftAndControlChooseByMouse() {
        click(1, Qt::ControlModifier);
        click(3, Qt::ShiftModifier);
        QCOMPARE(chosen(), (std::vector{1, 2, 3}));
        click(2, Qt::ControlModifier);
        QCOMPARE(chosen(), (std::vector{1, 3}));
        QVERIFY(!QApplication::activePopupWidget());
        click(0, {}); // this one alone, and its editor
        QVERIFY(QApplication::activePopupWidget());
        QApplication::activePopupWidget()->close();
        QCOMPARE(chosen(), (std::vector{0}));
    }

    void shiftAndAllChooseByKeys() {
        press(Qt::Key_Down);
        QCOMPARE(chosen(), (std::vector{1}));
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(chosen(), (std::vector{1, 2, 3}));
        press(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(chosen(), (std::vector{1, 2}));
        press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(chosen(), (std::vector{0, 1, 2, 3, 4}));
        press(Qt::Key_End); // the output is no layer
        QVERIFY(chosen().empty());
        press(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(chosen().empty());
    }

    // What the keys act on is what is seen.
    void aDraggedLayerIsTheChosenOne() {
        LayerBar* dragged = bar(BarRole::Encoder, 3);
        const QPoint grip = dragged->rect().center();
        QTest::mousePress(dragged, Qt::LeftButton, {}, grip);
        QTest::mouseMove(dragged, grip + QPoint(0, QApplication::startDragDistance() + 1));
        press(Qt::Key_Escape);
        QTest::mouseRelease(dragged, Qt::LeftButton, {}, grip);
        QCOMPARE(chosen(), (std::vector{3}));
        press(Qt::Key_Delete);
        QCOMPARE(units(), (std::vector<std::int64_t>{500, 400, 300, 100}));
    }

    void aChoiceWithoutTheFocusIsSeen() {
        press(Qt::Key_End);
        press(Qt::Key_Home);
        click(3, Qt::ControlModifier);
        click(4, Qt::ControlModifier);
        const QImage both = bar(BarRole::Encoder, 3)->grab().toImage();
        click(4, Qt::ControlModifier); // off again, and the focus stays there
        QCOMPARE(chosen(), (std::vector{3}));
        QCOMPARE(bar(BarRole::Encoder, 3)->grab().toImage(), both);
        QVERIFY(bar(BarRole::Encoder, 3)->accessibleDescription().startsWith("Chosen"));
    }

    void theyGoTogether() {
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Delete);
        QCOMPARE(units(), (std::vector<std::int64_t>{300, 200, 100}));
        QCOMPARE(m_edits, QStringList("Remove 2 layers"));
    }

    void theyMoveTogetherAndStayChosen() {
        click(2, Qt::ControlModifier);
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{400, 500, 200, 300, 100}));
        QCOMPARE(chosen(), (std::vector{1, 3}));
        press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{500, 400, 300, 200, 100}));
        press(Qt::Key_Up, Qt::ControlModifier); // not beyond the input
        QCOMPARE(m_edits, (QStringList{"Move 2 layers", "Move 2 layers"}));
    }

    void copiesArePastedBelow() {
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(m_edits.isEmpty());
        press(Qt::Key_Down);
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{500, 400, 300, 500, 400, 200, 100}));
        QCOMPARE(chosen(), (std::vector{3, 4}));
        QCOMPARE(m_edits, QStringList("Paste 2 layers"));
    }

    void whatIsCutCanBePastedInTheDecoder() {
        press(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{400, 300, 200, 100}));
        NetworkSpec network = m_network;
        network.mirrored = false;
        network.decoder = {dense(7)};
        show(network);
        bar(BarRole::Code)->setFocus();
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_network.decoder.size(), std::size_t(2));
        QCOMPARE(m_network.decoder[0].parameters.integer("units"), std::int64_t(500));
        QCOMPARE(m_edits, (QStringList{"Cut dense 500", "Paste dense 500"}));
    }

    void duplicatesStandBelow() {
        press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<std::int64_t>{500, 500, 400, 300, 200, 100}));
        QCOMPARE(chosen(), (std::vector{1}));
        QVERIFY(bar(BarRole::Encoder, 1)->hasFocus());
    }

    void somethingElseIsNotPasted_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no layers") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("layers from elsewhere") << QByteArray(R"({"network": {"encoder": [{"kind": "quantum"}]}})");
    }
    void somethingElseIsNotPasted() {
        QFETCH(QByteArray, content);
        auto* mime = new QMimeData;
        mime->setText("hello");
        mime->setData("application/x-hourglass-layers+json", content);
        QGuiApplication::clipboard()->setMimeData(mime);
        press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(m_edits.isEmpty());
    }

    void theMenuDoesTheSame() {
        press(Qt::Key_Down, Qt::ShiftModifier);
        LayerBar* on = bar(BarRole::Encoder, 1);
        QContextMenuEvent event(QContextMenuEvent::Mouse, on->rect().center(), on->mapToGlobal(on->rect().center()));
        QApplication::sendEvent(on, &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text() == "Duplicate") {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                break;
            }
        QCOMPARE(m_edits, QStringList("Duplicate 2 layers"));
        QCOMPARE(units(), (std::vector<std::int64_t>{500, 400, 500, 400, 300, 200, 100}));
    }

    // Bars that stay glide to their places; nothing jumps, and nothing is left behind.
    void barsGlideWhereMotionIsWanted() {
        QCoreApplication::processEvents(); // the scroll area has its say
        QApplication::setEffectEnabled(Qt::UI_General, true);
        LayerBar* input = bar(BarRole::Input);
        const int before = input->y();
        press(Qt::Key_Delete);
        QCOMPARE(input->y(), before); // it begins where it stood
        QTRY_VERIFY(input->y() != before);
        QTRY_VERIFY(view()->findChild<QVariantAnimation*>()->state() == QAbstractAnimation::Stopped);
        const int after = input->y();
        // A layer that is moved takes its bar along.
        LayerBar* moved = bar(BarRole::Encoder, 0);
        moved->setFocus();
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(bar(BarRole::Encoder, 1), moved);
        press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(bar(BarRole::Encoder, 0), moved);
        QApplication::setEffectEnabled(Qt::UI_General, false);
        show(m_network);
        QCOMPARE(input->y(), after);
    }
};

HOURGLASS_TEST(ChosenLayersTest)
#include "ChosenLayersTest.moc"
