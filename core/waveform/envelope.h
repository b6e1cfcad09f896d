// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace gabor {

/// What a run of samples looks like from afar.
struct Envelope
{
    float minimum = std::numeric_limits<float>::infinity();
    float maximum = -std::numeric_limits<float>::infinity();
    double sumOfSquares = 0;
    std::int64_t sampleCount = 0;

    bool empty() const { return sampleCount == 0; }
    double rms() const;
    void add(const Envelope& other);

    friend bool operator==(const Envelope&, const Envelope&) = default;
};

Envelope envelopeOf(std::span<const float> samples);

/// envelopeOf() of each block of @p samples, which are whole blocks.
void appendEnvelopes(std::span<const float> samples, std::size_t blockLength, std::vector<Envelope>& blocks);

/// The envelopes of consecutive blocks.
struct EnvelopeRun
{
    std::int64_t firstBlock = 0; ///< block b covers samples [b * blockLength, (b + 1) * blockLength)
    std::vector<Envelope> blocks;
};

/// Envelopes of blocks [firstBlock, endBlock) of @p channel; the last may be cut by @p sampleCount.
/// Fewer than asked for (or none) when @p stop comes. Any thread.
EnvelopeRun computeEnvelopes(const SampleSource& source, ChannelChoice channel, std::int64_t blockLength,
                             std::int64_t firstBlock, std::int64_t endBlock, std::int64_t sampleCount,
                             const std::stop_token& stop);

/// A first idea of a long sound: one short look into each of @p lookCount equal parts, as many blocks as looks.
/// The extremes between the looks are not known, so this is a sketch that true envelopes have to replace.
std::vector<Envelope> sketchEnvelopes(const SampleSource& source, ChannelChoice channel, std::int64_t sampleCount,
                                      int lookCount, const std::stop_token& stop);

} // namespace gabor
