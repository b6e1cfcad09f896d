// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelope.h"

#include "core/base/vectorized.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

constexpr std::int64_t samplesPerRead = 1 << 16;

struct LaneEnvelope
{
    FloatLanes low;
    FloatLanes high;
    FloatLanes squares;
};

GABOR_VECTORIZED void scanLanes(const float* samples, std::size_t count, LaneEnvelope* lanes)
{
    LaneEnvelope running = *lanes;
    for (std::size_t i = 0; i < count; i += floatLanes) {
        FloatLanes at;
        loadLanes(samples + i, at);
        running.low = at < running.low ? at : running.low;
        running.high = at > running.high ? at : running.high;
        running.squares += at * at;
    }
    *lanes = running;
}

/// Two runs side by side: each by itself is a chain of steps that wait for one another.
GABOR_VECTORIZED void scanLanesOfTwo(const float* first, const float* second, std::size_t count, LaneEnvelope* lanes)
{
    LaneEnvelope one = lanes[0];
    LaneEnvelope other = lanes[1];
    for (std::size_t i = 0; i < count; i += floatLanes) {
        FloatLanes at;
        loadLanes(first + i, at);
        one.low = at < one.low ? at : one.low;
        one.high = at > one.high ? at : one.high;
        one.squares += at * at;
        loadLanes(second + i, at);
        other.low = at < other.low ? at : other.low;
        other.high = at > other.high ? at : other.high;
        other.squares += at * at;
    }
    lanes[0] = one;
    lanes[1] = other;
}

/// Squares are added in single precision over short stretches only, then in double.
constexpr std::size_t stretch = 1024;

std::size_t wholeLanes(std::size_t count)
{
    return count / floatLanes * floatLanes;
}

LaneEnvelope begun(const Envelope& envelope)
{
    return {FloatLanes{} + envelope.minimum, FloatLanes{} + envelope.maximum, FloatLanes{}};
}

/// @param part  of which all whole lanes have been scanned
void take(const LaneEnvelope& lanes, std::span<const float> part, Envelope& envelope)
{
    for (std::size_t lane = 0; lane < floatLanes; ++lane) {
        envelope.minimum = std::min(envelope.minimum, lanes.low[lane]);
        envelope.maximum = std::max(envelope.maximum, lanes.high[lane]);
        envelope.sumOfSquares += static_cast<double>(lanes.squares[lane]);
    }
    for (const float sample : part.subspan(wholeLanes(part.size()))) {
        envelope.minimum = std::min(envelope.minimum, sample);
        envelope.maximum = std::max(envelope.maximum, sample);
        envelope.sumOfSquares += static_cast<double>(sample) * static_cast<double>(sample);
    }
    envelope.sampleCount += static_cast<std::int64_t>(part.size());
}

/// envelopeOf() of both, which are as long as each other.
std::array<Envelope, 2> envelopesOfTwo(std::span<const float> first, std::span<const float> second)
{
    std::array<Envelope, 2> envelopes;
    for (std::size_t at = 0; at < first.size(); at += stretch) {
        const std::size_t count = std::min(stretch, first.size() - at);
        std::array<LaneEnvelope, 2> lanes{begun(envelopes[0]), begun(envelopes[1])};
        scanLanesOfTwo(first.data() + at, second.data() + at, wholeLanes(count), lanes.data());
        take(lanes[0], first.subspan(at, count), envelopes[0]);
        take(lanes[1], second.subspan(at, count), envelopes[1]);
    }
    return envelopes;
}

} // namespace

double Envelope::rms() const
{
    return sampleCount > 0 ? std::sqrt(sumOfSquares / static_cast<double>(sampleCount)) : 0.0;
}

void Envelope::add(const Envelope& other)
{
    minimum = std::min(minimum, other.minimum);
    maximum = std::max(maximum, other.maximum);
    sumOfSquares += other.sumOfSquares;
    sampleCount += other.sampleCount;
}

