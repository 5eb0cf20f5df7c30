// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/PlainAlbum.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/train/ReconstructionPanel.h"
#include "ui/train/ReconstructionView.h"
#include "ui/widgets/WrappedLabel.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>

#include <memory>

namespace hourglass::test {

inline Image grey(std::uint8_t value) {
    return {28, 28, 1, std::vector<std::uint8_t>(28 * 28, value)};
}

inline Reconstruction rebuilt(std::int64_t sample, double mse) {
    return {sample, 1, grey(10), grey(10), grey(30), grey(51), mse};
}

inline RunInfo run(const std::string& kind = "digits") {
    RunInfo info;
    info.experiment.dataset.kind = kind;
    info.dataset.title = "Handwritten digits";
    info.dataset.sampleShape = Shape{{1, 28, 28}};
    info.dataset.classNames = {"zero", "one"};
    info.dataset.validationCount = 40;
    info.dataset.trainingCount = 60;
    info.stages = {{"Whole network", 50}};
    info.experiment.training.set("epochs", std::int64_t(50));
    info.album = std::make_shared<PlainAlbum>(100, grey(200));
    return info;
}

/// Base of the tests of a ReconstructionPanel: each gets one of its own, which is on show and has seen a snapshot.
class ReconstructionFixture : public QObject {
    Q_OBJECT

protected:
    using Mode = ui::ReconstructionPanel::Mode;

    ui::ReconstructionView* view() const { return m_panel->findChild<ui::ReconstructionView*>(); }
    QString note() const {
        const auto* label = m_panel->findChild<ui::WrappedLabel*>();
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton* button(const QString& name) const {
        for (auto* button : m_panel->findChildren<QPushButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }
    bool emptyTextIsShown() const { return view()->isEmpty() && view()->visibleColumns() == 0; }
    void choose(Mode mode) {
        auto* modes = m_panel->findChild<QComboBox*>();
        while (modes->currentIndex() != int(mode))
            QTest::keyClick(modes, modes->currentIndex() < int(mode) ? Qt::Key_Down : Qt::Key_Up);
    }
    void click(int column) {
        QTest::mouseClick(view(), Qt::LeftButton, {},
                          view()->visibleColumns() ? view()->cellRect(0, column).center() : QPoint(9, 9));
    }
    /// What is told of the column's original, by way of the keyboard.
    QString described(int column) const {
        view()->setFocus();
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(view(), Qt::Key_Left);
            QTest::keyClick(view(), Qt::Key_Up);
        }
        for (int i = 0; i < column; ++i)
            QTest::keyClick(view(), Qt::Key_Right);
        return view()->accessibleDescription();
    }
    /// Also what was not asked for: the panel has to know.
    static Snapshot look() {
        Snapshot snapshot;
        for (int i = 0; i < 5; ++i)
            snapshot.reconstructions.push_back(rebuilt(i, 0.01 * (i + 1)));
        snapshot.extremes = {rebuilt(20, 0.08), rebuilt(21, 0.06)};
        return snapshot;
    }

    std::unique_ptr<ui::ReconstructionPanel> m_panel;
    Watch m_watch;

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init() {
        m_watch = {};
        m_panel = std::make_unique<ui::ReconstructionPanel>();
        connect(m_panel.get(), &ui::ReconstructionPanel::watchEdited, this,
                [this](const std::function<void(Watch&)>& change) { change(m_watch); });
        m_panel->resize(900, 400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        m_panel->begin(run());
        m_panel->showSnapshot(look(), true);
    }
    void cleanup() { m_panel.reset(); }
};

} // namespace hourglass::test
