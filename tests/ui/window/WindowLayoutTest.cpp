// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/design/HourglassView.h"

#include <QAbstractButton>
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>

using namespace hourglass;
using namespace hourglass::ui;

class WindowLayoutTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyActionSaysWhatItDoes();
    void theWindowFitsItsSize_data();
    void theWindowFitsItsSize();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void nothingOverlaps_data();
    void nothingOverlaps();

private:
    void openAtSize();
    void addSizes();
};

namespace {

QString nameOf(const QWidget* widget) {
    QString path;
    for (; widget; widget = widget->parentWidget())
        path = QString("/%1(%2)").arg(widget->metaObject()->className(), widget->objectName()) + path;
    return path;
}

} // namespace

void WindowLayoutTest::addSizes() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x800") << QSize(1280, 800);
    QTest::newRow("1920x1080") << QSize(1920, 1080);
}

void WindowLayoutTest::openAtSize() {
    QFETCH(QSize, size);
    open(defaultExperiment());
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
}

void WindowLayoutTest::everyActionSaysWhatItDoes() {
    open(defaultExperiment());
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        const bool ours =
            !action->isSeparator() && !action->menu() && !action->text().isEmpty() && qobject_cast<QMenu*>(action->parent());
        if (ours)
            QVERIFY2(!action->statusTip().isEmpty() && action->toolTip() != action->iconText(), qPrintable(action->text()));
        if (!action->shortcut().isEmpty())
            QVERIFY2(!action->icon().isNull(), qPrintable(action->text()));
    }
}

void WindowLayoutTest::theWindowFitsItsSize_data() {
    addSizes();
}

void WindowLayoutTest::theWindowFitsItsSize() {
    openAtSize();
    QVERIFY2(
        m_window->minimumSizeHint().width() <= m_window->width() &&
            m_window->minimumSizeHint().height() <= m_window->height(),
        qPrintable(QString("%1 x %2").arg(m_window->minimumSizeHint().width()).arg(m_window->minimumSizeHint().height())));
    QVERIFY(m_window->findChild<QDockWidget*>("DesignDock")->width() >= 280);
    QVERIFY(m_window->findChild<QDockWidget*>("SettingsDock")->width() >= 290);
}

void WindowLayoutTest::nothingIsClipped_data() {
    addSizes();
}

void WindowLayoutTest::nothingIsClipped() {
    openAtSize();
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        QVERIFY2(label->height() >= height, qPrintable(nameOf(label) + ": " + label->text()));
        if (!label->wordWrap())
            QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(nameOf(label) + ": " + label->text()));
    }
    for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->text().isEmpty())
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                     qPrintable(nameOf(button) + ": " + button->text()));
}

void WindowLayoutTest::nothingOverlaps_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("faulty");
    for (const bool faulty : {false, true})
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
            QTest::addRow("%dx%d%s", size.width(), size.height(), faulty ? ", faulty" : "") << size << faulty;
}

void WindowLayoutTest::nothingOverlaps() {
    openAtSize();
    QFETCH(bool, faulty);
    if (faulty) { // a message stands among the bars
        Experiment experiment = defaultExperiment();
        for (int layer = 0; layer < 6; ++layer) // and halves them more often than 28 pixels allow
            experiment.network.encoder.insert(experiment.network.encoder.begin(), {"max-pooling", {}});
        session().editor().edit("Pooling", complete(experiment));
        QVERIFY(!session().obstacle().isEmpty());
        QCoreApplication::processEvents();
    }
    int pairs = 0;
    const auto* design = m_window->findChild<HourglassView*>();
    for (const QWidget* parent : m_window->findChildren<QWidget*>()) {
        // A splitter's handles may reach over its panels, and a tab widget lays its pages over each other.
        if (parent->inherits("QSplitter") || parent->inherits("QStackedWidget") || parent->inherits("QScrollArea"))
            continue;
        const auto children = parent->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (qsizetype i = 0; i < children.size(); ++i)
            for (qsizetype j = 0; j < i; ++j) {
                const QWidget* one = children[i];
                const QWidget* other = children[j];
                if (!one->isVisible() || !other->isVisible() || one->isWindow() || other->isWindow())
                    continue;
                QVERIFY2(!one->geometry().intersects(other->geometry()), qPrintable(nameOf(one) + " and " + nameOf(other)));
                pairs += parent == design;
            }
    }
    QVERIFY(pairs > 10);                                           // the bars are placed by hand
    for (const QWidget* placed : design->findChildren<QWidget*>()) // bars, their round buttons, the fault
        if (placed->isVisible())
            QVERIFY2(placed->parentWidget()->rect().contains(placed->geometry()), qPrintable(nameOf(placed)));
}

HOURGLASS_TEST(WindowLayoutTest)
#include "WindowLayoutTest.moc"
