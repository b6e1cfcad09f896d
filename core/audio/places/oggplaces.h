// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avpointers.h"
#include "core/audio/headerreader.h"
#include "core/audio/index/packetclock.h"
#include "core/audio/oggtail.h"
#include "core/audio/places/placedpackets.h"
#include "core/base/interval.h"

#include <deque>

namespace gabor {

/// Pages of Ogg are numbered, and say where the sound is at their end: together with what their packets give, where it
/// is at their beginning. So a page has to be read whole before its first packet is handed over. For Vorbis, Opus and FLAC.
class OggPlaces final : public PlacedPackets
{
public:
    explicit OggPlaces(AvInput& input);

    int next(AVPacket& packet) override;
    bool knowsGaps() const override { return true; }

private:
    struct Waiting
    {
        AvPointer<AVPacket> packet;
        PacketPlace place;
    };

    int samplesIn(const AVPacket& packet);
    int readPage();
    void placePage();
    void beginStream(const OggPage& page);

    AvInput& m_input;
    std::optional<PacketClock> m_clock; ///< nothing for FLAC, whose packets say how long they are
    bool m_firstGivesNothing;           ///< the first packet of all, which the next one overlaps with
    HeaderReader m_reader;
    std::deque<Waiting> m_page;            ///< packets that begin in the page, to be handed over
    bool m_pageIsRead = false;             ///< all of them
    AvPointer<AVPacket> m_ahead;           ///< of the page behind; without bytes when there is none
    int m_result = 0;                      ///< of reading behind the page
    std::optional<std::uint32_t> m_serial; ///< of the stream
    std::uint32_t m_number = 0;            ///< of the page before
    std::int64_t m_pageEnd = 0;            ///< byte behind the page before
    SampleInterval m_gap{};                ///< the last one
    std::int64_t m_end = 0;                ///< of the packets so far in the sound
};

} // namespace gabor
