// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QDir>
#include <QPainter>

using namespace hourglass::ui;

class IconsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIconIsDrawnInThePalettesColour_data() {
        QTest::addColumn<QString>("name");
        QVERIFY(!themedIcon("play").isNull());
        for (const QString& file : QDir(":/hourglass/icons").entryList())
            QTest::newRow(qPrintable(file)) << file.chopped(4);
    }

    void everyIconIsDrawnInThePalettesColour() {
        QFETCH(QString, name);
        const QIcon icon = themedIcon(name);
        for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(*qApp, choice);
            const QImage image = icon.pixmap(QSize(32, 32)).toImage();
            QCOMPARE(image.size(), QSize(32, 32));
            const QColor wanted = QApplication::palette().color(QPalette::ButtonText);
            int solid = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor colour = image.pixelColor(x, y);
                    if (colour.alpha() == 255) {
                        ++solid;
                        QCOMPARE(colour, wanted);
                    }
                }
            }
            QVERIFY2(solid > 30, qPrintable(QString::number(solid)));
            QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
        }
    }

    void disabledIsPaler() {
        applyTheme(*qApp, ThemeChoice::Light);
        const QIcon icon = themedIcon("stop");
        const QColor enabled = icon.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12);
        const QColor disabled = icon.pixmap(QSize(24, 24), QIcon::Disabled).toImage().pixelColor(12, 12);
        QVERIFY(disabled.lightness() > enabled.lightness() + 50);
    }

    void unknownNameIsNull() { QVERIFY(themedIcon("no-such-icon").isNull()); }
};

HOURGLASS_TEST(IconsTest)
#include "IconsTest.moc"
