// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/waveform/envelope.h"

namespace gabor {

/// Envelopes as a by-product of reading for something else: whoever reads a sound from somewhere on, piece by piece, hands
/// the pieces on. Bit for bit those of computeEnvelopes.
class EnvelopeAccumulator
{
public:
    /// Longer blocks are not gathered.
    static constexpr std::int64_t longestBlock = 1 << 16;

    /// @param blockLength  0: nothing is wanted
    explicit EnvelopeAccumulator(std::int64_t blockLength);

    /// @param first  position of samples[0]; pieces come in rising order and may overlap. After a gap nothing counts.
    void take(std::int64_t first, std::span<const float> samples);

    /// Samples that would complete the last block that was begun; empty where there is none.
    SampleInterval missing() const;
    /// The blocks that lie wholly in what was taken; to be called once, as the last.
    EnvelopeRun finish() { return std::move(m_run); }

private:
    void takeFromNext(std::span<const float> samples);

    std::int64_t m_blockLength;
    std::int64_t m_next = -1;   ///< position of the first sample that counts next; -1: none came yet
    std::vector<float> m_begun; ///< samples of a block that no piece has held wholly so far
    EnvelopeRun m_run;
};

} // namespace gabor
