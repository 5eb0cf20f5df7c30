// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Mailbox.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

#include <thread>

using namespace hourglass;
using namespace hourglass::ui;

class MailboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void announcesOnceUntilTaken();
    void dropsMailOfAnotherRun();
    void keepsAnswersWhenTheRunChanges();
    void losesNothingBetweenThreads();
};

namespace {

std::function<void(Mail&)> batch(std::int64_t step) {
    return [step](Mail& mail) {
        BatchReport report;
        report.step = step;
        mail.batches.push_back(report);
    };
}

} // namespace

void MailboxTest::announcesOnceUntilTaken() {
    Mailbox mailbox;
    mailbox.openFor(1);
    QSignalSpy announced(&mailbox, &Mailbox::mailWaiting);
    mailbox.post(1, batch(1));
    mailbox.post(1, batch(2));
    QCOMPARE(announced.count(), 1);
    QCOMPARE(mailbox.take().batches.size(), 2u);
    QVERIFY(mailbox.take().batches.empty());
    mailbox.post(1, batch(3));
    QCOMPARE(announced.count(), 2);
}

void MailboxTest::dropsMailOfAnotherRun() {
    Mailbox mailbox;
    mailbox.openFor(1);
    mailbox.post(1, batch(1));
    mailbox.openFor(2);
    mailbox.post(1, batch(2));
    QVERIFY(mailbox.isOpenFor(2));
    QVERIFY(mailbox.take().batches.empty());
}

void MailboxTest::keepsAnswersWhenTheRunChanges() {
    Mailbox mailbox;
    mailbox.openFor(1);
    mailbox.postAnswer([](Mail& mail) { mail.saved.push_back("model.hourglass"); });
    mailbox.postAnswer([](Mail& mail) { mail.complaints.push_back({"No space", {}}); });
    mailbox.postAnswer([](Mail& mail) { mail.datasets.push_back({}); });
    mailbox.postAnswer([](Mail& mail) { mail.unreadable.push_back({{}, "damaged"}); });
    mailbox.openFor(2);
    const Mail mail = mailbox.take();
    QCOMPARE(mail.datasets.size(), 1u);
    QCOMPARE(mail.unreadable.size(), 1u);
    QCOMPARE(mail.saved.size(), 1u);
    QCOMPARE(mail.complaints.size(), 1u);
}

void MailboxTest::losesNothingBetweenThreads() {
    constexpr std::int64_t Count = 20000;
    Mailbox mailbox;
    mailbox.openFor(1);
    std::thread sender([&] {
        for (std::int64_t step = 1; step <= Count; ++step)
            mailbox.post(1, batch(step));
    });
    std::int64_t seen = 0;
    bool inOrder = true;
    while (seen < Count)
        for (const BatchReport& report : mailbox.take().batches)
            inOrder = report.step == ++seen && inOrder;
    sender.join();
    QVERIFY(inOrder);
}

HOURGLASS_TEST(MailboxTest)
#include "MailboxTest.moc"
