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
    for (std::int64_t number = firstBlock; number * samplesPerBlock < lastSample; ++number) {
        const SampleInterval block{number * samplesPerBlock, std::min((number + 1) * samplesPerBlock, available)};
        std::int64_t counted = countedUpTo(number);
        while (std::max(block.begin, counted) < block.end) {
            // Read where nobody waits for it; of several who count the same, one is right to have done so.
            const std::int64_t found = countNonFinite(file, layout, std::max(block.begin, counted), block.end);
            const std::lock_guard lock(m_mutex);
            std::int64_t& known = m_countedUpTo[number];
            if (known == counted) {
                known = block.end;
                m_total += found;
            }
            counted = known;
        }
    }
    const std::lock_guard lock(m_mutex);
    return m_total;
}

std::int64_t NonFiniteTally::countedUpTo(std::int64_t number)
{
    const std::lock_guard lock(m_mutex);
    return m_countedUpTo[number];
}

} // namespace gabor
