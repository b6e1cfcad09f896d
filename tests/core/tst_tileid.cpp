// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileid.h"

#include <QTest>

#include <set>
#include <unordered_set>

using namespace gabor;

namespace {

/// From one bin to those of the longest transform that there is.
constexpr int binCounts[] = {1, 2, 5, 129, 513, 1025, 2049, 32769, 262145, 524289};

std::vector<TileGrid> grids()
{
    std::vector<TileGrid> all;
    for (const int binCount : binCounts)
        all.emplace_back(binCount);
    return all;
}

} // namespace

class TestTileId : public QObject
{
    Q_OBJECT

private slots:
    void gridDependsOnTheNumberOfBinsAlone()
    {
        for (const int binCount : binCounts) {
            QCOMPARE(TileGrid(binCount).binCount(), binCount);
            QCOMPARE(TileGrid(binCount).columnsPerTile(), TileGrid(binCount).columnsPerTile());
        }
    }

    void tileHasColumnsUpToFourMebibytes()
    {
        for (const TileGrid& grid : grids()) {
            const auto bytes = [&](int columns) { return 4.0 * grid.binCount() * columns; };
            const int columns = grid.columnsPerTile();
            QVERIFY(columns >= 1 && columns <= 256);
            QVERIFY(bytes(columns) <= 4.0 * 1024 * 1024);
            QVERIFY2(columns == 256 || bytes(2 * columns) > 4.0 * 1024 * 1024, "smaller than it need be");
        }
    }

    void tilesFollowOneAnotherWithoutGap()
    {
        for (const TileGrid& grid : grids()) {
            for (const int lod : {0, 1, 7, 30}) {
                std::int64_t expected = 0;
                for (std::int64_t index = 0; index < 5; ++index) {
                    const ColumnRange columns = grid.columnsOf({lod, index});
                    QCOMPARE(columns.begin, expected);
                    QCOMPARE(columns.size(), static_cast<std::int64_t>(grid.columnsPerTile()));
                    expected = columns.end;
                }
            }
        }
    }

    void columnLiesInTheTileThatIsFoundForIt()
    {
        for (const TileGrid& grid : grids()) {
            const std::int64_t length = grid.columnsPerTile();
            for (const std::int64_t column :
                 {std::int64_t{0}, length - 1, length, 3 * length - 1, 3 * length, std::int64_t{1} << 40}) {
                const TileId id = grid.tileOfColumn(4, column);
                QCOMPARE(id.lod, 4);
                const ColumnRange columns = grid.columnsOf(id);
                QVERIFY(columns.begin <= column && column < columns.end);
            }
        }
    }

    void columnStandsForTwoToTheLodFrames()
    {
        for (int lod = 0; lod <= 40; ++lod) {
            std::int64_t next = 0;
            for (std::int64_t column = 0; column < 4; ++column) {
                const ColumnRange frames = TileGrid::framesOfColumn(lod, column);
                QCOMPARE(frames.begin, next);
                QCOMPARE(frames.size(), std::int64_t{1} << lod);
                next = frames.end;
            }
        }
    }

    void columnsThatHoldAFrameAreCounted()
    {
        for (int lod = 0; lod <= 6; ++lod) {
            for (std::int64_t frameCount = 0; frameCount <= 200; ++frameCount) {
                std::set<std::int64_t> columns;
                for (std::int64_t frame = 0; frame < frameCount; ++frame)
                    columns.insert(frame / (1 << lod));
                QCOMPARE(TileGrid::columnCount(lod, frameCount), static_cast<std::int64_t>(columns.size()));
            }
        }
        QCOMPARE(TileGrid::columnCount(0, std::int64_t{1} << 45), std::int64_t{1} << 45);
        QCOMPARE(TileGrid::columnCount(20, (std::int64_t{1} << 45) + 1), (std::int64_t{1} << 25) + 1);
    }

    void childrenHoldTheFramesOfTheirParentAndNoOthers()
    {
        for (const TileGrid& grid : grids()) {
            for (const TileId parent : {TileId{1, 0}, TileId{1, 5}, TileId{9, 3}, TileId{30, 1}}) {
                const TileId first = TileGrid::firstChildOf(parent);
                const TileId second = TileGrid::secondChildOf(parent);
                QCOMPARE(TileGrid::parentOf(first), parent);
                QCOMPARE(TileGrid::parentOf(second), parent);

                const auto firstFrame = [&](TileId id) {
                    return TileGrid::framesOfColumn(id.lod, grid.columnsOf(id).begin).begin;
                };
                const auto endFrame = [&](TileId id) {
                    return TileGrid::framesOfColumn(id.lod, grid.columnsOf(id).end - 1).end;
                };
                QCOMPARE(firstFrame(first), firstFrame(parent));
                QCOMPARE(endFrame(first), firstFrame(second));
                QCOMPARE(endFrame(second), endFrame(parent));
            }
        }
    }

    void placesInUseHaveHashesOfTheirOwn()
    {
        std::unordered_set<std::size_t> hashes;
        for (int lod = 0; lod < 32; ++lod) {
            for (std::int64_t index = 0; index < 100; ++index)
                hashes.insert(TileIdHash()({lod, index}));
        }
        QCOMPARE(hashes.size(), std::size_t{3200});
    }

    void emptyRangeHasNoSize()
    {
        QCOMPARE((ColumnRange{3, 3}).size(), std::int64_t{0});
        QCOMPARE((ColumnRange{5, 3}).size(), std::int64_t{0});
        QCOMPARE((ColumnRange{3, 5}).size(), std::int64_t{2});
    }
};

QTEST_GUILESS_MAIN(TestTileId)
#include "tst_tileid.moc"
