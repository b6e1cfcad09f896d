// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmreader.h"

#include "core/audio/sampleconvert.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <vector>

namespace gabor {

namespace {

constexpr std::int64_t blockBytes = 256 * 1024;

/// One buffer a thread, kept from call to call: tiles ask for short runs many thousand times.
std::span<std::byte> threadBuffer(std::size_t size)
{
    thread_local std::vector<std::byte> buffer;
    if (buffer.size() < size)
        buffer.resize(size);
    return std::span(buffer).first(size);
}

std::int64_t samplesOfBlock(const InterleavedSamples& layout)
{
    return std::max<std::int64_t>(1, blockBytes / layout.blockBytes());
}

/// The bytes of whole samples [first, first + count), fewer where the file ends or the system refuses.
std::span<const std::byte> readBlock(const Descriptor& file, const InterleavedSamples& layout, std::int64_t first,
                                     std::int64_t count, int& errorNumber)
{
    const auto width = static_cast<std::size_t>(layout.blockBytes());
    const std::span<std::byte> buffer = threadBuffer(static_cast<std::size_t>(count) * width);
    const BytesRead done = readAt(file, layout.begin + first * layout.blockBytes(), buffer);
    const std::size_t whole = done.count / width * width;
    if (whole < buffer.size())
        errorNumber = done.errorNumber != 0 ? done.errorNumber : ENODATA;
    return buffer.first(whole);
}

template <class Real>
PcmRead readInto(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available, std::int64_t first,
                 ChannelChoice channel, std::span<Real> out)
{
    assert(channel.index >= ChannelChoice::mix && channel.index < layout.channelCount);
    PcmRead result;
    const SampleInterval places = placesInside(first, static_cast<std::int64_t>(out.size()), available);
    const std::int64_t before = places.begin;
    const std::int64_t begin = std::max<std::int64_t>(first, 0);
    const std::int64_t count = places.size();
    const auto inside = out.subspan(static_cast<std::size_t>(before), static_cast<std::size_t>(count));
    std::fill(out.begin(), out.begin() + before, Real(0));
    std::fill(out.begin() + before + count, out.end(), Real(0));
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t block = std::min(samplesOfBlock(layout), count - done);
        int errorNumber = 0;
        const auto bytes = readBlock(file, layout, begin + done, block, errorNumber);
        const auto got = static_cast<std::int64_t>(bytes.size()) / layout.blockBytes();
        const auto here = inside.subspan(static_cast<std::size_t>(done), static_cast<std::size_t>(block));
        result.outcome.nonFinite += convertSamples(layout, bytes, channel, here.first(static_cast<std::size_t>(got)));
        std::fill(here.begin() + got, here.end(), Real(0));
        done += block;
        if (errorNumber != 0) {
            result.outcome.errorNumber = errorNumber;
            result.firstMissing = begin + done - block + got;
            // One refusal is enough: a dying disk takes seconds for each of them.
            std::fill(inside.begin() + done, inside.end(), Real(0));
            break;
        }
    }
    return result;
}

} // namespace

SampleInterval placesInside(std::int64_t first, std::int64_t count, std::int64_t available)
{
    // Compared without sums of what a caller may have made huge.
    const std::int64_t before = first < 0 ? (first <= -count ? count : -first) : 0;
    const std::int64_t inside =
        std::clamp<std::int64_t>(available - std::max<std::int64_t>(first, 0), 0, count - before);
    return {before, before + inside};
}

PcmRead readPcm(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available, std::int64_t first,
                ChannelChoice channel, std::span<float> out)
{
    return readInto(file, layout, available, first, channel, out);
}

PcmRead readPcm(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available, std::int64_t first,
                ChannelChoice channel, std::span<double> out)
{
    return readInto(file, layout, available, first, channel, out);
}

std::int64_t countNonFinite(const Descriptor& file, const InterleavedSamples& layout, std::int64_t begin,
                            std::int64_t end)
{
    std::int64_t count = 0;
    int errorNumber = 0;
    while (begin < end && errorNumber == 0) {
        const std::int64_t block = std::min(samplesOfBlock(layout), end - begin);
        count += countNonFinite(layout, readBlock(file, layout, begin, block, errorNumber));
        begin += block;
    }
    return count;
}

} // namespace gabor
