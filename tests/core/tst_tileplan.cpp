// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileplan.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace gabor;

namespace {

using Work = WantedTile::Work;

constexpr std::size_t plenty = std::size_t{1} << 40;
const StftParameters stft{.window = {}, .windowLength = 1000, .hop = 250, .nfft = 1024};
const TileGrid grid(stft.binCount());

/// Whether a tile that is there is true, a sketch, or true as far as the sound was known.
enum class Kind { True, Sketch, Short };

/// A tile of @p frameCount frames in which every level tells its lod and column.
std::shared_ptr<const LevelTile> tileOf(TileId id, std::int64_t frameCount, Kind kind = Kind::True)
{
    const ColumnRange columns = grid.columnsOf(id);
    const std::int64_t end = std::min(columns.end, TileGrid::columnCount(id.lod, frameCount));
    const std::int64_t frames = std::min(columns.end << id.lod, frameCount) - (columns.begin << id.lod);
    auto tile = std::make_shared<LevelTile>(id, static_cast<int>(end - columns.begin), grid.binCount(), frames,
                                            kind == Kind::Sketch);
    for (int column = 0; column < tile->columnCount(); ++column) {
        tile->column(column).front() = static_cast<float>(id.lod);
        tile->column(column).back() = static_cast<float>(columns.begin + column);
    }
    return tile;
}

/// Tiles by place.
struct Store
{
    std::map<std::pair<int, std::int64_t>, std::shared_ptr<const LevelTile>> tiles;

    void put(const std::shared_ptr<const LevelTile>& tile) { tiles[{tile->id().lod, tile->id().index}] = tile; }
    std::shared_ptr<const LevelTile> at(TileId id) const
    {
        const auto place = tiles.find({id.lod, id.index});
        return place == tiles.end() ? nullptr : place->second;
    }
    TileLookup lookup() const
    {
        return [this](TileId id) { return at(id); };
    }
};

std::set<std::int64_t> tilesIn(const TileCover& cover)
{
    std::set<std::int64_t> indices;
    for (std::int64_t column = cover.columns.begin; column < cover.columns.end; ++column)
        indices.insert(grid.tileOfColumn(cover.lod, column).index);
    return indices;
}

} // namespace

class TestTilePlan : public QObject
{
    Q_OBJECT

private slots:
    void columnsAreAtMostOnePixelWideAndNoFinerThanNeeded()
    {
        constexpr std::int64_t frames = 1'000'000;
        for (const double samplesPerPixel : {0.01, 1.0, 249.0, 250.0, 499.0, 500.0, 501.0, 12'345.0, 250.0 * 1024}) {
            const TileCover cover = coverFor(0, samplesPerPixel * 800, 800, stft, frames, plenty);
            const auto width = [](int lod) { return 250.0 * std::ldexp(1.0, lod); };
            QVERIFY(cover.lod == 0 || width(cover.lod) <= samplesPerPixel);
            QVERIFY(width(cover.lod + 1) > samplesPerPixel);
        }
    }

    /// A column reaches half a hop to either side of its frames' centers.
    void columnsThatTouchThePictureAreCovered()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> share(0, 1);
        constexpr std::int64_t frames = 5000;
        constexpr double length = 250.0 * frames;
        for (int i = 0; i < 3000; ++i) {
            const double span = std::exp(share(random) * std::log(2 * length));
            const double begin = (share(random) * 1.4 - 0.2) * length;
            const double end = begin + span;
            const TileCover cover = coverFor(begin, end, 300, stft, frames, plenty);
            QVERIFY(cover.columns.begin >= 0);
            QVERIFY(cover.columns.end <= TileGrid::columnCount(cover.lod, frames));
            std::int64_t first = -1;
            std::int64_t last = -2;
            for (std::int64_t column = 0; column < TileGrid::columnCount(cover.lod, frames); ++column) {
                const ColumnRange of = TileGrid::framesOfColumn(cover.lod, column);
                const double low = frameCenter(stft, static_cast<double>(of.begin) - 0.5);
                const double high = frameCenter(stft, static_cast<double>(std::min(of.end, frames)) - 0.5);
                if (high > begin && low < end) {
                    first = first < 0 ? column : first;
                    last = column;
                }
            }
            const QString where = QString("%1 to %2 at lod %3").arg(begin).arg(end).arg(cover.lod);
            if (first >= 0) {
                QVERIFY2(cover.columns.begin <= first && cover.columns.end > last, qPrintable(where));
                // Neighbors on either side may come along, for shading towards them.
                QVERIFY2(cover.columns.begin >= first - 2 && cover.columns.end <= last + 3, qPrintable(where));
            } else {
                QVERIFY2(cover.columns.size() <= 2, qPrintable(where));
            }
        }
    }

