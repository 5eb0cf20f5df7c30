// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbePanel.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/train/ProbeTable.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/NumberBox.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include <memory>
#include <set>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

DatasetInfo digits() {
    DatasetInfo info;
    info.trainingCount = 9000;
    info.validationCount = 1000;
    info.classNames = {"0", "1", "2"};
    return info;
}

ProbeReport report() {
    ProbeReport report;
    report.rows = {{"code", 32, 0.053}, {"raw input", 784, 0.09}, {"PCA", 32, 0.121}};
    report.labels = 9000;
    report.checked = 1000;
    report.classes = 3;
    report.guessing = 0.65;
    return report;
}

} // namespace

class ProbePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhatItWillDo();
    void saysWhyThereIsNothingToMeasure();
    void theButtonAsksAndThenCancels();
    void theOptionsAreAskedFor();
    void theKeyboardIsEnough();
    void progressIsShown();
    void rowsAreShown();
    void digitsFollowTheNumberOfSamples();
    void theNoteTellsWhenItIsOutOfDate();
    void whatWasMeasuredStaysAfterCancelling();
    void aFaultIsShownUntilTheNextOne();
    void anotherNetworkForgetsTheRows();
    void everyControlIsNamed();
    void barsFollowTheirValuesInBothThemes();

private:
    template <typename Widget>
    Widget& part() {
        return *m_panel->findChild<Widget*>();
    }
    QPushButton& button() { return part<QPushButton>(); }
    ProbeTable& table() { return part<ProbeTable>(); }
    QCheckBox& box(const QString& text);
    QString visibleText();
    void measure();

    std::unique_ptr<ProbePanel> m_panel;
};

void ProbePanelTest::init() {
    applyTheme(*qApp, ThemeChoice::Light);
    m_panel = std::make_unique<ProbePanel>();
    m_panel->resize(640, 200);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_panel->begin(digits());
    m_panel->setAvailable(true);
}

QCheckBox& ProbePanelTest::box(const QString& text) {
    for (auto* box : m_panel->findChildren<QCheckBox*>())
        if (box->text() == text)
            return *box;
    qFatal("There is no such box.");
}

QString ProbePanelTest::visibleText() {
    QStringList texts;
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    return texts.join('\n');
}

void ProbePanelTest::measure() {
    m_panel->showStarted();
    m_panel->showCopied("at epoch 3/3, step 27", 27);
    for (const ProbeRow& row : report().rows)
        m_panel->showRow(row);
    m_panel->showReport(report());
}

void ProbePanelTest::saysWhatItWillDo() {
    QVERIFY(visibleText().contains("simple classifier"));
    QVERIFY(button().isEnabled());
    QVERIFY(!table().isVisible());
}

void ProbePanelTest::saysWhyThereIsNothingToMeasure() {
    DatasetInfo customers = digits();
    customers.classNames.clear();
    m_panel->begin(customers);
    QVERIFY(visibleText().contains("no classes"));
    QVERIFY(!button().isEnabled());
    QSignalSpy requested(m_panel.get(), &ProbePanel::probeRequested);
    m_panel->measure();
    QCOMPARE(requested.count(), 0);
    m_panel->begin(digits());
    QVERIFY(button().isEnabled());
}

void ProbePanelTest::theButtonAsksAndThenCancels() {
    QSignalSpy requested(m_panel.get(), &ProbePanel::probeRequested);
    QSignalSpy cancelled(m_panel.get(), &ProbePanel::probeCancelled);
    QCOMPARE(button().text(), "Measure");
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(requested.count(), 1);
    m_panel->showStarted();
    QCOMPARE(button().text(), "Cancel");
    QVERIFY(!box("Train the encoder too").isEnabled());
    m_panel->measure(); // from the menu: it runs already
    QCOMPARE(cancelled.count(), 0);
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(requested.count(), 1);
    m_panel->showCancelled();
    QCOMPARE(button().text(), "Measure");
    QVERIFY(visibleText().contains("simple classifier")); // nothing was measured
}

void ProbePanelTest::theOptionsAreAskedFor() {
    QSignalSpy requested(m_panel.get(), &ProbePanel::probeRequested);
    const auto last = [&] { return requested.last().at(0).value<ProbeOptions>(); };
    QVERIFY(!part<NumberBox>().isEnabled());
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(last().labels, 0);
    QVERIFY(!last().fineTune);

    QTest::keyClick(&box("Only"), Qt::Key_Space);
    QTest::keyClick(&box("Train the encoder too"), Qt::Key_Space);
    QVERIFY(part<NumberBox>().isEnabled());
    part<NumberBox>().selectAll();
    QTest::keyClicks(&part<NumberBox>(), "500");
    QTest::mouseClick(&button(), Qt::LeftButton);
    QCOMPARE(last().labels, 500);
    QVERIFY(last().fineTune);

    part<NumberBox>().selectAll();
    QTest::keyClicks(&part<NumberBox>(), "9000"); // all there are
    QTest::keyClick(&part<NumberBox>(), Qt::Key_Up);
    QCOMPARE(part<NumberBox>().value(), 9000);
}

