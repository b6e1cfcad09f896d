// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/levels.h"
#include "core/tiles/tilejob.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

using namespace gabor;

namespace {

constexpr float silence = -std::numeric_limits<float>::infinity();

/// Hamming has no coefficient of 0, so that a click is seen by every frame whose window covers it.
StftParameters hamming(int windowLength, int hop, int nfft)
{
    return {.window = {.kind = WindowKind::Hamming}, .windowLength = windowLength, .hop = hop, .nfft = nfft};
}

TileRequest requestFor(std::shared_ptr<const SampleSource> source, const StftParameters& stft, TileId id,
                       Reduction reduction = Reduction::Maximum)
{
    TileRequest request;
    request.frameCount = frameCount(stft, source->availableSamples());
    request.source = std::move(source);
    request.window = makeAnalysisWindow(stft);
    request.spec.stft = stft;
    request.spec.channel = {0};
    request.spec.reduction = reduction;
    request.id = id;
    return request;
}

std::shared_ptr<const LevelTile> tileOf(const TileRequest& request)
{
    return computeTile(request, {});
}

/// Levels of one frame, straight from the analyzer.
std::vector<float> levelsOfFrame(const TileRequest& request, FrameAnalyzer& analyzer, std::int64_t frame)
{
    std::vector<float> samples(static_cast<std::size_t>(request.spec.stft.windowLength));
    request.source->read(frame * request.spec.stft.hop, request.spec.channel, samples);
    std::vector<float> levels(static_cast<std::size_t>(analyzer.binCount()));
    analyzer.analyze(samples, levels);
    decibelsFromPowers(levels, levels);
    return levels;
}

/// Whether two computations of one frame agree as closely as each is promised to be right.
bool agree(std::span<const float> got, std::span<const float> expected)
{
    const float strongest = std::ranges::max(expected);
    for (std::size_t k = 0; k < expected.size(); ++k) {
        const bool isSilent = expected[k] == silence;
        if (isSilent != (got[k] == silence))
            return false;
        const float slack = expected[k] > strongest - 60 ? 0.02F : 0.2F;
        if (!isSilent && expected[k] > strongest - 100 && !(std::abs(got[k] - expected[k]) <= slack))
            return false;
    }
    return got.size() == expected.size();
}

/// A column of one big spectrogram, whose frames are reduced by hand.
/// @param request  asks for a tile that is not reduced; its place does not matter
std::vector<float> columnByHand(TileRequest request, int lod, std::int64_t column)
{
    const TileGrid grid(request.spec.stft.binCount());
    const ColumnRange frames = TileGrid::framesOfColumn(lod, column);
    const std::int64_t end = std::min(frames.end, request.frameCount);
    std::vector<float> highest(static_cast<std::size_t>(grid.binCount()), silence);
    std::vector<double> power(highest.size());
    std::shared_ptr<const LevelTile> tile;
    for (std::int64_t frame = frames.begin; frame < end; ++frame) {
        request.id = grid.tileOfColumn(0, frame);
        if (!tile || tile->id() != request.id)
            tile = tileOf(request);
        const std::span<const float> levels = tile->column(static_cast<int>(frame - grid.columnsOf(request.id).begin));
        for (std::size_t k = 0; k < levels.size(); ++k) {
            highest[k] = std::max(highest[k], levels[k]);
            power[k] += powerFromDecibels(static_cast<double>(levels[k])) / static_cast<double>(end - frames.begin);
        }
    }
    if (request.spec.reduction == Reduction::Maximum)
        return highest;
    std::vector<float> mean;
    for (const double one : power)
        mean.push_back(static_cast<float>(decibelsFromPower(one)));
    return mean;
}

/// Noise with silence in places: a run of frames, and some within frames.
std::shared_ptr<const SampleSource> patchyNoise(std::int64_t sampleCount)
{
    std::vector<double> samples = test::noise(sampleCount, 0.5);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if ((i / 1700) % 3 == 1)
            samples[i] = 0;
    }
    return test::monoSource(std::move(samples));
}

