// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundmetadata.h"
#include "core/audio/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gabor {

namespace {

constexpr char32_t space = U' ';

/// What Windows-1252 has where Latin-1 has control characters; 0 where it has nothing either.
constexpr std::array<char16_t, 32> windows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The character at the front of @p bytes and how many bytes it takes up. Nothing where that is no UTF-8: overlong
/// forms, surrogates and what lies beyond Unicode are none. Source: RFC 3629.
struct Decoded
{
    char32_t character = 0;
    std::size_t bytes = 0;
};
std::optional<Decoded> firstOfUtf8(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes.front());
    if (lead < 0x80)
        return Decoded{lead, 1};
    const std::size_t count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < count)
        return std::nullopt;
    char32_t character = lead & (0xFFU >> (count + 1));
    for (std::size_t i = 1; i < count; ++i) {
        const auto next = static_cast<unsigned char>(bytes[i]);
        if ((next & 0xC0U) != 0x80)
            return std::nullopt;
        character = character << 6 | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < least[count] || character > 0x10FFFF || isSurrogate)
        return std::nullopt;
    return Decoded{character, count};
}

/// Whether @p bytes are the beginning of a character whose end is missing.
bool isCutOff(std::string_view bytes)
{
    constexpr std::array<std::string_view, 3> ends{"\x80", "\x80\x80", "\x80\x80\x80"};
    return std::ranges::any_of(ends, [bytes](std::string_view end) {
        const std::string whole = std::string(bytes).append(end);
        const std::optional<Decoded> first = firstOfUtf8(whole);
        return first && first->bytes == whole.size();
    });
}

/// The part of @p bytes that is UTF-8: all of it, or all but a last character that a field of fixed size, or the bound of
/// what is read, has cut in two. Nothing where they are something else: an odd end is taken for a cut only where
/// characters of several bytes stand before it, as a word of Windows-1252 may well end in an é.
std::optional<std::string_view> utf8In(std::string_view bytes)
{
    std::size_t done = 0;
    bool anyLong = false;
    while (done < bytes.size()) {
        const std::optional<Decoded> next = firstOfUtf8(bytes.substr(done));
        if (!next)
            return anyLong && bytes.size() - done < 4 && isCutOff(bytes.substr(done))
                ? std::optional(bytes.substr(0, done))
                : std::nullopt;
        anyLong |= next->bytes > 1;
        done += next->bytes;
    }
    return bytes;
}

Decoded firstOfWindows1252(std::string_view bytes)
{
    const auto byte = static_cast<unsigned char>(bytes.front());
    if (byte < 0x80 || byte >= 0xA0)
        return {byte, 1};
    return {windows1252[byte - 0x80U], 1};
}

/// What a terminal or a line of text could take for an order, and what separates words.
bool isBlank(char32_t c)
{
    return c <= space || (c >= 0x7F && c <= 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

} // namespace

std::string cleanText(std::string_view bytes)
{
    bytes = bytes.substr(0, bytes.find('\0'));
    const std::optional<std::string_view> utf8 = utf8In(bytes);
    bytes = utf8.value_or(bytes);
    std::string text;
    bool gap = false;
    while (!bytes.empty()) {
        const Decoded next = utf8 ? *firstOfUtf8(bytes) : firstOfWindows1252(bytes);
        bytes.remove_prefix(next.bytes);
        if (isBlank(next.character)) {
            gap = !text.empty();
            continue;
        }
        constexpr std::string_view ellipsis = "…";
        constexpr std::size_t widest = 5; // a space and a character
        if (text.size() + widest + ellipsis.size() > SoundMetadata::mostTextBytes)
            return text.append(ellipsis);
        if (gap)
            text += ' ';
        gap = false;
        appendUtf8(next.character, text);
    }
    return text;
}

} // namespace gabor
