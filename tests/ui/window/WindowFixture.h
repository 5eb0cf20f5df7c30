// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/window/MainWindow.h"
#include "ui/window/MessageBar.h"
#include "ui/window/RunToolBar.h"
#include "ui/window/TrainMenu.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>

#include <optional>

namespace hourglass::test {

/// Base of the tests of the whole window: each test gets a window of its own, and settings that are nobody's.
class WindowFixture : public QObject {
    Q_OBJECT

protected:
    using State = ui::TrainingController::State;

    /// Opens the window and waits until its network is ready to train.
    void open(const Experiment& experiment) {
        m_window.emplace(experiment, ui::Appearance{ui::ThemeChoice::Light, 0, /*motion=*/false});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(&*m_window));
        QTRY_COMPARE(controller().state(), State::Ready);
    }
    ui::TrainingSession& session() { return m_window->session(); }
    ui::TrainingController& controller() { return session().controller(); }
    ui::TrainMenu& trainMenu() { return *m_window->findChild<ui::TrainMenu*>(); }

    /// On its button in the tool bar.
    void click(QAction* action) {
        auto* button = m_window->findChild<ui::RunToolBar*>()->widgetForAction(action);
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void trainAndPause() {
        click(trainMenu().train());
        QTRY_VERIFY(controller().stepsDone() > 0);
        click(trainMenu().train());
        QTRY_COMPARE(controller().state(), State::Paused);
    }
    /// A file from outside, onto the middle of the window.
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&*m_window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(600, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&*m_window, &event);
    }
    /// The one that is open, or null.
    QMessageBox* question() {
        for (auto* box : m_window->findChildren<QMessageBox*>())
            if (box->isVisible())
                return box;
        return nullptr;
    }
    void answer(QMessageBox::StandardButton button) {
        QVERIFY(question());
        QTest::mouseClick(question()->button(button), Qt::LeftButton);
    }

    /// Of a menu or a toolbar, by its text without mnemonic.
    QAction* action(const QString& text) {
        for (auto* action : m_window->findChildren<QAction*>())
            if (QString(action->text()).remove('&') == text)
                return action;
        return nullptr;
    }
    /// Names a file in the file dialog that is open.
    void nameTheFile(const QString& path) {
        QTRY_VERIFY(m_window->findChild<QFileDialog*>());
        auto* dialog = m_window->findChild<QFileDialog*>();
        dialog->selectFile(path);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QFileDialog*>());
    }
    /// What stands in the bar across the top.
    QString problem() {
        for (auto* bar : m_window->findChildren<ui::MessageBar*>())
            if (bar->accessibleName() == "Problem")
                return bar->text();
        return {};
    }

    std::optional<ui::MainWindow> m_window;
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("Hourglass");
        QCoreApplication::setApplicationName("hourglass-test");
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath("settings"));
    }
    void cleanup() { m_window.reset(); }
};

} // namespace hourglass::test
