// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacframes.h"

#include "core/audio/avlibrary.h"

#include <algorithm>

namespace gabor {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t mostHeaders = 1 << 14; ///< among bytes that the library takes for one frame

/// CRC-16 of a frame with its own CRC-16 behind it is 0.
std::uint32_t checksum(std::uint32_t before, Bytes bytes)
{
    return av_crc(av_crc_get_table(AV_CRC_16_ANSI), before, bytes.data(), bytes.size());
}

/// Where frames may begin, by their headers.
std::vector<std::size_t> headerPlaces(Bytes bytes)
{
    std::vector<std::size_t> places;
    for (auto at = bytes.begin(); (at = std::find(at, bytes.end(), 0xFF)) != bytes.end(); ++at) {
        const auto place = static_cast<std::size_t>(at - bytes.begin());
        if (flacHeaderOf(bytes.subspan(place)))
            places.push_back(place);
        if (places.size() == mostHeaders)
            break;
    }
    return places;
}

} // namespace

bool isWholeFlacFrame(Bytes bytes)
{
    return flacHeaderOf(bytes) && checksum(0, bytes) == 0;
}

std::vector<FlacPart> flacPartsOf(Bytes bytes)
{
    std::vector<FlacPart> parts;
    std::vector<std::size_t> places = headerPlaces(bytes);
    places.push_back(bytes.size());
    const auto between = [&](std::size_t first, std::size_t end) {
        return bytes.subspan(places[first], places[end] - places[first]);
    };
    std::size_t leftToLookAt = 16 * bytes.size();
    for (std::size_t first = 0, end = 0; first + 1 < places.size(); first = end) {
        std::uint32_t sum = 0;
        bool isWhole = false;
        for (end = first; !isWhole && end + 1 < places.size(); ++end) {
            const Bytes more = between(end, end + 1);
            if (more.size() > leftToLookAt)
                break;
            leftToLookAt -= more.size();
            sum = checksum(sum, more);
            isWhole = sum == 0;
        }
        if (!isWhole)
            end = first + 1;
        // A header may lie within the numbers of another one.
        if (const std::optional<FlacHeader> header = flacHeaderOf(between(first, end)))
            parts.push_back({.header = *header, .bytes = between(first, end), .isWhole = isWhole});
    }
    return parts;
}

} // namespace gabor
