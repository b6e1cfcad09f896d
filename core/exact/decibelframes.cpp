// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/decibelframes.h"

#include <cmath>

namespace gabor {

ReadOutcome DecibelFrames::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    const ReadOutcome outcome = m_inner.compute(firstFrame, frames, scratch);
    for (double& value : frames)
        value = m_factor * std::log10(value);
    return outcome;
}

} // namespace gabor
