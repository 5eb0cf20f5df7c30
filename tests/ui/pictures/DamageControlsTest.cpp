// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/DamageControls.h"
#include "engine/api/Damage.h"
#include "tests/ui/pictures/PicturesFixture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class DamageControlsTest : public test::PicturesFixture {
    Q_OBJECT

    std::unique_ptr<DamageControls> m_controls;

    QComboBox* kinds() const { return m_controls->findChild<QComboBox*>(); }
    QSlider* strength() const {
        for (QSlider* slider : m_controls->findChildren<QSlider*>())
            if (slider->accessibleName() == "Strength of the damage")
                return slider;
        return nullptr;
    }
    QDoubleSpinBox* number() const { return m_controls->findChild<QDoubleSpinBox*>(); }
    /// By the keyboard, as the user does.
    void choose(const std::string& kind) {
        kinds()->setFocus();
        const int goal = kind.empty() ? 0 : kinds()->findData(toQString(kind));
        QVERIFY(goal >= 0);
        while (kinds()->currentIndex() != goal)
            QTest::keyClick(kinds(), kinds()->currentIndex() < goal ? Qt::Key_Down : Qt::Key_Up);
    }

private Q_SLOTS:
    void init() {
        m_controls = std::make_unique<DamageControls>();
        m_controls->resize(900, 60);
        m_controls->show();
        QVERIFY(QTest::qWaitForWindowActive(m_controls.get()));
    }
    void cleanup() { m_controls.reset(); }

    void atFirstThePictureStaysAsItIs() {
        QVERIFY(m_controls->damage().kind.empty());
        QVERIFY(!strength()->isVisible());
    }

    void everyKindHasItsOwnStrength() {
        QSignalSpy changed(m_controls.get(), &DamageControls::changed);
        for (const DamageKind& kind : damageKinds()) {
            choose(kind.id);
            QCOMPARE(m_controls->damage().kind, kind.id);
            QCOMPARE(strength()->isVisible(), kind.strength.has_value());
            if (!kind.strength)
                continue;
            QCOMPARE(m_controls->damage().strength, Parameters({{"it", kind.strength->fallback}}).real("it"));
            strength()->setFocus();
            QTest::keyClick(strength(), Qt::Key_End);
            QCOMPARE(m_controls->damage().strength, kind.strength->maximum);
            QCOMPARE(number()->value(), kind.strength->maximum);
            number()->setFocus();
            number()->selectAll();
            QTest::keyClicks(number(), "12");
            QTest::keyClick(number(), Qt::Key_Return);
            QCOMPARE(m_controls->damage().strength, 12.0);
            QCOMPARE(strength()->value(), int((12 - kind.strength->minimum) / kind.strength->step));
        }
        QVERIFY(changed.count() >= int(damageKinds().size()));
        choose("");
        QVERIFY(m_controls->damage().kind.empty());
    }

    void againTakesAnotherChance() {
        choose("gaussian");
        const auto buttons = m_controls->findChildren<QToolButton*>();
        const auto again =
            std::ranges::find_if(buttons, [](const QToolButton* button) { return button->text() == "Again"; });
        QVERIFY(again != buttons.end() && (*again)->isVisible());
        const std::uint64_t seed = m_controls->damage().seed;
        QTest::mouseClick(*again, Qt::LeftButton);
        QVERIFY(m_controls->damage().seed != seed);
        choose("greyscale");
        QVERIFY(!(*again)->isVisible());
    }
};

HOURGLASS_TEST(DamageControlsTest)
#include "DamageControlsTest.moc"
