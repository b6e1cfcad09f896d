// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/oggtail.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace gabor {

namespace {

constexpr std::size_t headerBytes = 27;
constexpr std::size_t longestPage = headerBytes + 255 + 255 * 255;
constexpr unsigned endOfStream = 4;

/// Bytes that the page at the beginning of @p bytes takes up, or 0 when its header is cut off.
std::size_t pageBytes(std::span<const std::byte> bytes)
{
    if (bytes.size() < headerBytes)
        return 0;
    const auto segments = std::to_integer<std::size_t>(bytes[26]);
    if (bytes.size() < headerBytes + segments)
        return 0;
    const auto table = bytes.subspan(headerBytes, segments);
    return std::accumulate(table.begin(), table.end(), headerBytes + segments, [](std::size_t sum, std::byte lacing) {
        return sum + std::to_integer<std::size_t>(lacing);
    });
}

} // namespace

bool oggEndsWhole(const ByteSource& bytes)
{
    const auto count = std::min<std::int64_t>(bytes.size(), longestPage);
    std::vector<std::byte> tail(static_cast<std::size_t>(count));
    if (bytes.read(bytes.size() - count, tail).count < tail.size())
        return true; // cannot be read: another notice tells of it
    constexpr std::string_view capture("OggS\0", 5);
    const auto page = std::find_end(tail.begin(), tail.end(), capture.begin(), capture.end(),
                                    [](std::byte b, char c) { return std::to_integer<char>(b) == c; });
    const std::span last(page, tail.end());
    return !last.empty() && pageBytes(last) == last.size() && (std::to_integer<unsigned>(last[5]) & endOfStream) != 0;
}

} // namespace gabor
