// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchsounds.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace gabor::bench {

namespace {

constexpr double blockSeconds = 10;
constexpr int blocksThatDiffer = 60; // afterwards they come again: noise costs more to make than to look at

void put(std::string& bytes, std::uint64_t value, int byteCount)
{
    for (int i = 0; i < byteCount; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 255);
}

/// Of RIFF/WAVE, or of RF64 (EBU Tech 3306) where 32 bits are too few for the sizes.
std::string headerOf(const SoundShape& shape, std::uint64_t dataBytes)
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    constexpr std::uint64_t bytesBeforeData = 100; // no header here is longer
    const bool isLong = dataBytes + bytesBeforeData > most;
    const auto blockBytes = static_cast<std::uint64_t>(shape.channelCount * shape.bytesPerSample);
    const auto rate = static_cast<std::uint64_t>(shape.sampleRate);
    std::string header = isLong ? "RF64" : "RIFF";
    put(header, isLong ? most : dataBytes + 36, 4);
    header += "WAVE";
    if (isLong) {
        header += "ds64";
        put(header, 28, 4);
        put(header, dataBytes + 72, 8);
        put(header, dataBytes, 8);
        put(header, dataBytes / blockBytes, 8);
        put(header, 0, 4);
    }
    header += "fmt ";
    put(header, 16, 4);
    put(header, 1, 2);
    put(header, static_cast<std::uint64_t>(shape.channelCount), 2);
    put(header, rate, 4);
    put(header, rate * blockBytes, 4);
    put(header, blockBytes, 2);
    put(header, static_cast<std::uint64_t>(8 * shape.bytesPerSample), 2);
    header += "data";
    put(header, isLong ? most : dataBytes, 4);
    return header;
}

/// Ten seconds; the tone of each lies two hundredths higher than that of the one before.
std::string blockOf(const SoundShape& shape, int number, std::mt19937& random)
{
    std::uniform_int_distribution<int> noise(-3000, 3000);
    const double lowestHz = 200;
    const double highestHz = 20'000;
    const double hz = std::min(lowestHz * std::pow(1.08, number), highestHz);
    const auto frames = static_cast<int>(blockSeconds * shape.sampleRate);
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(frames * shape.channelCount * shape.bytesPerSample));
    for (int i = 0; i < frames; ++i) {
        const double tone = 9000 * std::sin(2 * M_PI * hz / shape.sampleRate * i);
        for (int channel = 0; channel < shape.channelCount; ++channel) {
            const auto sample = static_cast<std::int64_t>(noise(random) + tone) << 8 * (shape.bytesPerSample - 2);
            put(bytes, static_cast<std::uint64_t>(sample), shape.bytesPerSample);
        }
    }
    return bytes;
}

bool isHole(double beginSeconds)
{
    constexpr double wholeSeconds = 60;
    constexpr double islandEverySeconds = 300;
    return beginSeconds >= wholeSeconds && std::fmod(beginSeconds, islandEverySeconds) >= blockSeconds;
}

} // namespace

void writeSound(const std::filesystem::path& path, const SoundShape& shape)
{
    const auto frameBytes = static_cast<std::uint64_t>(shape.channelCount * shape.bytesPerSample);
    const std::uint64_t dataBytes = static_cast<std::uint64_t>(shape.seconds * shape.sampleRate) * frameBytes;
    const std::string header = headerOf(shape, dataBytes);
    std::ofstream file(path, std::ios::binary);
    file << header << std::flush;
    std::filesystem::resize_file(path, header.size() + dataBytes);

    std::mt19937 random(1);
    std::vector<std::string> blocks;
    std::uint64_t written = 0;
    for (int number = 0; written < dataBytes && file; ++number) {
        const auto kind = static_cast<std::size_t>(number % blocksThatDiffer);
        if (kind == blocks.size())
            blocks.push_back(blockOf(shape, number, random));
        const std::uint64_t count = std::min<std::uint64_t>(blocks[kind].size(), dataBytes - written);
        if (!shape.sparse || !isHole(number * blockSeconds)) {
            file.seekp(static_cast<std::streamoff>(header.size() + written));
            file.write(blocks[kind].data(), static_cast<std::streamsize>(count));
        }
        written += count;
    }
    if (file.flush())
        return;
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    throw std::runtime_error("no room for " + path.string());
}

ScratchSound::~ScratchSound()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove(m_path, ignored);
}

ScratchSound pcmSound(double seconds)
{
    static int number = 0;
    ScratchSound sound(std::filesystem::temp_directory_path()
                       / ("gabor-bench-" + std::to_string(::getpid()) + "-" + std::to_string(++number) + ".wav"));
    writeSound(sound.path(), {.seconds = seconds});
    return sound;
}

} // namespace gabor::bench
