// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sampleconvert.h"

#include "core/audio/sampleload.h"
#include "core/audio/zerobytes.h"
#include "core/base/vectorized.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace gabor {

namespace {

/// Every @p stride bytes a sample. A stride that the compiler knows is worth a factor of several.
template <class Load, class Real>
[[gnu::always_inline]] inline std::int64_t convertEach(const std::byte* from, std::size_t stride, std::span<Real> out)
{
    std::int64_t nonFinite = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = Load::template value<Real>(from + i * stride, nonFinite);
    return nonFinite;
}

/// Halves first, then the sum, so that two samples at the end of the range do not overflow.
template <class Load, class Real>
[[gnu::always_inline]] inline std::int64_t meanOfTwo(const std::byte* from, std::span<Real> out)
{
    std::int64_t nonFinite = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::byte* const block = from + i * (2 * Load::bytes);
        out[i] = Real(0.5) * Load::template value<Real>(block, nonFinite)
            + Real(0.5) * Load::template value<Real>(block + Load::bytes, nonFinite);
    }
    return nonFinite;
}

template <class Load, class Real>
[[gnu::always_inline]] inline std::int64_t meanOfAll(const std::byte* from, int channelCount, std::span<Real> out)
{
    const double weight = 1.0 / channelCount;
    std::int64_t nonFinite = 0;
    for (Real& mean : out) {
        double sum = 0;
        for (int channel = 0; channel < channelCount; ++channel, from += Load::bytes)
            sum += weight * Load::template value<double>(from, nonFinite);
        constexpr double most = std::numeric_limits<Real>::max();
        mean = static_cast<Real>(sum < -most ? -most : sum > most ? most : sum);
    }
    return nonFinite;
}

template <class Load, class Real>
[[gnu::always_inline]] inline std::int64_t convertWith(int channelCount, const std::byte* from, ChannelChoice channel,
                                                       std::span<Real> out)
{
    if (channelCount == 1)
        return convertEach<Load>(from, Load::bytes, out);
    if (channel.index == ChannelChoice::mix)
        return channelCount == 2 ? meanOfTwo<Load>(from, out) : meanOfAll<Load>(from, channelCount, out);
    const std::byte* const first = from + channel.index * Load::bytes;
    if (channelCount == 2)
        return convertEach<Load>(first, 2 * Load::bytes, out);
    return convertEach<Load>(first, static_cast<std::size_t>(channelCount * Load::bytes), out);
}

template <std::endian order, class Real>
[[gnu::always_inline]] inline std::int64_t convertOrdered(const InterleavedSamples& layout, const std::byte* from,
                                                          ChannelChoice channel, std::span<Real> out)
{
    const int count = layout.channelCount;
    switch (layout.format) {
    case SampleFormat::Unsigned8:
        return convertWith<load::Integer8<false>>(count, from, channel, out);
    case SampleFormat::Signed8:
        return convertWith<load::Integer8<true>>(count, from, channel, out);
    case SampleFormat::Signed16:
        return convertWith<load::Integer<std::uint16_t, order>>(count, from, channel, out);
    case SampleFormat::Signed24:
        return convertWith<load::Integer24<order>>(count, from, channel, out);
    case SampleFormat::Signed32:
        return convertWith<load::Integer<std::uint32_t, order>>(count, from, channel, out);
    case SampleFormat::Signed64:
        return convertWith<load::Integer<std::uint64_t, order>>(count, from, channel, out);
    case SampleFormat::Float32:
        return convertWith<load::Float<std::uint32_t, order>>(count, from, channel, out);
    case SampleFormat::Float64:
        return convertWith<load::Float<std::uint64_t, order>>(count, from, channel, out);
    case SampleFormat::ALaw:
        return convertWith<load::Companded<aLawTable>>(count, from, channel, out);
    case SampleFormat::MuLaw:
        return convertWith<load::Companded<muLawTable>>(count, from, channel, out);
    }
    return 0;
}

GABOR_VECTORIZED std::int64_t convertLittle(const InterleavedSamples& layout, const std::byte* from,
                                            ChannelChoice channel, std::span<float> out)
{
    return convertOrdered<std::endian::little>(layout, from, channel, out);
}

GABOR_VECTORIZED std::int64_t convertBig(const InterleavedSamples& layout, const std::byte* from, ChannelChoice channel,
                                         std::span<float> out)
{
    return convertOrdered<std::endian::big>(layout, from, channel, out);
}

/// What serves exact export is not on the way to the screen, so one plain copy of it is enough.
template <class Real>
std::int64_t convertPlainly(const InterleavedSamples& layout, const std::byte* from, ChannelChoice channel,
                            std::span<Real> out)
{
    if (layout.byteOrder == std::endian::little)
        return convertOrdered<std::endian::little>(layout, from, channel, out);
    return convertOrdered<std::endian::big>(layout, from, channel, out);
}

[[maybe_unused]] bool fits(const InterleavedSamples& layout, std::size_t byteCount, ChannelChoice channel,
                           std::size_t sampleCount)
{
    return byteCount == sampleCount * static_cast<std::size_t>(layout.blockBytes())
        && channel.index >= ChannelChoice::mix && channel.index < layout.channelCount;
}

/// Whether every sample is digital silence. Only asked where converting takes longer than looking, which is over at once
/// where there is sound.
bool isSilence(const InterleavedSamples& layout, std::span<const std::byte> bytes)
{
    constexpr int mostThatAreQuick = 2;
    const bool zerosAreSilence = layout.format != SampleFormat::Unsigned8 && layout.format != SampleFormat::ALaw
        && layout.format != SampleFormat::MuLaw;
    return layout.channelCount > mostThatAreQuick && zerosAreSilence && areAllZero(bytes);
}

} // namespace

std::int64_t convertSamples(const InterleavedSamples& layout, std::span<const std::byte> bytes, ChannelChoice channel,
                            std::span<float> out)
{
    assert(fits(layout, bytes.size(), channel, out.size()));
    if (isSilence(layout, bytes)) {
        std::ranges::fill(out, 0.0F);
        return 0;
    }
    if (layout.byteOrder == std::endian::little)
        return convertLittle(layout, bytes.data(), channel, out);
    return convertBig(layout, bytes.data(), channel, out);
}

std::int64_t convertSamples(const InterleavedSamples& layout, std::span<const std::byte> bytes, ChannelChoice channel,
                            std::span<double> out)
{
    assert(fits(layout, bytes.size(), channel, out.size()));
    if (isSilence(layout, bytes)) {
        std::ranges::fill(out, 0.0);
        return 0;
    }
    return convertPlainly(layout, bytes.data(), channel, out);
}

std::int64_t countNonFinite(const InterleavedSamples& layout, std::span<const std::byte> bytes)
{
    if (!mayHoldNonFinite(layout.format))
        return 0;
    // One channel of all samples in a row is the same bytes.
    InterleavedSamples row = layout;
    row.channelCount = 1;
    const auto width = static_cast<std::size_t>(row.blockBytes());
    std::int64_t count = 0;
    std::array<float, 1024> ignored;
    while (bytes.size() >= width) {
        const std::size_t samples = std::min(ignored.size(), bytes.size() / width);
        count += convertSamples(row, bytes.first(samples * width), {.index = 0}, std::span(ignored).first(samples));
        bytes = bytes.subspan(samples * width);
    }
    return count;
}

} // namespace gabor
