// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "engine/api/Catalogues.h"
#include "ui/design/DesignPanel.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QPushButton>
#include <QUndoStack>

#include <functional>
#include <random>

using namespace hourglass;
using namespace hourglass::ui;

/// Whatever the user does, and however much of it, comes back.
class RandomEditsTest : public test::WindowFixture {
    Q_OBJECT

    HourglassView* view() { return m_window->findChild<HourglassView*>(); }
    QUndoStack* undoStack() { return session().editor().undoStack(); }
    std::string experiment() { return toJson(session().editor().experiment()); }

    void closePopups() {
        while (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        QCoreApplication::processEvents();
    }
    /// To the bar that has the focus, or gets it.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        if (LayerBar* bar = view()->barAt(view()->current()))
            QTest::keyClick(bar, key, modifiers);
        closePopups();
    }
    void walkTo(std::mt19937& random) {
        const auto bars = view()->findChildren<LayerBar*>();
        LayerBar* bar = bars[qsizetype(random() % std::size_t(bars.size()))];
        if (!bar->isHidden())
            bar->setFocus(Qt::TabFocusReason);
    }
    void typeValue(std::mt19937& random) {
        LayerBar* bar = view()->barAt(view()->current());
        QTest::keyClick(bar, Qt::Key(Qt::Key_1 + int(random() % 9)));
        for (auto* editor : bar->findChildren<QWidget*>("valueEditor"))
            if (editor->isVisible()) {
                QTest::keyClicks(editor, QString::number(random() % 100));
                QTest::keyClick(editor, Qt::Key_Return);
            }
    }
    void addLayer(std::mt19937& random) {
        QTest::keyClick(view()->barAt(view()->current()), Qt::Key_Insert);
        QWidget* popup = QApplication::activePopupWidget();
        if (!popup)
            return;
        const auto& kinds = layerEntries();
        QTest::keyClicks(QApplication::focusWidget(), QString::fromStdString(kinds[random() % kinds.size()].title));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        closePopups();
    }
    void tick(const char* name) {
        auto* box = m_window->findChild<QCheckBox*>(name);
        if (box->isEnabled())
            QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    }
    void mend(std::mt19937& random) {
        for (auto* button : view()->findChildren<QPushButton*>())
            if (button->isVisible() && random() % 2 == 0)
                return QTest::mouseClick(button, Qt::LeftButton);
    }
    void surprise() { action("Surprise me")->trigger(); }

private Q_SLOTS:
    void anySequenceOfEditsComesBack_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void anySequenceOfEditsComesBack() {
        QFETCH(int, seed);
        std::mt19937 random{std::mt19937::result_type(seed)};
        QGuiApplication::clipboard()->clear();
        open(complete(test::tinyExperiment()));
        const std::string before = experiment();
        const std::vector<std::function<void()>> edits = {
            [&] { walkTo(random); },
            [&] { walkTo(random); },
            [&] { typeValue(random); },
            [&] { addLayer(random); },
            [&] { press(Qt::Key_Delete); },
            [&] { press(Qt::Key_D, Qt::ControlModifier); },
            [&] { press(Qt::Key_C, Qt::ControlModifier); },
            [&] { press(Qt::Key_X, Qt::ControlModifier); },
            [&] { press(Qt::Key_V, Qt::ControlModifier); },
            [&] { press(Qt::Key_Up, Qt::ControlModifier); },
            [&] { press(Qt::Key_Down, Qt::ControlModifier); },
            [&] { press(Qt::Key_Down, Qt::ShiftModifier); },
            [&] { tick("mirror"); },
            [&] { tick("tie"); },
            [&] { mend(random); },
            [&] { surprise(); },
            [&] { undoStack()->undo(); },
            [&] { undoStack()->redo(); },
        };
        std::vector<std::string> states = {before};
        for (int tries = 0; undoStack()->index() < 200 && tries < 5000; ++tries) {
            const std::size_t chosen = random() % edits.size();
            const int stepsBefore = undoStack()->index();
            edits[chosen]();
            const bool isUndo = chosen + 2 == edits.size() && undoStack()->index() < stepsBefore;
            if (isUndo && !states[std::size_t(stepsBefore) - 1].empty())
                QCOMPARE(experiment(), states[std::size_t(stepsBefore) - 1]);
            states.resize(std::min(states.size(), std::size_t(undoStack()->index())));
            while (states.size() < std::size_t(undoStack()->index()))
                states.push_back({}); // a step that was made in one go with another
            states.push_back(experiment());
        }
        QCOMPARE(undoStack()->index(), 200);
        QVERIFY(states.back() != before);

        const std::string after = experiment();
        closePopups();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&*m_window));
        LayerBar* bar = view()->barAt(view()->current());
        bar->setFocus();
        QTRY_VERIFY(bar->hasFocus());
        for (int step = 199; step >= 0; --step) {
            QTest::keySequence(QApplication::focusWidget(), QKeySequence::Undo);
            QCOMPARE(undoStack()->index(), step);
            if (const std::string& state = states[std::size_t(step)]; !state.empty())
                QCOMPARE(experiment(), state);
        }
        QCOMPARE(experiment(), before);
        for (int step = 1; step <= 200; ++step) {
            QTest::keySequence(QApplication::focusWidget(), QKeySequence::Redo);
            QCOMPARE(undoStack()->index(), step);
            if (const std::string& state = states[std::size_t(step)]; !state.empty())
                QCOMPARE(experiment(), state);
        }
        QCOMPARE(experiment(), after);
    }
};

HOURGLASS_TEST(RandomEditsTest)
#include "RandomEditsTest.moc"
