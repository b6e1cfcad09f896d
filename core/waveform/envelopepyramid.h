// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/waveform/envelope.h"

#include <span>
#include <vector>

namespace gabor {

/// Envelopes of a whole sound at every zoom: blocks, pairs of blocks, pairs of pairs, and so on.
/// A few megabytes for any length, as the blocks of a long sound are longer. For one thread.
class EnvelopePyramid
{
public:
    /// Samples in a block of the finest level, so that @p sampleCount samples make at most 2^18 blocks; >= 64.
    static std::int64_t blockLengthFor(std::int64_t sampleCount);

    explicit EnvelopePyramid(std::int64_t blockLength) : m_blockLength(blockLength) { }

    /// Makes room for @p sampleCount samples, so that levels need not be moved while they grow. Throws std::bad_alloc.
    void reserve(std::int64_t sampleCount);

    std::int64_t blockLength() const { return m_blockLength; }
    std::int64_t blockCount() const { return m_levels.empty() ? 0 : static_cast<std::int64_t>(m_levels[0].size()); }
    /// Samples that the pyramid stands for, from the first one on.
    std::int64_t sampleCount() const { return m_sampleCount; }

    /// Adds the blocks that follow what is there; they may also begin earlier and replace the last block, which was cut
    /// when the sound was shorter.
    /// Where a sound turns out far longer than expected, blocks become twice as long: ask for blockLength() anew.
    void append(std::int64_t firstBlock, std::span<const Envelope> blocks);
    void append(const EnvelopeRun& run) { append(run.firstBlock, run.blocks); }

    /// The envelope of every block that touches @p samples: exact where the borders of @p samples are borders of
    /// blocks, and otherwise never less than the truth. Empty where nothing is known.
    Envelope over(SampleInterval samples) const;

private:
    void rebuildAbove(std::size_t firstBlock);

    std::int64_t m_blockLength;
    std::int64_t m_sampleCount = 0;
    std::vector<std::vector<Envelope>> m_levels; // [0] the blocks, each further level half as many
};

} // namespace gabor
