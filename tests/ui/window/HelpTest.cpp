// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include "engine/api/Runtime.h"
#include "ui/design/DesignKeys.h"
#include "ui/session/Convert.h"
#include "ui/window/HelpViewer.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace hourglass;
using namespace hourglass::ui;

class HelpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGuideIsShownAsText();
    void everyLinkLeadsToAPage();
    void theGuideNamesTheKeysOfTheDesign();
};

void HelpTest::theGuideIsShownAsText() {
    HelpViewer viewer(nullptr);
    viewer.showPage("index.md");
    QVERIFY(viewer.isVisible());
    const QString text = viewer.findChild<QTextBrowser*>()->toPlainText();
    QVERIFY(text.contains("What an autoencoder is"));
    QVERIFY(!text.contains("## ")); // rendered, not quoted
}

void HelpTest::everyLinkLeadsToAPage() {
    const QDir folder(toQString(resourceFolder()) + "/help");
    static const QRegularExpression link("\\]\\(([^)]+)\\)");
    int links = 0;
    for (const QString& page : folder.entryList({"*.md"})) {
        QFile file(folder.filePath(page));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto matches = link.globalMatch(QString::fromUtf8(file.readAll()));
        for (; matches.hasNext(); ++links) {
            const QString target = matches.next().captured(1);
            if (!target.startsWith("https://")) // those open in the browser
                QVERIFY2(folder.exists(target), qPrintable(page + " → " + target));
        }
    }
    QVERIFY(links > 0);
}

void HelpTest::theGuideNamesTheKeysOfTheDesign() {
    QFile page(toQString(resourceFolder()) + "/help/window.md");
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    for (const KeyHelp& key : designKeys())
        QVERIFY2(text.contains(QString("| %1 | %2 |").arg(key.keys, key.does)), qPrintable(key.keys));
}

HOURGLASS_TEST(HelpTest)
#include "HelpTest.moc"
