// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/train/ProbePanel.h"
#include "ui/train/ProbeTable.h"
#include "ui/train/TrainWorkspace.h"
#include "ui/widgets/FaultLabel.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

using namespace hourglass;
using namespace hourglass::ui;
using test::tinyDigits;

/// The tab that measures with classifiers what the network has learned.
class ClassifierTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void theKeyShowsTheTabAndMeasures();
    void theKeyComesBackFromTheRuns();
    void itMeasuresWhileTheTrainingGoesOn();
    void cancelledInTheMiddle();
    void anotherRunEndsIt();
    void withoutClassesItSaysSo();
    void aFaultIsSaidInTheTab();
    void closingWhileItMeasures();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    static constexpr int Patience = 60000; // ms: other programs may be running, too

    ProbePanel& panel() { return *m_window->findChild<ProbePanel*>(); }
    int rows() { return panel().findChild<ProbeTable*>()->rowCount(); }
    QPushButton& button() { return *panel().findChild<QPushButton*>(); }
    /// As a keyboard does it: to whatever has the focus.
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    QString note();
    void measureForLong();
};

/// What stands in the tab beside its controls.
QString ClassifierTest::note() {
    QString text;
    for (const QLabel* label : panel().findChildren<QLabel*>())
        if (label->isVisible())
            text += label->text() + '\n';
    return text;
}

/// Ends only when it is cancelled, as far as a test can see.
void ClassifierTest::measureForLong() {
    press(Qt::Key_M);
    QTRY_COMPARE_WITH_TIMEOUT(button().text(), "Measure", Patience); // done
    auto* fineTune = panel().findChild<QCheckBox*>();
    QTest::mouseClick(fineTune, Qt::LeftButton, {}, QPoint(8, fineTune->height() / 2));
    QVERIFY(fineTune->isChecked());
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(button().text(), "Cancel");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, Patience); // the rest takes thousands of steps
}

