// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QString>

namespace gabor::test {

/// A 16-bit WAV of whatever is in @p channels.
inline void writeWav(const QString& path, const Channels& channels, std::uint32_t sampleRate = 48000)
{
    const PcmDescription description{.channelCount = static_cast<int>(channels.size()), .sampleRate = sampleRate};
    write(path.toStdString(), wav(description, pcm(channels, SampleFormat::Signed16)));
}

/// A minute of noise and then silence, mono, 48 kHz, 16 bits: a file with a hole, which takes little of a disk.
inline void writeLongWav(const QString& path, std::int64_t seconds)
{
    const auto dataBytes = static_cast<std::uint32_t>(seconds * 48000 * 2);
    const Bytes begin = pcm({noise(std::min<std::int64_t>(seconds, 60) * 48000, 0.3)}, SampleFormat::Signed16);
    const Bytes known = wavThatClaims({}, begin, dataBytes);
    write(path.toStdString(), known);
    std::filesystem::resize_file(path.toStdString(), known.size() - begin.size() + dataBytes);
}

/// Three seconds with something for every control: other tones left and right, noise, an offset and a slope.
inline Channels richStereo()
{
    constexpr std::int64_t count = 3 * 48000;
    Channels channels{sine(count, 1000, 48000, 0.4), sine(count, 3000, 48000, 0.2)};
    const std::vector<double> hiss = noise(count, 0.05);
    for (std::size_t n = 0; n < hiss.size(); ++n) {
        for (std::vector<double>& channel : channels)
            channel[n] += hiss[n] + 0.1 + 0.2 * static_cast<double>(n) / static_cast<double>(count);
    }
    return channels;
}

} // namespace gabor::test
