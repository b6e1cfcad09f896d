// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/oggtail.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace gabor {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t headerBytes = 27;
constexpr std::int64_t longestPage = headerBytes + 255 + 255 * 255;
constexpr unsigned endOfStream = 4;
constexpr std::string_view capture = "OggS\0"sv;

/// The end of the file, which the last page lies in. Nothing when it cannot be read: another notice tells of it.
std::optional<std::vector<std::byte>> tailOf(const ByteSource& bytes)
{
    const auto count = std::min<std::int64_t>(bytes.size(), longestPage);
    std::vector<std::byte> tail(static_cast<std::size_t>(count));
    if (bytes.read(bytes.size() - count, tail).count < tail.size())
        return std::nullopt;
    return tail;
}

} // namespace

std::optional<OggPage> oggPageAt(HeaderReader& reader, std::int64_t offset)
{
    const auto header = reader.bytes<headerBytes>(offset);
    if (!header || !reader.hasText(offset, capture))
        return std::nullopt;
    std::vector<std::uint8_t> lacing((*header)[26]);
    if (!reader.copy(offset + headerBytes, lacing))
        return std::nullopt;
    const std::int64_t body = offset + headerBytes + std::ssize(lacing);
    const std::int64_t end = std::accumulate(lacing.begin(), lacing.end(), body);
    if (end > reader.size())
        return std::nullopt;
    constexpr std::uint8_t goesOn = 255;
    return OggPage{.serial = static_cast<std::uint32_t>(number(*header, 14, 4, std::endian::little)),
                   .number = static_cast<std::uint32_t>(number(*header, 18, 4, std::endian::little)),
                   .position = static_cast<std::int64_t>(number(*header, 6, 8, std::endian::little)),
                   .isLast = ((*header)[5] & endOfStream) != 0,
                   .isContinued = !lacing.empty() && lacing.back() == goesOn,
                   .body = body,
                   .bytes = end - offset};
}

std::optional<OggPage> lastOggPage(const ByteSource& bytes, HeaderReader& reader)
{
    const std::optional<std::vector<std::byte>> tail = tailOf(bytes);
    if (!tail)
        return std::nullopt;
    const auto found = std::find_end(tail->begin(), tail->end(), capture.begin(), capture.end(),
                                     [](std::byte b, char c) { return std::to_integer<char>(b) == c; });
    const std::int64_t offset = bytes.size() - (tail->end() - found);
    const std::optional<OggPage> page = oggPageAt(reader, offset);
    return page && offset + page->bytes == bytes.size() ? page : std::nullopt;
}

bool oggEndsWhole(const ByteSource& bytes)
{
    HeaderReader reader(bytes);
    const std::optional<OggPage> page = lastOggPage(bytes, reader);
    return page ? page->isLast : !tailOf(bytes);
}

} // namespace gabor
