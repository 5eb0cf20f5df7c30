// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/AlbumOpener.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <QThread>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class AlbumOpenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_albums.clear();
        m_faults.clear();
        m_opener = std::make_unique<AlbumOpener>();
        connect(m_opener.get(), &AlbumOpener::opened, this, [this](const std::shared_ptr<const Album>& album) {
            QCOMPARE(QThread::currentThread(), thread());
            m_albums.push_back(album);
        });
        connect(m_opener.get(), &AlbumOpener::failed, this, [this](const QString& message) { m_faults << message; });
    }

    void openedForTheNetwork() {
        open("digits", {{1, 14, 14}});
        QTRY_COMPARE(m_albums.size(), std::size_t(1));
        QVERIFY(m_albums[0]->info().sampleShape == Shape({{1, 14, 14}}));
        QVERIFY(m_faults.isEmpty());
    }

    void whatGoesWrongIsSaid() {
        open("/nowhere/missing.png");
        QTRY_COMPARE(m_faults.size(), 1);
        QVERIFY2(m_faults[0].contains("missing.png"), qPrintable(m_faults[0]));
        open("digits"); // and the next one is opened all the same
        QTRY_COMPARE(m_albums.size(), std::size_t(1));
    }

    void onlyTheLastOneIsAnswered() {
        open("/nowhere/missing.png");
        open("customers-products");
        open("digits");
        QTRY_COMPARE(m_albums.size(), std::size_t(1));
        QVERIFY(m_faults.isEmpty());
    }

    void whatIsForgottenIsNotAnswered() {
        open("/nowhere/missing.png");
        m_opener->forget();
        open("digits");
        QTRY_COMPARE(m_albums.size(), std::size_t(1));
        QVERIFY(m_faults.isEmpty());
    }

    void theEndMayComeInBetween() {
        open("digits");
        m_opener.reset();
        QCoreApplication::processEvents();
        QVERIFY(m_albums.empty());
    }

private:
    void open(const QString& reference, const Shape& shape = {{1, 28, 28}}) {
        m_opener->open(reference, complete(test::tinyExperiment()).dataset, shape);
    }

    std::unique_ptr<AlbumOpener> m_opener;
    std::vector<std::shared_ptr<const Album>> m_albums;
    QStringList m_faults;
};

HOURGLASS_TEST(AlbumOpenerTest)
#include "AlbumOpenerTest.moc"
