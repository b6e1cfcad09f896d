// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/moviepadding.h"

#include <algorithm>

namespace gabor {

namespace {

constexpr auto big = std::endian::big;
constexpr int mostBoxes = 1000;        ///< beside each other
constexpr std::uint64_t mostRuns = 64; ///< of packets of the same length; padding leaves two

struct Box
{
    std::string type;
    std::int64_t body = 0;
    std::int64_t end = 0;
};

/// The box at @p offset within what ends at @p end; nothing where there is no whole header or the box is too long.
std::optional<Box> boxAt(HeaderReader& reader, std::int64_t offset, std::int64_t end)
{
    const auto head = reader.bytes<8>(offset);
    if (!head || offset > end - 8)
        return std::nullopt;
    std::uint64_t size = number(*head, 0, 4, big);
    std::int64_t headBytes = 8;
    if (size == 1) { // the size is behind the type
        const auto longSize = reader.bytes<8>(offset + 8);
        if (!longSize)
            return std::nullopt;
        size = number(*longSize, 0, 8, big);
        headBytes = 16;
    } else if (size == 0) { // up to the end
        size = static_cast<std::uint64_t>(end - offset);
    }
    if (size < static_cast<std::uint64_t>(headBytes) || size > static_cast<std::uint64_t>(end - offset))
        return std::nullopt;
    return Box{.type = std::string(head->begin() + 4, head->end()),
               .body = offset + headBytes,
               .end = offset + static_cast<std::int64_t>(size)};
}

/// The boxes of @p type directly within @p parent.
std::vector<Box> boxesIn(HeaderReader& reader, const Box& parent, std::string_view type)
{
    std::vector<Box> found;
    std::int64_t offset = parent.body;
    for (int i = 0; i < mostBoxes && !reader.stopped(); ++i) {
        std::optional<Box> box = boxAt(reader, offset, parent.end);
        if (!box)
            break;
        offset = box->end;
        if (box->type == type)
            found.push_back(*std::move(box));
    }
    return found;
}

/// The first box down a path of types.
std::optional<Box> boxBelow(HeaderReader& reader, Box parent, std::initializer_list<std::string_view> path)
{
    for (const std::string_view type : path) {
        std::vector<Box> found = boxesIn(reader, parent, type);
        if (found.empty())
            return std::nullopt;
        parent = std::move(found.front());
    }
    return parent;
}

std::optional<std::int64_t> timescaleOf(HeaderReader& reader, const Box& media)
{
    const std::optional<Box> header = boxBelow(reader, media, {"mdhd"});
    const auto version = header ? reader.bytes<1>(header->body) : std::nullopt;
    if (!version)
        return std::nullopt;
    constexpr std::int64_t shortPlace = 12;
    constexpr std::int64_t longPlace = 20;
    const auto scale = reader.bytes<4>(header->body + ((*version)[0] == 1 ? longPlace : shortPlace));
    return scale ? std::optional(static_cast<std::int64_t>(number(*scale, 0, 4, big))) : std::nullopt;
}

/// By runs of packets of the same length: a run of any number, and a single shorter packet behind it.
std::optional<MoviePadding> paddingIn(HeaderReader& reader, const Box& times, std::int64_t timescale)
{
    const auto head = reader.bytes<8>(times.body);
    const std::uint64_t runs = head ? number(*head, 4, 4, big) : 0;
    if (runs < 2 || runs > mostRuns)
        return std::nullopt;
    MoviePadding padding{.timescale = timescale};
    std::int64_t usual = 0;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const auto run = reader.bytes<8>(times.body + 8 + static_cast<std::int64_t>(i) * 8);
        if (!run)
            return std::nullopt;
        const auto count = static_cast<std::int64_t>(number(*run, 0, 4, big));
        const auto length = static_cast<std::int64_t>(number(*run, 4, 4, big));
        padding.packets += count;
        if (i == 0)
            usual = length;
        else if (i + 1 == runs && count == 1 && length > 0 && length < usual)
            padding.samples = usual - length;
        else if (length != usual)
            return std::nullopt;
    }
    return padding.samples > 0 ? std::optional(padding) : std::nullopt;
}

} // namespace

std::optional<MoviePadding> moviePadding(HeaderReader& reader, int track)
{
    const std::optional<Box> movie = boxBelow(reader, {.type = {}, .body = 0, .end = reader.size()}, {"moov"});
    if (!movie)
        return std::nullopt;
    for (const Box& candidate : boxesIn(reader, *movie, "trak")) {
        const std::optional<Box> media = boxBelow(reader, candidate, {"mdia"});
        const std::optional<Box> handler = media ? boxBelow(reader, *media, {"hdlr"}) : std::nullopt;
        if (!handler || !reader.hasText(handler->body + 8, "soun") || track-- > 0)
            continue;
        const std::optional<Box> times = boxBelow(reader, *media, {"minf", "stbl", "stts"});
        const std::optional<std::int64_t> timescale = timescaleOf(reader, *media);
        return times && timescale ? paddingIn(reader, *times, *timescale) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace gabor
