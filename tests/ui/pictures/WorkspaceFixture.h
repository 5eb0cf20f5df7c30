// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/pictures/PicturesFixture.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/TrainingController.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

#include <memory>

namespace hourglass::test {

using namespace hourglass::ui;

/// Base of the tests of the whole workspace.
class WorkspaceFixture : public PicturesFixture {
    Q_OBJECT

protected:
    static constexpr int SizeColumn = 3, TimeColumn = 4;

    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<PicturesWorkspace> m_workspace;
    std::unique_ptr<QSignalSpy> m_failed;

    QComboBox* box(const QString& name) const {
        for (QComboBox* each : m_workspace->findChildren<QComboBox*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    QToolButton* button(const QString& text) const {
        for (QToolButton* each : m_workspace->findChildren<QToolButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    void choose(const QString& name, const QString& entry) {
        QComboBox* const choices = box(name);
        const int goal = choices->findText(entry);
        QVERIFY2(goal >= 0, qPrintable(entry));
        choices->setFocus();
        while (choices->currentIndex() != goal)
            QTest::keyClick(choices, choices->currentIndex() < goal ? Qt::Key_Down : Qt::Key_Up);
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy(), Patience); }
    void openAndSettle(const QStringList& paths) {
        m_workspace->open(paths);
        settle();
    }
    /// A cell of the table of figures.
    QString figure(const QString& method, int column) const {
        const FigureTable& table = m_workspace->figures();
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 0)->text() == method)
                return table.item(row, column)->text();
        return "none";
    }
    QString note() const {
        QString all;
        for (const QLabel* label : m_workspace->findChildren<QLabel*>())
            all += label->text() + '\n';
        return all;
    }

private Q_SLOTS:
    void init() {
        m_controller = std::make_unique<TrainingController>();
        m_workspace = std::make_unique<PicturesWorkspace>(*m_controller);
        m_failed = std::make_unique<QSignalSpy>(m_workspace.get(), &PicturesWorkspace::failed);
        m_workspace->resize(1100, 700);
        m_workspace->show();
        QVERIFY(QTest::qWaitForWindowActive(m_workspace.get()));
    }
    void cleanup() {
        m_workspace.reset();
        m_controller.reset();
    }
};

} // namespace hourglass::test
