// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/oggplaces.h"

#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"
#include "core/audio/flacheader.h"

#include <algorithm>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr int mostPagesBefore = 10'000; ///< of headers, which may hold pictures, and of other streams

struct HeaderPages
{
    std::uint32_t lastNumber = 0;
    std::int64_t end = 0; ///< byte behind the last one
};

/// The pages from byte @p begin on that hold only headers of the stream: nothing ends there, or at the place 0.
std::optional<HeaderPages> headerPagesOf(std::uint32_t serial, std::int64_t begin, std::int64_t end,
                                         HeaderReader& reader)
{
    std::optional<HeaderPages> found;
    std::int64_t place = begin;
    for (int i = 0; i < mostPagesBefore && place < end; ++i) {
        const std::optional<OggPage> page = oggPageAt(reader, place);
        if (!page || (page->serial == serial && page->position > 0))
            break;
        place += page->bytes;
        if (page->serial == serial)
            found = HeaderPages{.lastNumber = page->number, .end = place};
    }
    return found;
}

} // namespace

OggPlaces::OggPlaces(AvInput& input)
    : m_input(input), m_clock(clockOfVariedPackets(input.stream())),
      m_firstGivesNothing(input.stream().codecpar->codec_id == AV_CODEC_ID_VORBIS),
      m_reader(input.bytes(), input.stop()), m_ahead(newPacket())
{ }

int OggPlaces::next(AVPacket& packet)
{
    m_place = {};
    while (!m_pageIsRead) {
        if (const int result = readPage(); result != 0)
            return result;
        placePage();
        m_pageIsRead = !m_page.empty() || m_result != 0;
    }
    if (m_page.empty()) {
        m_pageIsRead = false;
        return std::exchange(m_result, 0);
    }
    m_place = m_page.front().place;
    av_packet_move_ref(&packet, m_page.front().packet.get());
    m_page.pop_front();
    m_pageIsRead = !m_page.empty() || m_result != 0;
    return 0;
}

/// 0 for a packet that is none of sound.
int OggPlaces::samplesIn(const AVPacket& packet)
{
    if (std::exchange(m_firstGivesNothing, false))
        return 0;
    if (m_clock)
        return std::max(0, m_clock->samplesIn(packet));
    const std::optional<FlacHeader> header = flacHeaderOf({packet.data, static_cast<std::size_t>(packet.size)});
    return header ? header->samples : 0;
}

/// Reads on until a packet of another page is at hand, or there is none. AVERROR_EXIT when it was interrupted; it can
/// be called again then.
int OggPlaces::readPage()
{
    while (true) {
        if (m_ahead->size == 0) {
            const int result = m_input.readPacket(*m_ahead);
            if (result == AVERROR_EXIT && m_input.interrupted())
                return result;
            m_result = result;
        }
        const bool isOfPage = m_result == 0 && (m_page.empty() || m_ahead->pos == m_page.front().packet->pos);
        if (!isOfPage)
            return 0;
        m_page.push_back({.packet = std::exchange(m_ahead, newPacket()), .place = {}});
    }
}

/// Begins to count in the stream of @p page, the first one of it that has sound. Who listens in to a stream on its way gets
/// the headers and then a page from the middle: nothing is lost where that follows at once.
void OggPlaces::beginStream(const OggPage& page)
{
    const std::int64_t byte = m_page.front().packet->pos;
    const std::optional<HeaderPages> headers = headerPagesOf(page.serial, m_pageEnd, byte, m_reader);
    m_serial = page.serial;
    m_number = headers && headers->end < byte ? headers->lastNumber : page.number - 1;
    m_end = 0;
    m_gap = {};
}

void OggPlaces::placePage()
{
    if (m_page.empty())
        return;
    std::int64_t whole = 0; // samples of the packets that end in the page
    for (Waiting& waiting : m_page) {
        waiting.place.samples = samplesIn(*waiting.packet);
        whole += waiting.place.samples;
    }
    m_reader.listenTo(m_input.stop());
    const std::int64_t byte = m_page.front().packet->pos;
    const std::optional<OggPage> page = oggPageAt(m_reader, byte);
    if (!page) {
        m_end += whole;
        return;
    }
    if (page->serial != m_serial)
        beginStream(*page);
    m_pageEnd = byte + page->bytes;
    const std::int64_t ofLast = page->isContinued ? m_page.back().place.samples : 0;
    whole -= ofLast;
    const bool endsPacket = m_page.size() > 1 || !page->isContinued;
    const bool isPlaced = page->position > 0 && page->position < mostMissing && endsPacket;
    const std::int64_t begin = page->position - whole;
    if (isPlaced && page->number < m_number && m_gap.begin <= begin && page->position <= m_gap.end) {
        m_page.clear(); // it comes too late: silence stands in its place
        return;
    }
    if (isPlaced && page->number != m_number + 1 && begin > m_end) {
        m_page.front().place.missing = begin - m_end;
        m_gap = {m_end, begin};
    }
    m_end = (isPlaced ? page->position : m_end + whole) + ofLast;
    m_number = page->number;
}

} // namespace gabor
