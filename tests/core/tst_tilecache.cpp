// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tilecache.h"

#include <QTest>

#include <new>
#include <random>

using namespace gabor;

namespace {

enum class Truth { True, Sketch };

/// @p columnCount columns of one bin: 5 bytes each, 4 of the level and 1 of the phase.
std::shared_ptr<const LevelTile> tileOf(TileId id, int columnCount, std::int64_t frameCount = 100,
                                        Truth truth = Truth::True)
{
    return std::make_shared<const LevelTile>(id, columnCount, 1, frameCount, truth == Truth::Sketch);
}

} // namespace

class TestTileCache : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasInserted()
    {
        TileCache cache(1000);
        const auto tile = tileOf({2, 7}, 10);
        cache.insert(1, tile);
        QCOMPARE(cache.find(1, {2, 7}), tile);
        QVERIFY(!cache.find(2, {2, 7}));
        QVERIFY(!cache.find(1, {3, 7}));
        QVERIFY(!cache.find(1, {2, 8}));
        QCOMPARE(cache.byteCount(), tile->byteCount());
        QCOMPARE(cache.byteBudget(), std::size_t{1000});
    }

    void keepsSpectraApart()
    {
        TileCache cache(1000);
        const auto one = tileOf({0, 0}, 10);
        const auto other = tileOf({0, 0}, 20);
        cache.insert(1, one);
        cache.insert(2, other);
        QCOMPARE(cache.find(1, {0, 0}), one);
        QCOMPARE(cache.find(2, {0, 0}), other);
        QCOMPARE(cache.byteCount(), one->byteCount() + other->byteCount());
    }

    void dropsWhatWasLookedAtLongestAgo()
    {
        TileCache cache(150); // three tiles of 50 bytes
        for (std::int64_t index = 0; index < 3; ++index)
            cache.insert(1, tileOf({0, index}, 10));
        QVERIFY(cache.find(1, {0, 0})); // now 1 is the oldest
        cache.insert(1, tileOf({0, 3}, 10));
        QVERIFY(!cache.find(1, {0, 1}));
        QVERIFY(cache.find(1, {0, 0}));
        QVERIFY(cache.find(1, {0, 2}));
        QVERIFY(cache.find(1, {0, 3}));
    }

    void dropsAsManyAsANewTileNeedsAndNoMore()
    {
        TileCache cache(200);
        for (std::int64_t index = 0; index < 4; ++index)
            cache.insert(1, tileOf({0, index}, 10));
        cache.insert(1, tileOf({0, 9}, 20));
        QVERIFY(!cache.find(1, {0, 0}));
        QVERIFY(!cache.find(1, {0, 1}));
        QVERIFY(cache.find(1, {0, 2}));
        QVERIFY(cache.find(1, {0, 3}));
        QVERIFY(cache.find(1, {0, 9}));
        QCOMPARE(cache.byteCount(), std::size_t{200});
    }

    void handsOverWhatHasToGo()
    {
        std::vector<std::shared_ptr<const LevelTile>> gone;
        TileCache cache(100, [&](std::shared_ptr<const LevelTile> tile) { gone.push_back(std::move(tile)); });
        const auto sketch = tileOf({0, 0}, 10, 100, Truth::Sketch);
        const auto truth = tileOf({0, 0}, 10);
        const auto other = tileOf({0, 1}, 10);
        const auto third = tileOf({0, 2}, 10);
        cache.insert(1, sketch);
        cache.insert(1, truth);
        cache.insert(1, other);
        QCOMPARE(gone, (std::vector{sketch}));
        cache.insert(1, third);
        QCOMPARE(gone, (std::vector{sketch, truth}));
        cache.clear();
        QCOMPARE(gone.size(), std::size_t{4});
        QCOMPARE(cache.byteCount(), std::size_t{0});
    }

    void worksWhereNothingCanBeHandedOver()
    {
        TileCache cache(100, [](const std::shared_ptr<const LevelTile>&) { throw std::bad_alloc(); });
        const auto truth = tileOf({0, 0}, 10);
        cache.insert(1, tileOf({0, 0}, 10, 100, Truth::Sketch));
        cache.insert(1, truth);
        QCOMPARE(cache.find(1, {0, 0}), truth);
        cache.insert(1, tileOf({0, 1}, 10));
        cache.insert(1, tileOf({0, 2}, 10));
        QVERIFY(cache.byteCount() <= 100);
        cache.clear();
        QCOMPARE(cache.byteCount(), std::size_t{0});
    }

    void keepsItsBudgetWhateverComes()
    {
        constexpr std::size_t budget = 10'000;
        TileCache cache(budget);
        std::mt19937 random(7);
        const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
        for (int step = 0; step < 5000; ++step) {
            const TileId id{below(3), below(20)};
            const auto spectrum = static_cast<std::uint64_t>(below(3));
            if (below(3) == 0)
                cache.find(spectrum, id);
            else
                cache.insert(spectrum, tileOf(id, 1 + below(600), below(5), below(2) ? Truth::True : Truth::Sketch));
            QVERIFY(cache.byteCount() <= budget);
        }
        std::size_t found = 0;
        for (std::uint64_t spectrum = 0; spectrum < 3; ++spectrum) {
            for (int lod = 0; lod < 3; ++lod) {
                for (int index = 0; index < 20; ++index) {
                    if (const auto tile = cache.find(spectrum, {lod, index}))
                        found += tile->byteCount();
                }
            }
        }
        QCOMPARE(cache.byteCount(), found);
        QVERIFY2(found > budget / 2, "a cache that keeps little is none");
    }

    /// A window so long that one tile exceeds everything must still be shown.
    void tileBeyondTheWholeBudgetStaysAloneUntilTheNextComes()
    {
        TileCache cache(100);
        cache.insert(1, tileOf({0, 0}, 10));
        cache.insert(1, tileOf({0, 1}, 1000));
        QVERIFY(!cache.find(1, {0, 0}));
        QVERIFY(cache.find(1, {0, 1}));
        cache.insert(1, tileOf({0, 2}, 10));
        QVERIFY(!cache.find(1, {0, 1}));
        QVERIFY(cache.find(1, {0, 2}));
        QCOMPARE(cache.byteCount(), std::size_t{50});
    }

    /// What is looked at would be computed again for ever.
    void whatIsInViewStaysBeyondTheBudget()
    {
        TileCache cache(100);
        cache.setInView({1, 0, 0, 4});
        for (std::int64_t index = 0; index < 6; ++index)
            cache.insert(1, tileOf({0, index}, 10));
        for (std::int64_t index = 0; index < 4; ++index)
            QVERIFY(cache.find(1, {0, index}));
        QVERIFY(!cache.find(1, {0, 4}));
        QCOMPARE(cache.byteCount(), std::size_t{250}); // those in view, and the latest
        cache.insert(2, tileOf({0, 1}, 10));           // others at the same place are not in view
        cache.insert(1, tileOf({1, 1}, 10));
        QVERIFY(!cache.find(2, {0, 1}));
        cache.setInView({});
        QCOMPARE(cache.byteCount(), std::size_t{100});
    }

    void aSmallerBudgetCountsAtOnce()
    {
        TileCache cache(1000);
        for (std::int64_t index = 0; index < 20; ++index)
            cache.insert(1, tileOf({0, index}, 10));
        QCOMPARE(cache.byteCount(), std::size_t{1000});
        cache.setByteBudget(200);
        QCOMPARE(cache.byteBudget(), std::size_t{200});
        QCOMPARE(cache.byteCount(), std::size_t{200});
        for (std::int64_t index = 16; index < 20; ++index)
            QVERIFY(cache.find(1, {0, index}));
        cache.setByteBudget(400);
        QCOMPARE(cache.byteCount(), std::size_t{200});
    }

    void sketchNeverReplacesATrueTile()
    {
        TileCache cache(1000);
        const auto truth = tileOf({3, 0}, 10, 50);
        cache.insert(1, truth);
        for (const std::int64_t frames : {10, 50, 90}) {
            cache.insert(1, tileOf({3, 0}, 20, frames, Truth::Sketch));
            QCOMPARE(cache.find(1, {3, 0}), truth);
            QCOMPARE(cache.byteCount(), truth->byteCount());
        }
    }

    void trueTileReplacesASketch()
    {
        TileCache cache(1000);
        cache.insert(1, tileOf({3, 0}, 10, 50, Truth::Sketch));
        const auto truth = tileOf({3, 0}, 10, 50);
        cache.insert(1, truth);
        QCOMPARE(cache.find(1, {3, 0}), truth);
        QCOMPARE(cache.byteCount(), truth->byteCount());
    }

    void fewerFramesNeverReplaceMore()
    {
        for (const Truth truth : {Truth::True, Truth::Sketch}) {
            TileCache cache(1000);
            const auto more = tileOf({3, 0}, 10, 50, truth);
            cache.insert(1, more);
            cache.insert(1, tileOf({3, 0}, 9, 49, truth));
            QCOMPARE(cache.find(1, {3, 0}), more);
            QCOMPARE(cache.byteCount(), more->byteCount());
        }
    }

    void moreFramesReplaceFewer()
    {
        for (const Truth truth : {Truth::True, Truth::Sketch}) {
            TileCache cache(1000);
            cache.insert(1, tileOf({3, 0}, 9, 49, truth));
            const auto more = tileOf({3, 0}, 10, 50, truth);
            cache.insert(1, more);
            QCOMPARE(cache.find(1, {3, 0}), more);
            QCOMPARE(cache.byteCount(), more->byteCount());
        }
    }

    void clearedCacheIsEmptyAndLeavesTilesInUseAlone()
    {
        TileCache cache(1000);
        cache.insert(1, tileOf({0, 0}, 10));
        const auto held = cache.find(1, {0, 0});
        cache.clear();
        QCOMPARE(cache.byteCount(), std::size_t{0});
        QVERIFY(!cache.find(1, {0, 0}));
        QCOMPARE(held->columnCount(), 10);
        cache.insert(1, held);
        QCOMPARE(cache.find(1, {0, 0}), held);
    }
};

QTEST_GUILESS_MAIN(TestTileCache)
#include "tst_tilecache.moc"
