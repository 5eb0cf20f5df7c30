// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/WrappedLabel.h"
#include "tests/support/TestMain.h"

#include <QVBoxLayout>

using namespace hourglass::ui;

/// Counts how often its layout is asked anew.
class Laid : public QWidget {
public:
    int times = 0;

protected:
    bool event(QEvent* event) override {
        times += event->type() == QEvent::LayoutRequest;
        return QWidget::event(event);
    }
};

class WrappedLabelTest : public QObject {
    Q_OBJECT

    Laid* m_window = nullptr;
    WrappedLabel* m_label = nullptr;

private Q_SLOTS:
    void init() {
        m_window = new Laid;
        auto* layout = new QVBoxLayout(m_window);
        m_label = new WrappedLabel;
        layout->addWidget(m_label);
        layout->addStretch(1);
        m_label->setText("Error 0.1234");
        m_window->resize(300, 300);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window));
        QCoreApplication::processEvents();
        m_window->times = 0;
    }
    void cleanup() { delete m_window; }

    void otherFiguresLeaveTheLayoutAlone() {
        for (int i = 0; i < 5; ++i) {
            m_label->setText(QString("Error 0.%1").arg(1000 + 7 * i));
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_window->times, 0);
        QCOMPARE(m_label->text(), QString("Error 0.1028"));
        QTRY_COMPARE(m_label->accessibleDescription(), m_label->text());
    }

    void anotherWidthIsLookedAtAnew() {
        const int one = m_label->height();
        for (const int width : {500, 120, 500}) {
            m_window->resize(width, 300);
            QTRY_COMPARE(m_label->height(), one);
        }
        m_label->setText("as many words as fit into one long line");
        QCoreApplication::processEvents();
        QCOMPARE(m_label->height(), one);
        m_window->resize(120, 300);
        QTRY_VERIFY(m_label->height() >= m_label->heightForWidth(m_label->width()));
        QVERIFY(m_label->height() > one);
    }

    void moreLinesTakeMoreRoom() {
        const int one = m_label->height();
        QVERIFY(one >= m_label->fontMetrics().height());
        m_label->setText(QString("many words that have to be wrapped ").repeated(5).trimmed());
        QTRY_VERIFY(m_label->height() > 2 * one);
        QVERIFY(m_window->times > 0);
        m_label->setText("few");
        QTRY_COMPARE(m_label->height(), one);
    }

    void largerLettersTakeMoreRoom() {
        const int before = m_label->height();
        QFont font = m_label->font();
        font.setPointSizeF(2 * font.pointSizeF());
        m_label->setFont(font);
        QTRY_VERIFY(m_label->height() > before);
    }

    void theTextIsDrawnInTheColourOfText() {
        QPalette palette = m_label->palette();
        palette.setColor(QPalette::WindowText, Qt::red);
        m_label->setPalette(palette);
        const QImage drawn = m_label->grab().toImage();
        int red = 0;
        for (int y = 0; y < drawn.height(); ++y)
            for (int x = 0; x < drawn.width(); ++x)
                red += drawn.pixelColor(x, y).red() > drawn.pixelColor(x, y).blue() + 60;
        QVERIFY2(red > 20, qPrintable(QString::number(red)));
    }
};

HOURGLASS_TEST(WrappedLabelTest)
#include "WrappedLabelTest.moc"
