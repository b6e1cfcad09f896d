// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/blockcache.h"

#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace gabor;

class TestBlockCache : public QObject
{
    Q_OBJECT
private slots:
    void keepsToItsBudget()
    {
        BlockCache cache(1000);
        for (int i = 0; i < 100; ++i) {
            cache.get(i, 90, [] { return block(90); });
            QVERIFY(cache.bytes() <= 1000);
        }
        QCOMPARE(cache.bytes(), 990U);
        cache.get(1000, 2000, [] { return block(2000); }); // too large to be kept
        QCOMPARE(cache.bytes(), 990U);
    }
    void whatWasUnusedLongestGoesFirst()
    {
        BlockCache cache(300);
        int made = 0;
        const auto get = [&](std::int64_t number) {
            cache.get(number, 100, [&] {
                ++made;
                return block(100);
            });
        };
        get(1);
        get(2);
        get(3);
        get(1);
        get(4);
        QCOMPARE(made, 4);
        get(1);
        QCOMPARE(made, 4);
        get(2);
        QCOMPARE(made, 5);
    }
    void aShortBlockIsReplaced()
    {
        BlockCache cache(1000);
        cache.get(1, 100, [] { return block(100); });
        QCOMPARE(cache.get(1, 200, [] { return block(200); })->size(), 200U);
        QCOMPARE(cache.bytes(), 200U);
        QCOMPARE(cache.get(1, 50, [] { return block(50); })->size(), 200U);
    }
    void whatCannotBeMadeIsTriedAgain()
    {
        BlockCache cache(1000);
        QVERIFY(!cache.get(1, 100, [] { return BlockCache::Block(); }));
        QVERIFY_EXCEPTION_THROWN(cache.get(1, 100, []() -> BlockCache::Block { throw std::runtime_error(""); }),
                                 std::runtime_error);
        QVERIFY(cache.get(1, 100, [] { return block(100); }));
    }
    void noBlockIsMadeTwiceAtOnce()
    {
        BlockCache cache(100'000);
        std::atomic<int> made = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] {
                    for (std::int64_t number = 0; number < 50; ++number)
                        cache.get(number, 10, [&] {
                            ++made;
                            std::this_thread::yield();
                            return block(10);
                        });
                });
        }
        QCOMPARE(made.load(), 50);
    }

private:
    static BlockCache::Block block(std::size_t bytes) { return std::make_shared<const std::vector<std::byte>>(bytes); }
};

QTEST_GUILESS_MAIN(TestBlockCache)
#include "tst_blockcache.moc"
