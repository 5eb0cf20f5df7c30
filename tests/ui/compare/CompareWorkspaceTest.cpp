// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareWorkspace.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/compare/RunListView.h"
#include "ui/compare/RunTable.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;

class CompareWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init();

    void anEmptyHistorySaysWhatWillCome();
    void theListIsFilteredAsOneTypes();
    void spaceAndAClickTick();
    void aTickedRunFollowsItsTraining();
    void deletingIsUndone();
    void tagsAreEditedInPlaceAndUndone();
    void theOrderIsChangedByTheHeader();

private:
    RunListView& list() { return *m_workspace->findChild<RunListView*>(); }
    QModelIndex cell(int row, int column) { return list().model()->index(row, column); }
    QString nameAt(int row) { return cell(row, RunTable::Name).data().toString(); }
    void click(const QModelIndex& index, QPoint inside = {}) {
        list().scrollTo(index);
        const QRect rect = list().visualRect(index);
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, inside.isNull() ? rect.center() : rect.topLeft() + inside);
    }
    /// As the history does it.
    void answer();

    std::unique_ptr<CompareWorkspace> m_workspace;
    std::vector<RunRecord> m_records;
};

void CompareWorkspaceTest::init() {
    m_workspace = std::make_unique<CompareWorkspace>();
    m_records.clear();
    for (const auto& [name, started] : {std::pair("bravo", 3000), std::pair("alpha", 2000), std::pair("charlie", 1000)}) {
        m_records.push_back(test::record(name, started));
        m_records.back().summary.searchText = name;
    }
    connect(
        m_workspace.get(), &CompareWorkspace::detailsWanted, this,
        [this](const QString& id) {
            for (const RunRecord& run : m_records)
                if (run.summary.id == id)
                    m_workspace->setDetails(id, run.details);
        },
        Qt::QueuedConnection);
    m_workspace->resize(1000, 700);
    m_workspace->show();
    QVERIFY(QTest::qWaitForWindowActive(m_workspace.get()));
    answer();
}

void CompareWorkspaceTest::answer() {
    std::vector<RunSummary> runs;
    for (const RunRecord& run : m_records)
        runs.push_back(run.summary);
    m_workspace->setRuns(test::listOf(runs));
}

void CompareWorkspaceTest::anEmptyHistorySaysWhatWillCome() {
    QVERIFY(list().isVisible());
    m_workspace->setRuns({});
    QVERIFY(!list().isVisible());
    const auto labels = m_workspace->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(
        labels, [](const QLabel* label) { return label->isVisible() && label->text().contains("appears here by itself"); }));
}

void CompareWorkspaceTest::theListIsFilteredAsOneTypes() {
    click(cell(2, RunTable::Name));
    m_workspace->search();
    QTest::keyClicks(QApplication::focusWidget(), "al");
    QCOMPARE(list().model()->rowCount(), 2);
    QCOMPARE(nameAt(1), "alpha");
    QCOMPARE(m_workspace->current()->name, "alpha"); // it stays chosen
    QCOMPARE(m_workspace->shown().size(), 1U);
    QTest::keyClicks(QApplication::focusWidget(), "x");
    QCOMPARE(list().model()->rowCount(), 1); // PCA
    m_workspace->findChild<QLineEdit*>()->clear();
    QCOMPARE(list().model()->rowCount(), 4);
    QCOMPARE(m_workspace->selected(), QStringList{m_records[1].summary.id}); // it was only hidden
}

