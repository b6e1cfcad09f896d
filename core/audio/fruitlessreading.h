// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gabor {

/// Notices that a container is being looked for its next packet where none will come: in gigabytes of zeros, as a
/// download leaves them that was never finished, or in what is no sound at all. The decoder library would go on to the end
/// of the file, and parsers of sound without a container keep all of it in memory.
class FruitlessReading
{
public:
    /// @param takesAnything  no container surrounds the sound, so that between two packets there is nothing, zeros or not
    explicit FruitlessReading(bool takesAnything) : m_takesAnything(takesAnything) { }

    void packetCame() { m_begin = m_end = -1; }
    /// @p bytes were read at @p place. False when it is time to give up, and the sound ends at begin().
    bool goesOn(std::int64_t place, std::span<const std::byte> bytes);
    /// Where the bytes begin that were read in vain.
    std::int64_t begin() const { return m_begin; }

private:
    bool m_takesAnything;
    std::int64_t m_begin = -1;
    std::int64_t m_end = -1; ///< where reading would go on
};

} // namespace gabor
