// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed sound that is decoded where it is read: 20 minutes, 48 kHz mono. Looked through, then read from beginning to
// end in pieces of 65,536 samples by one thread, and by two that each take a half; and little pieces here and there, as a
// sketch of 1,600 columns takes them.
#include "core/audio/soundfile.h"
#include "tests/bench/benchsounds.h"
#include "tests/support/soundfiles.h"

#include <benchmark/benchmark.h>

#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace gabor;

constexpr double seconds = 1200;
constexpr std::int64_t pieceSamples = 65'536;

struct Coding
{
    const char* name;
    const char* arguments;
};

constexpr std::array<Coding, 3> codings{
    {{"flac", "-c:a flac"}, {"mp3", "-c:a libmp3lame -b:a 128k"}, {"ogg", "-c:a libvorbis"}}};

/// Made once for each coding.
const std::filesystem::path& codedSound(const Coding& coding)
{
    static std::map<std::string, bench::ScratchSound> sounds;
    const auto known = sounds.find(coding.name);
    if (known != sounds.end())
        return known->second.path();
    const bench::ScratchSound pcm = bench::pcmSound(seconds);
    bench::ScratchSound coded(pcm.path().string() + '.' + coding.name);
    if (!test::encode(pcm.path(), coding.arguments, coded.path()))
        throw std::runtime_error("the ffmpeg command is needed");
    return sounds.emplace(coding.name, std::move(coded)).first->second.path();
}

const Coding& codingOf(benchmark::State& state)
{
    const Coding& coding = codings.at(static_cast<std::size_t>(state.range(0)));
    state.SetLabel(coding.name);
    return coding;
}

std::shared_ptr<const SampleSource> openAndFinish(const std::filesystem::path& path)
{
    const OpenedSound sound = openSound(path).value();
    if (sound.finishDecoding)
        sound.finishDecoding({});
    return sound.source;
}

void lookThrough(benchmark::State& state)
{
    const std::filesystem::path& path = codedSound(codingOf(state));
    for (auto _ : state)
        benchmark::DoNotOptimize(openAndFinish(path)->availableSamples());
}
BENCHMARK(lookThrough)->DenseRange(0, 2)->UseRealTime()->Unit(benchmark::kMillisecond);

void walk(const SampleSource& source, std::int64_t begin, std::int64_t end)
{
    std::vector<float> samples(pieceSamples);
    for (std::int64_t first = begin; first < end; first += pieceSamples)
        source.read(first, {.index = 0}, std::span(samples));
    benchmark::DoNotOptimize(samples.data());
}

/// The second argument is the number of threads.
void walkThrough(benchmark::State& state)
{
    const auto source = openAndFinish(codedSound(codingOf(state)));
    const std::int64_t threads = state.range(1);
    const std::int64_t share = source->availableSamples() / threads;
    for (auto _ : state) {
        std::vector<std::jthread> walkers;
        for (std::int64_t i = 0; i < threads; ++i)
            walkers.emplace_back([&, i] { walk(*source, i * share, (i + 1) * share); });
    }
    state.counters["ns/sample"] =
        benchmark::Counter(1e-9 * static_cast<double>(source->availableSamples()),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(walkThrough)->ArgsProduct({{0, 1, 2}, {1, 2}})->UseRealTime()->Unit(benchmark::kMillisecond);

void sketch(benchmark::State& state)
{
    constexpr std::int64_t columns = 1600;
    const auto source = openAndFinish(codedSound(codingOf(state)));
    std::vector<float> samples(2048);
    for (auto _ : state)
        for (std::int64_t i = 0; i < columns; ++i)
            source->read(source->availableSamples() / columns * i, {.index = 0}, std::span(samples));
}
BENCHMARK(sketch)->DenseRange(0, 2)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
