// SPDX-License-Identifier: GPL-3.0-or-later
// The stages between a sample and a pixel, each for a picture of 1600 × 600 unless its name says otherwise.
#include "core/pixels/glimpse.h"
#include "core/pixels/rasterize.h"
#include "core/tiles/tilejob.h"
#include "core/tiles/tileplan.h"
#include "core/waveform/envelope.h"
#include "tests/support/signals.h"

#include <benchmark/benchmark.h>

#include <map>

namespace {

using namespace gabor;

constexpr int width = 1600;
constexpr int height = 600;
constexpr double sampleRate = 48000;
constexpr std::int64_t sampleCount = 60 * 48000;

std::shared_ptr<const SampleSource> minute()
{
    static const std::shared_ptr<const SampleSource> source =
        test::monoSource(test::noise(sampleCount, 0.5), sampleRate);
    return source;
}

StftParameters stftOf(int windowLength)
{
    return {
        .window = {}, .windowLength = windowLength, .hop = windowLength / 4, .nfft = 2 * windowLength, .detrend = {}};
}

/// The whole minute, computed tile by tile, and what a picture is gathered from.
struct Picture
{
    explicit Picture(int windowLength) : stft(stftOf(windowLength)), frames(frameCount(stft, sampleCount))
    {
        span = {0, static_cast<double>(sampleCount), 0, sampleRate / 2};
        cover = coverFor(span.beginSample, span.endSample, width, stft, frames, std::size_t{1} << 30U);
        const TileLookup none = [](TileId) { return nullptr; };
        for (const WantedTile& wanted : wantedTiles(cover, TileGrid(stft.binCount()), frames, none)) {
            if (wanted.work == WantedTile::Work::Compute)
                tiles[wanted.id.index] = computeTile(request(wanted.id, false), {});
        }
        mosaic = bestMosaic(cover, TileGrid(stft.binCount()), frames,
                            [this](TileId id) { return id.lod == cover.lod ? tiles[id.index] : nullptr; });
    }

    TileRequest request(TileId id, bool sketch) const
    {
        return {minute(),
                makeAnalysisWindow(stft),
                {.source = 1, .channel = {0}, .stft = stft, .reduction = {}},
                id,
                frames,
                sketch};
    }

    LevelGrid gather() const
    {
        return gatherLevels({mosaic, cover, stft, Reduction::Maximum, sampleRate, frames},
                            {span, FrequencyScale::Linear, width, height});
    }

    StftParameters stft;
    std::int64_t frames;
    PictureSpan span;
    TileCover cover;
    std::map<std::int64_t, std::shared_ptr<const LevelTile>> tiles;
    Mosaic mosaic;
};

const Picture& picture()
{
    static const Picture one(2048);
    return one;
}

void sketchPicture(benchmark::State& state)
{
    const StftParameters stft = stftOf(static_cast<int>(state.range(0)));
    const std::int64_t frames = frameCount(stft, sampleCount);
    const TileCover cover = coverFor(0, static_cast<double>(sampleCount), width, stft, frames, std::size_t{1} << 30U);
    const TileGrid grid(stft.binCount());
    const auto window = makeAnalysisWindow(stft);
    for (auto _ : state) {
        for (TileId id{cover.lod, 0}; id.index * grid.columnsPerTile() < cover.columns.end; ++id.index)
            benchmark::DoNotOptimize(computeTile(
                {minute(), window, {.source = 1, .channel = {0}, .stft = stft, .reduction = {}}, id, frames, true},
                {}));
    }
}
BENCHMARK(sketchPicture)->Arg(1024)->Arg(2048)->Arg(8192)->Unit(benchmark::kMillisecond);

void glimpse(benchmark::State& state)
{
    const StftParameters stft = stftOf(static_cast<int>(state.range(0)));
    GlimpseRequest request;
    request.source = minute();
    request.window = makeAnalysisWindow(stft);
    request.spec.channel = {0};
    request.spec.stft = stft;
    request.frameCount = frameCount(stft, sampleCount);
    const auto samples = static_cast<double>(sampleCount);
    request.cover = coverFor(0, samples, width, stft, request.frameCount, std::size_t{1} << 30U);
    request.frame = {{0, samples, 0, sampleRate / 2}, FrequencyScale::Linear, width, height};
    for (auto _ : state) {
        Glimpse one(request);
        for (int piece = 0; piece < one.pieceCount(); ++piece)
            benchmark::DoNotOptimize(one.compute(piece, {}));
        benchmark::DoNotOptimize(one.grid().levels.data());
    }
}
BENCHMARK(glimpse)->Arg(1024)->Arg(2048)->Arg(8192)->Arg(32768)->Unit(benchmark::kMillisecond);

void everyFrameOfAMinute(benchmark::State& state)
{
    for (auto _ : state) {
        const Picture one(static_cast<int>(state.range(0)));
        benchmark::DoNotOptimize(one.tiles.size());
    }
}
BENCHMARK(everyFrameOfAMinute)->Arg(2048)->Unit(benchmark::kMillisecond);

void gather(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(picture().gather());
}
BENCHMARK(gather)->Unit(benchmark::kMillisecond);

void colorize(benchmark::State& state)
{
    const LevelGrid grid = picture().gather();
    const Shading shading = state.range(0) != 0 ? Shading::Gouraud : Shading::Flat;
    std::vector<std::uint32_t> pixels(width * height);
    for (auto _ : state) {
        rasterize(grid, shading, colorScale({}, {}), {pixels.data(), width, height, width});
        benchmark::ClobberMemory();
    }
}
BENCHMARK(colorize)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// Zoomed in so far that every cell covers several pixels both ways: the dearest case of Gouraud shading.
void gouraudOfLargeCells(benchmark::State& state)
{
    LevelGrid grid;
    for (int x = 0; x < 100; ++x)
        grid.xs.push_back(x * 16.2);
    for (int y = 0; y < 60; ++y)
        grid.ys.push_back(y * 10.2);
    for (const double level : test::noise(100 * 60, 40))
        grid.levels.push_back(static_cast<float>(level - 60));
    std::vector<std::uint32_t> pixels(width * height);
    for (auto _ : state) {
        rasterize(grid, Shading::Gouraud, colorScale({}, {}), {pixels.data(), width, height, width});
        benchmark::ClobberMemory();
    }
}
BENCHMARK(gouraudOfLargeCells)->Unit(benchmark::kMillisecond);

void envelopes(benchmark::State& state)
{
    const std::vector<double> samples = test::noise(1 << 20);
    const std::vector<float> single(samples.begin(), samples.end());
    for (auto _ : state)
        benchmark::DoNotOptimize(envelopeOf(single));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(single.size()));
}
BENCHMARK(envelopes);

} // namespace
