// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avinput.h"
#include "core/audio/index/packetclock.h"
#include "core/audio/index/packetindex.h"
#include "core/audio/packetdecoder.h"

namespace gabor {

/// Looks at every packet of a compressed sound, from the first to the last, and lays out where its samples are. Only a
/// first bit is decoded: enough to know what the sound is, and that the clock of its packets is right. It takes sound
/// that is whole and simple, and leaves everything else to those who decode it from beginning to end.
/// For one thread at a time.
class PacketScan
{
public:
    /// Null when the sound is too short or not simple enough.
    static std::unique_ptr<PacketScan> begin(std::unique_ptr<AvInput> input, const CodingTraits& traits);

    AvInput& input() { return *m_input; }
    const CodingTraits& traits() const { return m_traits; }
    const std::shared_ptr<PacketIndex>& index() const { return m_index; }
    /// The first samples of the sound, without encoder delay, as the decoder gives them.
    std::vector<std::byte> takeHead() { return std::move(m_head); }

    enum class Step { Packet, End, Stopped, Doubt };
    /// Goes on by one packet. Doubt: the file is damaged, cut off, or not as simple as it seemed.
    Step next();

    std::int64_t rawSamples() const { return m_end; } ///< of all packets so far, by the clock
    /// Where the padding at the end begins by what was seen so far, or -1.
    std::int64_t rawEnd() const { return m_rawEnd; }
    /// What the preroll has to be by what was seen so far.
    int preroll() const;

private:
    PacketScan(std::unique_ptr<AvInput> input, const CodingTraits& traits);

    bool decodeHead();
    bool decodeFirst(std::vector<int>& samplesOfPackets);
    bool takeFrames();
    bool isDoubtful();
    bool isLateOrEarly(std::int64_t samples) const;
    bool takePadding(std::int64_t samples);
    Checkpoint checkpoint(std::int64_t begin, std::int64_t samples) const;
    bool canBeFound(std::int64_t byte, std::int64_t byteOfLastPacket) const;
    void note(std::int64_t samples);

    std::unique_ptr<AvInput> m_input;
    CodingTraits m_traits;
    std::unique_ptr<PacketDecoder> m_decoder; ///< for the head
    AvPointer<AVPacket> m_packet = newPacket();
    AvPointer<AVFrame> m_frame = newFrame();
    std::optional<FrameFormat> m_format;
    std::optional<PacketClock> m_clock;
    std::shared_ptr<PacketIndex> m_index;
    std::vector<std::byte> m_head;
    std::vector<Checkpoint> m_headPackets;
    std::int64_t m_end = 0; ///< raw samples of all packets so far
    std::int64_t m_rawBegin = 0;
    std::int64_t m_rawEnd = -1;
    std::int64_t m_packetByte = -1; ///< of the last packet, and its size
    std::int64_t m_packetBytes = 0;
    std::int64_t m_smallestPacket = 1 << 20;
    std::int64_t m_referenceTime = 0; ///< time and place of a packet that later ones are compared with
    std::int64_t m_referencePlace = 0;
    unsigned m_streamCount;
    bool m_isRaw; ///< packets lie one behind the other with nothing between them
};

} // namespace gabor