void ClassifierTest::theKeyComesBackFromTheRuns() {
    open(tinyDigits());
    action("Compare")->trigger();
    QVERIFY(!m_window->findChild<TrainWorkspace*>()->isVisible());
    press(Qt::Key_M);
    QVERIFY(panel().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(button().text(), "Measure", Patience);
    QVERIFY(rows() > 0);
}

void ClassifierTest::theKeyShowsTheTabAndMeasures() {
    open(tinyDigits());
    QVERIFY(!panel().isVisible());
    QVERIFY(trainMenu().measure()->isEnabled());
    press(Qt::Key_M);
    QVERIFY(panel().isVisible());
    QCOMPARE(button().text(), "Cancel");
    press(Qt::Key_M); // does not disturb what runs
    QTRY_VERIFY_WITH_TIMEOUT(note().contains("before its first step"), Patience);
    QCOMPARE(rows(), 3);
    QCOMPARE(button().text(), "Measure");
}

void ClassifierTest::itMeasuresWhileTheTrainingGoesOn() {
    open(tinyDigits());
    click(trainMenu().train());
    QTRY_VERIFY(controller().stepsDone() > 0);
    press(Qt::Key_M);
    QTRY_VERIFY_WITH_TIMEOUT(note().contains("at epoch"), Patience);
    QCOMPARE(rows(), 3);
    QCOMPARE(controller().state(), State::Training);
    QTRY_VERIFY_WITH_TIMEOUT(note().contains("has learned on since"), Patience);
}

void ClassifierTest::cancelledInTheMiddle() {
    open(tinyDigits());
    measureForLong();
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(button().text(), "Measure");
    QVERIFY(note().contains("Given up"));
    QCOMPARE(rows(), 3);
    QTest::mouseClick(panel().findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(&button(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(note().contains("commonest"), Patience);
    QCOMPARE(rows(), 3);
}

void ClassifierTest::anotherRunEndsIt() {
    open(tinyDigits());
    measureForLong();
    click(trainMenu().reset());
    QCOMPARE(button().text(), "Measure");
    QVERIFY(!trainMenu().measure()->isEnabled());
    QVERIFY(!button().isEnabled()); // there is nothing to measure for a moment
    QTRY_COMPARE_WITH_TIMEOUT(controller().state(), State::Ready, Patience);
    QVERIFY(button().isEnabled());
    QCOMPARE(rows(), 0);
    QVERIFY(note().contains("simple classifier"));
}

void ClassifierTest::withoutClassesItSaysSo() {
    open(test::withoutClasses(m_folder.filePath("boxes.csv")));
    QVERIFY(!trainMenu().measure()->isEnabled());
    QVERIFY(trainMenu().measure()->toolTip().contains("no classes"));
    press(Qt::Key_M);
    QVERIFY(!panel().isVisible());
    m_window->findChild<TrainWorkspace*>()->measure();
    QVERIFY(panel().isVisible());
    QVERIFY(note().contains("no classes"));
    QVERIFY(!button().isEnabled());

    session().open("Digits", tinyDigits());
    QTRY_VERIFY_WITH_TIMEOUT(button().isEnabled(), Patience);
}

void ClassifierTest::aFaultIsSaidInTheTab() {
    open(tinyDigits());
    m_window->findChild<TrainWorkspace*>()->probe().show();
    ProbeOptions greedy;
    greedy.labels = 1000000; // more than the panel lets anyone choose
    Q_EMIT panel().probeRequested(greedy);
    const auto* fault = panel().findChild<FaultLabel*>();
    QTRY_VERIFY_WITH_TIMEOUT(fault->text().contains("1000000"), Patience);
    QVERIFY(!QApplication::activeModalWidget());
    press(Qt::Key_M);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, Patience);
    QVERIFY(fault->text().isEmpty());
}

void ClassifierTest::closingWhileItMeasures() {
    open(tinyDigits());
    measureForLong();
    QVERIFY(m_window->close());
    QCOMPARE(button().text(), "Measure");
} // cleanup() destroys the window

void ClassifierTest::nothingIsClipped_data() {
    QTest::addColumn<bool>("measured");
    QTest::newRow("at first") << false;
    QTest::newRow("with rows") << true;
}

void ClassifierTest::nothingIsClipped() {
    QFETCH(bool, measured);
    open(tinyDigits());
    if (measured) {
        press(Qt::Key_M);
        QTRY_VERIFY_WITH_TIMEOUT(note().contains("commonest"), Patience);
        for (const char* name : {"fine-tuned", "same network from random weights"})
            panel().showRow({name, 784, 0.1});
        panel().setStepsDone(1); // the note is at its longest
    } else
        m_window->findChild<TrainWorkspace*>()->measure();
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(1280, 800));
    QVERIFY(panel().isVisible());
    for (QWidget* part : panel().findChildren<QWidget*>()) {
        if (!part->isVisible() || part->focusProxy() || part->inherits("QHeaderView"))
            continue;
        const QString name = QString("%1 %2").arg(part->metaObject()->className(), part->accessibleName());
        QVERIFY2(part->parentWidget()->rect().contains(part->geometry()), qPrintable(name));
        if (const auto* label = qobject_cast<QLabel*>(part))
            QVERIFY2(label->height() >=
                         (label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height()),
                     qPrintable(name + label->text()));
        if (qobject_cast<QAbstractButton*>(part))
            QVERIFY2(part->width() >= part->sizeHint().width(), qPrintable(name));
        if (part->focusPolicy() == Qt::NoFocus || part->objectName().startsWith("qt_"))
            continue;
        const auto* accessible = QAccessible::queryAccessibleInterface(part);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(name));
    }
    if (measured) { // all five, without scrolling
        auto* table = panel().findChild<ProbeTable*>();
        QVERIFY(table->viewport()->rect().contains(table->visualItemRect(table->item(4, 0))));
    }
}

HOURGLASS_TEST(ClassifierTest)
#include "ClassifierTest.moc"
