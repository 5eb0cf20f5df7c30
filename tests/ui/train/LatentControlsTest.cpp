// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LatentControls.h"
#include "tests/support/TestMain.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class LatentControlsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LatentControls> m_controls;

    template <class Widget>
    Widget* named(const QString& name) const {
        const auto all = m_controls->findChildren<Widget*>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    QComboBox* samples() const { return named<QComboBox>("Samples on the map"); }
    QComboBox* plane() const { return named<QComboBox>("Axes of the map"); }
    QSpinBox* x() const { return named<QSpinBox>("Number of the code along x"); }
    QSpinBox* y() const { return named<QSpinBox>("Number of the code along y"); }
    QToolButton* opener() const { return named<QToolButton>("What the map shows"); }
    static QStringList textsOf(const QComboBox* box) {
        QStringList texts;
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i);
        return texts;
    }
    /// As the wheel and the keys do it.
    static void choose(QComboBox* box, const QString& text) {
        box->setFocus();
        while (box->currentText() != text && box->currentIndex() + 1 < box->count())
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentText(), text);
    }

private Q_SLOTS:
    void init() {
        m_controls = std::make_unique<LatentControls>();
        m_controls->begin(60000, 32);
        m_controls->resize(900, m_controls->sizeHint().height());
        m_controls->show();
        QVERIFY(QTest::qWaitForWindowActive(m_controls.get()));
    }

    void asManySamplesAsThereAre_data() {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("table") << qint64(300) << QStringList{"Validation samples", "All 300 samples"};
        QTest::newRow("digits") << qint64(10000)
                                << QStringList{"Validation samples", "1,000 samples", "5,000 samples", "All 10,000 samples"};
        QTest::newRow("clothes") << qint64(60000)
                                 << QStringList{"Validation samples", "1,000 samples", "5,000 samples", "10,000 samples",
                                                "All 60,000 samples"};
        QTest::newRow("very many") << qint64(1000000)
                                   << QStringList{"Validation samples", "1,000 samples", "5,000 samples", "10,000 samples",
                                                  "70,000 samples"};
    }
    void asManySamplesAsThereAre() {
        QFETCH(qint64, count);
        QFETCH(QStringList, texts);
        m_controls->begin(count, 32);
        QCOMPARE(textsOf(samples()), texts);
        QVERIFY(!m_controls->watch().samples);
        if (samples()->count() > 2) {
            choose(samples(), "1,000 samples");
            QCOMPARE(m_controls->watch().samples, std::optional<std::int64_t>(1000));
        }
    }

    void twoNumbersHaveChoosers() {
        QSignalSpy edited(m_controls.get(), &LatentControls::edited);
        QVERIFY(!x()->isVisible());
        choose(plane(), "Two numbers of the code");
        QVERIFY(edited.count() > 0);
        QVERIFY(x()->isVisible() && y()->isVisible());
        QCOMPARE(x()->maximum(), 32);
        x()->setFocus();
        QTest::keyClick(x(), Qt::Key_Up);
        QTest::keyClick(x(), Qt::Key_Up);
        const LatentWatch watch = m_controls->watch();
        QCOMPARE(watch.axes, LatentWatch::Axes::Chosen);
        QCOMPARE(watch.x, 2);
        QCOMPARE(watch.y, 1);
        choose(plane(), "Neighbours (t-SNE)");
        QVERIFY(!x()->isVisible());
        QCOMPARE(m_controls->watch().axes, LatentWatch::Axes::Principal);
    }

    void aCodeOfTwoNumbersIsThePlane() {
        choose(plane(), "Two numbers of the code");
        m_controls->begin(60000, 2);
        QCOMPARE(textsOf(plane()), QStringList({"The code itself", "Neighbours (t-SNE)"}));
        QCOMPARE(m_controls->watch(), LatentWatch());
        QVERIFY(!x()->isVisible());
    }

    void choicesStayWhereTheyCan() {
        choose(samples(), "5,000 samples");
        choose(plane(), "Two numbers of the code");
        y()->setValue(30);
        QSignalSpy edited(m_controls.get(), &LatentControls::edited);
        m_controls->begin(10000, 16);
        QCOMPARE(edited.count(), 0);
        QCOMPARE(m_controls->watch().samples, std::optional<std::int64_t>(5000));
        QCOMPARE(m_controls->watch().y, 15);
        m_controls->begin(300, 16);
        QVERIFY(!m_controls->watch().samples);
    }

    void theDensityIsTold() {
        QSignalSpy toggled(m_controls.get(), &LatentControls::densityToggled);
        QTest::mouseClick(m_controls->findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(8, 8));
        QCOMPARE(toggled.count(), 1);
        QCOMPARE(toggled.first().first().toBool(), true);
    }

    void whereThereIsNoRoomAButtonOpensThem() {
        QVERIFY(!opener()->isVisible());
        m_controls->resize(250, m_controls->height());
        QVERIFY(opener()->isVisible());
        QVERIFY(!plane()->isVisible());
        QTest::mouseClick(opener(), Qt::LeftButton);
        QTRY_VERIFY(plane()->isVisible());
        choose(plane(), "Two numbers of the code");
        QVERIFY(x()->isVisible());
        QCOMPARE(m_controls->watch().axes, LatentWatch::Axes::Chosen);
        QTest::keyClick(plane(), Qt::Key_Escape);
        QTRY_VERIFY(!plane()->isVisible());
        m_controls->resize(900, m_controls->height());
        QVERIFY(!opener()->isVisible());
        QVERIFY(plane()->isVisible() && x()->isVisible());
        QVERIFY(m_controls->rect().contains(QRect(plane()->mapTo(m_controls.get(), QPoint()), plane()->size())));
    }

    void theOpenedFieldsAreWhollyOnTheScreen() {
        const QRect screen = m_controls->screen()->availableGeometry();
        m_controls->resize(250, m_controls->height());
        m_controls->move(screen.bottomRight() - QPoint(40, 30));
        QTest::mouseClick(opener(), Qt::LeftButton);
        QTRY_VERIFY(plane()->isVisible());
        QTRY_VERIFY(screen.contains(plane()->window()->geometry()));
    }
};

HOURGLASS_TEST(LatentControlsTest)
#include "LatentControlsTest.moc"
