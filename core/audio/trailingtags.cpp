// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/trailingtags.h"

#include <algorithm>

namespace gabor {

namespace {

std::int64_t bytesOfId3(HeaderReader& reader, std::int64_t end)
{
    constexpr std::int64_t bytes = 128;
    return reader.hasText(end - bytes, "TAG") ? bytes : 0;
}

std::int64_t bytesOfLyrics(HeaderReader& reader, std::int64_t end)
{
    constexpr std::int64_t footerBytes = 15; // the size in six digits, and the mark
    const auto footer = reader.bytes<footerBytes>(end - footerBytes);
    if (!footer || !reader.hasText(end - 9, "LYRICS200"))
        return 0;
    std::int64_t bytes = footerBytes;
    std::int64_t digits = 0;
    for (int i = 0; i < 6; ++i) {
        const int digit = (*footer)[static_cast<std::size_t>(i)] - '0';
        if (digit < 0 || digit > 9)
            return 0;
        digits = 10 * digits + digit;
    }
    bytes += digits;
    return reader.hasText(end - bytes, "LYRICSBEGIN") ? bytes : 0;
}

std::int64_t bytesOfApe(HeaderReader& reader, std::int64_t end)
{
    constexpr std::int64_t footerBytes = 32;
    constexpr std::uint64_t hasHeader = 1ULL << 31;
    const auto footer = reader.bytes<footerBytes>(end - footerBytes);
    if (!footer || !reader.hasText(end - footerBytes, "APETAGEX"))
        return 0;
    const auto sized = static_cast<std::int64_t>(number(*footer, 12, 4, std::endian::little));
    const std::uint64_t flags = number(*footer, 20, 4, std::endian::little);
    if (sized < footerBytes || sized > end)
        return 0;
    const std::int64_t begin = end - sized;
    const bool isHeaded = (flags & hasHeader) != 0 && reader.hasText(begin - footerBytes, "APETAGEX");
    return sized + (isHeaded ? footerBytes : 0);
}

} // namespace

std::int64_t trailingTagsBegin(HeaderReader& reader)
{
    constexpr int mostTags = 8;
    std::int64_t end = reader.size();
    for (int i = 0; i < mostTags; ++i) {
        const std::int64_t bytes =
            std::max({bytesOfId3(reader, end), bytesOfLyrics(reader, end), bytesOfApe(reader, end)});
        if (bytes == 0)
            break;
        end -= bytes;
    }
    return end;
}

} // namespace gabor