    void soundWithoutFramesNeedsNothing()
    {
        QCOMPARE(coverFor(0, 1000, 300, stft, 0, plenty).columns.size(), std::int64_t{0});
    }

    void smallBudgetMakesTheColumnsCoarser()
    {
        constexpr std::int64_t frames = 100'000;
        constexpr double end = 250.0 * frames;
        const TileCover free = coverFor(0, end, 50'000, stft, frames, plenty);
        const std::size_t tileBytes =
            5 * static_cast<std::size_t>(grid.binCount()) * static_cast<std::size_t>(grid.columnsPerTile());
        for (const std::size_t tiles : {2U, 5U, 50U, 500U}) {
            const TileCover tight = coverFor(0, end, 50'000, stft, frames, tiles * tileBytes);
            QVERIFY(tight.lod >= free.lod);
            QVERIFY(tilesIn(tight).size() <= tiles);
            if (tight.lod > free.lod) { // one lod finer would have been too much
                const std::int64_t finer = TileGrid::columnCount(tight.lod - 1, frames);
                QVERIFY(static_cast<std::size_t>((finer - 1) / grid.columnsPerTile() + 1) > tiles);
            }
        }
    }

    void budgetOfNothingStillHasAnEnd()
    {
        const TileCover cover = coverFor(0, 1e9, 1000, stft, 4'000'000, 0);
        QVERIFY(cover.lod < 63);
        QVERIFY(cover.columns.size() >= 1);
    }

    void nothingIsWantedWhereAllIsThere()
    {
        constexpr std::int64_t frames = 1000;
        const TileCover cover{1, {0, TileGrid::columnCount(1, frames)}};
        Store store;
        for (const std::int64_t index : tilesIn(cover))
            store.put(tileOf({1, index}, frames));
        QVERIFY(wantedTiles(cover, grid, frames, store.lookup()).empty());
    }

    void whollyUnknownPictureIsSketchedAndThenComputedFromTheMiddle()
    {
        const std::int64_t frames = 9 * 4 * grid.columnsPerTile();
        const TileCover cover{2, {grid.columnsPerTile(), 8 * grid.columnsPerTile()}};
        const std::vector<WantedTile> wanted = wantedTiles(cover, grid, frames, Store().lookup());
        std::set<std::int64_t> sketched;
        std::set<std::int64_t> computed;
        double lastOff = 0;
        const double middle = static_cast<double>(cover.columns.begin + cover.columns.end) / 2;
        for (const WantedTile& one : wanted) {
            QCOMPARE(one.id.lod, 2);
            if (one.work == Work::Sketch) {
                QVERIFY(computed.empty());
                QVERIFY(sketched.insert(one.id.index).second);
            } else {
                QCOMPARE(one.work, Work::Compute);
                QVERIFY(computed.insert(one.id.index).second);
                const ColumnRange columns = grid.columnsOf(one.id);
                const double off = std::abs(static_cast<double>(columns.begin + columns.end) / 2 - middle);
                QVERIFY(off >= lastOff);
                lastOff = off;
            }
        }
        QCOMPARE(sketched, tilesIn(cover));
        QCOMPARE(computed, tilesIn(cover));
    }

    void longTransformsAreSketchedCoarselyFirst()
    {
        const auto shiftAt = [](int nfft) {
            const StftParameters analysis{.window = {}, .windowLength = nfft, .hop = nfft / 4, .nfft = nfft};
            constexpr std::int64_t hour = std::int64_t{3600} * 48000;
            return coverFor(0, hour, 1500, analysis, frameCount(analysis, hour), std::size_t{1} << 30).sketchShift;
        };
        for (const int nfft : {256, 2048, 4096, 8192})
            QCOMPARE(shiftAt(nfft), 0);
        int last = 0;
        for (const int nfft : {16384, 65536, 262144}) {
            QVERIFY(shiftAt(nfft) > last);
            last = shiftAt(nfft);
        }
    }

    void aCoarseSketchFillsThePictureUntilTheFineOneComes()
    {
        const std::int64_t perTile = grid.columnsPerTile();
        const std::int64_t frames = 8 * perTile;
        const TileCover cover{1, {0, 4 * perTile}, 2};
        Store store;
        const std::vector<WantedTile> first = wantedTiles(cover, grid, frames, store.lookup());
        QCOMPARE(first.front(), (WantedTile{{3, 0}, Work::Sketch}));
        QCOMPARE(std::count_if(first.begin(), first.end(), [](const WantedTile& one) { return one.id.lod == 3; }), 1);

        store.put(tileOf({3, 0}, frames, Kind::Sketch));
        const Mosaic coarse = bestMosaic(cover, grid, frames, store.lookup());
        QVERIFY(!coarse.hasGaps);
        QVERIFY(coarse.isProvisional);
        QCOMPARE(coarse.pieces.front().lodShift, 2);
        for (const WantedTile& one : wantedTiles(cover, grid, frames, store.lookup()))
            QCOMPARE(one.id.lod, 1);
        // A coarser one yet, left from another zoom, is none of its business.
        Store other;
        other.put(tileOf({4, 0}, frames, Kind::Sketch));
        QVERIFY(bestMosaic(cover, grid, frames, other.lookup()).hasGaps);
    }

    void tileThatHoldsTheMiddleOfThePictureComesFirst()
    {
        const std::int64_t perTile = grid.columnsPerTile();
        const TileCover cover{0, {perTile - 5, 2 * perTile}}; // five columns of one tile and all of the next
        const std::vector<WantedTile> wanted = wantedTiles(cover, grid, 5 * perTile, Store().lookup());
        QCOMPARE(wanted.size(), std::size_t{2}); // a sketch of single frames would be the truth
        QCOMPARE(wanted[0], (WantedTile{{0, 1}, Work::Compute}));
        QCOMPARE(wanted[1], (WantedTile{{0, 0}, Work::Compute}));
    }

    void finerTilesAreJoinedFirst()
    {
        const std::int64_t frames = 3 * 4 * grid.columnsPerTile();
        const TileCover cover{2, {0, 3 * grid.columnsPerTile()}};
        Store store;
        store.put(tileOf({1, 4}, frames));
        store.put(tileOf({1, 5}, frames));
        const std::vector<WantedTile> wanted = wantedTiles(cover, grid, frames, store.lookup());
        QVERIFY(!wanted.empty());
        QCOMPARE(wanted.front(), (WantedTile{{2, 2}, Work::Reduce}));
        for (std::size_t i = 1; i < wanted.size(); ++i)
            QVERIFY2(wanted[i].id.index != 2, "what can be joined needs no transform");
    }

    void sketchesAndShortTilesAreNotJoined()
    {
        const std::int64_t frames = 4 * grid.columnsPerTile();
        const TileCover cover{2, {0, grid.columnsPerTile()}};
        for (const Kind kind : {Kind::Sketch, Kind::Short}) {
            Store store;
            store.put(tileOf({1, 0}, frames));
            store.put(tileOf({1, 1}, kind == Kind::Short ? frames - 1 : frames, kind));
            for (const WantedTile& one : wantedTiles(cover, grid, frames, store.lookup()))
                QVERIFY(one.work != Work::Reduce);
        }
    }

    void tileIsWantedAgainWhenTheSoundHasGrown()
    {
        const std::int64_t before = 2 * grid.columnsPerTile() + 3;
        const std::int64_t now = before + 5;
        Store store;
        for (std::int64_t index = 0; index < 3; ++index)
            store.put(tileOf({0, index}, before));
        const TileCover cover{0, {0, now}};
        std::set<std::int64_t> computed;
        for (const WantedTile& one : wantedTiles(cover, grid, now, store.lookup())) {
            if (one.work == Work::Compute)
                computed.insert(one.id.index);
        }
        QCOMPARE(computed, std::set<std::int64_t>{2});
    }

    /// Whatever is there at first: doing what is wanted leads to a true picture, and then nothing is wanted.
    void workLeadsToATruePicture()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 300; ++round) {
            const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
            const std::int64_t frames = 1 + below(12 * grid.columnsPerTile());
            const int lod = below(4);
            const std::int64_t count = TileGrid::columnCount(lod, frames);
            const std::int64_t begin = below(static_cast<int>(count));
            const TileCover cover{lod, {begin, begin + 1 + below(static_cast<int>(count - begin))}, below(3)};
            Store store;
            for (int i = 0; i < 10; ++i) {
                const int known = 1 + below(static_cast<int>(frames));
                const int someLod = below(6);
                const std::int64_t tiles = (TileGrid::columnCount(someLod, known) - 1) / grid.columnsPerTile() + 1;
                store.put(
                    tileOf({someLod, below(static_cast<int>(tiles))}, known, below(2) ? Kind::Sketch : Kind::True));
            }
            std::vector<WantedTile> wanted = wantedTiles(cover, grid, frames, store.lookup());
            for (int step = 0; !wanted.empty(); wanted = wantedTiles(cover, grid, frames, store.lookup()), ++step) {
                QVERIFY2(step < 100, "a picture that is never done");
                const auto [id, work] = wanted.front();
                if (id.lod != lod) {
                    QCOMPARE(id.lod, lod + cover.sketchShift);
                    QCOMPARE(work, Work::Sketch);
                } else {
                    QVERIFY(tilesIn(cover).contains(id.index));
                }
                if (work == Work::Reduce) {
                    const auto first = store.at(TileGrid::firstChildOf(id));
                    QVERIFY(first && !first->isSketch());
                }
                store.put(tileOf(id, frames, work == Work::Sketch ? Kind::Sketch : Kind::True));
            }
            const Mosaic mosaic = bestMosaic(cover, grid, frames, store.lookup());
            QVERIFY(!mosaic.hasGaps && !mosaic.isProvisional);
        }
    }