/// How far two columns are apart in dB: infinitely where one is silent and the other is not, or one is longer.
double distance(std::span<const float> a, std::span<const float> b)
{
    double farthest = a.size() == b.size() ? 0 : HUGE_VAL;
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
        if (a[k] != b[k]) { // two silences have no difference
            const double off = std::abs(static_cast<double>(a[k]) - static_cast<double>(b[k]));
            farthest = std::isnan(off) ? HUGE_VAL : std::max(farthest, off);
        }
    }
    return farthest;
}

double distance(const LevelTile& a, const LevelTile& b)
{
    double farthest = a.id() == b.id() && a.columnCount() == b.columnCount() ? 0 : HUGE_VAL;
    for (int column = 0; column < std::min(a.columnCount(), b.columnCount()); ++column)
        farthest = std::max(farthest, distance(a.column(column), b.column(column)));
    return farthest;
}

/// Noise that tells when it is read.
class WatchedSource final : public SampleSource
{
public:
    /// @param onRead  gets the number of samples
    explicit WatchedSource(std::function<void(std::size_t)> onRead) : m_onRead(std::move(onRead)) { }

    const SoundDescription& description() const override { return m_sound->description(); }
    std::int64_t availableSamples() const override { return m_sound->availableSamples(); }
    std::int64_t expectedSamples() const override { return m_sound->expectedSamples(); }
    bool isComplete() const override { return true; }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        m_onRead(out.size());
        return m_sound->read(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        m_onRead(out.size());
        return m_sound->read(first, channel, out);
    }

private:
    std::function<void(std::size_t)> m_onRead;
    std::shared_ptr<const SampleSource> m_sound = patchyNoise(100'000);
};

} // namespace

class TestTileJob : public QObject
{
    Q_OBJECT

private slots:
    void tileAloneIsThatPartOfOneBigSpectrogram_data()
    {
        QTest::addColumn<int>("windowLength");
        QTest::addColumn<int>("hop");
        QTest::addColumn<int>("nfft");
        QTest::addColumn<int>("lod");
        QTest::addColumn<int>("index");
        struct Analysis
        {
            const char* name;
            int windowLength, hop, nfft;
        };
        for (const Analysis& a :
             {Analysis{"odd hop", 100, 33, 128}, Analysis{"hop of one", 16, 1, 33}, Analysis{"no overlap", 64, 64, 64},
              Analysis{"window of a megabyte", 270'000, 7001, 270'000}}) {
            for (const int lod : {0, 1, 3}) {
                for (const int index : {0, 1}) // the second one is the last, with a last column that is not full
                    QTest::addRow("%s, lod %d, tile %d", a.name, lod, index)
                        << a.windowLength << a.hop << a.nfft << lod << index;
            }
        }
    }
    void tileAloneIsThatPartOfOneBigSpectrogram()
    {
        QFETCH(int, windowLength);
        QFETCH(int, hop);
        QFETCH(int, nfft);
        QFETCH(int, lod);
        QFETCH(int, index);
        const StftParameters stft = hamming(windowLength, hop, nfft);
        const TileGrid grid(stft.binCount());
        const std::int64_t frames = (std::int64_t{grid.columnsPerTile()} << lod) * 13 / 10 | 1;
        const auto source = patchyNoise((frames - 1) * hop + windowLength + hop / 2);
        for (const Reduction reduction : {Reduction::Maximum, Reduction::MeanPower}) {
            const TileRequest request = requestFor(source, stft, {lod, index}, reduction);
            QCOMPARE(request.frameCount, frames);
            const auto tile = tileOf(request);
            QVERIFY(tile);
            QCOMPARE(tile->id(), request.id);
            QCOMPARE(tile->binCount(), stft.binCount());
            QVERIFY(!tile->isSketch());

            const ColumnRange columns = grid.columnsOf(request.id);
            const std::int64_t end = std::min(columns.end, TileGrid::columnCount(lod, frames));
            QCOMPARE(static_cast<std::int64_t>(tile->columnCount()), end - columns.begin);
            const std::int64_t firstFrame = columns.begin << lod;
            QCOMPARE(tile->frameCount(), std::min(columns.end << lod, frames) - firstFrame);

            FrameAnalyzer analyzer(stft, request.window);
            const int step = lod == 0 ? 1 : std::max(1, tile->columnCount() / 9); // reducing by hand is slow
            for (int i = tile->columnCount() - 1; i >= 0; i -= step) {
                const std::int64_t column = columns.begin + i;
                if (lod == 0) {
                    QVERIFY(agree(tile->column(i), levelsOfFrame(request, analyzer, column)));
                } else {
                    const double off = distance(tile->column(i), columnByHand(request, lod, column));
                    QVERIFY2(off <= (reduction == Reduction::Maximum ? 0 : 1e-3), qPrintable(QString::number(off)));
                }
            }
        }
    }

