// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/PictureShelf.h"
#include "tests/ui/pictures/PicturesFixture.h"
#include "ui/session/PictureFile.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <memory>

using namespace hourglass::ui;

class PictureShelfTest : public hourglass::test::PicturesFixture {
    Q_OBJECT

    std::unique_ptr<PictureShelf> m_shelf;
    std::unique_ptr<QSignalSpy> m_changed;

private Q_SLOTS:
    void init() {
        m_shelf = std::make_unique<PictureShelf>();
        m_changed = std::make_unique<QSignalSpy>(m_shelf.get(), &PictureShelf::currentChanged);
        m_shelf->resize(300, 300);
        m_shelf->show();
        QVERIFY(QTest::qWaitForWindowActive(m_shelf.get()));
        m_shelf->setFocus();
    }
    void cleanup() { m_shelf.reset(); }

    void theFirstOfThoseThatAreOpenedIsOnShow() {
        QVERIFY(!m_shelf->current());
        m_shelf->open({pictureFile("a.png"), pictureFile("b.png")});
        QCOMPARE(m_shelf->current()->name, "a.png");
        QCOMPARE(m_changed->count(), 1);
        m_shelf->open({pictureFile("c.png")});
        QCOMPARE(m_shelf->current()->name, "c.png");
        m_shelf->open({path("b.png")}); // it is open already
        QCOMPARE(m_shelf->count(), 3);
        QCOMPARE(m_shelf->current()->name, "b.png");
        QTest::keyClick(m_shelf.get(), Qt::Key_Left);
        QCOMPARE(m_shelf->current()->name, "a.png");
    }

    void whatCannotBeReadIsPassedOver() {
        QFile words(path("words.png"));
        QVERIFY(words.open(QIODevice::WriteOnly) && words.write("words") == 5);
        words.close();
        m_shelf->open({path("words.png"), pictureFile("a.png"), pictureFile("b.png")});
        QTRY_COMPARE(m_shelf->current()->name, QString("a.png"));
        m_shelf->setCurrentRow(0); // who wants to see it, does
        QCOMPARE(m_shelf->current()->name, QString("words.png"));
    }

    void thumbnailsComeByThemselves() {
        m_shelf->open({pictureFile("a.png")});
        const auto middle = [this] {
            const QImage icon = m_shelf->item(0)->icon().pixmap(72, 72).toImage();
            return icon.pixelColor(icon.rect().center());
        };
        const QColor empty = m_shelf->palette().color(QPalette::AlternateBase);
        QTRY_VERIFY_WITH_TIMEOUT(middle() != empty, Patience);
    }

    void whatIsNoPictureSaysSo() {
        QSignalSpy unreadable(m_shelf.get(), &PictureShelf::unreadable);
        m_shelf->open({textFile("notes.png"), pictureFile("a.png"), path("nowhere.jpg")});
        QTRY_COMPARE_WITH_TIMEOUT(unreadable.count(), 2, Patience);
        QVERIFY(unreadable[0][0].toString().contains("notes.png"));
        QVERIFY(unreadable[1][0].toString().contains("nowhere.jpg"));
        QVERIFY(m_shelf->item(0)->toolTip().contains("notes.png"));
    }

    void deleteTakesOneOffTheListAndLeavesTheFile() {
        m_shelf->open({pictureFile("a.png"), pictureFile("b.png")});
        QTest::keyClick(m_shelf.get(), Qt::Key_Delete);
        QCOMPARE(m_shelf->count(), 1);
        QCOMPARE(m_shelf->current()->name, "b.png");
        QVERIFY(QFile::exists(path("a.png")));
        QTest::keyClick(m_shelf.get(), Qt::Key_Delete);
        QTest::keyClick(m_shelf.get(), Qt::Key_Delete);
        QVERIFY(!m_shelf->current());
    }

    void whatWasRemovedComesBack() {
        m_shelf->open({pictureFile("a.png"), pictureFile("b.png")});
        const QImage pasted(8, 8, QImage::Format_RGB32);
        m_shelf->paste(pasted, pasted);
        const std::uint64_t number = m_shelf->current()->number;
        QTest::keyClick(m_shelf.get(), Qt::Key_Delete);
        m_shelf->setCurrentRow(0);
        QTest::keyClick(m_shelf.get(), Qt::Key_Delete);
        QCOMPARE(m_shelf->paths(), QStringList(path("b.png")));
        m_shelf->open({pictureFile("c.png")});
        m_changed->clear();
        m_shelf->undoStack()->undo();
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(m_shelf->current()->path, path("a.png"));
        m_shelf->undoStack()->undo();
        QCOMPARE(m_shelf->current()->number, number); // with what was painted over it
        QCOMPARE(m_shelf->current()->pasted.size(), pasted.size());
        QCOMPARE(m_shelf->paths(), (QStringList{path("a.png"), path("b.png"), path("c.png")}));
        QCOMPARE(m_shelf->item(2)->text(), QString("Pasted picture"));
        m_shelf->undoStack()->redo();
        QCOMPARE(m_shelf->count(), 3);
    }

    void aFolderStandsForItsPictures() {
        QVERIFY(QDir(path("")).mkpath("folder/below"));
        pictureFile("folder/2.png");
        pictureFile("folder/1.jpg");
        textFile("folder/notes.txt");
        QCOMPARE(picturesAt(path("folder")), QStringList({path("folder/1.jpg"), path("folder/2.png")}));
        QCOMPARE(picturesAt(path("folder/below")), QStringList());
        QCOMPARE(picturesAt(path("folder/2.png")), QStringList({path("folder/2.png")}));
    }
};

HOURGLASS_TEST(PictureShelfTest)
#include "PictureShelfTest.moc"
