// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace gabor {

/// The 16-bit value of an A-law byte. Source: ITU-T G.711, table 1a; scaled so that 13 bits fill 16.
constexpr std::int16_t linearFromALaw(std::uint8_t code)
{
    const unsigned bits = code ^ 0x55U; // every other bit is sent inverted
    const int segment = static_cast<int>((bits >> 4) & 7U);
    int magnitude = static_cast<int>(bits & 15U) * 16 + 8;
    if (segment > 0)
        magnitude = (magnitude + 256) << (segment - 1);
    return static_cast<std::int16_t>((bits & 0x80U) != 0 ? magnitude : -magnitude);
}

/// The 16-bit value of a mu-law byte. Source: ITU-T G.711, table 2a; scaled so that 14 bits fill 16.
constexpr std::int16_t linearFromMuLaw(std::uint8_t code)
{
    const unsigned bits = ~static_cast<unsigned>(code);
    const int segment = static_cast<int>((bits >> 4) & 7U);
    const int magnitude = ((static_cast<int>(bits & 15U) * 8 + 132) << segment) - 132;
    return static_cast<std::int16_t>((bits & 0x80U) != 0 ? -magnitude : magnitude);
}

/// @p law for each of the 256 codes.
constexpr std::array<std::int16_t, 256> g711Table(std::int16_t (*law)(std::uint8_t))
{
    std::array<std::int16_t, 256> table{};
    for (std::size_t code = 0; code < table.size(); ++code)
        table[code] = law(static_cast<std::uint8_t>(code));
    return table;
}

inline constexpr std::array<std::int16_t, 256> aLawTable = g711Table(linearFromALaw);
inline constexpr std::array<std::int16_t, 256> muLawTable = g711Table(linearFromMuLaw);

} // namespace gabor
