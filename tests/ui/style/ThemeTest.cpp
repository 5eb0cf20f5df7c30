// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Theme.h"
#include "tests/support/TestMain.h"
#include "tests/ui/style/Contrast.h"

#include <QApplication>
#include <QCheckBox>
#include <QStyle>
#include <QToolTip>

using namespace hourglass::ui;
using hourglass::test::contrast;

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsLegible_data() {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }

    void textIsLegible() {
        QFETCH(ThemeChoice, choice);
        applyTheme(*qApp, choice);
        const QPalette palette = QApplication::palette();
        const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
            return contrast(palette.color(text), palette.color(ground));
        };
        constexpr double levelAA = 4.5;
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
            QVERIFY(ratio(QPalette::WindowText, ground) >= levelAA);
            QVERIFY(ratio(QPalette::Text, ground) >= levelAA);
            QVERIFY(ratio(QPalette::PlaceholderText, ground) >= levelAA);
            QVERIFY(ratio(QPalette::Link, ground) >= levelAA);
        }
        QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= levelAA);
        QVERIFY(ratio(QPalette::HighlightedText, QPalette::Highlight) >= levelAA);
        QVERIFY(ratio(QPalette::ToolTipText, QPalette::ToolTipBase) >= levelAA);

        const ChartColours colours = chartColours(palette);
        const QColor base = palette.color(QPalette::Base);
        QVERIFY(contrast(colours.text, base) >= levelAA);
        QVERIFY(contrast(colours.mutedText, base) >= levelAA);
        constexpr double levelOfGraphics = 3;
        for (const QColor& line : {colours.training, colours.validation, colours.baseline})
            QVERIFY(contrast(line, base) >= levelOfGraphics);
    }

    void anEmptyCheckBoxIsSeen_data() { textIsLegible_data(); }

    void anEmptyCheckBoxIsSeen() {
        QFETCH(ThemeChoice, choice);
        applyTheme(*qApp, choice);
        QCheckBox box;
        const QImage image = box.grab().toImage();
        const QColor ground = QApplication::palette().color(QPalette::Base);
        double most = 1;
        for (int x = 0; x < image.width(); ++x)
            most = std::max(most, contrast(image.pixelColor(x, image.height() / 2), ground));
        QVERIFY2(most >= 3, qPrintable(QString::number(most)));
    }

    void forcedChoiceWins() {
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(isDark(QToolTip::palette()));
        applyTheme(*qApp, ThemeChoice::Light);
        QVERIFY(!isDark(QApplication::palette()));
        QVERIFY(!isDark(QToolTip::palette()));
        QCOMPARE(QApplication::style()->name(), QStringLiteral("fusion"));
    }

    void systemForgetsTheForcedChoice() {
        applyTheme(*qApp, ThemeChoice::System);
        const QPalette ofSystem = QApplication::palette();
        applyTheme(*qApp, isDark(ofSystem) ? ThemeChoice::Light : ThemeChoice::Dark);
        applyTheme(*qApp, ThemeChoice::System);
        QCOMPARE(QApplication::palette(), ofSystem);
    }
};

HOURGLASS_TEST(ThemeTest)
#include "ThemeTest.moc"
