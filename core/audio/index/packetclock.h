// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/codingtraits.h"

#include <cstdint>
#include <memory>
#include <optional>

struct AVPacket;
struct AVStream;
struct AVVorbisParseContext;

namespace gabor {

/// Tells how many samples a packet will give when it is decoded, without decoding it. To be asked packet by packet, as
/// Vorbis blocks overlap by what the one before was; right from the second packet on.
class PacketClock
{
public:
    /// @param samplesOfPacket  of every packet but the last, where Clock::Constant says that they are alike
    PacketClock(const AVStream& stream, CodingTraits::Clock kind, int samplesOfPacket);

    /// Samples of each channel; -1 for a packet that is none of sound.
    int samplesIn(const AVPacket& packet);
    /// Packets from another place follow.
    void restart();

private:
    struct Release
    {
        void operator()(AVVorbisParseContext* parser) const;
    };

    CodingTraits::Clock m_kind;
    int m_samplesOfPacket;
    std::unique_ptr<AVVorbisParseContext, Release> m_vorbis;
};

/// For packets that tell by themselves how long they are: those of Vorbis and Opus. Nothing for all others.
std::optional<PacketClock> clockOfVariedPackets(const AVStream& stream);

/// At the beginning of a sound, where a decoder swallows a packet, or half of one.
inline constexpr int packetsOfStart = 4;

/// Where the container has a packet, in units of its stream.
std::int64_t timeOf(const AVPacket& packet);

/// Samples of an Opus packet at 48 kHz, by its first two bytes; -1 when it has none.
/// Source: RFC 6716, section 3.1 and table 2.
int samplesOfOpusPacket(const AVPacket& packet);

} // namespace gabor
