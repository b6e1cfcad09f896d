// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchsounds.h"

#include <unistd.h>

#include <algorithm>
#include <array>
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

constexpr std::uint32_t sampleRate = 48000;

void put32(std::string& bytes, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 255);
}

void put16(std::string& bytes, std::uint32_t value)
{
    for (int i = 0; i < 2; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 255);
}

std::string wavHeader(std::uint64_t dataBytes)
{
    const auto limited = [](std::uint64_t bytes) {
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
    };
    std::string header = "RIFF";
    put32(header, limited(dataBytes + 36));
    header += "WAVEfmt ";
    put32(header, 16);
    put16(header, 1);
    put16(header, 1);
    put32(header, sampleRate);
    put32(header, 2 * sampleRate);
    put16(header, 2);
    put16(header, 16);
    header += "data";
    put32(header, limited(dataBytes));
    return header;
}

} // namespace

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
    const auto samples = static_cast<std::uint64_t>(seconds * sampleRate);
    std::ofstream file(sound.path(), std::ios::binary);
    file << wavHeader(2 * samples);

    // Noise costs more to make than to look at: ten seconds of it come again and again.
    std::mt19937 random(1);
    std::uniform_int_distribution<int> noise(-3000, 3000);
    std::vector<std::int16_t> second(10 * sampleRate);
    std::uint64_t written = 0;
    for (double hz = 200; written<samples; hz = hz> 20'000 ? 200 : hz * 1.02) {
        if (written < 60 * second.size()) { // afterwards the minutes repeat
            for (std::size_t i = 0; i < second.size(); ++i)
                second[i] = static_cast<std::int16_t>(
                    noise(random) + 9000 * std::sin(2 * M_PI * hz / sampleRate * static_cast<double>(i)));
        }
        const std::uint64_t count = std::min<std::uint64_t>(second.size(), samples - written);
        file.write(reinterpret_cast<const char*>(second.data()), static_cast<std::streamsize>(2 * count));
        written += count;
    }
    if (!file.flush())
        throw std::runtime_error("no room for " + sound.path().string());
    return sound;
}

} // namespace gabor::bench
