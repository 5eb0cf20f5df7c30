// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/train/ReconstructionFixture.h"
#include "ui/train/ElsewhereControls.h"

#include <QAbstractButton>
#include <QScopeGuard>

using namespace hourglass;
using namespace hourglass::ui;

/// A ReconstructionPanel in a tile that is as small as tiles get.
class ReconstructionLayoutTest : public test::ReconstructionFixture {
    Q_OBJECT

private Q_SLOTS:
    void everyModeFits_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<double>("zoom");
        for (const double zoom : {1.0, 1.5})
            for (const Mode mode : {Mode::Varied, Mode::Worst, Mode::Best, Mode::Pinned, Mode::Elsewhere})
                QTest::addRow("mode %d, letters × %g", int(mode), zoom) << int(mode) << zoom;
    }

    void everyModeFits() {
        QFETCH(int, mode);
        QFETCH(double, zoom);
        const QFont usual = QApplication::font();
        const auto restored = qScopeGuard([&] { QApplication::setFont(usual); });
        QFont large = usual;
        large.setPointSizeF(zoom * usual.pointSizeF());
        QApplication::setFont(large);
        m_panel->resize(350, 250);
        choose(Mode(mode));
        if (Mode(mode) == Mode::Elsewhere) {
            m_panel->findChild<ElsewhereControls*>()->open("digits");
            QTRY_VERIFY(m_watch.elsewhere);
        }
        for (std::int64_t i = 0; i < 3 && Mode(mode) == Mode::Pinned; ++i)
            pin(i);
        m_panel->showSnapshot(full(), true);
        QCoreApplication::processEvents();
        QCOMPARE(m_panel->size(), QSize(350, 250)); // and did not have to grow
        QVERIFY(view()->visibleColumns() >= 2);
        for (int column = 0; column < 2; ++column)
            for (int row = 0; row < 3; ++row) {
                const QRect cell = view()->cellRect(row, column);
                QVERIFY(view()->rect().contains(cell));
                QVERIFY2(cell.height() >= 10, qPrintable(QString::number(cell.height())));
            }
        if (Mode(mode) == Mode::Elsewhere) {
            QVERIFY(view()->ownSample(0));
            QVERIFY(!view()->ownSample(1)); // a stranger
        }
        for (auto* button : m_panel->findChildren<QAbstractButton*>())
            if (button->isVisible())
                QVERIFY2(m_panel->rect().contains(QRect(button->mapTo(m_panel.get(), QPoint()), button->size())),
                         qPrintable(button->text()));
    }

private:
    void pin(std::int64_t sample) {
        choose(Mode::Varied);
        m_panel->showSnapshot(look(), true);
        view()->showColumn(int(sample));
        click(int(sample));
        choose(Mode::Pinned);
    }
    /// With as much as was asked for at the most.
    Snapshot full() const {
        Snapshot snapshot;
        for (std::int64_t i = 0; i < 16; ++i)
            for (auto* samples : {&snapshot.reconstructions, &snapshot.extremes, &snapshot.pinned, &snapshot.elsewhere})
                samples->push_back(test::rebuilt(i, 0.0123));
        return snapshot;
    }
};

HOURGLASS_TEST(ReconstructionLayoutTest)
#include "ReconstructionLayoutTest.moc"