    void chosenChannelIsAnalyzed()
    {
        const std::vector<std::vector<double>> channels{test::noise(5000, 0.5, 1), test::noise(5000, 0.5, 2)};
        const auto source = std::make_shared<test::MemorySource>(channels, 48000);
        for (const int channel : {0, 1, ChannelChoice::mix}) {
            TileRequest request = requestFor(source, hamming(256, 100, 256), {0, 0});
            request.spec.channel = {channel};
            const auto tile = tileOf(request);
            FrameAnalyzer analyzer(request.spec.stft, request.window);
            for (int column = 0; column < tile->columnCount(); ++column)
                QVERIFY(agree(tile->column(column), levelsOfFrame(request, analyzer, column)));
        }
    }

    void framesThatAreNotThereYetAreLeftOut()
    {
        TileRequest request = requestFor(patchyNoise(10'000), hamming(256, 100, 256), {2, 0});
        request.frameCount = 30;
        const auto tile = tileOf(request);
        QCOMPARE(tile->columnCount(), 8);
        QCOMPARE(tile->frameCount(), std::int64_t{30});
        QCOMPARE(distance(tile->column(7), columnByHand(request, 2, 7)), 0.0);
    }

    void clickStandsInTheFramesThatCoverItAndInNoOther()
    {
        const StftParameters stft = hamming(101, 13, 128);
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        const double sum = std::accumulate(window.begin(), window.end(), 0.0);
        constexpr std::int64_t length = 3005; // the last five samples are in no whole frame
        const std::int64_t lastCovered = (frameCount(stft, length) - 1) * stft.hop + stft.windowLength - 1;
        for (const std::int64_t click : {std::int64_t{0}, std::int64_t{12}, std::int64_t{13}, std::int64_t{1000},
                                         std::int64_t{1507}, lastCovered, lastCovered + 1}) {
            std::vector<double> samples(length);
            samples[static_cast<std::size_t>(click)] = 1;
            const TileRequest request = requestFor(test::monoSource(samples), stft, {0, 0});
            const auto tile = tileOf(request);
            float strongest = silence;
            double nearest = HUGE_VAL;
            double nearestOfStrongest = HUGE_VAL;
            for (int frame = 0; frame < tile->columnCount(); ++frame) {
                const std::int64_t place = click - frame * stft.hop;
                const std::span<const float> levels = tile->column(frame);
                if (place < 0 || place >= stft.windowLength) {
                    QVERIFY(std::ranges::all_of(levels, [](float level) { return level == silence; }));
                    continue;
                }
                // The transform of one sample is as strong in every bin.
                const double amplitude = window[static_cast<std::size_t>(place)] / sum;
                for (std::size_t k = 0; k < levels.size(); ++k) {
                    const double sides = k == 0 || k + 1 == levels.size() ? 1 : 2;
                    const double expected = 20 * std::log10(sides * amplitude);
                    QVERIFY(std::abs(static_cast<double>(levels[k]) - expected) < 0.01);
                }
                const double off = std::abs(frameCenter(stft, frame) - static_cast<double>(click));
                nearest = std::min(nearest, off);
                if (levels[5] > strongest) {
                    strongest = levels[5];
                    nearestOfStrongest = off;
                }
            }
            QCOMPARE(nearestOfStrongest, nearest);
            QCOMPARE(std::isfinite(nearest), click <= lastCovered);
        }
    }

    void maximumNeverLosesAClick_data()
    {
        QTest::addColumn<int>("lod");
        for (int lod = 0; lod <= 12; ++lod)
            QTest::addRow("lod %d", lod) << lod;
    }
    void maximumNeverLosesAClick()
    {
        QFETCH(int, lod);
        const StftParameters stft = hamming(16, 7, 16);
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        const double sum = std::accumulate(window.begin(), window.end(), 0.0);
        const std::int64_t frames = 2 * (std::int64_t{1} << lod) + (std::int64_t{1} << lod) / 3 + 1;
        const std::int64_t covered = (frames - 1) * stft.hop + stft.windowLength;
        std::vector<std::int64_t> clicks{0, covered - 1, covered / 2};
        for (const int share : {5, 11, 23, 31, 47, 71, 97}) // some in the middle of columns, some near their borders
            clicks.push_back(covered * share / 101);
        const std::int64_t columnLength = (std::int64_t{1} << lod) * stft.hop;
        for (const std::int64_t border : {columnLength, 2 * columnLength}) {
            for (const std::int64_t step : {-1, 0, 1, stft.windowLength - 1})
                clicks.push_back(std::min(border + step, covered - 1));
        }
        for (const std::int64_t click : clicks) {
            std::vector<double> samples(static_cast<std::size_t>(covered + 5));
            samples[static_cast<std::size_t>(click)] = 1;
            const TileRequest request = requestFor(test::monoSource(std::move(samples)), stft, {lod, 0});
            QCOMPARE(request.frameCount, frames);
            std::vector<double> strongest(static_cast<std::size_t>(TileGrid::columnCount(lod, frames)), 0.0);
            for (std::int64_t frame = 0; frame < frames; ++frame) {
                const std::int64_t place = click - frame * stft.hop;
                if (place >= 0 && place < stft.windowLength) {
                    double& column = strongest[static_cast<std::size_t>(frame >> lod)];
                    column = std::max(column, 2 * window[static_cast<std::size_t>(place)] / sum);
                }
            }
            QVERIFY(std::ranges::max(strongest) > 0);
            const auto tile = tileOf(request);
            QCOMPARE(static_cast<std::size_t>(tile->columnCount()), strongest.size());
            for (std::size_t column = 0; column < strongest.size(); ++column) {
                const float level = tile->column(static_cast<int>(column))[3];
                if (strongest[column] > 0)
                    QVERIFY(std::abs(static_cast<double>(level) - 20 * std::log10(strongest[column])) < 0.01);
                else
                    QCOMPARE(level, silence);
            }
        }
    }

    void sketchSaysSoAndShowsOneFrameOfEachColumn()
    {
        const StftParameters stft = hamming(256, 77, 256);
        TileRequest request = requestFor(patchyNoise(60'000), stft, {4, 0});
        request.isSketch = true;
        const auto sketch = tileOf(request);
        QVERIFY(sketch->isSketch());
        QCOMPARE(static_cast<std::int64_t>(sketch->columnCount()), TileGrid::columnCount(4, request.frameCount));
        FrameAnalyzer analyzer(stft, request.window);
        for (int column = 0; column < sketch->columnCount(); ++column) {
            const ColumnRange frames = TileGrid::framesOfColumn(4, column);
            bool found = false;
            for (std::int64_t frame = frames.begin; frame < std::min(frames.end, request.frameCount); ++frame) {
                found = found || agree(sketch->column(column), levelsOfFrame(request, analyzer, frame));
            }
            QVERIFY2(found, qPrintable(QString("column %1").arg(column)));
        }
    }

    void firedStopGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        for (const bool isSketch : {false, true}) {
            TileRequest request = requestFor(patchyNoise(50'000), hamming(256, 100, 256), {1, 0});
            request.isSketch = isSketch;
            QVERIFY(!computeTile(request, stop.get_token()));
            QVERIFY(computeTile(request, std::stop_source().get_token()));
        }
    }

    void stopOnTheWayGivesNothing()
    {
        std::stop_source stop;
        const auto source = std::make_shared<WatchedSource>([&](std::size_t) { stop.request_stop(); });
        const TileRequest request = requestFor(source, hamming(256, 100, 256), {0, 0});
        QVERIFY(!computeTile(request, stop.get_token()));
        QVERIFY(stop.stop_requested());
    }

    /// Frames overlap; a source that has to decode what it is asked for must not do it once for each of them.
    void samplesThatFramesShareAreReadOnce()
    {
        for (const int lod : {0, 2}) {
            std::size_t samplesRead = 0;
            std::size_t reads = 0;
            const auto source = std::make_shared<WatchedSource>([&](std::size_t count) {
                samplesRead += count;
                ++reads;
            });
            const auto tile = tileOf(requestFor(source, hamming(2048, 128, 2048), {lod, 0}));
            const auto needed = static_cast<std::size_t>((tile->frameCount() - 1) * 128 + 2048);
            QVERIFY(samplesRead < 2 * needed);
            QVERIFY(reads < 10);
        }
    }

    void envelopesComeWithATile_data()
    {
        QTest::addColumn<int>("lod");
        QTest::addColumn<FrameBoundary>("boundary");
        QTest::newRow("single frames") << 0 << FrameBoundary::Inside;
        QTest::newRow("many frames a column") << 3 << FrameBoundary::Inside;
        QTest::newRow("frames over the ends") << 0 << FrameBoundary::Padded;
        QTest::newRow("many over the ends") << 3 << FrameBoundary::Padded;
    }
    void envelopesComeWithATile()
    {
        QFETCH(int, lod);
        QFETCH(FrameBoundary, boundary);
        constexpr std::int64_t length = 100'000;
        const auto source = test::monoSource(test::noise(length), 48000);
        StftParameters stft = hamming(1000, 300, 1024);
        stft.boundary = boundary;
        for (const std::int64_t index : {0, 1}) {
            TileRequest request = requestFor(source, stft, {lod, index});
            request.envelopeBlockLength = 512;
            const ComputedTile computed = computeTileAndEnvelopes(request, {});
            if (!computed.tile)
                continue;
            const EnvelopeRun& run = computed.envelopes;
            const std::int64_t frames = computed.tile->frameCount();
            QVERIFY(static_cast<std::int64_t>(run.blocks.size())
                    >= ((frames - 1) * stft.hop - stft.windowLength) / 512);
            const std::int64_t endBlock = run.firstBlock + static_cast<std::int64_t>(run.blocks.size());
            QVERIFY(endBlock <= length / 512);
            QVERIFY(run.blocks == computeEnvelopes(*source, {0}, 512, run.firstBlock, endBlock, length, {}).blocks);

            request.isSketch = true;
            QVERIFY(lod == 0 || computeTileAndEnvelopes(request, {}).envelopes.blocks.empty());
        }
    }

    void tileWithoutFramesIsNothing()
    {
        const auto source = patchyNoise(10'000);
        QVERIFY(tileOf(requestFor(source, hamming(256, 100, 256), {0, 0})));
        QVERIFY(!tileOf(requestFor(source, hamming(256, 100, 256), {0, 1})));
        QVERIFY(!tileOf(requestFor(source, hamming(256, 100, 256), {5, 1})));
        QVERIFY(!tileOf(requestFor(source, hamming(10'001, 100, 16384), {0, 0})));
        QVERIFY(!tileOf(requestFor(test::monoSource({}), hamming(256, 100, 256), {0, 0})));
    }

    void halvesJoinedEqualTheWhole_data()
    {
        QTest::addColumn<int>("lod");
        QTest::addColumn<int>("index");
        QTest::addColumn<double>("columns"); // of the parent's lod, as a share of a tile
        for (const int lod : {1, 2, 5}) {
            QTest::addRow("lod %d, both children full", lod) << lod << 0 << 1.2;
            QTest::addRow("lod %d, second child cut", lod) << lod << 0 << 0.83;
            QTest::addRow("lod %d, second child missing", lod) << lod << 0 << 0.37;
            QTest::addRow("lod %d, last tile", lod) << lod << 1 << 1.37;
        }
    }
    void halvesJoinedEqualTheWhole()
    {
        QFETCH(int, lod);
        QFETCH(int, index);
        QFETCH(double, columns);
        const StftParameters stft = hamming(64, 21, 64);
        const int perTile = TileGrid(stft.binCount()).columnsPerTile();
        const auto wholeColumns = static_cast<std::int64_t>(columns * perTile);
        // A last column of 1, of about a half and of all but one of its frames, and no such column.
        for (const std::int64_t rest :
             {std::int64_t{0}, std::int64_t{1}, (std::int64_t{1} << lod) / 2 + 1, (std::int64_t{1} << lod) - 1}) {
            const std::int64_t frames = (wholeColumns << lod) + rest;
            const auto source = patchyNoise((frames - 1) * stft.hop + stft.windowLength);
            for (const Reduction reduction : {Reduction::Maximum, Reduction::MeanPower}) {
                const TileId parent{lod, index};
                const auto whole = tileOf(requestFor(source, stft, parent, reduction));
                const auto first = tileOf(requestFor(source, stft, TileGrid::firstChildOf(parent), reduction));
                const auto second = tileOf(requestFor(source, stft, TileGrid::secondChildOf(parent), reduction));
                QVERIFY(whole && first);
                QCOMPARE(second == nullptr, columns - index < 0.5);
                const auto joined = reduceTiles(*first, second.get(), reduction, frames);
                QVERIFY(joined);
                QVERIFY(!joined->isSketch());
                QCOMPARE(joined->frameCount(), whole->frameCount());
                const double error = distance(*joined, *whole);
                QVERIFY2(error <= (reduction == Reduction::Maximum ? 0 : 1e-3),
                         qPrintable(QString("%1 dB, %2 frames").arg(error).arg(frames)));
            }
        }
    }

    /// The longest transforms leave room for one column a tile.
    void tilesOfOneColumnAreJoinedAsWell()
    {
        const StftParameters stft = hamming(1000, 333, 1 << 20);
        QCOMPARE(TileGrid(stft.binCount()).columnsPerTile(), 1);
        const auto source = patchyNoise(333 * 6 + 1000);
        for (const std::int64_t index : {0, 3}) {
            const TileId parent{1, index};
            const TileRequest request = requestFor(source, stft, parent);
            QCOMPARE(request.frameCount, std::int64_t{7});
            const auto first = tileOf(requestFor(source, stft, TileGrid::firstChildOf(parent)));
            const auto second = tileOf(requestFor(source, stft, TileGrid::secondChildOf(parent)));
            QCOMPARE(second == nullptr, index == 3);
            const auto joined = reduceTiles(*first, second.get(), Reduction::Maximum, request.frameCount);
            QCOMPARE(distance(*joined, *tileOf(request)), 0.0);
        }
    }
};

QTEST_GUILESS_MAIN(TestTileJob)
#include "tst_tilejob.moc"
