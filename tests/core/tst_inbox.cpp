// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/inbox.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <numeric>
#include <semaphore>
#include <thread>

using namespace gabor;

namespace {

struct Letter
{
    int sender = 0;
    int number = 0;
};

} // namespace

class TestInbox : public QObject
{
    Q_OBJECT

private slots:
    void messagesComeInTheirOrder()
    {
        Inbox<int> inbox([] {});
        for (int i = 0; i < 100; ++i)
            QVERIFY(inbox.post(i));
        std::vector<int> expected(100);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(inbox.takeAll(), expected);
        QVERIFY(inbox.takeAll().empty());
    }

    void messagesMayBeOfOneOwnerOnly()
    {
        Inbox<std::unique_ptr<int>> inbox([] {});
        inbox.post(std::make_unique<int>(5));
        QCOMPARE(*inbox.takeAll().at(0), 5);
    }

    void wakesOnceForEachFilling()
    {
        int wakes = 0;
        Inbox<int> inbox([&] { ++wakes; });
        for (int filling = 1; filling <= 5; ++filling) {
            for (int i = 0; i < filling; ++i)
                inbox.post(i);
            QCOMPARE(wakes, filling);
            QCOMPARE(static_cast<int>(inbox.takeAll().size()), filling);
        }
        inbox.takeAll();
        QCOMPARE(wakes, 5);
    }

    void wakesOnThePostingThread()
    {
        std::thread::id woken;
        Inbox<int> inbox([&] { woken = std::this_thread::get_id(); });
        std::thread poster([&] { inbox.post(1); });
        const std::thread::id posting = poster.get_id();
        poster.join();
        QVERIFY(woken == posting);
    }

    /// Who posts may be set aside for whoever it wakes, and not come back for long.
    void takingDoesNotWaitForTheEndOfWaking()
    {
        std::binary_semaphore woken(0);
        std::binary_semaphore taken(0);
        bool isTaken = false;
        Inbox<int> inbox([&] {
            woken.release();
            isTaken = taken.try_acquire_for(std::chrono::seconds(5));
        });
        std::jthread poster([&] { inbox.post(1); });
        woken.acquire();
        const std::vector<int> messages = inbox.takeAll();
        taken.release();
        poster.join();
        QCOMPARE(messages, std::vector<int>{1});
        QVERIFY(isTaken);
    }

    void closedInboxTakesAndGivesNothing()
    {
        int wakes = 0;
        Inbox<int> inbox([&] { ++wakes; });
        inbox.post(1);
        inbox.close();
        QVERIFY(!inbox.post(2));
        QVERIFY(inbox.takeAll().empty());
        QCOMPARE(wakes, 1);
        inbox.close();
        QVERIFY(!inbox.post(3));
    }

    void closingLetsGoOfWhatWaits()
    {
        Inbox<std::shared_ptr<int>> inbox([] {});
        const auto message = std::make_shared<int>(1);
        inbox.post(message);
        inbox.close();
        QCOMPARE(message.use_count(), 1L);
        inbox.post(message);
        QCOMPARE(message.use_count(), 1L);
    }

    void nothingIsLostOrSwappedAmongManyPosters()
    {
        constexpr int posters = 6;
        constexpr int letters = 3000;
        std::counting_semaphore<> woken(0);
        std::atomic<int> wakes = 0;
        Inbox<Letter> inbox([&] {
            ++wakes;
            woken.release();
        });

        std::vector<std::jthread> threads;
        for (int sender = 0; sender < posters; ++sender) {
            threads.emplace_back([&inbox, sender] {
                for (int number = 0; number < letters; ++number)
                    inbox.post({sender, number});
            });
        }

        std::vector<int> next(posters);
        int fillings = 0;
        for (int received = 0; received < posters * letters; ++fillings) {
            // Whoever is woken finds something: a filling without a wake would leave the owner asleep here.
            QVERIFY(woken.try_acquire_for(std::chrono::seconds(60)));
            const std::vector<Letter> batch = inbox.takeAll();
            QVERIFY(!batch.empty());
            for (const Letter& letter : batch)
                QCOMPARE(letter.number, next[static_cast<std::size_t>(letter.sender)]++);
            received += static_cast<int>(batch.size());
        }
        threads.clear();
        QVERIFY(inbox.takeAll().empty());
        QCOMPARE(wakes.load(), fillings);
    }

    /// What wake uses may be destroyed as soon as close has returned, though posters go on.
    void nothingIsDeliveredAfterClose()
    {
        for (int round = 0; round < 50; ++round) {
            struct Owner
            {
                int wakes = 0;
            };
            auto owner = std::make_unique<Owner>();
            std::binary_semaphore firstWake(0);
            const auto inbox = std::make_shared<Inbox<int>>([receiver = owner.get(), &firstWake] {
                if (receiver->wakes++ == 0)
                    firstWake.release();
            });

            std::atomic<int> refused = 0;
            std::vector<std::jthread> posters;
            for (int i = 0; i < 3; ++i) {
                posters.emplace_back([inbox, &refused] {
                    while (inbox->post(1)) {
                        if (inbox->takeAll().size() > 1000) // so that wake is called often
                            std::this_thread::yield();
                    }
                    ++refused;
                });
            }
            firstWake.acquire();
            inbox->close();
            owner.reset(); // a wake from now on is a use after free
            posters.clear();
            QCOMPARE(refused.load(), 3);
            QVERIFY(inbox->takeAll().empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