void CompareWorkspaceTest::spaceAndAClickTick() {
    QSignalSpy wanted(m_workspace.get(), &CompareWorkspace::detailsWanted);
    click(cell(1, RunTable::Name));
    QTest::keyClick(&list(), Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toString(), m_records[0].summary.id);
    click(cell(2, RunTable::Tick), {10, list().rowHeight(2) / 2});
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(cell(2, RunTable::Tick).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));

    const auto legend = [this] {
        QStringList names;
        for (const auto* box : m_workspace->findChildren<QCheckBox*>())
            if (box->accessibleName().startsWith("Show "))
                names << box->text();
        return names;
    };
    QTRY_COMPARE(legend(), (QStringList{"bravo", "alpha", "PCA, 32 components"}));
    click(cell(1, RunTable::Name));
    QTest::keyClick(&list(), Qt::Key_Space);
    QCOMPARE(legend(), (QStringList{"alpha", "PCA, 32 components"}));
    m_workspace->untickAll();
    QVERIFY(legend().isEmpty());
}

void CompareWorkspaceTest::aTickedRunFollowsItsTraining() {
    click(cell(1, RunTable::Name));
    QTest::keyClick(&list(), Qt::Key_Space);
    QSignalSpy wanted(m_workspace.get(), &CompareWorkspace::detailsWanted);
    QTRY_VERIFY(!m_workspace->findChildren<QCheckBox*>().isEmpty());
    answer(); // nothing new
    QCoreApplication::processEvents();
    const auto before = wanted.count();
    m_records[0].summary.epochs += 1;
    m_records[2].summary.epochs += 1; // which is not ticked
    answer();
    QCOMPARE(wanted.count(), before + 1);
    QCOMPARE(wanted.last()[0].toString(), m_records[0].summary.id);
}

void CompareWorkspaceTest::deletingIsUndone() {
    QSignalSpy removed(m_workspace.get(), &CompareWorkspace::removed),
        restored(m_workspace.get(), &CompareWorkspace::restored);
    m_workspace->deleteSelected(); // nothing is chosen
    QCOMPARE(removed.count(), 0);
    click(cell(1, RunTable::Name));
    QTest::keyClick(&list(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_workspace->selected().size(), 2);
    m_workspace->deleteSelected();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][0].toStringList(), (QStringList{m_records[0].summary.id, m_records[1].summary.id}));
    QVERIFY(m_workspace->undoStack()->undoText().contains("2 runs"));
    m_workspace->undoStack()->undo();
    QCOMPARE(restored.count(), 1);
    QCOMPARE(restored[0][0], removed[0][0]);
    m_workspace->undoStack()->redo();
    QCOMPARE(removed.count(), 2);
}

void CompareWorkspaceTest::tagsAreEditedInPlaceAndUndone() {
    QSignalSpy edited(m_workspace.get(), &CompareWorkspace::textEdited);
    click(cell(2, RunTable::Tags));
    QTest::keyClick(&list(), Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), "keep me");
    m_records[1].summary.epochs += 1;
    answer(); // a report meanwhile does not close the field
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(edited.count(), 1);
    QCOMPARE(edited[0][0].toString(), m_records[1].summary.id);
    QCOMPARE(edited[0][1].value<RunField>(), RunField::Tags);
    QCOMPARE(edited[0][2].toString(), "keep me");
    QCOMPARE(cell(2, RunTable::Tags).data().toString(), "keep me");
    m_workspace->undoStack()->undo();
    QCOMPARE(edited.count(), 2);
    QCOMPARE(edited[1][2].toString(), "");
    QCOMPARE(cell(2, RunTable::Tags).data().toString(), "");
}

void CompareWorkspaceTest::theOrderIsChangedByTheHeader() {
    QCOMPARE(nameAt(1), "bravo");
    auto* header = list().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      {header->sectionViewportPosition(RunTable::Name) + 20, header->height() / 2});
    const QString first = nameAt(1);
    QVERIFY(first == "alpha" || first == "charlie"); // up or down, as Qt likes it
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      {header->sectionViewportPosition(RunTable::Name) + 20, header->height() / 2});
    QCOMPARE(nameAt(1), first == "alpha" ? "charlie" : "alpha");
    QCOMPARE(nameAt(0), "PCA");
}

HOURGLASS_TEST(CompareWorkspaceTest)
#include "CompareWorkspaceTest.moc"
