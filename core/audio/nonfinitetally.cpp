// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/nonfinitetally.h"

#include "core/audio/pcmreader.h"

#include <algorithm>

namespace gabor {

namespace {

constexpr std::int64_t samplesPerBlock = 65536;

} // namespace

std::int64_t NonFiniteTally::countAround(const Descriptor& file, const InterleavedSamples& layout,
                                         std::int64_t available, std::int64_t begin, std::int64_t end)
{
    const std::int64_t firstBlock = std::max<std::int64_t>(begin, 0) / samplesPerBlock;
    const std::int64_t lastSample = std::min(end, available);
    const std::lock_guard lock(m_mutex);
    for (std::int64_t number = firstBlock; number * samplesPerBlock < lastSample; ++number) {
        const std::int64_t blockEnd = std::min((number + 1) * samplesPerBlock, available);
        std::int64_t& countedUpTo = m_countedUpTo[number];
        const std::int64_t blockBegin = std::max(number * samplesPerBlock, countedUpTo);
        if (blockBegin >= blockEnd)
            continue;
        m_total += countNonFinite(file, layout, blockBegin, blockEnd);
        countedUpTo = blockEnd;
    }
    return m_total;
}

} // namespace gabor
