// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelopepyramid.h"

#include <bit>
#include <cassert>

namespace gabor {

namespace {
constexpr std::uint64_t mostBlocks = 1U << 18;
}

std::int64_t EnvelopePyramid::blockLengthFor(std::int64_t sampleCount)
{
    constexpr std::uint64_t shortest = 64;
    const std::uint64_t needed =
        (static_cast<std::uint64_t>(std::max<std::int64_t>(sampleCount, 1)) - 1) / mostBlocks + 1;
    return static_cast<std::int64_t>(std::max(shortest, std::bit_ceil(needed)));
}

void EnvelopePyramid::reserve(std::int64_t sampleCount)
{
    const auto blocks = static_cast<std::uint64_t>(std::max<std::int64_t>(sampleCount, 1) - 1)
            / static_cast<std::uint64_t>(m_blockLength)
        + 1;
    m_levels.reserve(static_cast<std::size_t>(std::bit_width(2 * mostBlocks)));
    std::uint64_t ofLevel = std::min(blocks, 2 * mostBlocks);
    for (std::size_t level = 0; ofLevel > 1; ++level, ofLevel = (ofLevel + 1) / 2) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        m_levels[level].reserve(ofLevel);
    }
}

void EnvelopePyramid::append(std::int64_t firstBlock, std::span<const Envelope> blocks)
{
    if (blocks.empty())
        return;
    assert(firstBlock >= 0 && firstBlock <= blockCount());
    if (m_levels.empty())
        m_levels.emplace_back();
    const auto first = static_cast<std::size_t>(firstBlock);
    m_levels[0].resize(first);
    m_levels[0].insert(m_levels[0].end(), blocks.begin(), blocks.end());
    m_sampleCount = (blockCount() - 1) * m_blockLength + m_levels[0].back().sampleCount;
    rebuildAbove(first);
    while (static_cast<std::uint64_t>(blockCount()) > 2 * mostBlocks) {
        m_levels.erase(m_levels.begin());
        m_blockLength *= 2;
    }
}

void EnvelopePyramid::rebuildAbove(std::size_t firstBlock)
{
    for (std::size_t level = 1; m_levels[level - 1].size() > 1; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        const std::vector<Envelope>& finer = m_levels[level - 1];
        std::vector<Envelope>& coarser = m_levels[level];
        coarser.resize((finer.size() + 1) / 2);
        for (std::size_t block = firstBlock >> level; block < coarser.size(); ++block) {
            coarser[block] = finer[2 * block];
            if (2 * block + 1 < finer.size())
                coarser[block].add(finer[2 * block + 1]);
        }
    }
}

Envelope EnvelopePyramid::over(SampleInterval samples) const
{
    Envelope envelope;
    const SampleInterval known = intersection(samples, {0, m_sampleCount});
    if (known.empty())
        return envelope;
    std::int64_t block = known.begin / m_blockLength;
    const std::int64_t endBlock = (known.end - 1) / m_blockLength + 1;
    while (block < endBlock) {
        // The largest aligned group of blocks that starts here and does not reach too far.
        std::size_t level = 0;
        while (level + 1 < m_levels.size() && block % (std::int64_t{2} << level) == 0
               && block + (std::int64_t{2} << level) <= endBlock)
            ++level;
        envelope.add(m_levels[level][static_cast<std::size_t>(block >> level)]);
        block += std::int64_t{1} << level;
    }
    return envelope;
}

} // namespace gabor
