// SPDX-License-Identifier: GPL-3.0-or-later
// Every frame of an hour, 48 kHz 16-bit PCM in a file, Hann 2048, hop 512, on as many threads as the program uses:
// once as tiles for a picture 1600 pixels wide, once as nothing but FFTW's real transforms of the same number and size.
#include "core/audio/soundfile.h"
#include "core/jobs/jobqueue.h"
#include "core/tiles/tilejob.h"
#include "core/tiles/tileplan.h"
#include "tests/bench/benchsounds.h"

#include <benchmark/benchmark.h>
#include <fftw3.h>

#include <atomic>
#include <latch>
#include <thread>

namespace {

using namespace gabor;

constexpr int width = 1600;
constexpr int windowLength = 2048;
constexpr int hop = 512;

StftParameters stft()
{
    return {.window = {}, .windowLength = windowLength, .hop = hop, .nfft = windowLength, .detrend = {}};
}

unsigned threadCount()
{
    return static_cast<unsigned>(JobQueue::usefulWorkerCount());
}

/// Runs @p work(i) for every i below @p count, on threadCount() threads, and waits.
template <class Work>
void onAllThreads(std::int64_t count, Work work)
{
    std::atomic<std::int64_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < threadCount(); ++i)
        threads.emplace_back([&] {
            for (std::int64_t item = next++; item < count; item = next++)
                work(item);
        });
}

void tilesOfAnHour(benchmark::State& state)
{
    const bench::ScratchSound file = bench::pcmSound(3600);
    const std::shared_ptr<const SampleSource> source = std::move(openSound(file.path().string())).value().source;
    const std::int64_t samples = source->availableSamples();
    const std::int64_t frames = frameCount(stft(), samples);
    const TileCover cover = coverFor(0, static_cast<double>(samples), width, stft(), frames, std::size_t{1} << 30U);
    const TileGrid grid(stft().binCount());
    TileRequest request;
    request.source = source;
    request.window = makeAnalysisWindow(stft());
    request.spec.stft = stft();
    request.spec.channel = {0};
    request.frameCount = frames;
    const std::int64_t tiles = (cover.columns.end + grid.columnsPerTile() - 1) / grid.columnsPerTile();
    for (auto _ : state) {
        onAllThreads(tiles, [&](std::int64_t index) {
            TileRequest one = request;
            one.id = {cover.lod, index};
            benchmark::DoNotOptimize(computeTile(one, {}));
        });
    }
    state.counters["frames/s"] =
        benchmark::Counter(static_cast<double>(frames), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(tilesOfAnHour)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Each thread transforms a buffer of its own in place of the frames it would read.
void bareTransformsOfAnHour(benchmark::State& state)
{
    constexpr std::int64_t frames = (std::int64_t{3600} * 48000 - windowLength) / hop + 1;
    constexpr std::int64_t framesAtATime = 512;
    float* const planned = fftwf_alloc_real(windowLength);
    fftwf_complex* const plannedBins = fftwf_alloc_complex(windowLength / 2 + 1);
    fftwf_plan plan = fftwf_plan_dft_r2c_1d(windowLength, planned, plannedBins, FFTW_MEASURE);
    for (auto _ : state) {
        onAllThreads((frames + framesAtATime - 1) / framesAtATime, [&](std::int64_t) {
            thread_local float* const samples = fftwf_alloc_real(windowLength);
            thread_local fftwf_complex* const bins = fftwf_alloc_complex(windowLength / 2 + 1);
            for (std::int64_t i = 0; i < framesAtATime; ++i)
                fftwf_execute_dft_r2c(plan, samples, bins);
            benchmark::DoNotOptimize(bins);
        });
    }
    state.counters["frames/s"] =
        benchmark::Counter(static_cast<double>(frames), benchmark::Counter::kIsIterationInvariantRate);
    fftwf_destroy_plan(plan);
    fftwf_free(planned);
    fftwf_free(plannedBins);
}
BENCHMARK(bareTransformsOfAnHour)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
