// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sampleformat.h"
#include "core/base/descriptor.h"

#include <map>
#include <mutex>

namespace gabor {

/// Counts the NaN and infinite samples of a sound, each once, however often and in however many channels it is read.
/// It works block by block: where a read met such a sample, the whole block around it is counted. Any thread.
class NonFiniteTally
{
public:
    /// To be called after a read of [begin, end) that met non-finite samples.
    /// @param available  samples that can be read by now
    /// @return the number of them known so far, in all channels
    std::int64_t countAround(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available,
                             std::int64_t begin, std::int64_t end);

private:
    std::int64_t countedUpTo(std::int64_t number);

    std::mutex m_mutex;
    std::map<std::int64_t, std::int64_t> m_countedUpTo; ///< by number of the block; the last of a growing sound grows
    std::int64_t m_total = 0;
};

} // namespace gabor