    void mosaicShowsTheBestThatIsKnownOfEachColumn()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 500; ++round) {
            const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
            const std::int64_t frames = 1 + below(12 * grid.columnsPerTile());
            const int lod = below(3);
            const std::int64_t count = TileGrid::columnCount(lod, frames);
            const std::int64_t begin = below(static_cast<int>(count));
            const TileCover cover{lod, {begin, begin + 1 + below(static_cast<int>(count - begin))}};
            Store store;
            for (int i = below(12); i > 0; --i) {
                const int someLod = below(6);
                const std::int64_t tiles = (TileGrid::columnCount(someLod, frames) - 1) / grid.columnsPerTile() + 1;
                store.put(
                    tileOf({someLod, below(static_cast<int>(tiles))}, frames, below(2) ? Kind::Sketch : Kind::True));
            }

            const Mosaic mosaic = bestMosaic(cover, grid, frames, store.lookup());
            bool gaps = false;
            bool provisional = false;
            auto piece = mosaic.pieces.begin();
            for (std::int64_t column = cover.columns.begin; column < cover.columns.end; ++column) {
                const auto own = store.at(grid.tileOfColumn(lod, column));
                bool known = own != nullptr;
                for (int coarser = lod + 1; coarser < 8 && !known; ++coarser) {
                    const auto tile = store.at(grid.tileOfColumn(coarser, column >> (coarser - lod)));
                    known = tile && !tile->isSketch();
                }

                while (piece != mosaic.pieces.end() && piece->columns.end <= column)
                    ++piece;
                const bool shown = piece != mosaic.pieces.end() && piece->columns.begin <= column;
                QCOMPARE(shown, known);
                gaps = gaps || !shown;
                if (!shown)
                    continue;
                if (own)
                    QCOMPARE(piece->tile, own);
                provisional = provisional || piece->tile->isSketch() || piece->lodShift > 0;
                QCOMPARE(piece->tile->id().lod, lod + piece->lodShift);
                const std::span<const float> levels = piece->levelsOf(column, grid);
                QCOMPARE(static_cast<int>(levels.size()), grid.binCount());
                QCOMPARE(levels.front(), static_cast<float>(lod + piece->lodShift));
                QCOMPARE(levels.back(), static_cast<float>(column >> piece->lodShift));
            }
            QCOMPARE(mosaic.hasGaps, gaps);
            QCOMPARE(mosaic.isProvisional, provisional || gaps);
        }
    }

    void piecesOfAMosaicAreInOrderWithinTheCover()
    {
        const std::int64_t frames = 6 * grid.columnsPerTile();
        Store store;
        for (const std::int64_t index : {0, 2, 3, 5})
            store.put(tileOf({0, index}, frames));
        store.put(tileOf({1, 2}, frames));
        const TileCover cover{0, {7, frames - 3}};
        std::int64_t end = cover.columns.begin;
        for (const MosaicPiece& piece : bestMosaic(cover, grid, frames, store.lookup()).pieces) {
            QVERIFY(piece.columns.begin >= end && piece.columns.size() > 0);
            end = piece.columns.end;
        }
        QVERIFY(end <= cover.columns.end);
    }

    /// While a sound is being decoded, a tile from before shows its columns and a coarser one those after it.
    void mosaicGoesNoFurtherThanItsTiles()
    {
        const std::int64_t before = grid.columnsPerTile() / 2;
        const std::int64_t now = grid.columnsPerTile();
        Store store;
        store.put(tileOf({0, 0}, before));
        const TileCover cover{0, {0, now}};
        const Mosaic mosaic = bestMosaic(cover, grid, now, store.lookup());
        QVERIFY(mosaic.hasGaps && mosaic.isProvisional);
        QCOMPARE(mosaic.pieces.size(), std::size_t{1});
        QCOMPARE(mosaic.pieces[0].columns, (ColumnRange{0, before}));
    }

    void nothingKnownIsOneGap()
    {
        const Mosaic mosaic = bestMosaic({0, {0, 100}}, grid, 100, Store().lookup());
        QVERIFY(mosaic.pieces.empty() && mosaic.hasGaps && mosaic.isProvisional);
    }
};

QTEST_GUILESS_MAIN(TestTilePlan)
#include "tst_tileplan.moc"
