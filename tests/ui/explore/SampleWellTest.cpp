// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/SampleWell.h"
#include "tests/support/TestMain.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QUrl>

#include <memory>

using namespace hourglass::ui;

class SampleWellTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWell> m_well;
    std::unique_ptr<QSignalSpy> m_samples, m_files, m_another, m_steps;

    QPoint middle() const { return m_well->rect().center(); }
    static QImage picture(const QColor& colour) {
        QImage image(28, 28, QImage::Format_RGB888);
        image.fill(colour);
        return image;
    }
    /// Whether it was taken.
    bool enter(const QMimeData& mime) {
        QDragEnterEvent enter(middle(), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_well.get(), &enter);
        return enter.isAccepted();
    }
    void drop(const QMimeData& mime) {
        QDropEvent drop(QPointF(middle()), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_well.get(), &drop);
    }
    /// Further than a hand trembles, while the left button is held.
    void dragFrom(const QPoint& place) {
        QTest::mousePress(m_well.get(), Qt::LeftButton, {}, place);
        QTest::mouseMove(m_well.get(), place + QPoint(QApplication::startDragDistance() + 4, 0));
    }

private Q_SLOTS:
    void init() {
        m_well = std::make_unique<SampleWell>("A");
        m_samples = std::make_unique<QSignalSpy>(m_well.get(), &SampleWell::sampleDropped);
        m_files = std::make_unique<QSignalSpy>(m_well.get(), &SampleWell::fileChosen);
        m_another = std::make_unique<QSignalSpy>(m_well.get(), &SampleWell::anotherWanted);
        m_steps = std::make_unique<QSignalSpy>(m_well.get(), &SampleWell::stepWanted);
        m_well->resize(160, 180);
        m_well->QWidget::show();
        QVERIFY(QTest::qWaitForWindowActive(m_well.get()));
        m_well->clearFocus();
    }
    void cleanup() { m_well.reset(); }

    void showsWhatItIsGiven() {
        m_well->show(picture(Qt::red), 12, "sample 12, sneaker");
        QCOMPARE(m_well->sample(), 12);
        QCOMPARE(m_well->accessibleDescription(), QString("sample 12, sneaker"));
        auto* view = m_well->findChild<PictureView*>();
        QCOMPARE(m_well->grab().toImage().pixelColor(view->mapTo(m_well.get(), view->rect().center())), QColor(Qt::red));
        m_well->clear();
        QCOMPARE(m_well->sample(), -1);
        QVERIFY(view->picture().isNull());
        QVERIFY(m_well->accessibleDescription().isEmpty());
    }

    void takesSamplesAndFiles() {
        QMimeData sample;
        putSample(sample, 17);
        QVERIFY(enter(sample));
        drop(sample);
        QCOMPARE(m_samples->count(), 1);
        QCOMPARE(m_samples->first().first().toLongLong(), 17);
        QMimeData file;
        file.setUrls({QUrl("https://example.org/a.png"), QUrl::fromLocalFile("/tmp/one.png")});
        QVERIFY(enter(file));
        drop(file);
        QCOMPARE(m_files->count(), 1);
        QCOMPARE(m_files->first().first().toString(), QString("/tmp/one.png"));
        QCOMPARE(m_samples->count(), 1);
    }

    void takesNothingElse() {
        QMimeData text, faulty, before, elsewhere;
        text.setText("12");
        faulty.setData("application/x-hourglass-sample", "twelve");
        putSample(before, -3);
        elsewhere.setUrls({QUrl("https://example.org/a.png")});
        for (const QMimeData* mime : {&text, &faulty, &before, &elsewhere})
            QVERIFY(!enter(*mime));
        QCOMPARE(m_samples->count() + m_files->count(), 0);
    }

    void whatCanBeDroppedIsShownWhileItHovers() {
        const QImage before = m_well->grab().toImage();
        QMimeData sample;
        putSample(sample, 17);
        enter(sample);
        QVERIFY(m_well->grab().toImage() != before);
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_well.get(), &leave);
        QCOMPARE(m_well->grab().toImage(), before);
        enter(sample);
        drop(sample);
        QCOMPARE(m_well->grab().toImage(), before);
    }

    void aClickAsksForAnotherOne() {
        QTest::mouseClick(m_well.get(), Qt::LeftButton, {}, middle());
        QCOMPARE(m_another->count(), 1);
        QTest::mouseClick(m_well.get(), Qt::RightButton, {}, middle());
        QTest::mousePress(m_well.get(), Qt::LeftButton, {}, middle());
        QTest::mouseRelease(m_well.get(), Qt::LeftButton, {}, QPoint(-20, 10)); // thought better of
        QCOMPARE(m_another->count(), 1);
    }

    void aDragCarriesTheSampleAway() {
        m_well->show(picture(Qt::red), 12, "sample 12");
        dragFrom(middle());
        const auto* drag = m_well->findChild<QDrag*>();
        QVERIFY(drag);
        QCOMPARE(sampleIn(*drag->mimeData()), std::optional<std::int64_t>(12));
        QCOMPARE(drag->pixmap().toImage().pixelColor(10, 10), QColor(Qt::red));
        QTest::mouseRelease(m_well.get(), Qt::LeftButton, {}, middle());
        QCOMPARE(m_another->count(), 0); // it was no click
    }

    void whatIsNotOfTheDataCannotBeDragged() {
        m_well->show(picture(Qt::red), -1, "one.png");
        dragFrom(middle());
        QVERIFY(!m_well->findChild<QDrag*>());
    }

    void theKeysDoItToo() {
        m_well->setFocus();
        for (const int key : {Qt::Key_Return, Qt::Key_Enter})
            QTest::keyClick(m_well.get(), Qt::Key(key));
        QCOMPARE(m_another->count(), 2);
        for (const auto& [key, by] :
             {std::pair(Qt::Key_Left, -1), {Qt::Key_Right, 1}, {Qt::Key_Up, -1}, {Qt::Key_Down, 1}}) {
            QTest::keyClick(m_well.get(), key);
            QCOMPARE(m_steps->last().first().toInt(), by);
        }
        QCOMPARE(m_steps->count(), 4);
        QKeyEvent other(QEvent::KeyPress, Qt::Key_R, Qt::NoModifier, "r");
        QApplication::sendEvent(m_well.get(), &other);
        QVERIFY(!other.isAccepted()); // the window's shortcuts
    }

    void theFocusCanBeSeen() {
        const QImage before = m_well->grab().toImage();
        m_well->setFocus();
        QVERIFY(m_well->grab().toImage() != before);
        QVERIFY(m_well->focusPolicy() & Qt::TabFocus);
    }
};

HOURGLASS_TEST(SampleWellTest)
#include "SampleWellTest.moc"
