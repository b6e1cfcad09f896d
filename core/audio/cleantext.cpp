// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundmetadata.h"

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

void appendUtf8(char32_t character, std::string& text)
{
    const auto byte = [&text](char32_t value) { text += static_cast<char>(value); };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xC0 | character >> 6);
        byte(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        byte(0xE0 | character >> 12);
        byte(0x80 | (character >> 6 & 0x3F));
        byte(0x80 | (character & 0x3F));
    } else {
        byte(0xF0 | character >> 18);
        byte(0x80 | (character >> 12 & 0x3F));
        byte(0x80 | (character >> 6 & 0x3F));
        byte(0x80 | (character & 0x3F));
    }
}

bool isUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::optional<Decoded> next = firstOfUtf8(bytes);
        if (!next)
            return false;
        bytes.remove_prefix(next->bytes);
    }
    return true;
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
    const bool utf8 = isUtf8(bytes);
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
