// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureDesk.h"
#include "tests/support/SmallRestorer.h"
#include "tests/support/TestMain.h"
#include "ui/session/Convert.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class PictureDeskTest : public QObject {
    Q_OBJECT

    static constexpr int Patience = 60'000; // ms
    QTemporaryDir m_folder;
    QString m_model;
    std::unique_ptr<PictureDesk> m_desk;
    std::vector<PictureNews> m_news;

    PictureOrder order(const QColor& colour, std::uint64_t number) const {
        QImage picture(600, 400, QImage::Format_RGB888);
        picture.fill(colour);
        PictureOrder order;
        order.pasted = picture;
        order.picture = number;
        order.damage = {"gaussian", 20, 1};
        order.model.file = m_model;
        return order;
    }

private Q_SLOTS:
    void initTestCase() { m_model = toQString(test::trainedRestorer(toStdString(m_folder.filePath("restorer.hourglass")))); }
    void init() {
        m_news.clear();
        m_desk = std::make_unique<PictureDesk>();
        connect(m_desk.get(), &PictureDesk::told, this, [this](const PictureNews& news) { m_news.push_back(news); });
    }
    void cleanup() { m_desk.reset(); }

    void theLastOrderIsServed() {
        for (int i = 1; i <= 20; ++i)
            m_desk->order(order(QColor(10 * i, 40, 40), std::uint64_t(i)));
        QVERIFY(m_desk->isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->isBusy(), Patience);
        QCOMPARE(std::ranges::count_if(m_news, [](const PictureNews& news) { return news.isLast; }), 1);
        for (const PictureNews& news : m_news)
            if (news.result && news.result->id == "clean")
                QCOMPARE(news.result->picture.picture().pixelColor(5, 5), QColor(200, 40, 40));
    }

    void nothingComesOfWhatWasCancelled() {
        m_desk->order(order(Qt::gray, 1));
        m_desk->cancel();
        QVERIFY(!m_desk->isBusy());
        m_desk->order(order(Qt::gray, 2));
        m_desk->cancel();
        QSignalSpy failed(m_desk.get(), &PictureDesk::failed);
        m_desk->save(m_folder.filePath("none.png"), false); // once it is its turn, nothing is left to come
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
        QVERIFY(m_news.empty());
    }

    void itIsSavedAfterTheOrder() {
        QSignalSpy saved(m_desk.get(), &PictureDesk::saved);
        QSignalSpy failed(m_desk.get(), &PictureDesk::failed);
        const QString file = m_folder.filePath("saved.png");
        m_desk->order(order(Qt::gray, 1));
        m_desk->save(file, false);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, Patience);
        QCOMPARE(QImage(file).size(), QSize(600, 400));
        m_desk->save(file, false); // it is there
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
        QVERIFY(failed[0][0].toString().contains("saved.png"));
        m_desk->save(file, true);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, Patience);
    }

    void itEndsInTheMiddle() {
        m_desk->order(order(Qt::gray, 1));
        m_desk.reset();
        QVERIFY(m_news.empty());
    }
};

HOURGLASS_TEST(PictureDeskTest)
#include "PictureDeskTest.moc"
