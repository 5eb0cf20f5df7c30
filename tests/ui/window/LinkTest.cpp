// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "engine/api/Link.h"
#include "ui/window/Documents.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QStatusBar>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::withCodeSize;

/// Experiments that go from window to window by a line of text.
class LinkTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void aCopiedLinkIsPasted() {
        open(endlessExperiment());
        const Experiment edited = withCodeSize(endlessExperiment(), 5);
        session().editor().edit("Code size", edited);
        QTest::keyClick(&*m_window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("hourglass:1:"));
        QVERIFY(m_window->statusBar()->currentMessage().contains("clipboard"));

        session().editor().undoStack()->undo();
        QTest::keySequence(&*m_window, QKeySequence::Paste);
        QVERIFY(session().editor().experiment() == edited);
        QCOMPARE(session().editor().undoStack()->undoText(), "Open link");
        QTRY_COMPARE(controller().state(), State::Ready);
        QVERIFY(controller().runInfo()->experiment == edited);
        session().editor().undoStack()->undo();
        QVERIFY(session().editor().experiment() == endlessExperiment());
    }

    void editsAreAskedAboutBeforeALinkReplacesThem() {
        open(endlessExperiment());
        const Experiment edited = withCodeSize(endlessExperiment(), 5);
        session().editor().edit("Code size", edited);
        paste(QString::fromStdString(experimentLink(endlessExperiment())));
        answer(QMessageBox::Cancel);
        QVERIFY(session().editor().experiment() == edited);
        QTRY_VERIFY(!question());
        paste(QString::fromStdString(experimentLink(endlessExperiment())));
        answer(QMessageBox::Discard);
        QVERIFY(session().editor().experiment() == endlessExperiment());
    }

    void whatHasBeenLearnedIsAskedAboutToo() {
        open(endlessExperiment());
        trainAndPause();
        paste(QString::fromStdString(experimentLink(withCodeSize(endlessExperiment(), 3))));
        QVERIFY(question() && question()->informativeText().contains("has learned"));
        answer(QMessageBox::Cancel);
        QVERIFY(controller().stepsDone() > 0);
    }

    void aFieldKeepsItsOwnPaste() {
        open(endlessExperiment());
        auto* field = new QLineEdit;
        m_window->centralWidget()->layout()->addWidget(field);
        field->setFocus();
        QTRY_VERIFY(field->hasFocus());
        QGuiApplication::clipboard()->setText("hourglass:1:abc");
        QTest::keySequence(field, QKeySequence::Paste);
        QCOMPARE(field->text(), QStringLiteral("hourglass:1:abc"));
        QVERIFY(problem().isEmpty());
    }

    void badLinksAreExplained_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing") << ""
                                 << "nor the link";
        QTest::newRow("words") << "Dear diary"
                               << "nor the link";
        QTest::newRow("a whole book") << QString(10'000'000, 'a') << "nor the link";
        QTest::newRow("far too long") << "hourglass:1:" + QString(10'000'000, 'a') << "too long";
        QTest::newRow("damaged") << "hourglass:1:abcdefgh"
                                 << "damaged";
        QTest::newRow("newer") << "hourglass:7:abcdefgh"
                               << "newer version";
    }
    void badLinksAreExplained() {
        QFETCH(QString, text);
        QFETCH(QString, said);
        open(endlessExperiment());
        paste(text);
        QVERIFY2(problem().contains(said), qPrintable(problem()));
        QVERIFY(session().editor().experiment() == endlessExperiment());
    }

    void aDroppedLinkOpens_data() {
        QTest::addColumn<bool>("asUrl");
        QTest::newRow("text") << false;
        QTest::newRow("as browsers drag links") << true;
    }
    void aDroppedLinkOpens() {
        QFETCH(bool, asUrl);
        open(endlessExperiment());
        const Experiment other = withCodeSize(endlessExperiment(), 4);
        const QString link = QString::fromStdString(experimentLink(other));
        QMimeData mime;
        if (asUrl)
            mime.setUrls({QUrl(link)});
        else
            mime.setText(link);
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&*m_window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(600, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&*m_window, &event);
        QVERIFY(session().editor().experiment() == other);
    }

    void aLinkThatStartsFromAFileSaysSo() {
        Experiment experiment = endlessExperiment();
        open(experiment);
        experiment.training.set("startFrom", m_folder.filePath("former.hourglass").toStdString());
        session().editor().edit("Start from", experiment);
        m_window->documents().copyLink();
        QVERIFY(m_window->statusBar()->currentMessage().contains("same files"));
    }

    void aLinkToOwnFilesSaysSo() {
        const QString path = m_folder.filePath("boxes.csv");
        open(test::withoutClasses(path));
        m_window->documents().copyLink();
        QVERIFY(m_window->statusBar()->currentMessage().contains("same files"));
        const Experiment back = experimentFromLink(QGuiApplication::clipboard()->text().toStdString());
        QVERIFY(back == session().editor().experiment());
    }

private:
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        QTest::keySequence(&*m_window, QKeySequence::Paste);
    }
};

HOURGLASS_TEST(LinkTest)
#include "LinkTest.moc"