void ProbePanelTest::theKeyboardIsEnough() {
    QTest::keyClick(&box("Only"), Qt::Key_Space);
    measure();
    std::set<QWidget*> reached;
    button().setFocus();
    for (int i = 0; i < 10; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget* control : std::initializer_list<QWidget*>{&button(), &box("Train the encoder too"), &box("Only"),
                                                            &part<NumberBox>(), &table()})
        QVERIFY2(reached.contains(control), control->metaObject()->className());

    QSignalSpy requested(m_panel.get(), &ProbePanel::probeRequested);
    button().setFocus();
    QTest::keyClick(&button(), Qt::Key_Space);
    QCOMPARE(requested.count(), 1);
}

void ProbePanelTest::progressIsShown() {
    m_panel->showStarted();
    QVERIFY(part<QProgressBar>().isVisible());
    m_panel->showProgress("Logistic regression on the code", 0.25);
    QVERIFY(visibleText().contains("Logistic regression on the code"));
    QCOMPARE(part<QProgressBar>().value(), part<QProgressBar>().maximum() / 4);
    m_panel->showReport(report());
    QVERIFY(!part<QProgressBar>().isVisible());
}

void ProbePanelTest::rowsAreShown() {
    measure();
    QCOMPARE(table().rowCount(), 3);
    const QStringList texts = {"code", "32", "94.7 %", "5.3 %"};
    for (int column = 0; column < 4; ++column)
        QCOMPARE(table().item(0, column)->text(), texts[column]);
    QVERIFY(table().isVisible());
    const QString note = visibleText();
    for (const char* word : {"epoch 3/3", "1,000 samples", "9,000 labels", "65.0 %", "3 classes"})
        QVERIFY2(note.contains(word), qPrintable(note));
    measure(); // once more: instead of, not beside
    QCOMPARE(table().rowCount(), 3);
}

void ProbePanelTest::digitsFollowTheNumberOfSamples() {
    DatasetInfo many = digits();
    many.validationCount = 10000;
    m_panel->begin(many);
    measure();
    QCOMPARE(table().item(0, 3)->text(), "5.30 %");
}

void ProbePanelTest::theNoteTellsWhenItIsOutOfDate() {
    measure();
    m_panel->setStepsDone(27);
    QVERIFY(!visibleText().contains("since"));
    m_panel->setStepsDone(28);
    QVERIFY(visibleText().contains("has learned on since"));
    QVERIFY(visibleText().contains("epoch 3/3"));
}

void ProbePanelTest::whatWasMeasuredStaysAfterCancelling() {
    m_panel->showStarted();
    m_panel->showCopied("at epoch 3/3, step 27", 27);
    m_panel->showRow(report().rows[0]);
    m_panel->showCancelled();
    QCOMPARE(table().rowCount(), 1);
    QVERIFY(table().isVisible());
    QVERIFY(visibleText().contains("Given up"));
}

void ProbePanelTest::aFaultIsShownUntilTheNextOne() {
    m_panel->showStarted();
    m_panel->showFault("There is not enough memory.");
    QVERIFY(part<FaultLabel>().isVisible());
    QCOMPARE(part<FaultLabel>().text(), "There is not enough memory.");
    QCOMPARE(button().text(), "Measure");
    QVERIFY(button().isEnabled());
    m_panel->showStarted();
    QVERIFY(!part<FaultLabel>().isVisible());
}

void ProbePanelTest::anotherNetworkForgetsTheRows() {
    measure();
    m_panel->begin(digits());
    QCOMPARE(table().rowCount(), 0);
    QVERIFY(visibleText().contains("simple classifier"));
    QVERIFY(!visibleText().contains("epoch 3/3"));
}

void ProbePanelTest::everyControlIsNamed() {
    measure();
    int controls = 0;
    for (auto* widget : m_panel->findChildren<QWidget*>()) {
        const bool shown = !widget->objectName().startsWith("qt_") && !widget->focusProxy();
        if (!(widget->focusPolicy() & Qt::TabFocus) || !shown)
            continue;
        ++controls;
        const auto* accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 5);
}

void ProbePanelTest::barsFollowTheirValuesInBothThemes() {
    const auto shot = [this](double error) {
        table().begin(1000);
        m_panel->showRow({"code", 32, error});
        const QRect cell = table().visualItemRect(table().item(0, 2));
        return table().viewport()->grab(cell.adjusted(cell.width() / 3, 0, 0, 0)).toImage(); // without the text
    };
    measure();
    QVERIFY(shot(0.1) != shot(0.5));
    const QImage light = shot(0.1);
    applyTheme(*qApp, ThemeChoice::Dark);
    QTRY_VERIFY(shot(0.1) != light);
    QVERIFY(shot(0.1) != shot(0.5));
}

HOURGLASS_TEST(ProbePanelTest)
#include "ProbePanelTest.moc"
