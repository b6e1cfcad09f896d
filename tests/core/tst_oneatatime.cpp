// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/oneatatime.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace gabor;

class TestOneAtATime : public QObject
{
    Q_OBJECT
private slots:
    void whoAsksMeanwhileHasItDoneOnceMore()
    {
        OneAtATime turns;
        int runs = 0;
        turns.run([&]() noexcept {
            if (++runs > 1)
                return;
            for (int i = 0; i < 3; ++i)
                turns.run([&]() noexcept { runs = 100; }); // returns at once
        });
        QCOMPARE(runs, 2);
        turns.run([&]() noexcept { ++runs; });
        QCOMPARE(runs, 3);
    }
    void ofManyThreadsOneIsAtItAndNoneIsForgotten()
    {
        OneAtATime turns;
        std::atomic<int> inside = 0;
        std::atomic<bool> alone = true;
        int wanted = 0; // the work alone touches it
        std::atomic<int> asked = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&] {
                    for (int i = 0; i < 2000; ++i) {
                        ++asked;
                        turns.run([&]() noexcept {
                            alone = alone && ++inside == 1;
                            wanted = asked;
                            --inside;
                        });
                    }
                });
        }
        QVERIFY(alone);
        QCOMPARE(wanted, 8000);
    }
};

QTEST_GUILESS_MAIN(TestOneAtATime)
#include "tst_oneatatime.moc"
