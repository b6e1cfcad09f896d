// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/utf8.h"

namespace gabor {

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

std::string utf8Of(std::string_view utf16)
{
    constexpr char32_t unknown = 0xFFFD;
    const auto unitAt = [&](std::size_t i) -> char32_t {
        if (i + 1 >= utf16.size())
            return 0;
        return static_cast<unsigned char>(utf16[i])
            | static_cast<char32_t>(static_cast<unsigned char>(utf16[i + 1])) << 8;
    };
    const auto isHigh = [](char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; };
    const auto isLow = [](char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; };
    std::string text;
    for (std::size_t i = 0; unitAt(i) != 0; i += 2) {
        const char32_t unit = unitAt(i);
        if (isHigh(unit) && isLow(unitAt(i + 2))) {
            appendUtf8(0x10000 + ((unit & 0x3FF) << 10 | (unitAt(i + 2) & 0x3FF)), text);
            i += 2;
        } else {
            appendUtf8(isHigh(unit) || isLow(unit) ? unknown : unit, text);
        }
    }
    return text;
}

} // namespace gabor
