// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avinput.h"
#include "core/audio/index/bytequeue.h"
#include "core/audio/index/packetclock.h"
#include "core/audio/index/packetindex.h"
#include "core/audio/packetdecoder.h"
#include "core/base/interval.h"

namespace gabor {

/// Decodes compressed sound from any place on: it enters at a checkpoint, recognises the packet, decodes a preroll away
/// and from there on gives the samples that decoding from the beginning gives. On its way it compares what every packet
/// gives, and every checkpoint it comes by, with the index. For one thread at a time.
class PacketReader
{
public:
    /// Null when the sound does not open any more.
    static std::unique_ptr<PacketReader> open(std::shared_ptr<const ByteSource> bytes,
                                              std::shared_ptr<const PacketIndex> index, const CodingTraits& traits,
                                              const std::stop_token& stop);

    /// Whether it is cheaper to go on to @p place (a raw sample) than to enter anew.
    bool isShortlyBefore(std::int64_t place) const;
    std::int64_t position() const { return m_position; } ///< raw sample behind all that was decoded

    /// Raw samples @p wanted, appended in the decoder's own format. False when the index does not fit, the file cannot
    /// be read or it was stopped; then nothing is appended, and the reader is to be dropped.
    bool read(SampleInterval wanted, std::vector<std::byte>& out);
    /// The same, entering anew with so many samples of preroll.
    bool readAnew(SampleInterval wanted, int preroll, std::vector<std::byte>& out);
    /// Goes on from @p begin to the end of the sound: all raw samples that there are. -1 as false above.
    std::int64_t decodeToEnd(std::int64_t begin);

    /// Packets that the container keeps a list of in memory.
    std::int64_t containerEntries() const;

private:
    PacketReader(std::unique_ptr<AvInput> input, std::unique_ptr<PacketDecoder> decoder,
                 std::shared_ptr<const PacketIndex> index, const CodingTraits& traits, const std::stop_token& stop);

    bool collect(SampleInterval wanted, std::vector<std::byte>& out);
    bool enter(std::int64_t place, int preroll);
    bool reach(const Checkpoint& checkpoint);
    bool seekTo(const Checkpoint& checkpoint);
    bool recognise(const Checkpoint& checkpoint);
    bool isCheckpoint(const Checkpoint& checkpoint) const;
    void beginAtFirstPacket();
    bool beginOnTheWay(const Checkpoint& checkpoint, std::int64_t place, int preroll);
    bool goOn();
    bool decodePacket();
    bool passCheckpoint();
    bool give(const AVPacket* packet);
    void forgetBefore(std::int64_t place);
    std::int64_t pendingBegin() const;

    std::stop_token m_stop;
    std::unique_ptr<AvInput> m_input;
    std::shared_ptr<const PacketIndex> m_index;
    CodingTraits m_traits;
    PacketClock m_clock;
    std::unique_ptr<PacketDecoder> m_decoder;
    AvPointer<AVPacket> m_packet = newPacket();
    AvPointer<AVFrame> m_frame = newFrame();
    ByteQueue m_pending;            ///< decoded samples, the last of them before m_position
    std::size_t m_blockBytes;       ///< of one sample of all channels
    std::int64_t m_position = -1;   ///< -1 = has to enter first
    std::int64_t m_settledFrom = 0; ///< from here on samples count; before, packets may fail
    std::int64_t m_packets = 0;     ///< since the very first one; large when entered on the way
    std::int64_t m_lastCheckpoint = -1;
    std::optional<Checkpoint> m_nextCheckpoint;
    bool m_cameUpShort = false; ///< a packet gave less than the clock says, as only the last one may
    bool m_ended = false;
};

} // namespace gabor
