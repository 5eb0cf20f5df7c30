// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/PlaneFixture.h"

using namespace hourglass;
using namespace hourglass::ui;

class PlanePanelTest : public test::PlaneFixture {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheNumbersThatChangeMost() {
        show(new PlanePanel(*m_exploration), {620, 520});
        QVERIFY(panel().isEmpty());
        open();
        settle();
        const auto order = byEffect(m_exploration->space());
        QCOMPARE(xBox()->value(), int(order[0]) + 1);
        QCOMPARE(yBox()->value(), int(order[1]) + 1);
        QVERIFY(!panel().isEmpty());
        const PlaneRange range = view().range();
        const CodeDimension& x = m_exploration->space().dimensions[std::size_t(order[0])];
        QVERIFY(range.left <= x.lowest && range.right >= x.highest);
    }

    void aClickPins() {
        openPanel();
        withoutPoints();
        const CodeValues before = m_exploration->code();
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, pixelOf(middle()));
        const double pixel = (view().range().right - view().range().left) / view().plotArea().width();
        QVERIFY(std::abs(number(xBox()->value()) - middle().x()) < 2 * pixel);
        for (int axis = 1; axis <= 8; ++axis)
            if (axis != xBox()->value() && axis != yBox()->value())
                QCOMPARE(number(axis), before[std::size_t(axis - 1)]);
        settle();
        QCOMPARE(m_sheets->count(), 0); // all other numbers are the same, and so is the plane
    }

    void aDragPinsContinuously() {
        openPanel();
        withoutPoints();
        QSignalSpy changed(m_exploration.get(), &Exploration::codeChanged);
        QTest::mousePress(view().viewport(), Qt::LeftButton, {}, pixelOf(middle()));
        float last = number(xBox()->value());
        for (int step = 1; step <= 5; ++step) {
            QTest::mouseMove(view().viewport(), pixelOf(middle()) + QPoint(10 * step, 0));
            QVERIFY(number(xBox()->value()) > last);
            last = number(xBox()->value());
        }
        QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, pixelOf(middle()));
        QVERIFY(changed.count() >= 6);
    }

    void hoveringDecodes() {
        openPanel();
        const CodeValues before = m_exploration->code();
        QTest::mouseMove(view().viewport(), pixelOf(middle()));
        settle();
        QVERIFY(test::shownCard(view()));
        QCOMPARE(m_exploration->code(), before); // only a look
        QTest::mouseMove(view().viewport(), QPoint(1, 1));
        QVERIFY(!test::shownCard(view()));
    }

    void theCursorOfTheKeysDecodesAndPins() {
        openPanel();
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Right);
        settle();
        QVERIFY(test::shownCard(view()));
        const float before = number(xBox()->value());
        QTest::keyClick(&view(), Qt::Key_Return);
        QVERIFY(number(xBox()->value()) > before);
        QVERIFY(!view().accessibleDescription().isEmpty());
    }

    void aSampleIsTakenByAClick() {
        openPanel();
        const auto& codes = *m_exploration->codes();
        const auto codeOf = [&](std::int64_t sample) {
            const auto first = codes.values.begin() + std::ptrdiff_t(sample * codes.dimensions);
            return CodeValues(first, first + std::ptrdiff_t(codes.dimensions));
        };
        const std::int64_t sample = 11;
        const CodeValues code = codeOf(sample);
        const QPoint place = pixelOf({code[std::size_t(xBox()->value() - 1)], code[std::size_t(yBox()->value() - 1)]});
        picture();
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place);
        settle();
        bool isOfASample = false; // that one, or one over it
        for (std::int64_t i = 0; i < codes.count(); ++i) {
            const CodeValues other = codeOf(i);
            double distance = 0;
            for (std::size_t k = 0; k < other.size(); ++k)
                distance = std::max(distance, double(std::abs(other[k] - m_exploration->code()[k])));
            isOfASample = isOfASample || distance < 1e-4;
        }
        QVERIFY(isOfASample);
    }

    void aSampleCanBeDraggedAway() {
        openPanel();
        const auto& codes = *m_exploration->codes();
        const QPoint place =
            pixelOf({codes.values[std::size_t(xBox()->value() - 1)], codes.values[std::size_t(yBox()->value() - 1)]});
        picture();
        QTest::mousePress(view().viewport(), Qt::LeftButton, {}, place);
        QTest::mouseMove(view().viewport(), place + QPoint(30, 0));
        const auto* drag = view().findChild<QDrag*>();
        QVERIFY(drag);
        QVERIFY(drag->mimeData()->hasFormat("application/x-hourglass-sample"));
        QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, place);
    }

    void comingCloserAsksForAnotherSheet() {
        openPanel();
        view().setFocus();
        for (const auto& [key, modifiers] :
             {std::pair(Qt::Key_Plus, Qt::NoModifier), {Qt::Key_Right, Qt::ShiftModifier}, {Qt::Key_Home, Qt::NoModifier}}) {
            m_sheets->clear();
            QTest::keyClick(&view(), key, modifiers);
            QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
            settle();
        }
    }

    void anotherNumberOffThePlaneAsksForAnotherSheet() {
        openPanel();
        const QImage before = picture();
        const auto order = byEffect(m_exploration->space());
        m_exploration->setNumber(order[2], m_exploration->space().dimensions[std::size_t(order[2])].highest);
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
        settle();
        QVERIFY(picture() != before);
    }

    void otherAxesAreChosen() {
        openPanel();
        const auto other = int(byEffect(m_exploration->space())[3]) + 1;
        const QImage before = picture();
        xBox()->setFocus();
        xBox()->selectAll();
        QTest::keyClicks(xBox(), QString::number(other));
        QTest::keyClick(xBox(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
        settle();
        QVERIFY(picture() != before);
        withoutPoints();
        const float kept = number(yBox()->value());
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, pixelOf(middle()));
        QVERIFY(std::abs(number(other) - middle().x()) < 0.1);
        QVERIFY(std::abs(number(yBox()->value()) - middle().y()) < 0.1 || kept == number(yBox()->value()));
    }

    void aCodeOfOneNumberHasNoPlane() {
        show(new PlanePanel(*m_exploration), {620, 520});
        open(test::withCodeSize(test::tinyDigits(), 1));
        settle();
        QVERIFY(panel().isEmpty());
        m_exploration->setNumber(0, 1);
        m_exploration->setPath({0, 1});
        layers()->setFocus();
        QTest::keyClick(layers(), Qt::Key_End);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().viewport()->rect().center());
        settle();
        QVERIFY(panel().isEmpty());
        m_controller->prepare(test::tinyDigits()); // and another network has one again
        QTRY_VERIFY_WITH_TIMEOUT(!panel().isEmpty(), Patience);
    }

    void unseenItAsksForNothing() {
        openPanel();
        m_widget->hide();
        m_exploration->setNumber(0, 1);
        m_exploration->setNumber(7, 1);
        settle();
        QCOMPARE(m_sheets->count(), 0);
        m_widget->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_sheets->count() > 0, Patience);
    }

    void itsPictureAndItsCodesAreExported() {
        openPanel();
        const QByteArray text = panel().csv()();
        QVERIFY(text.startsWith("code1,code2,"));
        QVERIFY(text.count('\n') > 100);
        QImage image(panel().pictureSize(), QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        panel().paintPicture(painter);
        painter.end();
        QVERIFY(image.pixelColor(image.rect().center()) != QColor(Qt::magenta));
    }
};

HOURGLASS_TEST(PlanePanelTest)
#include "PlanePanelTest.moc"
