// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/vorbispages.h"

#include "core/audio/oggtail.h"

#include <limits>

namespace gabor {

namespace {

constexpr int mostPagesBefore = 10'000; ///< of headers, which may hold pictures, and of other streams

/// Of the first page of @p serial that says where its sound is; nothing where there is none.
std::optional<OggPage> firstPageOfSound(HeaderReader& reader, std::uint32_t serial)
{
    std::int64_t place = 0;
    for (int i = 0; i < mostPagesBefore; ++i) {
        const std::optional<OggPage> page = oggPageAt(reader, place);
        if (!page)
            return std::nullopt;
        if (page->serial == serial && page->position > 0) // those of headers say 0
            return page;
        place += page->bytes;
    }
    return std::nullopt;
}

} // namespace

std::optional<VorbisPages> vorbisPagesOf(const ByteSource& bytes, HeaderReader& reader)
{
    using namespace std::string_view_literals;
    const std::optional<OggPage> begin = oggPageAt(reader, 0);
    if (!begin || !reader.hasText(begin->body, "\x01vorbis"sv))
        return std::nullopt;
    const std::optional<OggPage> last = lastOggPage(bytes, reader);
    if (!last || !last->isLast || last->serial != begin->serial || last->position <= 0)
        return std::nullopt;
    const std::optional<OggPage> first = firstPageOfSound(reader, begin->serial);
    if (!first)
        return std::nullopt;
    return VorbisPages{.end = last->position, .isOnePage = first->isLast};
}

} // namespace gabor
