// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "engine/api/Catalogues.h"
#include "ui/window/PresetCard.h"
#include "ui/window/PresetGallery.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QUndoStack>

using namespace hourglass;
using namespace hourglass::ui;

class PresetGalleryTest : public test::WindowFixture {
    Q_OBJECT

    PresetGallery* gallery() { return m_window->findChild<PresetGallery*>(); }
    QListWidget* list() { return gallery()->findChild<QListWidget*>(); }
    QLineEdit* search() { return gallery()->findChild<QLineEdit*>(); }
    QPushButton* open() {
        for (auto* button : gallery()->findChildren<QPushButton*>())
            if (button->text() == "&Open")
                return button;
        return nullptr;
    }
    void openGallery() {
        WindowFixture::open(test::endlessExperiment());
        QTest::keyClick(&*m_window, Qt::Key_G, Qt::ControlModifier);
        QVERIFY(gallery());
        QVERIFY(QTest::qWaitForWindowActive(gallery()));
        QTRY_VERIFY(search()->hasFocus());
    }
    QStringList found() {
        QStringList titles;
        for (int i = 0; i < list()->count(); ++i)
            if (!list()->item(i)->isHidden())
                titles << list()->item(i)->text();
        return titles;
    }
    bool isOnTheDesk(const std::string& preset) { return session().editor().experiment() == findPreset(preset).experiment; }

private Q_SLOTS:
    void everyPresetHasItsPicture() {
        openGallery();
        QCOMPARE(list()->count(), int(presets().size()));
        for (int i = 0; i < list()->count(); ++i) {
            const auto picture = [&] { return list()->item(i)->data(PresetCard::PictureRole).value<PresetPicture>(); };
            QTRY_VERIFY_WITH_TIMEOUT(!picture().bars.empty(), 60000);
            QCOMPARE(picture().samples.size(), std::size_t(2));
            QVERIFY(!list()->item(i)->data(PresetCard::WordsRole).toString().isEmpty());
        }
    }

    void wordsFindIt() {
        openGallery();
        QTest::keyClicks(QApplication::focusWidget(), "VARIATIONAL clothes");
        QCOMPARE(found(), QStringList(QString::fromStdString(findPreset("fashion-convolutional-variational").title)));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // what is found is what is chosen
        QVERIFY(isOnTheDesk("fashion-convolutional-variational"));
        QVERIFY(session().editor().undoStack()->undoText().startsWith("Preset: "));
        session().editor().undoStack()->undo();
        QVERIFY(session().editor().experiment() == test::endlessExperiment());
    }

    void nothingFoundIsSaid() {
        openGallery();
        QTest::keyClicks(search(), "steam engine");
        QVERIFY(found().isEmpty());
        QVERIFY(!list()->isVisible());
        QVERIFY(!open()->isEnabled());
        QTest::keyClick(search(), Qt::Key_Return);
        QVERIFY(gallery()->isVisible());
        search()->clear();
        QCOMPARE(found().size(), list()->count());
        QVERIFY(open()->isEnabled());
    }

    void arrowsGoFromTheSearchToTheCards() {
        openGallery();
        QVERIFY(search()->hasFocus());
        QTest::keyClick(search(), Qt::Key_Down);
        QVERIFY(list()->hasFocus());
        QTest::keyClick(list(), Qt::Key_End);
        QTest::keyClick(list(), Qt::Key_Return);
        QVERIFY(isOnTheDesk("customers-products"));
    }

    void aDoubleClickOpens() {
        openGallery();
        const QPoint card = list()->visualItemRect(list()->item(1)).center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, card);
        QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, card);
        QVERIFY(session().editor().experiment() == presets()[1].experiment);
        QTRY_VERIFY(!gallery());
    }

    void escapeLeavesEverythingAsItIs() {
        openGallery();
        QTest::keyClick(search(), Qt::Key_Escape);
        QTRY_VERIFY(!gallery());
        QVERIFY(session().editor().experiment() == test::endlessExperiment());
    }
};

HOURGLASS_TEST(PresetGalleryTest)
#include "PresetGalleryTest.moc"
