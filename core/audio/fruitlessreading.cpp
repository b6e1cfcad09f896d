// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fruitlessreading.h"

#include <algorithm>

namespace gabor {

bool FruitlessReading::goesOn(std::int64_t place, std::span<const std::byte> bytes)
{
    constexpr std::int64_t mostBytes = 16 << 20; ///< many times the longest packet of sound
    if (place != m_end)
        m_begin = place;
    m_end = place + std::ssize(bytes);
    if (!m_takesAnything) {
        const auto last = std::find_if(bytes.rbegin(), bytes.rend(), [](std::byte b) { return b != std::byte{0}; });
        if (last != bytes.rend())
            m_begin = m_end - (last - bytes.rbegin());
    }
    return m_end - m_begin <= mostBytes;
}

} // namespace gabor
