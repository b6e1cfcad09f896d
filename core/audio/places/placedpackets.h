// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

struct AVPacket;

namespace gabor {

class AvInput;

inline constexpr std::int64_t mostMissing = std::int64_t{1} << 60; ///< samples; more are not counted

/// What a file says of a packet of sound besides what is in it.
struct PacketPlace
{
    std::int64_t samples = -1; ///< that it stands for; -1: the file does not say
    bool isEstimate = false;   ///< both of them
    std::int64_t missing = 0;  ///< samples that are lost between the packet before and this one
};

/// Reads the packets of an input in turn, and tells where damage has taken some of them, so that the sound behind can
/// stay in its place. That frames have numbers that jump says little: a file that was cut and put together without decoding
/// has no gap that anybody would hear. Pages that are missing, and times without sound, are a gap. For one thread.
class PlacedPackets
{
public:
    /// For the sound stream of @p input, which has to outlive it and to stand before its first packet.
    static std::unique_ptr<PlacedPackets> of(AvInput& input);
    virtual ~PlacedPackets() = default;

    /// As AvInput::readPacket().
    virtual int next(AVPacket& packet) = 0;
    /// Whether what is lost before a packet is known from what the file says of it.
    virtual bool knowsGaps() const { return false; }
    /// Of the last packet.
    const PacketPlace& place() const { return m_place; }
    /// The last packet has become that many samples; where packets are alike, others will.
    virtual void learn(std::int64_t /*samples*/, int /*sampleRate*/) { }
    /// The last packet could not be decoded.
    virtual void noteRefused() { }

protected:
    PlacedPackets() = default;

    PacketPlace m_place;
};

} // namespace gabor