Envelope envelopeOf(std::span<const float> samples)
{
    Envelope envelope;
    for (std::size_t at = 0; at < samples.size(); at += stretch) {
        const std::span<const float> part = samples.subspan(at, std::min(stretch, samples.size() - at));
        LaneEnvelope lanes = begun(envelope);
        scanLanes(part.data(), wholeLanes(part.size()), &lanes);
        take(lanes, part, envelope);
    }
    return envelope;
}

void appendEnvelopes(std::span<const float> samples, std::size_t blockLength, std::vector<Envelope>& blocks)
{
    assert(blockLength > 0 && samples.size() % blockLength == 0);
    std::size_t at = 0;
    for (; at + 2 * blockLength <= samples.size(); at += 2 * blockLength) {
        const auto both =
            envelopesOfTwo(samples.subspan(at, blockLength), samples.subspan(at + blockLength, blockLength));
        blocks.insert(blocks.end(), both.begin(), both.end());
    }
    if (at < samples.size())
        blocks.push_back(envelopeOf(samples.subspan(at)));
}

EnvelopeRun computeEnvelopes(const SampleSource& source, ChannelChoice channel, std::int64_t blockLength,
                             std::int64_t firstBlock, std::int64_t endBlock, std::int64_t sampleCount,
                             const std::stop_token& stop)
{
    EnvelopeRun run{firstBlock, {}};
    run.blocks.reserve(static_cast<std::size_t>(endBlock - firstBlock));
    std::vector<float> samples;
    const std::int64_t blocksPerRead = std::max<std::int64_t>(1, samplesPerRead / blockLength);
    for (std::int64_t block = firstBlock; block < endBlock && !stop.stop_requested(); block += blocksPerRead) {
        const std::int64_t begin = block * blockLength;
        const std::int64_t end = std::min(std::min(block + blocksPerRead, endBlock) * blockLength, sampleCount);
        if (end <= begin)
            break;
        for (std::int64_t readAt = begin; readAt < end;) {
            // A block longer than one read is gathered from several of them.
            const std::int64_t length = std::min(samplesPerRead, end - readAt);
            samples.resize(static_cast<std::size_t>(length));
            source.read(readAt, channel, samples);
            for (std::int64_t at = 0; at < length;) {
                const std::int64_t position = readAt + at;
                const std::int64_t inBlock = position % blockLength;
                const std::int64_t part = std::min(blockLength - inBlock, length - at);
                const Envelope envelope = envelopeOf(std::span<const float>(samples).subspan(
                    static_cast<std::size_t>(at), static_cast<std::size_t>(part)));
                if (inBlock == 0)
                    run.blocks.push_back(envelope);
                else
                    run.blocks.back().add(envelope);
                at += part;
            }
            readAt += length;
        }
    }
    return run;
}

std::vector<Envelope> sketchEnvelopes(const SampleSource& source, ChannelChoice channel, std::int64_t sampleCount,
                                      int lookCount, const std::stop_token& stop)
{
    constexpr std::int64_t lookLength = 256;
    std::vector<Envelope> looks(static_cast<std::size_t>(lookCount));
    const auto samplesOf = [&](int look) -> SampleInterval {
        const std::int64_t middle = (2 * std::int64_t{look} + 1) * sampleCount / (2 * std::int64_t{lookCount});
        const std::int64_t first =
            std::clamp<std::int64_t>(middle - lookLength / 2, 0, std::max<std::int64_t>(0, sampleCount - lookLength));
        return {first, std::min(first + lookLength, sampleCount)};
    };
    constexpr int lookAhead = 256; // keeps a disk busy, and leaves it to others when it is to stop
    std::vector<float> samples;
    for (int look = 0, expected = 0; look < lookCount && !stop.stop_requested(); ++look) {
        for (; expected < std::min(lookCount, look + lookAhead); ++expected)
            source.expect(samplesOf(expected));
        const SampleInterval interval = samplesOf(look);
        samples.resize(static_cast<std::size_t>(interval.size()));
        source.read(interval.begin, channel, samples);
        looks[static_cast<std::size_t>(look)] = envelopeOf(samples);
    }
    return looks;
}

} // namespace gabor
