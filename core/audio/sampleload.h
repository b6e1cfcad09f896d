// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/g711.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

// Only for sampleconvert.cpp: how one sample becomes a number. A loader has `bytes`, and
// `value<Real>(from, nonFinite)`, which adds 1 to nonFinite where it replaces NaN or infinity by 0.
// Without branches, so that the loops around them vectorize.

namespace gabor::load {

#define GABOR_LOADER [[gnu::always_inline]] static inline

GABOR_LOADER std::uint16_t swapped(std::uint16_t bits)
{
    return __builtin_bswap16(bits);
}
GABOR_LOADER std::uint32_t swapped(std::uint32_t bits)
{
    return __builtin_bswap32(bits);
}
GABOR_LOADER std::uint64_t swapped(std::uint64_t bits)
{
    return __builtin_bswap64(bits);
}

/// An unsigned number from bytes that need not be aligned.
template <class Bits, std::endian order>
GABOR_LOADER Bits bitsAt(const std::byte* from)
{
    Bits bits;
    std::memcpy(&bits, from, sizeof bits);
    if constexpr (order != std::endian::native)
        bits = swapped(bits);
    return bits;
}

/// Two's complement integer of all the bits of Bits.
template <class Bits, std::endian order>
struct Integer
{
    static constexpr int bytes = sizeof(Bits);

    template <class Real>
    GABOR_LOADER Real value(const std::byte* from, std::int64_t&)
    {
        using Signed = std::make_signed_t<Bits>;
        constexpr Real scale = Real(1) / -static_cast<Real>(std::numeric_limits<Signed>::min());
        return static_cast<Real>(static_cast<Signed>(bitsAt<Bits, order>(from))) * scale;
    }
};

template <std::endian order>
struct Integer24
{
    static constexpr int bytes = 3;

    template <class Real>
    GABOR_LOADER Real value(const std::byte* from, std::int64_t&)
    {
        constexpr bool little = order == std::endian::little;
        const auto low = std::to_integer<std::uint32_t>(from[little ? 0 : 2]);
        const auto middle = std::to_integer<std::uint32_t>(from[1]);
        const auto high = std::to_integer<std::uint32_t>(from[little ? 2 : 0]);
        const auto leftJustified = static_cast<std::int32_t>(low << 8 | middle << 16 | high << 24);
        return static_cast<Real>(leftJustified) * (Real(1) / Real(2147483648.0));
    }
};

template <bool hasSign>
struct Integer8
{
    static constexpr int bytes = 1;

    template <class Real>
    GABOR_LOADER Real value(const std::byte* from, std::int64_t&)
    {
        // Unsigned bytes have their middle at 128; turning the highest bit makes them two's complement.
        const auto bits = std::to_integer<std::uint8_t>(*from ^ (hasSign ? std::byte{0} : std::byte{0x80}));
        return static_cast<Real>(static_cast<std::int8_t>(bits)) * (Real(1) / Real(128));
    }
};

template <const std::array<std::int16_t, 256>& table>
struct Companded
{
    static constexpr int bytes = 1;

    template <class Real>
    GABOR_LOADER Real value(const std::byte* from, std::int64_t&)
    {
        return static_cast<Real>(table[std::to_integer<std::size_t>(*from)]) * (Real(1) / Real(32768));
    }
};

/// IEEE 754 numbers of the width of Bits.
template <class Bits, std::endian order>
struct Float
{
    using Number = std::conditional_t<sizeof(Bits) == 4, float, double>;
    static constexpr int bytes = sizeof(Bits);
    static constexpr Bits exponentMask = std::bit_cast<Bits>(std::numeric_limits<Number>::infinity());

    template <class Real>
    GABOR_LOADER Real value(const std::byte* from, std::int64_t& nonFinite)
    {
        const Bits bits = bitsAt<Bits, order>(from);
        const bool finite = (bits & exponentMask) != exponentMask;
        nonFinite += finite ? 0 : 1;
        const Number number = std::bit_cast<Number>(finite ? bits : Bits{0});
        if constexpr (sizeof(Real) < sizeof(Number)) {
            constexpr Number most = std::numeric_limits<Real>::max();
            return static_cast<Real>(number < -most ? -most : number > most ? most : number);
        } else {
            return number;
        }
    }
};

#undef GABOR_LOADER

} // namespace gabor::load
