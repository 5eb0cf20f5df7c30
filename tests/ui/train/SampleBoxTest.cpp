// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/SampleBox.h"
#include "tests/support/TestMain.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

/// 100 samples without a picture.
class Numbers final : public Album {
public:
    explicit Numbers(std::int64_t validation) { m_info.validationCount = validation; }

    const DatasetInfo& info() const override { return m_info; }
    std::int64_t count() const override { return 100; }
    int label(std::int64_t) const override { return -1; }
    Image picture(std::int64_t, int) const override { return {}; }

private:
    DatasetInfo m_info;
};

} // namespace

class SampleBoxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_box = std::make_unique<SampleBox>();
        m_box->setAlbum(std::make_shared<Numbers>(40));
        m_box->show();
        QVERIFY(QTest::qWaitForWindowActive(m_box.get()));
    }

    void thePartIsSaidWhileOneTypes() {
        QSignalSpy edited(m_box.get(), &SampleBox::edited), entered(m_box.get(), &SampleBox::entered);
        QCOMPARE(part(), QStringLiteral("of 100, validation part"));
        type("3");
        QCOMPARE(part(), QStringLiteral("of 100, validation part"));
        QTest::keyClicks(number(), "9");
        QCOMPARE(part(), QStringLiteral("of 100, validation part"));
        type("40");
        QCOMPARE(part(), QStringLiteral("of 100, training part"));
        QCOMPARE(edited.count(), 0); // not before one is done
        QTest::keyClick(number(), Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
        QCOMPARE(entered[0][0].toLongLong(), 40);
        QCOMPARE(edited.count(), 1);
        QTest::keyClick(number(), Qt::Key_Down);
        QCOMPARE(edited.last()[0].toLongLong(), 39);
        QCOMPARE(part(), QStringLiteral("of 100, validation part"));
    }

    void thereAreNoOthers() {
        type("100");
        QTest::keyClick(number(), Qt::Key_Return);
        QVERIFY(m_box->sample() < 100);
        m_box->setAlbum(std::make_shared<Numbers>(100));
        QCOMPARE(part(), QStringLiteral("of 100, none kept apart"));
        m_box->setAlbum(nullptr);
        QVERIFY(part().isEmpty() && !m_box->isEnabled());
    }

private:
    QWidget* number() const { return m_box->findChild<QDoubleSpinBox*>(); }
    QString part() const { return m_box->findChild<QLabel*>()->text(); }
    void type(const QString& digits) {
        QTest::keyClick(number(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(number(), digits);
    }

    std::unique_ptr<SampleBox> m_box;
};

HOURGLASS_TEST(SampleBoxTest)
#include "SampleBoxTest.moc"
