// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Wordings.h"
#include "tests/support/TestMain.h"

using namespace hourglass::ui;

class WordingsTest : public QObject {
    Q_OBJECT

    const QFont m_font;
    const QFontMetrics m_metrics{m_font};
    const QString m_long = "4,640 parameters", m_short = "4,640 par.";
    const Wordings m_wordings{m_long + QChar(0x9c) + m_short, m_font};

private Q_SLOTS:
    void theLongestThatFitsIsTaken() {
        for (const QString& text : {m_long, m_short}) {
            const Wordings::Fit fit = m_wordings.fitting(m_metrics.horizontalAdvance(text));
            QCOMPARE(fit.text.text(), text);
            QCOMPARE(fit.width, m_metrics.horizontalAdvance(text));
        }
        QCOMPARE(m_wordings.fitting(m_metrics.horizontalAdvance(m_long) - 1).text.text(), m_short);
        QCOMPARE(m_wordings.shortestWidth(), m_metrics.horizontalAdvance(m_short));
    }

    void whereNoneFitsTheLastIsCut() {
        const int room = m_metrics.horizontalAdvance(m_short) - 1;
        const Wordings::Fit fit = m_wordings.fitting(room);
        QVERIFY(fit.text.text().startsWith("4,6"));
        QVERIFY(fit.text.text().endsWith(QChar(0x2026)));
        QVERIFY(fit.width <= room);
        QVERIFY(m_wordings.fitting(-5).width <= m_metrics.horizontalAdvance(QChar(0x2026)));
    }

    void lettersOfMarkupAreLetters() {
        const Wordings markup("<b>1</b>", m_font);
        QCOMPARE(markup.fitting(1000).text.textFormat(), Qt::PlainText);
    }
};

HOURGLASS_TEST(WordingsTest)
#include "WordingsTest.moc"
